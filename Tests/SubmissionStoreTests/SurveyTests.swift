import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Counting what was filed")
struct SurveyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func store(chunk: Int) throws -> SQLiteSubmissionStore {
    var options = StoreOptions()
    options.chunkLength = chunk
    return try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true, options: options).store
  }

  /// Thirteen reports of three regions and years, two of them corrected.
  private func fill(_ store: SQLiteSubmissionStore) throws {
    let regions = ["3273", "3171", "3204"]
    for serial in 1...11 {
      var sample = Sample.of(company: serial)
      sample.region = regions[serial % regions.count]
      sample.period = 2023 + serial % 3
      sample.receivedAt = Int64(serial) * 1_800_000
      sample.rules = Array(["WL-PKWT-007", "WL-UPAH-001"].prefix(serial % 3))
      sample.verdict = sample.rules.isEmpty ? .accepted : .acceptedWithFindings
      let number = try store.keep(sample, in: scratch).submission.number
      if serial % 5 == 0 {
        var correction = sample.correcting(number)
        correction.rules = ["WL-K3-001"]
        correction.verdict = .acceptedWithFindings
        try store.keep(correction, in: scratch)
      }
    }
  }

  private func queries() -> [HistoryQuery] {
    let narrowings: [(inout HistoryQuery) -> Void] = [
      { _ in }, { $0.latestOnly = true }, { $0.scope = .regions(codes: ["32"]) },
      { $0.scope = .regions(codes: ["3273", "3171"]) }, { $0.region = "3204" }, { $0.periods = 2024...2025 },
      { $0.rule = "WL-UPAH-001" }, { $0.scope = .nothing }, { $0.size = .small }, { $0.size = .large },
      { $0.receivedFrom = 5_400_001 }, { $0.verdict = .accepted },
    ]
    return narrowings.flatMap { narrow in
      [false, true].map { latest in
        var query = HistoryQuery()
        query.latestOnly = latest
        query.limit = HistoryQuery.limitMax
        narrow(&query)
        return query
      }
    }
  }

  @Test("Counts agree with looking at each report, whatever the chunks", arguments: [1, 3, 5, 13, 2048])
  func agrees(_ chunk: Int) throws {
    let store = try store(chunk: chunk)
    try fill(store)
    for query in queries() {
      let all = try store.history(query).submissions
      let counts = try store.counts(query, of: Set(ReportCounts.Dimension.allCases))
      #expect(counts.reports == all.count, "\(query)")
      #expect(counts[.region] == tally(all) { [$0.record.region] }, "\(query)")
      #expect(counts[.period] == tally(all) { [String($0.record.period)] }, "\(query)")
      #expect(counts[.verdict] == tally(all) { [$0.record.verdict.rawValue] }, "\(query)")
      #expect(counts[.kind] == tally(all) { [$0.record.kind] }, "\(query)")
      #expect(counts[.sector] == tally(all) { $0.details.sector.map { [$0] } ?? [] }, "\(query)")
      #expect(counts[.size] == tally(all) { [SizeClass(workers: $0.details.workers).rawValue] }, "\(query)")
      #expect(counts[.rule] == tally(all) { Set($0.details.findings.map(\.rule)) }, "\(query)")
    }
  }

  private func tally(
    _ reports: [StoredSubmission],
    by values: (StoredSubmission) -> some Sequence<String>
  ) -> [String: Int] {
    reports.reduce(into: [:]) { counts, report in for value in values(report) { counts[value, default: 0] += 1 } }
  }

  @Test("A dimension that was not asked for is not counted")
  func asked() throws {
    let store = try store(chunk: 3)
    try fill(store)
    let counts = try store.counts(HistoryQuery(), of: [.size])
    #expect(counts.reports == 13)
    #expect(counts[.size] == ["small": 13])
    #expect(counts[.rule].isEmpty)
  }

  @Test("Findings are lent newest first, as the details have them", arguments: [2, 2048])
  func findings(_ chunk: Int) throws {
    let store = try store(chunk: chunk)
    try fill(store)
    for query in queries() {
      var found: [ReportFindings] = []
      try store.findings(query) { found.append($0) }
      let expected = try store.history(query).submissions.map { report in
        ReportFindings(
          number: report.number.text,
          workers: report.details.workers,
          findings: report.details.findings
        )
      }
      #expect(found == expected, "\(query)")
    }
  }

  @Test("What is owed is counted as it is listed, for all and for some regions", arguments: [2, 2048])
  func owed(_ chunk: Int) throws {
    let store = try store(chunk: chunk)
    try fill(store)
    let terms = ReportingTerms(daysAfterEvent: 30, annualMonth: 12, monthsOfStopMax: 12)
    for (scope, regions) in [
      (AccessScope.everything, []), (.regions(codes: ["32"]), []), (.regions(codes: ["32"]), ["3204"]),
      (.everything, ["31"]), (.nothing, []),
    ] {
      var query = ObligationQuery(day: CivilDate(dayNumber: 21_000), terms: terms)
      (query.scope, query.regions) = (scope, regions)
      let listed = try store.obligations(query)
      let counts = try store.obligationCounts(query)
      guard scope != .nothing else { continue }
      #expect(counts.total == listed.count, "\(scope) \(regions)")
      #expect(counts.regions == Dictionary(listed.map { ($0.region, 1) }, uniquingKeysWith: +), "\(scope) \(regions)")
      #expect(!listed.isEmpty)
    }
  }

  @Test("A unit's reports are those of its key and of the scope, the first filed first")
  func unit() throws {
    let store = try store(chunk: 3)
    let first = try store.keep(Sample(), in: scratch).submission.number
    var next = Sample()
    (next.period, next.content) = (2026, Array("2026".utf8))
    let second = try store.keep(next, in: scratch).submission.number
    try store.keep(Sample.of(company: 7), in: scratch)
    var branch = Sample()
    branch.unit = "CABANG"
    try store.keep(branch, in: scratch)
    #expect(try store.unitReports(second.text, scope: .everything).map(\.number) == [first, second])
    #expect(try store.unitReports(second.text, scope: .regions(codes: ["32"])).count == 2)
    #expect(try store.unitReports(second.text, scope: .regions(codes: ["31"])).isEmpty)
    #expect(try store.unitReports("x", scope: .everything).isEmpty)
  }

  @Test("The step that brings sizes makes the index anew, and the whole check finds it right")
  func older() throws {
    let store = try store(chunk: 3)
    try fill(store)
    try store.writing { database in
      try database.execute(sql: "DELETE FROM facet WHERE term LIKE 'z:%'; DROP INDEX submission_corrected")
      try database.execute(sql: Schema.steps[Int(Schema.facetVersion) - 1])
      try FacetRows(database: database, chunkLength: 3).fill()
    }
    #expect(try store.counts(HistoryQuery(), of: [.size])[.size] == ["small": 13])
    #expect(try store.check().differences.isEmpty)
  }
}
