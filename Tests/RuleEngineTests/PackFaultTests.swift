import ReportForm
import ReportModel
import RuleEngine
import Testing

/// A pack made of texts in memory, over the built-in form and tables.
struct MadeUpSchemas: SchemaSource {
  let files: [String: String]
  private let builtIn = BuiltInSchemas()

  var paths: [String] { builtIn.paths }

  func read(_ path: String) -> [UInt8]? {
    if let text = files[path] { return Array(text.utf8) }
    return path.hasPrefix("rules/") ? nil : builtIn.read(path)
  }

  init(rules: String, definitions: String = "[]") {
    files = [
      "rules/pack.yaml": """
      pack: p
      version: '1'
      title: {id: t, en: t}
      form: '1.0'
      tail: {id: x, en: x}
      areas: [a.yaml]
      definitions: d.yaml
      """,
      "rules/a.yaml": rules, "rules/d.yaml": definitions,
    ]
  }

  /// One rule with some of its lines replaced.
  static func rule(
    grade: String = "data.error",
    each: String? = "waktuKerja",
    holds: String = "wk.jamPerHari <= 8",
    extra: String = "",
    message: String = "x"
  ) -> String {
    """
    - id: WL-X-001
      grade: \(grade)
      \(each.map { "each: \($0)" } ?? "family: none")
      holds: \(holds)
      basis: REF
      law: [UU 7/1981]
      title: {id: t, en: t}
      message: {id: "\(message)", en: "\(message)"}
      explain: {id: e, en: e}
      \(extra)
      cases:
        - {on: 2025-12-31, given: {waktuKerja: [{jamPerHari: 9}]}, finds: true}
        - {on: 2025-12-31, given: {waktuKerja: [{jamPerHari: 8}]}, finds: false}
    """
  }
}

@Suite("A faulty pack is refused as a whole")
struct PackFaultTests {
  private func faults(_ source: MadeUpSchemas) throws -> [PackFault] {
    let builtIn = BuiltInSchemas()
    let form = try FormDefinition.load { builtIn.text("report/1.0/" + $0) }
    do throws(PackRefusal) {
      _ = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
      return []
    } catch {
      return error.faults
    }
  }

  @Test("Canary: the rule that the others are bent from is accepted")
  func accepted() throws {
    #expect(try faults(MadeUpSchemas(rules: MadeUpSchemas.rule())).isEmpty)
  }

  @Test("A compliance rule of severity error is refused")
  func complianceError() throws {
    let found = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(grade: "compliance.error")))
    #expect(found.map(\.problem) == [.complianceError])
    #expect(found.first?.place.line == 2)
  }

  @Test(
    "A typing error in an expression is named with line and column",
    arguments: [
      ("wk.jamPerHar <= 8", 4, 13), ("wk.jamPerHari <= 'x'", 4, 24), ("wk.jamPerHari <=", 4, 26),
      ("wk.jamPerHari", 4, 10),
    ]
  )
  func expression(holds: String, line: Int, column: Int) throws {
    let found = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(holds: holds)))
    let place = try #require(found.first?.place)
    #expect(found.count == 1)
    #expect(place.file == "a.yaml")
    #expect(place.line == line)
    #expect(abs(place.column - column) <= 3, "\(place)")
  }

  @Test("A misspelt field gets the one that was meant")
  func didYouMean() throws {
    let found = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(holds: "wk.jamPerHar <= 8")))
    #expect("\(found)".contains("jamPerHari"))
  }

  @Test("An unknown section, key and target are named")
  func unknownNames() throws {
    let section = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(each: "waktuKerjaa")))
    #expect(section.contains { $0.problem == .unknownField("waktuKerjaa", suggestion: "waktuKerja") })
    let key = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(extra: "famly: x")))
    #expect(key.contains { $0.problem == .unknownKey("famly", suggestion: "family") })
    let target = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(extra: "at: [jamPerHary]")))
    #expect(target.contains { $0.problem == .unknownField("jamPerHary", suggestion: "jamPerHari") })
  }

  @Test("A placeholder without a value is refused")
  func placeholder() throws {
    let found = try faults(MadeUpSchemas(rules: MadeUpSchemas.rule(message: "Terbaca {nilai}.")))
    #expect(found.contains { $0.problem == .placeholderWithoutValue("nilai") })
  }

  @Test("A rule about rows of workers cannot use what is known only after all of them")
  func needsAllRows() throws {
    let rule = MadeUpSchemas.rule(each: "tenagaKerja", holds: "tenagaKerja.count(t, true) > 0")
    #expect(
      try faults(MadeUpSchemas(rules: rule)).contains { if case .needsAllRows = $0.problem { true } else { false } }
    )
  }

  @Test("Two rules of one id, and YAML that is none, are named with their place")
  func otherFaults() throws {
    let twice = MadeUpSchemas.rule() + "\n" + MadeUpSchemas.rule()
    #expect(try faults(MadeUpSchemas(rules: twice)).map(\.problem) == [.duplicate("WL-X-001")])
    let broken = try faults(MadeUpSchemas(rules: "- id: [\n"))
    #expect(broken.count == 1)
    #expect((broken.first?.place.line ?? 0) >= 1)
  }

  @Test("All faults come at once, not the first one only")
  func allAtOnce() throws {
    let rule = MadeUpSchemas.rule(grade: "compliance.warning", holds: "wk.x <= 8 && wk.y", extra: "famly: x")
    #expect(try faults(MadeUpSchemas(rules: rule)).count >= 3)
  }
}
