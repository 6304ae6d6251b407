public import ReportModel
import Yams

/// A case of a rule as people read it.
public struct RuleExample: Sendable {
  /// The rule or part it belongs to.
  public let rule: String
  /// Its name, when it has one.
  public let name: String?
  /// The day the data describe.
  public let day: CivilDate?
  /// What the rule says about it.
  public let expectation: CaseExpectation
  /// The rows it gives, section by section.
  public let rows: [Row]
  /// The whole file, for a rule about files.
  public let file: String?

  /// One row of a section.
  public struct Row: Sendable {
    /// The section's name.
    public let section: String
    /// Fields and what stands in them, in the order of the case; an empty cell is an empty text.
    public let cells: [(field: String, text: String)]
  }

  init(_ rule: String, _ source: CaseSource) {
    self.rule = rule
    name = source.name
    day = source.on
    expectation = source.expectation
    file = source.csv ?? source.xml
    let given = source.yaml.mapping("given")
    rows = (given?.keys ?? []).flatMap { section in
      given?.node(section).map { Self.rows(section, $0) } ?? []
    }
  }

  private static func rows(_ section: String, _ node: Node) -> [Row] {
    switch node {
    case .sequence(let sequence): sequence.flatMap { rows(section, $0) }
    case .mapping(let mapping):
      [
        Row(
          section: section,
          cells: mapping.compactMap { key, value in key.scalar.map { ($0.string, text(value)) } }
        )
      ]
    default: []
    }
  }

  private static func text(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.style == .plain && scalar.string == "null" ? "" : scalar.string
    case .sequence(let sequence): sequence.map(text).joined(separator: " | ")
    case .mapping(let mapping): mapping.first.map { "“\(text($0.value))”" } ?? ""
    case .alias: ""
    }
  }

  /// An example that is right and one that is not.
  public typealias Pair = (right: RuleExample?, wrong: RuleExample?)

  /// The examples of a rule of the catalogue, or of one of its parts: the shortest of its cases.
  public static func examples(of id: String, in source: any SchemaSource) -> Pair {
    pair(
      of: RulePack.cases(source: source).filter { !$0.isOfPatch }
        .filter { $0.rule == id || RuleText.catalogueID(of: $0.rule) == id }
        .flatMap { rule, _, cases in cases.map { RuleExample(rule, $0) } }
    )
  }

  /// The examples of all rules of the catalogue by their ids; the pack's files are read once.
  public static func all(in source: any SchemaSource) -> [String: Pair] {
    let cases = RulePack.cases(source: source).filter { !$0.isOfPatch }
    return Dictionary(grouping: cases) { RuleText.catalogueID(of: $0.rule) }
      .mapValues { parts in
        pair(of: parts.flatMap { rule, _, cases in cases.map { RuleExample(rule, $0) } })
      }
  }

  private static func pair(of examples: [RuleExample]) -> Pair {
    // Of equals the later day: what is in force now.
    func isBetter(_ left: RuleExample, _ right: RuleExample) -> Bool {
      (left.size, right.day?.dayNumber ?? 0) < (right.size, left.day?.dayNumber ?? 0)
    }
    let wrong = examples.filter { $0.expectation == .finds }.min(by: isBetter)
    let right = examples.filter { $0.expectation == .passes }
    // The right one teaches most when it fills the same fields as the wrong one.
    let alike = right.filter { $0.filledFields == wrong?.filledFields }
    return ((alike.isEmpty ? right : alike).min(by: isBetter), wrong)
  }

  private var filledFields: Set<String> {
    Set(rows.flatMap { row in row.cells.filter { !$0.text.isEmpty }.map { "\(row.section).\($0.field)" } })
  }

  private var size: Int { (file?.utf8.count ?? 0) + rows.reduce(0) { $0 + $1.cells.count } }
}
