import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("The search index")
struct FacetTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func store(chunk: Int) throws -> SQLiteSubmissionStore {
    var options = StoreOptions()
    options.chunkLength = chunk
    return try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true, options: options).store
  }

  /// Reports that differ in everything that is asked for, a few times over.
  private func fill(_ store: SQLiteSubmissionStore, count: Int = 12) throws {
    let names = ["PT Karya Makmur", "CV Makmur Jaya Karya", "PT Jayakarta Abadi", "UD Karyawan Sejahtera"]
    let regions = ["3273", "3171", "3204"]
    for serial in 1...count {
      var sample = Sample.of(company: serial)
      sample.company = names[serial % names.count]
      sample.region = regions[serial % regions.count]
      sample.npwp = String(123_456_789_012_000 + serial)
      sample.unit = serial % 2 == 0 ? "PUSAT" : "Cabang-1"
      sample.period = 2020 + serial % 5
      sample.receivedAt = Int64(serial) * 1_800_000
      sample.rules = serial % 3 == 0 ? [] : Array(["WL-PKWT-007", "WL-UPAH-001"].prefix(serial % 3))
      try store.keep(sample, in: scratch)
    }
  }

  private func serials(_ store: SQLiteSubmissionStore, _ narrow: (inout HistoryQuery) -> Void) throws -> [Int] {
    var query = HistoryQuery()
    narrow(&query)
    return try store.history(query).submissions.map { $0.logPosition + 1 }
  }

  @Test("Every filter agrees with looking at each report, whatever the chunks", arguments: [1, 3, 5, 12, 2048])
  func agrees(_ chunk: Int) throws {
    let store = try store(chunk: chunk)
    try fill(store)
    let all = try store.history(HistoryQuery()).submissions
    let cases: [((inout HistoryQuery) -> Void, (StoredSubmission) -> Bool)] = [
      ({ $0.company = "karya" }, { $0.record.company.contains("Karya") }),
      ({ $0.company = "jaya makmur" }, { $0.record.company == "CV Makmur Jaya Karya" }),
      ({ $0.company = "pt. JAYA" }, { $0.record.company == "PT Jayakarta Abadi" }),
      ({ $0.company = "akmur" }, { _ in false }),
      ({ $0.npwp = "123456789012004" }, { $0.details.npwp == "123456789012004" }),
      ({ $0.npwp = "0123456789012004" }, { $0.details.npwp == "123456789012004" }),
      ({ $0.npwp = "-" }, { _ in false }),
      ({ $0.unit = "cabang 1" }, { $0.record.unit == "Cabang-1" }),
      ({ $0.sector = "107" }, { _ in true }),
      ({ $0.sector = "108" }, { _ in false }),
      ({ $0.region = "32" }, { $0.record.region.hasPrefix("32") }),
      ({ $0.periods = 2021...2022 }, { (2021...2022).contains($0.record.period) }),
      ({ $0.findings = 0...0 }, { $0.details.findings.isEmpty }),
      ({ $0.findings = 4...Int.max }, { $0.details.findingCount == 6 }),
      ({ $0.percentNotAssessed = 3...3 }, { $0.details.percentNotAssessed == 3 }),
      ({ $0.percentNotAssessed = 4...100 }, { _ in false }),
      ({ ($0.receivedFrom, $0.receivedBefore) = (3_600_001, 10_800_000) }, { [3, 4, 5].contains($0.logPosition + 1) }),
      ({ ($0.receivedFrom, $0.receivedBefore) = (9, 3) }, { _ in false }),
      (
        { ($0.company, $0.region, $0.unit) = ("makmur", "3204", "PUSAT") },
        {
          $0.record.company.contains("Makmur") && $0.record.region == "3204" && $0.record.unit == "PUSAT"
        }
      ),
    ]
    for (narrow, holds) in cases {
      #expect(try serials(store, narrow) == all.filter(holds).map { $0.logPosition + 1 })
    }
    #expect(try store.check().differences == [])
  }

  @Test("Pages over several chunks follow each other without gap or repetition", arguments: [2, 5, 2048])
  func paging(_ chunk: Int) throws {
    let store = try store(chunk: chunk)
    try fill(store)
    var query = HistoryQuery()
    (query.company, query.limit) = ("karya", 2)
    var found: [Int] = []
    repeat {
      let page = try store.history(query)
      found += page.submissions.map { $0.logPosition + 1 }
      query.after = page.next
    } while query.after != nil
    #expect(found == [12, 11, 9, 8, 7, 5, 4, 3, 1])
  }

  @Test("No question reads a whole table")
  func plans() throws {
    let store = try store(chunk: 3)
    try fill(store)
    try store.reading { database in
      for sql in FacetRows.Question.all {
        let values = StatementArguments(Array(repeating: 1, count: sql.count { $0 == "?" }))
        let plan = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: values)
        #expect(plan.allSatisfy { ($0["detail"] as String).hasPrefix("SEARCH") }, "\(sql): \(plan)")
      }
    }
  }

  @Test("A store made before there was an index is indexed when it is opened")
  func migration() throws {
    let made = try store(chunk: 5)
    try fill(made)
    try made.close()
    try Self.takeBack(scratch.store, toVersion: 4)
    let opened = try store(chunk: 7)
    #expect(try serials(opened) { $0.company = "jayakarta" } == [10, 6, 2])
    #expect(try opened.check().differences == [])
  }

  /// Makes a store what an earlier version of the program would have kept.
  private static func takeBack(_ path: String, toVersion version: Int) throws {
    let old = path + ".old"
    let queue = try DatabaseQueue(path: old)
    try queue.writeWithoutTransaction { database in
      for step in Schema.steps.prefix(version) { try database.execute(sql: step) }
      try database.execute(sql: "ATTACH '\(path)' AS made")
      for table in try database.map("SELECT name FROM main.sqlite_schema WHERE type = 'table'", [], { $0.text(0) }) {
        let known = "SELECT name FROM pragma_table_info('\(table)', 'main') INTERSECT "
        let columns = try database.map(
          known + "SELECT name FROM pragma_table_info('\(table)', 'made')",
          [],
          { $0.text(0) }
        )
        guard !columns.isEmpty else { continue }
        let list = columns.joined(separator: ", ")
        try database.execute(sql: "INSERT INTO main.\(table) (\(list)) SELECT \(list) FROM made.\(table)")
      }
      try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)")
    }
    try queue.close()
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: old, toPath: path)
  }

  @Test("A set of places survives being written, as a list and as a bitmap", arguments: [0, 1, 127, 128, 2048])
  func sets(_ count: Int) {
    var set = FacetSet()
    for index in 0..<count { set.insert(index * 1021 % FacetSet.capacity) }
    #expect(set.bytes.count == min(count * 2, 256))
    #expect(set.bytes.withUnsafeBytes(FacetSet.init) == set)
    #expect(set.descending == (0..<count).map { $0 * 1021 % FacetSet.capacity }.sorted(by: >))
  }
}
