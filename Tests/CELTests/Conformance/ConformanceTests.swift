import Foundation
import Testing

private let folder = ProcessInfo.processInfo.environment["WLKP_CONFORMANCE_DIR"].map {
  URL(filePath: $0).appending(path: "cel")
}

@Suite("Conformance with cel-spec")
struct ConformanceTests {
  struct Tally {
    var passed = 0
    var total = 0
    var line: String { "\(passed)/\(total)" }

    mutating func count(_ isPassed: Bool) {
      passed += isPassed ? 1 : 0
      total += 1
    }
  }

  @Test(
    "The public suite passes, but for the listed exceptions",
    .enabled(if: folder != nil, "WLKP_CONFORMANCE_DIR is not set")
  )
  func suite() throws {
    let folder = try #require(folder)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "jsonl" }
      .sorted { $0.lastPathComponent < $1.lastPathComponent }
    var standard = Tally()
    var extensions = Tally()
    var notOffered = 0
    var lines: [String] = []
    for file in files {
      var tally = Tally()
      for test in try ConformanceCase.read(file) {
        if test.needs.contains(where: { ConformanceExceptions.notOffered[$0] != nil }) {
          notOffered += 1
          continue
        }
        let failure = ConformanceRun.failure(of: test)
        tally.count(failure == nil)
        if test.needs.isEmpty { standard.count(failure == nil) } else { extensions.count(failure == nil) }
        judge(test, failure)
      }
      lines.append("cel/\(file.deletingPathExtension().lastPathComponent) \(tally.line)")
    }
    lines += ["standard \(standard.line)", "extensions \(extensions.line)", "not offered \(notOffered)"]
    // scripts/conformance reads these lines; one print, so that no other test's line comes between.
    print(lines.map { "conformance: \($0)\n" }.joined(), terminator: "")
    #expect(standard.total + extensions.total > 0, "there are no cases in \(folder.path())")
  }

  private func judge(_ test: ConformanceCase, _ failure: String?) {
    let exception = ConformanceExceptions.reasons[test.title]
    if let failure, exception == nil {
      Issue.record("\(test.title): \(test.expr): \(failure)")
    }
    if failure == nil, let exception {
      Issue.record("\(test.title) passes although the list says: \(exception)")
    }
  }
}
