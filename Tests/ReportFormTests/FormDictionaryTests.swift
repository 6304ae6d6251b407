import ReportForm
import ReportModel
import Testing

/// What the dictionary of the report asks for.
@Suite("The dictionary of the form")
struct FormDictionaryTests {
  private let form = GeneratedFiles.builtInForm

  /// Fields of each section: those of the dictionary, then those the rules need beyond it, all of them optional.
  static let sections: [(name: String, fields: Int, added: [String])] = [
    ("kepala", 18, ["penjelasan"]),
    ("konfirmasi", 6, []),
    ("identitasPerusahaan", 42, ["hasilPengalihanUsaha"]),
    ("pemilik", 8, []),
    ("pengurus", 8, []),
    ("penanggungJawab", 8, []),
    ("permodalan", 12, []),
    ("pemegangSaham", 6, []),
    ("kbli", 4, []),
    ("produk", 4, []),
    ("cabang", 10, []),
    ("rekapStatus", 4, []),
    ("rekapUsiaUpah", 5, []),
    ("rekapUsia", 4, []),
    ("rekapPendidikan", 4, []),
    ("rekapJabatan", 4, []),
    ("rekapDisabilitas", 4, []),
    ("rekapMasaKerja", 3, []),
    ("rekapAsal", 3, []),
    ("tka", 9, []),
    ("alihDaya", 7, []),
    (
      "pengupahan", 21,
      ["upahRataRata", "nomorPenangguhanUpahMinimum", "nilaiUpahPenangguhan", "penangguhanBerlakuSampai"]
    ),
    ("kelasUpah", 4, []),
    ("waktuKerja", 14, []),
    ("jaminanSosial", 12, []),
    ("kepesertaanProgram", 6, []),
    ("hubunganIndustrial", 17, []),
    ("serikatPekerja", 7, []),
    ("k3", 26, ["tempatKerjaAnakTerpisah"]),
    ("objekK3", 8, []),
    ("kecelakaanKerja", 6, []),
    ("kesejahteraan", 3, []),
    ("pelatihan", 7, []),
    ("pemagangan", 11, []),
    ("kebutuhan", 13, []),
    ("mutasi", 7, []),
    ("ringkasanKesempatanKerja", 6, []),
    ("peristiwa", 17, []),
    ("pernyataan", 7, []),
    (
      "tenagaKerja", 41,
      [
        "tanggalKeluar", "tanggalTandaTanganKontrak", "tanggalPencatatanPkwt", "pembaruanKontrak",
        "tanggalAkhirKontrakSebelumnya", "sifatPekerjaanPkwt", "uangKompensasi", "jenisPekerjaanAnak",
        "pekerjaanRingan",
      ]
    ),
    ("akhir", 2, []),
  ]

  @Test("The form has these sections and no other")
  func names() {
    #expect(Set(form.sections.map(\.name)) == Set(Self.sections.map(\.name)))
  }

  @Test("A section has every field of the dictionary and what rules need beyond it", arguments: sections)
  func fields(name: String, fields: Int, added: [String]) throws {
    let section = try #require(form.section(name))
    #expect(section.fields.count == fields + added.count)
    for field in added {
      let definition = try #require(section.fields.first { $0.name == field }, "\(field)")
      #expect(!definition.isRequired)
    }
  }

  @Test(
    "What the notes decided against is asked nowhere about a person",
    arguments: ["npwpPekerja", "anggotaSerikat", "jenisDisabilitas", "agama", "namaIbu", "hamil", "alasanTanpaNik"]
  )
  func neverAsked(field: String) throws {
    #expect(try #require(form.section("tenagaKerja")).shape.index(of: field) == nil)
  }

  @Test("Every field about a worker names why it is collected and the duty it serves")
  func purposeAndDuty() {
    for section in form.sections where section.level == "worker" {
      for field in section.fields {
        #expect(field.purpose?.id.isEmpty == false && field.purpose?.en.isEmpty == false, "\(field.name)")
        #expect(field.law?.isEmpty == false, "\(field.name)")
      }
    }
  }

  /// What each kind of report is expected to carry.
  static let kinds: [(kind: String, isFull: Bool, isEvent: Bool)] = [
    ("PENDIRIAN", true, true), ("JALAN_KEMBALI", true, true), ("PINDAH_SESUDAH", true, true),
    ("PINDAH_SEBELUM", false, true), ("PENGHENTIAN", false, true), ("PEMBUBARAN", false, true),
    ("TAHUNAN", true, false),
  ]

  @Test("Each kind of report expects its sections", arguments: kinds)
  func expected(kind: String, isFull: Bool, isEvent: Bool) {
    let names = Set(form.sections(for: kind).map(\.name))
    let always: Set = [
      "kepala", "konfirmasi", "identitasPerusahaan", "pemilik", "pengurus", "penanggungJawab", "pernyataan", "akhir",
    ]
    #expect(names.isSuperset(of: always))
    #expect(names.contains("tenagaKerja") == isFull)
    #expect(names.contains("peristiwa") == isEvent)
    #expect(isFull || names == always.union(["peristiwa"]))
  }

  @Test("Every kind of report is full or short, and its list is complete")
  func partition() {
    let kinds = Set(form.reportKinds?.codes.map(\.code) ?? [])
    #expect(kinds == Set(Self.kinds.map(\.kind)))
    #expect(Set(form.kinds["full", default: []]).union(form.kinds["short", default: []]) == kinds)
    #expect(Set(form.kinds["full", default: []]).isDisjoint(with: form.kinds["short", default: []]))
  }

  @Test(
    "A kind or a mark that is not defined is refused",
    arguments: ["kinds: {full: [LUSTRUM]}", "kinds: {besar: []}"]
  )
  func refusedKinds(line: String) {
    let files = [
      "form.yaml": "{version: '9', namespace: n, root: r, \(line), sections_files: [s.yaml], codes_file: c.yaml}",
      "c.yaml": "[]",
      "s.yaml":
        "[{section: s, xml: s, csv: s, rows: one, level: unit, kinds: full, title: {id: s, en: s}, fields: []}]",
    ]
    #expect(throws: FormFault.self) { try FormDefinition.load { files[$0] } }
  }
}
