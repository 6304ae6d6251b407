import ReportForm
import ReportModel
import Testing

@testable import RuleEngine

@Suite("Earlier reports are an input of the judgement, named by a hash")
struct PriorReportsTests {
  private let engine: Engine

  init() throws { engine = try Engine() }

  /// A report of a unit with the headcount of a day, and workers with these NIK.
  private func batches(
    on day: String,
    workers: Int64,
    unit: String = "PUSAT",
    nib: String = "9120001234567",
    niks: [String] = []
  ) throws -> [RecordBatch] {
    let day = try #require(CivilDate(iso: day))
    var batches = [
      try row("kepala", ["kodeUnit": .text(unit), "tanggalKeadaan": .number(Int64(day.dayNumber))]),
      try row("identitasPerusahaan", ["nib": .text(nib)]),
      try row("rekapStatus", ["statusHubungan": .number(0), "jumlahL": .number(workers), "jumlahP": .number(0)]),
    ]
    for nik in niks { batches.append(try row("tenagaKerja", ["nik": .text(nik)])) }
    return batches
  }

  private enum Cell {
    case text(String)
    case number(Int64)
  }

  private func row(_ section: String, _ cells: [String: Cell]) throws -> RecordBatch {
    let shape = try #require(engine.form.section(section)?.shape)
    var builder = RecordBatchBuilder(shape: shape)
    builder.beginRow(at: .unknown)
    for (name, cell) in cells {
      let field = try #require(shape.index(of: name))
      switch cell {
      case .text(let text): Array(text.utf8).withUnsafeBytes { builder.set(text: $0, field: field, at: .unknown) }
      case .number(let number): builder.set(number: number, field: field, at: .unknown)
      }
    }
    builder.endRow()
    return builder.finish()
  }

  private func prior(_ batches: [RecordBatch], _ digit: Character) throws -> PriorReport {
    let collector = PriorReportCollector(form: engine.form)
    for batch in batches { collector.receive(batch) }
    let hash = try #require(ContentHash(hex: String(repeating: digit, count: 64)))
    return try #require(collector.finish(hash: hash))
  }

  private func judged(_ batches: [RecordBatch], _ prior: PriorReports?, own: ContentHash? = nil) -> RunResult {
    var circumstances = Circumstances(prior: prior)
    circumstances.own = own
    let run = RuleRun(pack: engine.pack, circumstances: circumstances, only: ["WL-TREN-001", "WL-TREN-003"])
    for batch in batches { run.receive(batch) }
    return run.finish()
  }

  @Test("Order does not matter, and the same report twice counts once")
  func canonical() throws {
    let first = try prior(batches(on: "2023-12-01", workers: 100), "a")
    let second = try prior(batches(on: "2024-12-01", workers: 290), "b")
    let one = try PriorReports([first, second])
    #expect(try PriorReports([second, first, second]).hash == one.hash)
    #expect(try PriorReports([second, first, second]).reports.map(\.hash) == [first.hash, second.hash])
    #expect(try PriorReports([second]).hash != one.hash)
    #expect(PriorReports.none.hash != one.hash)
  }

  @Test("The last report before the reference date is the one compared with")
  func last() throws {
    let reports = try PriorReports([
      prior(batches(on: "2024-12-01", workers: 290), "b"), prior(batches(on: "2023-12-01", workers: 100), "a"),
      prior(batches(on: "2026-12-01", workers: 100), "c"),
    ])
    let now = try batches(on: "2025-12-01", workers: 300)
    #expect(judged(now, reports).findings.isEmpty)
    #expect(try judged(batches(on: "2024-11-01", workers: 300), reports).findings.map(\.rule) == ["WL-TREN-001"])
  }

  @Test("Without earlier reports the rules are not assessed, with that reason, once and not once a row")
  func absent() throws {
    let now = try batches(on: "2025-12-01", workers: 300, niks: ["3171014101909901", "3171014101909902"])
    let result = judged(now, nil)
    #expect(result.notAssessed.map(\.rule) == ["WL-TREN-001", "WL-TREN-003"])
    #expect(result.notAssessed.allSatisfy { $0.reason == .needsPriorReports && $0.count == 1 })
    #expect(judged(now, PriorReports.none).notAssessed.isEmpty)
  }

  @Test("A report is never compared with itself")
  func itself() throws {
    let earlier = try prior(batches(on: "2024-12-01", workers: 100), "a")
    let now = try batches(on: "2025-12-01", workers: 300)
    let reports = try PriorReports([earlier])
    #expect(judged(now, reports).findings.count == 1)
    #expect(judged(now, reports, own: earlier.hash).findings.isEmpty)
  }

  @Test("A report of another unit is a stranger and is not compared with")
  func strangers() throws {
    let other = try prior(batches(on: "2024-12-01", workers: 100, unit: "CABANG1"), "a")
    let foreign = try prior(batches(on: "2024-12-01", workers: 100, nib: "9120007654321"), "b")
    let own = try prior(batches(on: "2024-12-01", workers: 290), "c")
    let reports = try PriorReports([other, foreign, own])
    var header = ReportHeader()
    header.unit = "PUSAT"
    header.nib = "9120 0012 34567"
    #expect(Set(reports.strangers(to: header).map(\.hash)) == [other.hash, foreign.hash])
    #expect(try judged(batches(on: "2025-12-01", workers: 300), reports).findings.isEmpty)
  }

  @Test("More reports than the limit are refused")
  func tooMany() throws {
    let report = try batches(on: "2024-12-01", workers: 1)
    let many = try (0...PriorReports.limit).map { number in
      let digits = String(number, radix: 16)
      let hash = try #require(ContentHash(hex: String(repeating: "0", count: 64 - digits.count) + digits))
      let collector = PriorReportCollector(form: engine.form)
      for batch in report { collector.receive(batch) }
      return try #require(collector.finish(hash: hash))
    }
    #expect(throws: PriorReports.Fault.tooMany(limit: PriorReports.limit)) { _ = try PriorReports(many) }
  }

  @Test("A lone table of workers is no earlier report")
  func draft() throws {
    let collector = PriorReportCollector(form: engine.form)
    collector.receive(try row("tenagaKerja", ["nik": .text("3171014101909901")]))
    #expect(collector.finish(hash: try #require(ContentHash(hex: String(repeating: "a", count: 64)))) == nil)
  }
}

@Suite("Names that mean the same")
struct NameKeyTests {
  @Test(
    "A person's name is similar when a word remains",
    arguments: [
      ("Siti Rahma", "Hj. SITI RAHMA, S.E.", true), ("Soeharto", "Suharto", true), ("Djoko Tjahjono", "Joko", true),
      ("Muhammad Yusuf", "Muhamad Jusup", true), ("Siti Rahma", "Dewi Lestari", false), ("H. Umar", "H. Amin", false),
      ("", "", true), ("Siti", "", false), ("Ani", "ANI W.", true),
    ]
  )
  func person(first: String, second: String, similar: Bool) {
    #expect(NameKey.areSimilar(NameKey.person(first), NameKey.person(second)) == similar)
  }

  @Test(
    "A company's name is the same without legal form, punctuation and case",
    arguments: [
      ("PT Contoh Makmur Tbk", "CONTOH MAKMUR, PT.", true), ("CV. Karya-Baru", "Karya Baru", true),
      ("PT Contoh Makmur", "PT Contoh Sentosa", false),
    ]
  )
  func company(first: String, second: String, same: Bool) {
    #expect((NameKey.company(first) == NameKey.company(second)) == same)
  }
}

@Suite("Which unit a report is about")
struct UnitIdentityTests {
  private func unit(npwp: String?, nib: String? = nil, code: String = "PUSAT") -> UnitIdentity {
    var header = ReportHeader()
    (header.unit, header.nib, header.npwp, header.companyName) = (code, nib, npwp, "PT Contoh")
    return UnitIdentity(header)
  }

  @Test("A company's number of 15 digits and the same one of 16, as written since 2024, are one")
  func npwp() {
    let before = unit(npwp: "01.234.567.8-901.000")
    #expect(before.isSameUnit(as: unit(npwp: "0012345678901000")))
    #expect(!before.isSameUnit(as: unit(npwp: "0012345678902000")))
    #expect(!before.isSameUnit(as: unit(npwp: "0012345678901000", code: "CABANG")))
  }
}
