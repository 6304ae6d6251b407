public import ReportModel

/// A change of one rule by decision of an authority, from a day: data beside the rules, never an edit of them.
///
/// The European Banking Authority corrects its validation rules in the same way: the rule stays as published, and the
/// patch says from when it is silent, speaks, or speaks more softly.
public struct RulePatch: Hashable, Sendable {
  /// The patch's id.
  public let id: String
  /// The rule's id in the catalogue, or the name of one part.
  public let rule: String
  /// What it does.
  public let action: Action
  /// The first day, by the date that decides for the rule.
  public let from: CivilDate
  /// The last day; `nil` until further notice.
  public let to: CivilDate?
  /// Who decided it.
  public let authority: String
  /// The decision or law behind it.
  public let law: [String]
  /// Why.
  public let reason: Bilingual

  /// What a patch does to a rule.
  public enum Action: Hashable, Sendable {
    /// Puts it in force, with its own grade or another one.
    case activate(Grade?)
    /// Silences it.
    case deactivate
    /// Gives its findings another grade.
    case regrade(Grade)

    /// The word that packs use.
    public var name: String {
      switch self {
      case .activate: "activate"
      case .deactivate: "deactivate"
      case .regrade: "regrade"
      }
    }

    /// The grade it gives, if any.
    public var grade: Grade? {
      switch self {
      case .activate(let grade): grade
      case .deactivate: nil
      case .regrade(let grade): grade
      }
    }
  }

  /// The intervals of a rule with this patch applied, ordered by their first day.
  func applied(to intervals: [RuleInterval]) -> [RuleInterval] {
    let outside = intervals.flatMap { [$0.part(before: from), to.flatMap($0.part(after:))] }
      .compactMap { $0 }
    let inside: [RuleInterval] =
      switch action {
      case .activate(let grade): [RuleInterval(from: from, to: to, isCertain: true, grade: grade)]
      case .deactivate: []
      case .regrade(let grade):
        intervals.compactMap { $0.part(from: from, to: to) }
          .map { RuleInterval(from: $0.from, to: $0.to, isCertain: $0.isCertain, grade: grade) }
      }
    return (outside + inside).sorted { ($0.from?.dayNumber ?? .min) < ($1.from?.dayNumber ?? .min) }
  }
}

extension RuleInterval {
  /// The days of the interval before a day; `nil` when there are none.
  fileprivate func part(before day: CivilDate) -> RuleInterval? {
    day.adding(days: -1).flatMap { part(from: nil, to: $0) }
  }

  /// The days of the interval after a day; `nil` when there are none.
  fileprivate func part(after day: CivilDate) -> RuleInterval? {
    day.adding(days: 1).flatMap { part(from: $0, to: nil) }
  }

  /// The days of the interval that lie in a window, both ends included; `nil` when there are none.
  fileprivate func part(from first: CivilDate?, to last: CivilDate?) -> RuleInterval? {
    let start = [from, first].compactMap { $0 }.max()
    let end = [to, last].compactMap { $0 }.min()
    if let start, let end, end < start { return nil }
    return RuleInterval(from: start, to: end, isCertain: isCertain, grade: grade)
  }
}

extension Grade {
  /// Whether both are of class K, or neither: what is only admitted never becomes an error of the data, nor the other
  /// way round.
  func isSameClass(as other: Grade) -> Bool { isCompliance == other.isCompliance }

  private var isCompliance: Bool {
    if case .compliance = self { true } else { false }
  }
}
