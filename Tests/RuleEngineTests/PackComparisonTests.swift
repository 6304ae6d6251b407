import ReportForm
import ReportModel
import RuleEngine
import Testing

@Suite("What changed between two packs is named, rule by rule")
struct PackComparisonTests {
  private func pack(_ rules: String, definitions: String = "[]") throws -> RulePack {
    let source = MadeUpSchemas(rules: rules, definitions: definitions)
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    return try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
  }

  private func kinds(_ old: String, _ new: String) throws -> [String] {
    PackComparison(try pack(old), try pack(new)).changes.map { "\($0.kind.rawValue) \($0.subject) \($0.detail)" }
  }

  private static let plain = MadeUpSchemas.rule(grade: "compliance.warning")

  @Test("A pack does not differ from itself")
  func same() throws {
    #expect(try kinds(Self.plain, Self.plain).isEmpty)
    let builtIn = try Engine().pack
    #expect(PackComparison(builtIn, builtIn).changes.isEmpty)
  }

  @Test(
    "Each kind of change is told apart",
    arguments: [
      (MadeUpSchemas.rule(grade: "compliance.info"), "rule.grade WL-X-001 grade"),
      (
        MadeUpSchemas.rule(grade: "compliance.warning", extra: "in_force: [{ from: 2021-01-01 }]"),
        "rule.dates WL-X-001 in_force"
      ),
      (MadeUpSchemas.rule(grade: "compliance.warning", holds: "wk.jamPerHari < 9"), "rule.condition WL-X-001 holds"),
      (MadeUpSchemas.rule(grade: "compliance.warning", message: "y"), "rule.text WL-X-001 message"),
      (MadeUpSchemas.rule(grade: "compliance.warning", extra: "at: [jamPerHari]"), "rule.text WL-X-001 at"),
    ]
  )
  func changes(rule: String, expected: String) throws {
    #expect(try kinds(Self.plain, rule) == [expected])
  }

  @Test("Rules that come and go are named with their titles")
  func added() throws {
    let second = Self.plain.split(separator: "WL-X-001").joined(separator: "WL-X-002")
    let changes = PackComparison(try pack(Self.plain), try pack(second)).changes
    #expect(changes.map(\.kind) == [.ruleRemoved, .ruleAdded])
    #expect(changes.map(\.subject) == ["WL-X-001", "WL-X-002"])
    #expect(changes.map { [$0.before, $0.after] } == [["t", nil], [nil, "t"]])
  }

  @Test("A named value that changes is told with both expressions")
  func definition() throws {
    func definition(_ text: String) -> String { "- {name: batas, type: int, expr: '\(text)', meaning: {id: b, en: b}}" }
    let old = try pack(Self.plain, definitions: definition("8"))
    let new = try pack(Self.plain, definitions: definition("9"))
    let change = try #require(PackComparison(old, new).changes.first)
    #expect(change.kind == .definition)
    #expect([change.subject, change.before, change.after] == ["batas", "8", "9"])
  }

  @Test("An amount of the law that changes is told with its day")
  func amount() throws {
    let source = ChangedTable(
      path: "reference/parameter.tsv",
      from: "lembur.maks_jam_hari\t4",
      to: "lembur.maks_jam_hari\t5"
    )
    let form = try FormDefinition.load { source.text("report/1.0/" + $0) }
    let new = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
    let changes = PackComparison(try Engine().pack, new).changes
    #expect(changes.map(\.kind) == [.amount])
    #expect(changes.first?.subject.hasPrefix("parameter:lembur.maks_jam_hari 2020-11-02") == true)
  }
}

/// The built-in files with one text replaced.
private struct ChangedTable: SchemaSource {
  let path: String
  let from: String
  let to: String
  private let builtIn = BuiltInSchemas()

  var paths: [String] { builtIn.paths }

  func read(_ path: String) -> [UInt8]? {
    guard path == self.path, let text = builtIn.text(path) else { return builtIn.read(path) }
    return Array(text.split(separator: from, omittingEmptySubsequences: false).joined(separator: to).utf8)
  }

  init(path: String, from: String, to: String) {
    self.path = path
    self.from = from
    self.to = to
  }
}
