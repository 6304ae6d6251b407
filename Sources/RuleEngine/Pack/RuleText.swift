public import ReportModel

/// What people read about a rule, wherever they read it: message, law, explanation, history.
public struct RuleText: Sendable {
  /// The id, such as `WL-JAM-007`.
  public let id: String
  /// The grade's stable name.
  public let grade: String
  /// A headline that stands alone.
  public let title: Bilingual
  /// The message with its placeholders.
  public let message: Bilingual
  /// What the rule looks at, why, and what to do.
  public let explain: Bilingual?
  /// The legal sources.
  public let law: [String]
  /// The intervals in which it is in force.
  public let inForce: [RuleInterval]
  /// The family of successive versions.
  public let family: String?
  /// Where the rule's legal content was read.
  public let evidence: String?
  /// The section whose rows it looks at; `nil` for once per report.
  public let each: String?

  /// The id in the catalogue: without the letter of a part.
  static func catalogueID(of key: String) -> String {
    let bytes = Array(key.utf8.suffix(2))
    guard bytes.count == 2, (48...57).contains(bytes[0]), (97...122).contains(bytes[1]) else {
      return key
    }
    return String(key.dropLast())
  }
}

/// An interval of days in which a rule is in force. Both ends belong to it.
public struct RuleInterval: Hashable, Sendable {
  /// First day; `nil` for always before.
  public let from: CivilDate?
  /// Last day; `nil` for still in force.
  public let to: CivilDate?
  /// Whether the days are beyond doubt.
  public let isCertain: Bool
  /// The grade in this interval, when it differs from the rule's own.
  public let grade: Grade?

  /// Whether the day lies in the interval.
  public func contains(_ day: CivilDate) -> Bool {
    if let from, day < from { return false }
    if let to, day > to { return false }
    return true
  }

  /// Days around an uncertain end within which a warning is only information (rule catalogue, section 2).
  public static let caution: Int32 = 31

  /// Whether the day is so near to an end whose day is uncertain that the rule should not warn.
  public func isDoubtful(on day: CivilDate) -> Bool {
    guard !isCertain else { return false }
    return [from, to].contains { end in
      guard let end else { return false }
      return abs(end.dayNumber - day.dayNumber) <= Self.caution
    }
  }
}
