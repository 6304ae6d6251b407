import ReportModel
import RuleEngine

/// The rules of a pack as a table: one line per rule, part and interval; rules that cannot be judged on this form stand
/// at the end with the reason as their message.
struct RuleTable {
  let pack: RulePack

  private static let heading = [
    "rule", "part", "grade", "section", "basis", "from", "to", "certain", "family", "law", "title_id", "title_en",
    "message_id", "message_en",
  ]

  var text: String {
    let rules = pack.rules.flatMap { rule in rule.intervals.map { line(rule, $0) } }
    let gaps = pack.notExpressible.map { gap in
      [gap.id, "", "not_expressible", "", "", "", "", "", "", "", "", "", gap.reason.id, gap.reason.en]
    }
    return ([Self.heading] + rules + gaps).map { $0.map(Self.cell).joined(separator: ",") + "\n" }.joined()
  }

  private func line(_ rule: Rule, _ interval: RuleInterval) -> [String] {
    let text = rule.text
    let place = [text.each ?? "", rule.basis.rawValue]
    let window = [interval.from?.description ?? "", interval.to?.description ?? "", interval.isCertain ? "Y" : "T"]
    let words = [text.title.id, text.title.en, text.message.id, text.message.en]
    return [text.id, rule.key, (interval.grade ?? rule.grade).name] + place + window
      + [text.family ?? "", text.law.joined(separator: "; ")] + words
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
