import Foundation
import Testing

/// Every committed sample with its expected result.
@Suite("Samples")
struct SampleTests {
  struct Expected: Decodable {
    struct Finding: Decodable {
      var rule: String
      var severity: String
      var count: Int
    }
    var verdict: String
    /// The day of receipt to judge it by.
    var received: String?
    var findings: [Finding]
  }

  static let samples: [URL] = SourceFiles.files(under: "Samples").filter {
    !$0.path.hasSuffix(".expected.json") && !$0.path.hasSuffix(".md")
  }

  @Test("There are at least sixteen, of every kind and in both syntaxes")
  func enough() {
    #expect(Self.samples.count >= 16)
    for kind in ["accepted", "flagged", "rejected", "hostile"] {
      for syntax in ["xml", "csv"] {
        #expect(
          Self.samples.contains { $0.path.contains("/\(kind)/") && $0.pathExtension == syntax },
          "\(kind) \(syntax)"
        )
      }
    }
  }

  @Test("Each gives its expected verdict and findings, and the exit code that follows", arguments: samples)
  func expected(sample: URL) throws {
    let expected = try JSONDecoder().decode(
      Expected.self,
      from: Data(contentsOf: URL(fileURLWithPath: sample.path + ".expected.json"))
    )
    let day = expected.received.map { ["--as-of", $0] } ?? []
    let run = try BuiltProgram.run(["validate", "--format", "json", sample.path] + day)
    let result = try Result(run)
    if SourceFiles.isRefreshing {
      let kept = URL(fileURLWithPath: sample.path + ".expected.json")
      return try Data(result.kept(received: expected.received).utf8).write(to: kept)
    }
    #expect(result.verdict == expected.verdict)
    #expect(result.summary == expected.findings.map { "\($0.rule) \($0.severity) ×\($0.count)" }.sorted())
    #expect(run.code == (expected.verdict.hasPrefix("accepted") ? 0 : 1))
  }

  @Test("The same company in XML and in CSV has the same findings with the same messages")
  func twoSyntaxes() throws {
    for name in ["accepted/pt-contoh-2025", "flagged/pelanggar-jujur"] {
      let results = try ["xml", "csv"].map {
        try Result(BuiltProgram.run(["validate", "--format", "json", "Samples/\(name).\($0)"]))
      }
      #expect(results[0].summary == results[1].summary, "\(name)")
      #expect(results[0].rows == results[1].rows, "\(name)")
      let messages = results.map { result in
        result.findings.map { "\($0["rule"] ?? "") \(($0["message"] as? [String: String])?["id"] ?? "")" }.sorted()
      }
      #expect(messages[0] == messages[1], "\(name)")
    }
  }

  @Test("The same file judged twice gives the same bytes")
  func sameBytes() throws {
    let arguments = ["validate", "--format", "json", "Samples/accepted/pt-contoh-2025.xml"]
    #expect(try BuiltProgram.run(arguments).bytes == BuiltProgram.run(arguments).bytes)
  }
}

extension Result {
  /// The content of a sample's `.expected.json`.
  func kept(received: String?) -> String {
    let lines = summary.map { line in
      let words = line.split(separator: " ")
      return "    {\"rule\": \"\(words[0])\", \"severity\": \"\(words[1])\", \"count\": \(words[2].dropFirst())}"
    }
    let day = received.map { "  \"received\": \"\($0)\",\n" } ?? ""
    let list = lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n  ]"
    return "{\n  \"verdict\": \"\(verdict)\",\n\(day)  \"findings\": \(list)\n}\n"
  }
}
