/// A way to repair what a finding points at.
public struct SuggestedFix: Sendable {
  /// The value to write instead.
  public var replacement: FoundValue
  /// Whether the repair cannot change the meaning (a lost leading zero confirmed by the check digit) or needs a person.
  public var isSafe: Bool
  /// The kind of repair by which `wlkp fix` makes it; `nil` for a mere proposal that a person has to write.
  public var kind: FixKind?

  /// A repair with the value to write.
  public init(replacement: FoundValue, isSafe: Bool, kind: FixKind? = nil) {
    self.replacement = replacement
    self.isSafe = isSafe
    self.kind = kind
  }
}

/// One place where a rule was not met.
public struct Place: Sendable {
  /// Where in the user's file.
  public var location: Location
  /// What is wrong there and what to do.
  public var message: Message
  /// The value found there.
  public var value: FoundValue?
  /// How it could be repaired.
  public var fix: SuggestedFix?

  /// A place with its message.
  public init(location: Location, message: Message, value: FoundValue? = nil, fix: SuggestedFix? = nil) {
    self.location = location
    self.message = message
    self.value = value
    self.fix = fix
  }
}

/// What one rule found in one report: one finding however many rows it concerns.
public struct Finding: Sendable {
  /// The rule's id, such as `WL-PKWT-007`.
  public var rule: String
  /// The grade the rule gives on the deciding date.
  public var grade: Grade
  /// The severity that counts here: confirmation, archive and doubtful amounts lower it.
  public var severity: Severity
  /// A headline that stands alone.
  public var title: Bilingual
  /// How many places there are in all.
  public var count: Int
  /// The first places in file order, at most `Finding.placesKept`; never empty.
  public var places: [Place]
  /// The legal sources.
  public var law: [String]
  /// The reporter's confirmation that lowered the severity: the reason's code.
  public var confirmation: String?
  /// The accident this finding names, if it names one; then `places` are examples, or one per column.
  public var cause: NamedCause?
  /// What follows from that accident and would not be there without it: kept whole, with exact counts, and shown
  /// folded. Followers have no followers.
  public var followers: [Finding]

  /// How many places of a finding are kept; the exact count is always given (a report with a fault in every row
  /// must not cost memory for each).
  public static let placesKept = 50

  /// A finding with at least one place.
  public init(
    rule: String,
    grade: Grade,
    severity: Severity,
    title: Bilingual,
    count: Int,
    places: [Place],
    law: [String],
    confirmation: String? = nil,
    cause: NamedCause? = nil,
    followers: [Finding] = []
  ) {
    self.rule = rule
    self.grade = grade
    self.severity = severity
    self.title = title
    self.count = count
    self.places = places
    self.law = law
    self.confirmation = confirmation
    self.cause = cause
    self.followers = followers
  }

  /// The finding and what is folded under it.
  public var unfolded: [Finding] { [self] + followers }
}

/// Why a rule gave no answer.
public struct NotAssessed: Sendable, Hashable {
  /// The rule's id.
  public var rule: String
  /// The reason.
  public var reason: Reason
  /// In how many rows (or reports: 1) it gave no answer.
  public var count: Int
  /// The fields, parameters or tables that were missing, sorted.
  public var missing: [String]

  /// Why there is no answer.
  public enum Reason: String, Sendable, Codable, CaseIterable {
    /// A field the rule needs is not in the file, empty or damaged.
    case missingData
    /// An amount, list or calendar the rule needs is not known for that date.
    case missingReference
    /// The rule compares with earlier reports and none were given.
    case needsPriorReports
    /// The rule could not be computed for a compliance check; logged as ours.
    case evaluationError
  }

  /// A rule without an answer.
  public init(rule: String, reason: Reason, count: Int, missing: [String]) {
    self.rule = rule
    self.reason = reason
    self.count = count
    self.missing = missing
  }
}

/// What a reader noticed while reading, before the pack's texts and grades are joined to it.
public struct ReadingFinding: Sendable {
  /// The id of the reading rule, such as `WL-BERKAS-010`.
  public var rule: String
  /// Where in the file.
  public var location: Location
  /// Values for the placeholders of the rule's message; `nilai` is filled from `value` when it is not here.
  public var values: [String: Message.Value]
  /// A sentence that says more than the rule's own message and takes its place.
  public var detail: Message?
  /// The value found.
  public var value: FoundValue?
  /// How it could be repaired.
  public var fix: SuggestedFix?
  /// How many places this one stands for (1 unless the reader stopped listing them).
  public var count: Int
  /// The severity of this occurrence where it is milder than the rule's grade (an unknown CSV column is only worth
  /// a note, a missing one stands in the way); `nil` means the rule's own.
  public var severity: Severity?
  /// The accident this finding names, if it names one.
  public var cause: NamedCause?
  /// The accident this finding follows from, should one finding of the same section (or of the file) name it.
  public var follows: RootCause?

  /// Something noticed at a place.
  public init(
    rule: String,
    location: Location,
    values: [String: Message.Value] = [:],
    detail: Message? = nil,
    value: FoundValue? = nil,
    fix: SuggestedFix? = nil,
    count: Int = 1,
    severity: Severity? = nil,
    cause: NamedCause? = nil,
    follows: RootCause? = nil
  ) {
    self.cause = cause
    self.follows = follows
    self.rule = rule
    self.location = location
    self.values = values
    self.detail = detail
    self.value = value
    self.fix = fix
    self.count = count
    self.severity = severity
  }
}
