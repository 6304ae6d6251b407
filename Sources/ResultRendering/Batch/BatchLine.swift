public import ReportModel

/// Writes the line of one file of a batch, format `wlkp-batch/1`; docs/RESULT-FORMAT.md says what each key means.
public enum BatchLine {
  /// The name and version of the format.
  public static let format = "wlkp-batch/1"

  /// The line of a judged file, without a line end; personal values are masked.
  ///
  /// - Parameter brokenRules: rules that could not be computed, each with the reason: a fault of ours.
  public static func text(_ assessment: Assessment, number: Int, brokenRules: [String] = []) -> String {
    var json = JSONWriter(pretty: false)
    let result = JSONResult(reveal: false)
    json.object { json in
      head(number, assessment.file.name, assessment.verdict, to: &json)
      json.member("file") { result.write(assessment.file, to: &$0) }
      json.member("draft", assessment.isDraft)
      json.member("report") { result.write(assessment.header, to: &$0) }
      json.member("findings") { $0.array(assessment.findings) { write($1, result, to: &$0) } }
      json.member("notAssessed") { $0.array(assessment.notAssessed) { write($1, to: &$0) } }
      json.member("rulesAsked", Int64(assessment.rulesAsked))
      json.member("priority") { VisitPriority(of: assessment).write(to: &$0) }
      json.member("received", assessment.dates.received?.description)
      instruments(assessment.instruments, to: &json)
      json.member("brokenRules", brokenRules)
      json.member("fault") { $0.null() }
    }
    return json.text
  }

  /// What a further line of a file is about.
  public enum Comparison: Sendable {
    /// Its company's other reports: phase 2.
    case company
    /// Persons whom other companies list, and the first files that do, by number: phase 3.
    case people(others: [Int])

    fileprivate func write(to json: inout JSONWriter) {
      switch self {
      case .company: json.member("phase", Int64(2))
      case .people(let others):
        json.member("phase", Int64(3))
        json.member("others") { $0.array(others) { $0.number(Int64($1)) } }
      }
    }
  }

  /// A further line of a file, with what a comparison found, without a line end.
  ///
  /// - Parameters:
  ///   - assessment: the judgement by the comparing rules.
  ///   - findings: theirs among its findings.
  ///   - alone: the verdict on the file by itself; the graver of both counts.
  public static func comparison(
    _ assessment: Assessment,
    _ findings: [Finding],
    number: Int,
    alone: Verdict,
    _ comparison: Comparison = .company
  ) -> String {
    var json = JSONWriter(pretty: false)
    let result = JSONResult(reveal: false)
    let verdict = Verdict(findings: findings).graver(alone)
    json.object { json in
      head(number, assessment.file.name, verdict, to: &json)
      comparison.write(to: &json)
      json.member("findings") { $0.array(findings) { write($1, result, to: &$0) } }
      instruments(assessment.instruments, to: &json)
      json.member("fault") { $0.null() }
    }
    return json.text
  }

  /// The further line of a file that could not be compared, without a line end.
  public static func comparison(
    _ fault: BatchFault,
    number: Int,
    name: String,
    _ comparison: Comparison = .company
  ) -> String {
    var json = JSONWriter(pretty: false)
    json.object { json in
      head(number, name, .notAssessed, to: &json)
      comparison.write(to: &json)
      json.member("fault") { write(fault, to: &$0) }
    }
    return json.text
  }

  /// The line of a file that could not be judged, without a line end.
  public static func text(_ fault: BatchFault, number: Int, name: String) -> String {
    var json = JSONWriter(pretty: false)
    json.object { json in
      head(number, name, fault.verdict, to: &json)
      json.member("fault") { write(fault, to: &$0) }
    }
    return json.text
  }

  private static func write(_ fault: BatchFault, to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", fault.kind)
      json.member("cause", fault.cause.rawValue)
      json.member("message") { write(fault.message, to: &$0) }
    }
  }

  private static func head(_ number: Int, _ name: String, _ verdict: Verdict, to json: inout JSONWriter) {
    json.member("format", format)
    json.member("number", Int64(number))
    json.member("name", name)
    json.member("verdict", verdict.rawValue)
  }

  private static func write(_ finding: Finding, _ result: JSONResult, to json: inout JSONWriter) {
    let first = finding.places.first
    json.object { json in
      json.member("rule", finding.rule)
      json.member("grade", finding.grade.name)
      json.member("severity", finding.severity.rawValue)
      json.member("title") { write(finding.title, to: &$0) }
      json.member("message") {
        write(Bilingual(id: first?.message.text(.id) ?? "", en: first?.message.text(.en) ?? ""), to: &$0)
      }
      json.member("location") { result.write(first?.location, to: &$0) }
      json.member("count", Int64(finding.count))
    }
  }

  private static func write(_ text: Bilingual, to json: inout JSONWriter) {
    json.object { json in
      json.member("id", text.id)
      json.member("en", text.en)
    }
  }

  private static func write(_ missing: NotAssessed, to json: inout JSONWriter) {
    json.object { json in
      json.member("rule", missing.rule)
      json.member("reason", missing.reason.rawValue)
      json.member("count", Int64(missing.count))
    }
  }

  private static func instruments(_ instruments: Instruments, to json: inout JSONWriter) {
    json.member("form", instruments.form.hash.hex)
    json.member("pack", instruments.pack.hash.hex)
    json.member("tables", instruments.tables.hex)
    json.member("priorReports", instruments.priorReports?.hex)
    json.member("engine", instruments.engine)
  }
}

extension Verdict {
  /// The graver of two verdicts on one file.
  func graver(_ other: Verdict) -> Verdict {
    let order: [Verdict] = [.accepted, .acceptedWithFindings, .needsConfirmation, .rejected, .notAssessed]
    let places = [self, other].map { order.firstIndex(of: $0) ?? 0 }
    return order[max(places[0], places[1])]
  }
}
