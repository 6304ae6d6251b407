import ReportForm
import ReportModel

/// Two packs side by side, with their reference tables.
public struct PackComparison: Sendable {
  private let old: RulePack
  private let new: RulePack

  /// Compares `old` with `new`: what is only in `new` was added.
  public init(_ old: RulePack, _ new: RulePack) {
    self.old = old
    self.new = new
  }

  /// Every difference: the pack itself, rules in the order of the packs, definitions, patches, gaps, then tables.
  public var changes: [PackChange] {
    head + rules + definitions + patches + gaps
      + TableComparison(old.tables, new.tables).changes
  }

  private var head: [PackChange] {
    let sides = [
      ("version", old.version, new.version),
      (
        "verified_until", old.verifiedUntil?.description ?? "", new.verifiedUntil?.description ?? ""
      ),
      ("title", old.title.both, new.title.both),
      ("tail", old.tail.both, new.tail.both),
    ]
    return sides.compactMap { $1 == $2 ? nil : PackChange(.pack, "pack", $0, $1, $2) }
  }

  // MARK: Rules

  private var rules: [PackChange] {
    let before = Dictionary(old.rules.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let after = Set(new.rules.map(\.key))
    let removed = old.rules.filter { !after.contains($0.key) }
      .map { PackChange(.ruleRemoved, $0.key, $0.text.title.id, nil) }
    return removed
      + new.rules.flatMap { rule in
        before[rule.key].map { changes($0, rule) }
          ?? [PackChange(.ruleAdded, rule.key, nil, rule.text.title.id)]
      }
  }

  private func changes(_ before: Rule, _ after: Rule) -> [PackChange] {
    var changes: [PackChange] = []
    func compare(_ kind: PackChange.Kind, _ detail: String, _ left: String?, _ right: String?) {
      if left != right { changes.append(PackChange(kind, after.key, detail, left, right)) }
    }
    compare(.regraded, "grade", before.grade.name, after.grade.name)
    compare(.regraded, "in_force", Self.gradeNames(before), Self.gradeNames(after))
    compare(.redated, "in_force", Self.dates(before), Self.dates(after))
    compare(.redated, "basis", before.basis.rawValue, after.basis.rawValue)
    compare(.condition, "each", before.text.each, after.text.each)
    for key in ["when", "holds", "unique", "lower_when", "date"] {
      compare(
        key == "date" ? .redated : .condition,
        key,
        before.expression(key),
        after.expression(key)
      )
    }
    compare(
      .law,
      "law",
      before.text.law.joined(separator: "; "),
      after.text.law.joined(separator: "; ")
    )
    compare(.text, "title", before.text.title.both, after.text.title.both)
    compare(.text, "message", before.text.message.both, after.text.message.both)
    compare(.text, "explain", before.text.explain?.both, after.text.explain?.both)
    compare(.text, "values", Self.values(before), Self.values(after))
    compare(.text, "at", places(before, old), places(after, new))
    compare(.text, "family", before.text.family, after.text.family)
    return changes
  }

  private static func dates(_ rule: Rule) -> String {
    rule.intervals.map { interval in
      "\(interval.from?.description ?? "…")–\(interval.to?.description ?? "…")"
        + (interval.isCertain ? "" : " ?")
    }.joined(separator: ", ")
  }

  /// The grades of intervals that have their own; `nil` when none has.
  private static func gradeNames(_ rule: Rule) -> String? {
    let names = rule.intervals.compactMap { $0.grade?.name }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private static func values(_ rule: Rule) -> String {
    rule.expressions.filter { $0.key.hasPrefix("values.") }
      .map { "\($0.key.dropFirst("values.".count)): \($0.text)" }.joined(separator: ", ")
  }

  private func places(_ rule: Rule, _ pack: RulePack) -> String {
    rule.targets.map { target in
      let section = pack.form.sections[target.section]
      return "\(section.name).\(section.fields[target.field].name)"
    }.joined(separator: ", ")
  }

  // MARK: The rest

  private var definitions: [PackChange] {
    Self.named(
      .definition,
      old.definitions.map { ($0.name, $0.source) },
      new.definitions.map { ($0.name, $0.source) }
    )
  }

  private var patches: [PackChange] {
    func words(_ patch: RulePatch) -> (String, String) {
      let window = "\(patch.from)–\(patch.to?.description ?? "…")"
      return (
        patch.id, "\(patch.rule) \(patch.action.name) \(patch.action.grade?.name ?? "") \(window)"
      )
    }
    return Self.named(.patch, old.patches.map(words), new.patches.map(words))
  }

  private var gaps: [PackChange] {
    Self.named(
      .gap,
      old.notExpressible.map { ($0.id, $0.reason.id) },
      new.notExpressible.map { ($0.id, $0.reason.id) }
    )
  }

  /// Differences of things with a name and one text.
  static func named(
    _ kind: PackChange.Kind,
    _ old: [(name: String, text: String)],
    _ new: [(name: String, text: String)]
  ) -> [PackChange] {
    let before = Dictionary(old.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(new.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    let removed = old.filter { after[$0.name] == nil }.map {
      PackChange(kind, $0.name, $0.text, nil)
    }
    return removed
      + new.compactMap { name, text in
        before[name] == text ? nil : PackChange(kind, name, before[name], text)
      }
  }
}

extension Bilingual {
  fileprivate var both: String { "\(id) | \(en)" }
}

extension Rule {
  /// An expression as it is written.
  fileprivate func expression(_ key: String) -> String? {
    expressions.first { $0.key == key }?.text
  }
}
