import Foundation
import Testing

/// Every area of the catalogue fires on a violation planted in a report, through the program, in XML and in CSV.
@Suite("Areas of the catalogue")
struct AreaTests {
  /// One planted violation and the place where it is found.
  struct Planted: CustomTestStringConvertible {
    /// The area, the middle of the rule's id.
    let area: String
    let number: String
    /// Workers of the report: enough for the duty to arise.
    let workers: Int
    /// The section in XML and in CSV.
    let path: String
    let section: String
    let field: String

    var rule: String { "WL-\(area)-\(number)" }
    var testDescription: String { rule }

    init(_ area: String, _ number: String, workers: Int = 30, path: String, section: String, field: String) {
      self.area = area
      self.number = number
      self.workers = workers
      self.path = path
      self.section = section
      self.field = field
    }

    static func worker(_ area: String, _ number: String, _ field: String) -> Planted {
      Planted(area, number, path: "daftarTenagaKerja/tenagaKerja", section: "tenaga_kerja", field: field)
    }
  }

  static let planted: [Planted] = [
    Planted("BERKAS", "020", path: "akhir/bagianAkhir", section: "akhir", field: "jumlahBaris"),
    Planted("LAP", "001", path: "kepala", section: "kepala", field: "tanggalKeadaan"),
    .worker("ID", "002", "nik"),
    Planted(
      "SUM",
      "004",
      path: "keadaanTenagaKerja/rekapPendidikan/baris",
      section: "rekap_pendidikan",
      field: "jumlahL"
    ),
    .worker("USIA", "004", "jamKerjaPerMinggu"),
    .worker("PKWT", "007", "tanggalAkhirKontrak"),
    Planted("JAM", "007", path: "waktuKerja/pola", section: "waktu_kerja", field: "maksLemburPerHari"),
    .worker("UPAH", "004", "upahSebulan"),
    .worker("JAMSOS", "002", "ikutJht"),
    Planted(
      "DISAB",
      "001",
      workers: 100,
      path: "keadaanTenagaKerja/rekapDisabilitas/baris",
      section: "rekap_disabilitas",
      field: "jumlahL"
    ),
    Planted("TKA", "003", path: "keadaanTenagaKerja/tka", section: "tka", field: "rptkaAkhir"),
    Planted("HI", "001", path: "hubunganIndustrial", section: "hubungan_industrial", field: "peraturanPerusahaanAda"),
    Planted("K3", "008", path: "k3", section: "k3", field: "pemeriksaanKesehatanBerkala"),
    Planted(
      "MAGANG",
      "006",
      workers: 60,
      path: "pelatihanPemagangan/pemagangan",
      section: "pemagangan",
      field: "uangSakuBulanan"
    ),
    Planted("PHK", "005", path: "kesempatanKerja/mutasi", section: "mutasi_tenaga_kerja", field: "jumlahL"),
    Planted("ALIH", "001", path: "keadaanTenagaKerja/alihDaya", section: "alih_daya", field: "namaMitra"),
    Planted("PRP", "002", path: "waktuKerja/pola", section: "waktu_kerja", field: "fasilitasAntarJemput"),
  ]

  private func result(_ arguments: [String], syntax: String, prior: [String] = []) throws -> Result {
    let sample = try BuiltProgram.run(["sample", "--format", syntax] + arguments)
    try #require(sample.code == 0, "\(sample.errors)")
    return try Result(BuiltProgram.run(["validate", "--format", "json"] + prior + ["-"], input: sample.bytes))
  }

  private func place(of rule: String, in result: Result) throws -> (section: String?, row: Int?, field: String?) {
    let found = result.findings.filter { $0["rule"] as? String == rule }
    let location = try #require(found.first?["location"] as? [String: Any], "\(rule) is not found")
    return (location["section"] as? String, location["row"] as? Int, location["field"] as? String)
  }

  @Test("Each area finds its violation, alike in XML and in CSV", arguments: planted)
  func found(planted: Planted) throws {
    let order = ["--workers", "\(planted.workers)", "--with", planted.rule]
    let xml = try result(order, syntax: "xml")
    let csv = try result(order, syntax: "csv")
    let (left, right) = try (place(of: planted.rule, in: xml), place(of: planted.rule, in: csv))
    #expect(left.section == planted.path)
    #expect(right.section == planted.section)
    #expect(left.field == planted.field && right.field == planted.field)
    #expect(left.row == right.row && left.row != nil)
    #expect(xml.told == csv.told)
    #expect(xml.verdict == csv.verdict)
  }

  @Test("Without the violation nothing of it is found", arguments: [30, 60, 100])
  func sound(workers: Int) throws {
    for syntax in ["xml", "csv"] {
      let rules = try result(["--workers", "\(workers)"], syntax: syntax).rules
      #expect(rules.isDisjoint(with: Self.planted.map(\.rule)))
    }
  }

  @Test("Comparison with an earlier report fires, too: TREN")
  func trend() throws {
    let folder = try Folder()
    let prior = folder.file("2024.xml")
    try BuiltProgram.run(["sample", "--year", "2024", "--workers", "20"]).bytes.write(to: prior)
    let results = try ["xml", "csv"].map {
      try result(["--year", "2025", "--workers", "100"], syntax: $0, prior: ["--prior", prior.path])
    }
    let places = try results.map { try place(of: "WL-TREN-001", in: $0) }
    #expect(places[0].row == places[1].row && places[0].field == places[1].field)
    #expect(results[0].told == results[1].told)
  }

  @Test("Every area of the rule table is among them")
  func complete() throws {
    let table = try BuiltProgram.run(["schema", "rules"]).output
    let areas = table.matches(of: /(?m)^WL-([A-Z0-9]+)-[0-9]{3},/).map { String($0.output.1) }
    #expect(Set(areas) == Set(Self.planted.map(\.area) + ["TREN"]))
  }
}
