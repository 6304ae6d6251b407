public import ReportModel

/// Results as JUnit XML, the form build servers read: a file is a `testsuite`, its verdict and each finding a
/// `testcase`. What stands in the way is a `failure`, what does not is noted, a fault of ours is an `error`. Personal
/// values are always masked.
public struct JUnitReport: Sendable {
  private let language: Language

  /// A report in a language.
  public init(language: Language = .id) { self.language = language }

  /// The text before the first file.
  public var beginning: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"wlkp\">\n" }

  /// The text behind the last file.
  public var ending: String { "</testsuites>\n" }

  /// The suite of one file.
  public func suite(_ entry: BatchEntry) -> String {
    let blocks = entry.findings.count { $0.severity == .error }
    let isOurs = entry.verdict == .notAssessed
    let isRefused = !entry.verdict.allowsFiling && !isOurs
    var xml = "<testsuite name=\"\(text(entry.name))\" tests=\"\(entry.findings.count + 1)\" "
    xml += "failures=\"\(blocks + (isRefused ? 1 : 0))\" errors=\"\(isOurs ? 1 : 0)\" skipped=\"0\">\n"
    let label = VerdictWording.label(entry.verdict)[language]
    let words = entry.fault?.message[language] ?? label
    let outcome = isOurs ? element("error", entry.fault?.kind ?? "not-assessed", words) : nil
    xml += testcase(entry, name: label, isRefused ? element("failure", entry.verdict.rawValue, words) : outcome)
    for finding in entry.findings { xml += testcase(entry, finding) }
    return xml + "</testsuite>\n"
  }

  private func testcase(_ entry: BatchEntry, _ finding: BatchFinding) -> String {
    let kind: FileSyntax.Kind = finding.location.section?.hasPrefix("/") ?? false ? .xml : .csv
    let place = PlaceWords(language: language, kind: kind).words(finding.location)
    let message = [finding.message[language], place, finding.count > 1 ? "×\(finding.count)" : ""]
      .filter { !$0.isEmpty }.joined(separator: " · ")
    let inner =
      finding.severity == .error
      ? element("failure", finding.grade, message)
      : "<system-out>\(text("\(finding.grade): \(message)"))</system-out>"
    return testcase(entry, name: "\(finding.rule) \(finding.title[language])", inner)
  }

  private func testcase(_ entry: BatchEntry, name: String, _ inner: String?) -> String {
    let head = "<testcase classname=\"\(text(entry.name))\" name=\"\(text(name))\""
    return inner.map { "\(head)>\($0)</testcase>\n" } ?? "\(head)/>\n"
  }

  private func element(_ tag: String, _ type: String, _ message: String) -> String {
    "<\(tag) type=\"\(text(type))\" message=\"\(text(message))\"/>"
  }

  /// Text fit for content and attributes of XML 1.0: escaped, with controls made visible.
  private func text(_ text: String) -> String { HTMLText.escape(text) }
}
