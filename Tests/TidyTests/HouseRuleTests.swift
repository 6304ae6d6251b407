import Foundation
import Testing

/// Checks of the source text that no compiler makes.
enum HouseRules {
  /// Lines that show a path of one machine or of a folder outside the project.
  static func foreignPaths(in text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter {
      $0.contains("/" + "work/") || $0.contains("../" + "shared") || $0.contains("/" + "tmp/h-")
    }
  }

  /// Calls that stop the program instead of saying what is wrong, without a reason beside or above them.
  static func bareForces(in text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.filter { index in
      let line = lines[index]
      let isForce = ["try!", " as! ", "@unchecked Sendable", "nonisolated(unsafe)"].contains { line.contains($0) }
      guard isForce, !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") else { return false }
      return !line.contains("//") && !(index > 0 && lines[index - 1].contains("//"))
    }.map { lines[$0] }
  }

  /// The longest a source file may be, in lines.
  static let longestFile = 500
}

@Suite("House rules")
struct HouseRuleTests {
  private let sources = SourceTree.files(under: "Sources", suffix: ".swift")

  @Test("No file names a path of one machine")
  func paths() throws {
    let files =
      sources + SourceTree.files(under: "Tests", suffix: ".swift") + SourceTree.files(under: "docs", suffix: ".md")
      + SourceTree.files(under: "scripts", suffix: "") + ["README.md", "Makefile", "Package.swift"]
    for file in files where !file.hasSuffix("HouseRuleTests.swift") {
      guard let text = try? SourceTree.text(file) else { continue }
      #expect(HouseRules.foreignPaths(in: text).isEmpty, "\(file)")
    }
  }

  @Test("Force operations in Sources carry their reason")
  func forces() throws {
    for file in sources {
      #expect(HouseRules.bareForces(in: try SourceTree.text(file)).isEmpty, "\(file)")
    }
  }

  @Test("No source file is longer than 500 lines")
  func length() throws {
    for file in sources {
      let lines = try SourceTree.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= HouseRules.longestFile, "\(file) has \(lines) lines")
    }
  }

  @Test("No folder or file is called Manager, Helper, Util or Misc")
  func names() {
    for file in sources {
      let name = file.lowercased()
      #expect(!["manager", "helper", "util", "misc"].contains { name.contains($0) }, "\(file)")
    }
  }

  @Test("Only the assessor's module may make an assessment outside the vocabulary")
  func reservedInitialisers() throws {
    let users = try sources.filter {
      try SourceTree.text($0).contains("@_spi(Assessor) public import")
        || SourceTree.text($0).contains("@_spi(Assessor) import")
    }
    #expect(users == ["Sources/Intake/ReportAssessor.swift"])
  }

  @Test("Canary: each check finds what it is for")
  func canary() {
    #expect(HouseRules.foreignPaths(in: "let a = \"/" + "work/main\"").count == 1)
    #expect(HouseRules.bareForces(in: "let a = try! b()").count == 1)
    #expect(HouseRules.bareForces(in: "// the table is ours\nlet a = try! b()").isEmpty)
    #expect(HouseRules.bareForces(in: "final class A: @unchecked Sendable {}").count == 1)
  }
}
