import HTTPTypes
import Hummingbird
import Intake
import ReportForm
import ReportModel
import ResultRendering
import RuleEngine

/// The forms in which findings are given, by the caller's Accept header. Personal values are masked in all of them.
enum ResultForm: String, CaseIterable, Sendable {
  case json = "application/json"
  case sarif = "application/sarif+json"
  case csv = "text/csv"
  case html = "text/html"
  case text = "text/plain"

  /// What a caller wants; JSON for who does not say.
  init(_ request: Request) throws(Problem) {
    let chosen = try Accepting(request).choose(Self.allCases.map(\.rawValue))
    self = Self(rawValue: chosen) ?? .json
  }

  /// The media type with its charset.
  var type: String {
    switch self {
    case .json, .sarif: rawValue
    case .csv: "text/csv; charset=utf-8; header=present"
    case .html, .text: rawValue + "; charset=utf-8"
    }
  }

  /// The document of several judgements, or of one: in JSON `{"results": […]}` for several.
  func document(_ assessments: [Assessment], asList: Bool, _ engine: Engine, _ language: Language) -> MadeAnswer {
    var answer = MadeAnswer(text(assessments, asList, engine, language), type: type)
    answer.vary = self == .json ? "Accept" : "Accept, Accept-Language"
    return answer
  }

  private func text(_ assessments: [Assessment], _ asList: Bool, _ engine: Engine, _ language: Language) -> String {
    switch self {
    case .json:
      let results = assessments.map { JSONRenderer.render($0) }
      return asList ? "{\"results\":[\(results.joined(separator: ","))]}" : results.joined()
    case .sarif:
      var log = SARIFLog(language: language, version: Engine.version)
      let results = assessments.enumerated().map { log.add(BatchEntry($1, number: $0 + 1)) }
      return log.beginning + results.joined() + log.ending()
    case .csv:
      let renderer = CSVRenderer(language: language)
      return renderer.header() + assessments.map { renderer.rows($0) }.joined()
    case .html:
      var renderer = HTMLRenderer(language: language, tail: engine.pack.tail)
      renderer.names = ReportNames(form: engine.form)
      return FindingsPage.html(assessments.map { renderer.render($0) }, language)
    case .text:
      let renderer = TextRenderer(
        language: language,
        tail: engine.pack.tail,
        personalSections: engine.form.personalSections,
        names: ReportNames(form: engine.form)
      )
      return assessments.map { renderer.render($0) }.joined(separator: "\n")
    }
  }
}

/// Findings as a page that stands alone: for programs that show them to a person.
private enum FindingsPage {
  static func html(_ results: [String], _ language: Language) -> String {
    let title = language == .id ? "Hasil pemeriksaan" : "Result of the check"
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) – WLKP</title><link rel="stylesheet" href="/assets/wlkp.css"></head>
      <body><main><h1>\(title)</h1>
      \(results.joined())</main></body>
      </html>

      """
  }
}
