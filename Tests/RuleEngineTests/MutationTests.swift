import ReportForm
import ReportModel
import Testing

@testable import RuleEngine

@Suite("Wrong versions of a rule are made and noticed")
struct MutationTests {
  private func pack(_ rules: String) throws -> (RulePack, [RuleCase]) {
    let source = MadeUpSchemas(rules: rules)
    let form = try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) }
    let pack = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
    return (pack, pack.cases(from: source).cases)
  }

  @Test(
    "Each constant, comparison and connective is changed, one at a time",
    arguments: [
      ("a < 8", ["!(a < 8)", "a <= 8", "a < 9", "a < 7"]),
      ("a == b && !c", ["!(a == b && !c)", "a != b && !c", "a == b || !c"]),
      ("k in [\"X\", 'Y']", ["!(k in [\"X\", 'Y'])", "k in [\"X~\", 'Y']", "k in [\"X\", \"Y~\"]"]),
      (
        "d >= date(\"2020-03-01\")",
        [
          "!(d >= date(\"2020-03-01\"))", "d > date(\"2020-03-01\")", "d >= date(\"2020-03-02\")",
          "d >= date(\"2020-02-29\")",
        ]
      ),
      (
        "a * decimal(\"0.75\") != b",
        [
          "!(a * decimal(\"0.75\") != b)", "a * decimal(\"0.76\") != b", "a * decimal(\"0.74\") != b",
          "a * decimal(\"0.75\") == b",
        ]
      ),
      (
        "a <= param(\"x.y\", REF)",
        [
          "!(a <= param(\"x.y\", REF))", "a < param(\"x.y\", REF)", "a <= (param(\"x.y\", REF) + 1)",
          "a <= (param(\"x.y\", REF) - 1)",
        ]
      ),
      ("t.matches(\"^[0-9]+$\")", ["!(t.matches(\"^[0-9]+$\"))"]),
    ]
  )
  func expressions(text: String, expected: [String]) {
    #expect(ExpressionMutations(key: "holds", text: text).all.map(\.text) == expected)
  }

  @Test("Cases on both sides of a limit notice each change")
  func guarded() throws {
    let (pack, cases) = try pack(MadeUpSchemas.rule())
    let caught = CaseExaminer(pack: pack, cases: cases).mutate("WL-X-001")
    #expect(caught.tried == 4)
    #expect(caught.survivors.isEmpty)
  }

  @Test("A change that no case notices survives and is named")
  func survivor() throws {
    let rule = MadeUpSchemas.rule(holds: "wk.jamPerHari <= 8 || wk.jamPerHari > 24")
    let (pack, cases) = try pack(rule)
    let caught = CaseExaminer(pack: pack, cases: cases).mutate("WL-X-001")
    #expect(caught.survivors.map { "\($0.before) → \($0.after)" } == ["> → >=", "24 → 25", "24 → 23"])
    #expect(caught.survivors.first?.offset == 36)
  }

  @Test("A day on which the answer changes wants a case on both sides")
  func dates() throws {
    let (pack, cases) = try pack(MadeUpSchemas.rule(extra: "in_force: [{ from: 2020-11-02 }]"))
    let dates = CaseExaminer(pack: pack, cases: cases).dates("WL-X-001")
    #expect(dates.days == 1)
    #expect(dates.holes.map(\.isBefore) == [true])
  }

  @Test("A case may ask for the grade and for the number of rows")
  func gradeAndCount() throws {
    let rule =
      MadeUpSchemas.rule(grade: "compliance.warning", extra: "in_force: [{ from: 2020-01-01, grade: compliance.info }]")
      + "\n    - {on: 2025-12-31, given: {waktuKerja: [{jamPerHari: 9}, {jamPerHari: 10}]}, finds: true, "
      + "grade: compliance.info, count: 2}"
    let (pack, cases) = try pack(rule)
    let last = try #require(cases.last)
    guard case .given(let batches) = last.report else { return }
    let answer = pack.answer("WL-X-001", about: batches, in: last.circumstances)
    #expect(last.grade?.name == "compliance.info")
    #expect(answer.count == 2)
    #expect(answer.satisfies(last))
  }
}

@Suite("The built-in pack")
struct BuiltInPackTests {
  @Test("It passes every check, and judges as if its cases had been read")
  func scrutiny() throws {
    let source = BuiltInSchemas()
    let full = try Engine(source: source, scrutiny: .full)
    let quick = try Engine(source: source, scrutiny: .judging)
    #expect(full.instruments == quick.instruments)
    #expect(PackComparison(full.pack, quick.pack).changes.isEmpty)
    #expect(full.pack.rules.map(\.key) == quick.pack.rules.map(\.key))
  }

  @Test("Cases are taken out line by line, and every other line stays where it was")
  func removal() {
    let text = "- id: A\n  cases:\n    - on: 1\n\n      x: 2\n  law: b\n- id: B\n  cases: [a,\n    b]\n"
    #expect(CaseRemoval.text(Array(text.utf8)) == "- id: A\n\n\n\n\n  law: b\n- id: B\n\n\n")
  }

  @Test("A rule tells its amounts over time, the newest first")
  func amounts() throws {
    let pack = try Engine().pack
    let history = try #require(pack.rule("WL-JAM-007").map { pack.amounts(of: $0) }?.first)
    #expect(history.name == "lembur.maks_jam_hari")
    #expect(history.values.map(\.text) == ["4", "3"])
    #expect(history.values.first?.from?.description == "2020-11-02")
  }

  @Test("A rule shows an example that is right and one that is not")
  func examples() {
    let examples = RuleExample.examples(of: "WL-JAM-007", in: BuiltInSchemas())
    #expect(examples.wrong?.rows.first?.section == "waktuKerja")
    #expect(examples.right?.expectation == .passes)
  }
}
