import Foundation
import ReportForm
import ReportModel
import RuleEngine
import Testing

/// The map from the short names of the rule catalogue to fields and codes: `docs/rule-names.csv`.
enum RuleNameMap {
  /// One line of the map.
  struct Line: CustomTestStringConvertible {
    let name, counterpart, section, field, code, remark: String

    var testDescription: String { name }
  }

  static let url = GeneratedFiles.root.appending(path: "docs/rule-names.csv")

  static let lines: [Line] = {
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 6 else { return nil }
      return Line(
        name: cells[0],
        counterpart: cells[1],
        section: cells[2],
        field: cells[3],
        code: cells[4],
        remark: cells[5]
      )
    }
  }()
}

@Suite("The map of short names")
struct RuleNameTests {
  private let form = GeneratedFiles.builtInForm
  private let source = BuiltInSchemas()

  @Test("Every line is read, and no name occurs twice")
  func complete() throws {
    let text = try String(contentsOf: RuleNameMap.url, encoding: .utf8)
    #expect(text.hasPrefix("name,counterpart,section,field,code,remark\n"))
    #expect(RuleNameMap.lines.count == text.split(separator: "\n").count - 1)
    #expect(Set(RuleNameMap.lines.map(\.name)).count == RuleNameMap.lines.count)
  }

  @Test("Every counterpart exists", arguments: RuleNameMap.lines)
  func counterpart(line: RuleNameMap.Line) throws {
    switch line.counterpart {
    case "field": _ = try field(of: line)
    case "code", "confirmation":
      guard case .code(let name) = try field(of: line).type else {
        Issue.record("\(line.section).\(line.field) takes no code")
        return
      }
      #expect(form.lists[name]?.index(of: line.code) != nil, "\(line.code) is not in \(name)")
    case "definition":
      let files = ["definitions.yaml", "definitions_b.yaml"].compactMap { source.text("rules/" + $0) }
      #expect(files.contains { $0.contains("- name: \(line.field)\n") })
    case "parameter":
      let table = try #require(source.text("reference/parameter.tsv"))
      #expect(table.contains("\n\(line.field)"))
    case "prior", "none": #expect(!line.remark.isEmpty, "why there is no counterpart is said")
    default: Issue.record("“\(line.counterpart)” is no kind of counterpart")
    }
  }

  private func field(of line: RuleNameMap.Line) throws -> FieldDefinition {
    let section = try #require(form.section(line.section))
    let field = try #require(section.fields.first { $0.name == line.field })
    #expect(!(line.remark.hasPrefix("added") && field.isRequired), "an added field is optional")
    return field
  }

  /// What section 3 of the catalogue names, in its order.
  private static let named = [
    "REF", "lap.tgl_acuan", "lap.jenis", "lap.tahun", "lap.tgl_lapor", "lap.versi_skema", "lap.pengganti_dari",
    "lap.penjelasan", "prs.nib", "prs.npwp", "prs.nitku", "prs.kode_pos", "prs.kode_kab", "prs.kode_prov",
    "prs.status_kantor", "prs.induk_no_wlkp", "prs.jumlah_cabang", "prs.badan", "prs.kepemilikan", "prs.skala",
    "prs.modal", "prs.penjualan", "prs.kbli", "prs.tgl_berdiri", "prs.hasil_alih", "prs.penangguhan_um_no",
    "prs.tempat_anak_terpisah", "prs.sektor_waktu_khusus", "jml.total", "jml.lk", "jml.pr", "jml.wni", "jml.wna",
    "jml.pend", "jml.umur", "jml.disabilitas", "jml.awal", "jml.masuk", "jml.keluar", "jml.magang", "tk.nik", "tk.nama",
    "tk.jk", "tk.tgl_lahir", "tk.negara", "tk.paspor", "tk.jabatan", "tk.pendidikan", "tk.status", "tk.tgl_masuk",
    "upah_pokok", "tunj_tetap", "jam_minggu", "tk.jkk", "tk.jkm", "tk.jht", "tk.jp", "tk.jkp", "tk.jkn", "tk.no_kpj",
    "tk.disabilitas", "tk.tgl_keluar", "tk.alasan_tanpa_nik", "tk.alasan_tanpa_paspor", "tk.alasan_upah_nol",
    "tk.jkn_alasan", "pk.mulai", "pk.selesai", "pk.no_catat", "pk.jenis=WAKTU", "pk.jenis=SELESAI", "pk.tgl_ttd",
    "pk.tgl_catat", "pk.pembaruan", "pk.sifat", "pk.alasan_tanpa_tanggal", "pk.jenis_anak", "pk.pekerjaan_ringan",
    "kompensasi", "jam_hari", "hari_minggu", "lembur_hari_maks", "lembur_minggu", "cuti_tahunan", "up.min", "up.maks",
    "up.total_bulan", "up.susu", "up.rata", "thr", "thr_tgl_bayar", "bp.peserta_x", "bp.tarif_jkk", "tka.rptka_no",
    "tka.rptka_mulai", "tka.rptka_selesai", "tka.jabatan", "tka.pendamping_nik", "hi.pp_ada", "hi.pp_status",
    "hi.pp_selesai", "hi.pkb_ada", "hi.pkb_selesai", "hi.lks_ada", "hi.serikat", "k3.p2k3_ada", "k3.smk3",
    "k3.ak3_jml", "k3.risiko", "P.x",
  ]

  @Test("Every name of the catalogue's own list is there", arguments: named)
  func isThere(name: String) {
    #expect(RuleNameMap.lines.contains { $0.name == name })
  }

  @Test("Every code list that a line names by a code is one of the form's own")
  func kinds() {
    let kinds = Set(form.reportKinds?.codes.map(\.code) ?? [])
    #expect(Set(RuleNameMap.lines.filter { $0.field == "jenisLaporan" && !$0.code.isEmpty }.map(\.code)) == kinds)
  }
}
