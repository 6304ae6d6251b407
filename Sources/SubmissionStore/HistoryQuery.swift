import ReportModel

/// Which submissions are asked for; what is `nil` does not narrow. The answer is newest first.
public struct HistoryQuery: Hashable, Sendable {
  /// The most submissions on one page.
  public static let limitMax = 500

  /// Words of the company's name or their beginnings, in any order; capitals and punctuation do not matter.
  public var company: String?
  /// The kind of report.
  public var kind: String?
  /// The years, both ends included.
  public var periods: ClosedRange<Int>?
  /// The verdict.
  public var verdict: Verdict?
  /// The region's code or its beginning: `32` is all of West Java.
  public var region: String?
  /// The NIB.
  public var nib: String?
  /// The NPWP, with 15 or 16 digits.
  public var npwp: String?
  /// The unit's code; capitals and punctuation do not matter.
  public var unit: String?
  /// The main activity's code or its beginning: `10` is all of food.
  public var sector: String?
  /// The size class by the number of workers.
  public var size: SizeClass?
  /// A rule that found something.
  public var rule: String?
  /// Received at or after this moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var receivedFrom: Int64?
  /// Received before this moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var receivedBefore: Int64?
  /// The account that filed.
  public var submitter: String?
  /// How many rules of a hundred gave no answer (``SubmissionDetails/percentNotAssessed``), both ends included.
  public var percentNotAssessed: ClosedRange<Int>?
  /// In how many places something was found (``SubmissionDetails/findingCount``), both ends included.
  public var findings: ClosedRange<Int>?
  /// Only the latest version of each report.
  public var latestOnly = false
  /// What the asking person may see.
  public var scope = AccessScope.everything
  /// ``HistoryPage/next`` of the page before.
  public var after: String?
  /// How many at most, 1…``limitMax``; other values are brought into this range.
  public var limit = 50

  /// Everything, newest first.
  public init() {}
}

/// One page of an answer.
public struct HistoryPage: Hashable, Sendable {
  /// The submissions, newest first.
  public let submissions: [StoredSubmission]
  /// Where the next page goes on; `nil` at the end.
  public let next: String?
}
