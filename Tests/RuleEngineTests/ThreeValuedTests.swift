import ReportForm
import ReportModel
import RuleEngine
import Testing

/// What a rule says when something is missing: absent is never a violation (decision 15).
@Suite("Three values")
struct ThreeValuedTests {
  private func answers(
    _ rule: String,
    given: [String]
  ) throws -> [RuleCase.Answer] {
    let cases = given.map { "    - {on: 2025-12-31, given: \($0), finds: true}" }.joined(separator: "\n")
    let text = rule.replacing("cases:", with: "cases:\n" + cases)
    let source = MadeUpSchemas(rules: text)
    let form = try FormDefinition.load { source.text("report/1.0/" + $0) }
    let pack = try RulePack.load(source: source, form: form, tables: ReferenceTables(source: source))
    let (built, faults) = pack.cases(from: source)
    #expect(faults.isEmpty)
    return built.prefix(given.count).compactMap { ruleCase in
      guard case .given(let batches) = ruleCase.report else { return nil }
      return pack.answer(ruleCase.rule, about: batches, in: ruleCase.circumstances)
    }
  }

  @Test("An absent column, an empty cell and a damaged cell leave a rule without answer")
  func missing() throws {
    let found = try answers(
      MadeUpSchemas.rule(),
      given: [
        "{waktuKerja: [{hariPerMinggu: 5}]}", "{waktuKerja: [{jamPerHari: null}]}",
        "{waktuKerja: [{jamPerHari: {damaged: delapan}}]}",
      ]
    )
    #expect(found.map(\.said) == [.notAssessed, .notAssessed, .notAssessed])
    #expect(found.allSatisfy { $0.missing == ["wk.jamPerHari"] })
  }

  @Test("has() is false for an empty cell, true for a damaged one, unknown for an absent column")
  func presence() throws {
    let found = try answers(
      MadeUpSchemas.rule(holds: "has(wk.jamPerHari)"),
      given: [
        "{waktuKerja: [{jamPerHari: null}]}", "{waktuKerja: [{jamPerHari: {damaged: x}}]}",
        "{waktuKerja: [{hariPerMinggu: 5}]}",
      ]
    )
    #expect(found.map(\.said) == [.finds, .passes, .notAssessed])
  }

  @Test("What is false whatever the unknown value is a finding, what is true passes")
  func absorption() throws {
    let found = try answers(
      MadeUpSchemas.rule(holds: "wk.jamPerHari <= 8 && wk.hariPerMinggu <= 6"),
      given: ["{waktuKerja: [{hariPerMinggu: 7}]}", "{waktuKerja: [{hariPerMinggu: 5}]}"]
    )
    #expect(found.map(\.said) == [.finds, .notAssessed])
  }

  @Test("A section that is not in the file is unknown, one without rows is empty")
  func sections() throws {
    let rule = MadeUpSchemas.rule(each: nil, holds: "kbli.size() > 0")
    let found = try answers(rule, given: ["{pernyataan: {pernyataanBenar: true}}", "{kbli: []}"])
    #expect(found.map(\.said) == [.notAssessed, .finds])
  }
}
