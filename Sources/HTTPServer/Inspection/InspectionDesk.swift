import Intake
import ReportModel
import RuleEngine
import SubmissionStore

/// What the inspectors' pages share: counts and rankings that many look at, and the batches of archives.
final class InspectionDesk: Sendable {
  /// How long counts are given, in milliseconds: a minute, as the page says.
  static let countsKeptFor: Int64 = 60_000
  /// The same for what takes seconds over a million reports: who owes what, and the order of visits.
  static let listsKeptFor: Int64 = 600_000
  /// The most answers of one kind that are kept: some hundred inspectors with a choice of regions and years.
  static let answersMax = 500
  /// How long a page waits for what takes long before it says that it is still being counted.
  static let patience = Duration.milliseconds(1500)

  /// The most rows of a list of what is owed: a region's inspectors read a list, not a database.
  static let owedMax = 1000

  let batches: BatchDesk
  /// Where visits are ranked: reading thousands of documents may neither hold up judgements nor filings.
  let threads = WorkingThreads(threads: 1, queue: 32)
  /// The years and regions that a scope leaves to choose from.
  let choices = Remembered<AccessScope, ReportCounts>(keptFor: countsKeptFor, most: answersMax)
  let counts = Remembered<RegionFilter, ReportCounts>(keptFor: countsKeptFor, most: answersMax)
  let owed = Remembered<OwedFilter, ObligationCounts>(keptFor: listsKeptFor, most: answersMax)
  let due = Remembered<OwedFilter, [UnitObligation]>(keptFor: listsKeptFor, most: 50)
  let rankings = Remembered<RegionFilter, VisitRanking>(keptFor: listsKeptFor, most: 100)

  init(_ configuration: ServerConfiguration, engine: Engine, clock: @escaping @Sendable () -> Int64) {
    batches = BatchDesk(configuration, engine: engine, clock: clock)
  }
}

/// Which reports an inspector looks at: what they may see, narrowed to a region and a year.
struct RegionFilter: Hashable, Sendable {
  var scope: AccessScope
  /// A region's code or its beginning.
  var region: String?
  /// The year; `nil` for all.
  var year: Int?

  /// The latest version of each report.
  var query: HistoryQuery {
    var query = HistoryQuery()
    query.scope = scope
    query.region = region
    query.periods = year.map { $0...$0 }
    query.latestOnly = true
    return query
  }
}

/// Of which units it is asked what they owe, and as of which day.
struct OwedFilter: Hashable, Sendable {
  var scope: AccessScope
  var region: String?
  var day: CivilDate
  /// How far ahead, in days; `nil`: only what is overdue.
  var within: Int?

  func query(_ terms: ReportingTerms) -> ObligationQuery {
    var query = ObligationQuery(day: day, terms: terms)
    query.scope = scope
    query.regions = region.map { [$0] } ?? []
    query.daysOverdueMin = within.map { -$0 } ?? 1
    return query
  }
}

extension Gate {
  /// The years and regions of the reports that somebody may see, a minute old at most.
  func regionChoice(_ scope: AccessScope) async throws -> ReportCounts {
    let store = store
    let query = RegionFilter(scope: scope, region: nil, year: nil).query
    return try await inspection.choices.value(for: scope, now: clock()) {
      try await store.counts(query, of: [.period, .region])
    }.value
  }

  /// The reports of a region in numbers, a minute old at most.
  func regionCounts(_ filter: RegionFilter) async throws -> Remembered<RegionFilter, ReportCounts>.Answer {
    let store = store
    return try await inspection.counts.value(for: filter, now: clock()) {
      try await store.counts(filter.query, of: [.rule, .region, .sector, .size, .verdict])
    }
  }

  /// How many reports are owed; `nil` while it is being counted.
  func owedCounts(_ filter: OwedFilter) async throws -> Remembered<OwedFilter, ObligationCounts>.Answer? {
    let store = store
    guard let query = owedQuery(filter) else { return nil }
    return try await inspection.owed.value(for: filter, now: clock(), patience: InspectionDesk.patience) {
      try await store.obligationCounts(query)
    }
  }

  /// Who owes which report, the longest overdue first; `nil` while it is being looked for.
  func owedList(_ filter: OwedFilter) async throws -> Remembered<OwedFilter, [UnitObligation]>.Answer? {
    let store = store
    guard var query = owedQuery(filter) else { return nil }
    query.limit = InspectionDesk.owedMax
    return try await inspection.due.value(for: filter, now: clock(), patience: InspectionDesk.patience) { [query] in
      try await store.obligations(query).filter { filter.scope.includes($0.basis) }
    }
  }

  /// The order of visits; `nil` while it is being reckoned.
  func ranking(_ filter: RegionFilter) async throws -> Remembered<RegionFilter, VisitRanking>.Answer? {
    let store = store
    let threads = inspection.threads
    return try await inspection.rankings.value(for: filter, now: clock(), patience: InspectionDesk.patience) {
      try await threads.run { try VisitRanking(filter.query, in: store) }
    }
  }

  private func owedQuery(_ filter: OwedFilter) -> ObligationQuery? {
    desk.assessor.reportingTerms(on: filter.day).map(filter.query)
  }
}
