import Foundation
import ReportModel
import Testing

@testable import ResultRendering

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("SARIF 2.1.0 and JUnit for build servers")
struct BuildServerTests {
  static let fault = BatchFault(kind: "crashed", cause: .ours, message: Bilingual(id: "terhenti", en: "ended"))

  static func sarif(_ entries: [BatchEntry]) throws -> [String: Any] {
    var log = SARIFLog(language: .en, version: "0.1.0")
    let text = log.beginning + entries.map { log.add($0) }.joined() + log.ending()
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  static func run(_ log: [String: Any]) throws -> [String: Any] {
    try #require((log["runs"] as? [[String: Any]])?.first)
  }

  @Test("A log without results is a log")
  func empty() throws {
    let run = try Self.run(try Self.sarif([]))
    #expect((run["results"] as? [Any])?.isEmpty ?? false)
    #expect((run["invocations"] as? [[String: Any]])?.first?["executionSuccessful"] as? Bool == true)
  }

  @Test("Every finding is a result of a listed rule, with a level, a text and a line")
  func results() throws {
    let log = try Self.sarif([BatchEntry(Fixture.everything())])
    #expect(log["version"] as? String == "2.1.0")
    #expect(log["$schema"] as? String == "https://json.schemastore.org/sarif-2.1.0.json")
    let run = try Self.run(log)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.map { $0["level"] as? String } == ["error", "error", "warning", "note"])
    #expect(results.map { $0["occurrenceCount"] as? Int } == [37, 1, 1, 1])
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    #expect(Set(rules) == Set(results.compactMap { $0["ruleId"] as? String }))
    for result in results {
      let text = (result["message"] as? [String: Any])?["text"] as? String
      #expect(text.map { !$0.isEmpty } == true)
      let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      #expect((place?["artifactLocation"] as? [String: Any])?["uri"] as? String == "laporan.csv")
    }
  }

  @Test("A fault of ours is a notification, never a result")
  func faults() throws {
    var entry = BatchEntry(number: 1, name: "a b/ü.zip!/x.csv", verdict: .notAssessed)
    entry.fault = Self.fault
    let run = try Self.run(try Self.sarif([entry]))
    #expect((run["results"] as? [Any])?.isEmpty ?? false)
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 1)
    #expect(SARIFLog.uri(entry.name) == "a%20b/%C3%BC.zip%21/x.csv")
  }

  @Test("JUnit is well-formed, and only what stands in the way fails")
  func junit() throws {
    var broken = BatchEntry(number: 2, name: "<&\u{1}>.csv", verdict: .notAssessed)
    broken.fault = Self.fault
    let report = JUnitReport(language: .en)
    let text = report.beginning + report.suite(BatchEntry(Fixture.everything())) + report.suite(broken) + report.ending
    let parser = XMLParser(data: Data(text.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(text.components(separatedBy: "<failure").count - 1 == 3)
    #expect(text.contains("failures=\"3\" errors=\"0\""))
    #expect(text.contains("failures=\"0\" errors=\"1\""))
  }

  @Test("Values of persons are in neither, nor in the line of a batch")
  func masking() throws {
    let report = MaskingTests.report(
      Location(section: "tenaga_kerja", row: 1, field: "nik", column: "nik"),
      syntax: FileSyntax(kind: .csv, encoding: "UTF-8", delimiter: ";"),
      value: Fixture.person("3273014101909901", .nik)
    )
    for language in Language.allCases {
      var sarif = SARIFLog(language: language, version: "0.1.0")
      let entry = BatchEntry(report)
      let junit = JUnitReport(language: language)
      let texts = [sarif.add(entry) + sarif.ending(), junit.suite(entry), BatchLine.text(report, number: 1)]
      for text in texts { #expect(MaskingTests.leaks(text).isEmpty) }
    }
  }
}
