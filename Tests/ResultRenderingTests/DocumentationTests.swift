import Foundation
import ReportModel
import ResultRendering
import Testing

@Suite("docs/RESULT-FORMAT.md")
struct DocumentationTests {
  private func page() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/RESULT-FORMAT.md"), encoding: .utf8)
  }

  @Test("Its example is what the renderer writes")
  func example() throws {
    let json = JSONRenderer.render(Fixture.example(), pretty: true) + "\n"
    try Golden.expect(json, is: "example.json")
    #expect(try page().contains("```json\n\(json)```\n"))
  }

  @Test("It explains every key")
  func everyKey() throws {
    let page = try page()
    let json =
      JSONRenderer.render(Fixture.example(), pretty: true) + JSONRenderer.render(Fixture.everything(), pretty: true)
    let keys = Set(json.matches(of: #/"([A-Za-z0-9]+)": /#).map { String($0.output.1) })
    let sections: Set = ["kepala", "rekapPendidikan", "tenagaKerja"]
    for key in keys.subtracting(sections).sorted() {
      #expect(page.contains("`\(key)`"), "`\(key)` is not explained")
    }
  }

  @Test("It lists every verdict, severity, grade and reason")
  func everyWord() throws {
    let page = try page()
    let grades: [Grade] = [
      .data(.error), .data(.warning), .data(.info), .confirmable(once: .info), .compliance(.warning),
      .compliance(.info),
    ]
    let words =
      Verdict.allCases.map(\.rawValue) + Severity.allCases.map(\.rawValue) + grades.map(\.name)
      + NotAssessed.Reason.allCases.map(\.rawValue)
    for word in words { #expect(page.contains("`\(word)`"), "`\(word)` is not explained") }
  }
}
