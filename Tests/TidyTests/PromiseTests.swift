import Foundation
import Testing

@Suite("Promises of docs/SECURITY.md")
struct PromiseTests {
  /// The names in backquotes of the table's second column.
  static func named(in document: String) -> [String] {
    document.components(separatedBy: "\n").filter { $0.hasPrefix("| ") }.flatMap { line -> [String] in
      let cells = line.components(separatedBy: " | ")
      guard cells.count == 2 else { return [] }
      let parts = cells[1].components(separatedBy: "`")
      return parts.indices.filter { $0 % 2 == 1 }.map { parts[$0] }
    }
  }

  @Test("Every test that is named there exists")
  func exist() throws {
    let names = Self.named(in: try SourceTree.text("docs/SECURITY.md"))
    #expect(names.count > 20)
    let files = SourceTree.files(under: "Tests", suffix: ".swift").filter { !$0.hasSuffix("PromiseTests.swift") }
    let tests = try files.map(SourceTree.text).joined()
    for name in names { #expect(tests.contains("\"\(name)\""), "no test is called: \(name)") }
  }

  @Test("The check finds names, and would miss none")
  func canary() {
    #expect(Self.named(in: "| a | b |\n| x `y` | `one`; `two` |") == ["one", "two"])
  }
}
