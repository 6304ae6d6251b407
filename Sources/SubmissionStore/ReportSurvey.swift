import ReportModel

/// What a store tells of many reports at once, for whoever plans visits. Every call counts only what the query's scope
/// allows, blocks until it is done and may come from any thread.
public protocol ReportSurvey: Sendable {
  /// How many of the reports that match have each value of some dimensions. ``HistoryQuery/after`` and
  /// ``HistoryQuery/limit`` do not matter.
  func counts(_ query: HistoryQuery, of dimensions: Set<ReportCounts.Dimension>) throws(StoreError) -> ReportCounts
  /// Lends what was found in each report that matches, newest first; memory does not grow with their number.
  func findings(_ query: HistoryQuery, each: (ReportFindings) -> Void) throws(StoreError)
  /// How many reports are owed as of a day, by where the units are. ``ObligationQuery/limit`` does not matter.
  func obligationCounts(_ query: ObligationQuery) throws(StoreError) -> ObligationCounts
  /// All reports of the unit that a report is of, as far as the scope allows, the first received first and at most
  /// ``UnitHistory/limit``; none when the scope does not allow the report itself.
  func unitReports(_ number: String, scope: AccessScope) throws(StoreError) -> [StoredSubmission]
}

/// How many reports there are, by what they are found by.
public struct ReportCounts: Hashable, Sendable {
  /// What reports are counted by. Each report has at most one value, but may have several rules.
  public enum Dimension: Hashable, Sendable, CaseIterable {
    /// A rule that found something.
    case rule
    /// The region's code.
    case region
    /// The main activity's code; reports that name none count nowhere.
    case sector
    /// The raw value of a ``ReportModel/SizeClass``.
    case size
    /// The raw value of a verdict.
    case verdict
    /// The kind of report.
    case kind
    /// The year, four digits.
    case period
  }

  /// Reports in all.
  public internal(set) var reports = 0
  /// Reports by value, for the dimensions that were asked for.
  public internal(set) var counts: [Dimension: [String: Int]] = [:]

  /// Nothing.
  public init() {}

  /// Reports by value; nothing for a dimension that was not asked for.
  public subscript(dimension: Dimension) -> [String: Int] { counts[dimension] ?? [:] }
}

/// What was found in one report, as far as its sealed details tell.
public struct ReportFindings: Hashable, Sendable {
  /// The report's number.
  public let number: String
  /// Workers in all.
  public let workers: Int?
  /// What was found, what follows from other findings included.
  public let findings: [SubmissionDetails.FindingSummary]
}

/// How many reports are owed.
public struct ObligationCounts: Hashable, Sendable {
  /// By the region's code of the unit.
  public internal(set) var regions: [String: Int] = [:]
  /// In all.
  public var total: Int { regions.values.reduce(0, +) }
}

/// The reports of one unit.
public enum UnitHistory {
  /// The most reports of one unit that are read: decades of yearly reports with all that happened between.
  public static let limit = 500
}

extension SubmissionStore {
  /// Counts without blocking the caller's thread.
  public func counts(
    _ query: HistoryQuery,
    of dimensions: Set<ReportCounts.Dimension>
  ) async throws(StoreError) -> ReportCounts {
    try await lanes.reading { () throws(StoreError) in try counts(query, of: dimensions) }
  }

  /// Counts what is owed without blocking the caller's thread.
  public func obligationCounts(_ query: ObligationQuery) async throws(StoreError) -> ObligationCounts {
    try await lanes.reading { () throws(StoreError) in try obligationCounts(query) }
  }

  /// The reports of a unit without blocking the caller's thread.
  public func unitReports(_ number: String, scope: AccessScope) async throws(StoreError) -> [StoredSubmission] {
    try await lanes.reading { () throws(StoreError) in try unitReports(number, scope: scope) }
  }
}
