/// One difference between two packs.
public struct PackChange: Hashable, Sendable {
  /// What kind of difference it is.
  public let kind: Kind
  /// What changed: a rule or part, a definition, a patch, or `table:code` of a reference table.
  public let subject: String
  /// Which side of it: an expression's key, a column, a language; empty when the kind says it all.
  public let detail: String
  /// What stands in the first pack; `nil` when nothing does.
  public let before: String?
  /// What stands in the second pack; `nil` when nothing does.
  public let after: String?

  /// The kinds of difference; the raw values are stable names.
  public enum Kind: String, Sendable, CaseIterable {
    /// The pack's version or how far it was verified.
    case pack
    /// A rule or part that only the second pack has.
    case ruleAdded = "rule.added"
    /// A rule or part that only the first pack has.
    case ruleRemoved = "rule.removed"
    /// Another grade.
    case regraded = "rule.grade"
    /// Other days in force, or another date that decides.
    case redated = "rule.dates"
    /// Another condition.
    case condition = "rule.condition"
    /// Another law.
    case law = "rule.law"
    /// Other words for people, or another place that the finding points at.
    case text = "rule.text"
    /// A named value that rules use.
    case definition
    /// A patch.
    case patch
    /// A rule of the catalogue that cannot be expressed.
    case gap
    /// A dated amount of the law.
    case amount
    /// A row of another reference table.
    case row
  }

  init(_ kind: Kind, _ subject: String, _ detail: String, _ before: String?, _ after: String?) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.before = before
    self.after = after
  }

  init(_ kind: Kind, _ subject: String, _ before: String?, _ after: String?) {
    self.init(kind, subject, "", before, after)
  }
}
