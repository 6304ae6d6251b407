import Foundation
import ReportForm
import ReportModel
import Testing

@testable import CEL
@testable import RuleEngine

/// One row of a table of `docs/RULE-LANGUAGE.md`: what it is about, and an example with its value.
struct DocumentedExample: CustomTestStringConvertible, Sendable {
  let subject: String
  let example: String
  let value: String

  var testDescription: String { "\(example) is \(value)" }

  /// The rows of all tables whose last columns are `Example` and `Value`, in order.
  static func read(_ markdown: String) -> [DocumentedExample] {
    var rows: [DocumentedExample] = []
    var isTable = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let cells = cells(of: line)
      if cells.suffix(2) == ["Example", "Value"] {
        isTable = true
      } else if cells.count < 4 {
        isTable = false
      } else if isTable, !cells[0].hasPrefix("---") {
        rows.append(
          DocumentedExample(subject: unquoted(cells[0]), example: unquoted(cells[2]), value: unquoted(cells[3]))
        )
      }
    }
    return rows
  }

  private static func cells(of line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.replacing("\\|", with: "\u{0}").split(separator: "|")
      .map { $0.trimmingCharacters(in: .whitespaces).replacing("\u{0}", with: "|") }
  }

  private static func unquoted(_ cell: String) -> String {
    cell.hasPrefix("`") && cell.hasSuffix("`") && !cell.dropFirst().dropLast().contains("`")
      ? String(cell.dropFirst().dropLast()) : cell
  }
}

@Suite("The page about the language of the rules")
struct RuleLanguageDocTests {
  static let markdown =
    (try? String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/RULE-LANGUAGE.md"),
      encoding: .utf8
    )) ?? ""
  static let examples = DocumentedExample.read(markdown)

  /// The report of the page, as a case of a rule.
  private static let given = """
    {on: 2025-12-31, given: {waktuKerja: [{jamPerHari: 8, hariPerMinggu: 5}, {jamPerHari: 7.5, hariPerMinggu: 6}, \
    {jamPerHari: 7, hariPerMinggu: null}], tenagaKerja: [\
    {nik: "3171014101909901", namaLengkap: Siti Rahma, upahSebulan: 6000000}, \
    {nik: "3171010101809902", namaLengkap: Joko Susilo, upahSebulan: 5000000}]}, \
    prior: [{on: 2024-12-31, given: {tenagaKerja: [\
    {nik: "3171014101909901", namaLengkap: SITI RAHMA, upahSebulan: 5000000}]}}], finds: FINDS}
    """

  private static let form = Result { try FormDefinition.load { BuiltInSchemas().text("report/1.0/" + $0) } }
  private static let tables = ReferenceTables(source: BuiltInSchemas())

  private static func answer(_ condition: String) throws -> RuleCase.Answer {
    let quoted = "'" + condition.replacing("'", with: "''") + "'"
    let rule = MadeUpSchemas.rule(each: nil, holds: quoted)
    let head = rule.prefix(upTo: try #require(rule.range(of: "cases:")).upperBound)
    let cases = ["true", "false"].map { "\n    - " + given.replacing("FINDS", with: $0) }.joined()
    let source = MadeUpSchemas(rules: head + cases)
    let pack = try RulePack.load(source: source, form: form.get(), tables: tables)
    let (built, faults) = pack.cases(from: source)
    #expect(faults.isEmpty)
    let first = try #require(built.first)
    guard case .given(let batches) = first.report else { throw NoReport() }
    return pack.answer(first.rule, about: batches, in: first.circumstances)
  }

  private struct NoReport: Error {}

  @Test("Every example has the value it is said to have", arguments: examples)
  func value(_ example: DocumentedExample) throws {
    let isUnknown = example.value == "unknown"
    let expected = isUnknown ? example.example : example.value
    let answer = try Self.answer("(\(example.example)) == (\(expected))")
    #expect(answer.said == (isUnknown ? .notAssessed : .passes))
    #expect(answer.faults.isEmpty)
  }

  @Test("Every function of the domain stands in the table with its signature, and no other")
  func functions() throws {
    let environment = RuleEnvironment(form: try Self.form.get(), tables: Self.tables).base
    let standard = Environment().functions
    let declared = environment.functions.filter { standard[$0.key] == nil }.flatMap { name, overloads in
      overloads.map { overload in
        "\(name)(\(overload.parameters.map(\.description).joined(separator: ", "))) → \(overload.result)"
      }
    }
    let documented = Self.examples.map(\.subject).filter { $0.contains(" → ") }
    #expect(Set(documented) == Set(declared))
    #expect(documented.count == declared.count)
    #expect(declared.count > 25)
  }

  @Test("The example of a function uses it")
  func uses() {
    for example in Self.examples where example.subject.contains(" → ") {
      #expect(example.example.contains(example.subject.prefix { $0 != "(" } + "("), "\(example.subject)")
    }
  }

  @Test("Every variable that is no section stands in the table with its type, and no other")
  func variables() throws {
    let form = try Self.form.get()
    let environment = RuleEnvironment(form: form, tables: Self.tables).base
    let sections = Set(form.sections.map(\.name))
    let declared = environment.variables.filter { !sections.contains($0.name) }.map { "\($0.name): \($0.type)" }
    let documented = Self.examples.map(\.subject).filter { $0.contains(": ") && !$0.contains(" → ") }
    #expect(Set(documented) == Set(declared))
  }

  @Test("Canary: a wrong value is found, and so is a row of a table")
  func canary() throws {
    #expect(try Self.answer("(year(REF)) == (2024)").said == .finds)
    #expect(Self.examples.count > 50)
  }
}
