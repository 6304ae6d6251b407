public import ReportModel

extension RuleRun {
  /// Joins what the reader noticed with the pack's texts and grades.
  ///
  /// A reading rule that the pack does not carry counts as a data error: what is not understood never helps a report.
  public func receive(_ finding: ReadingFinding) {
    let rule = pack.rule(finding.rule)
    guard only?.contains(finding.rule) ?? true else { return }
    let grade = rule?.grade ?? .data(.error)
    let reason = confirmation(of: finding, grade)
    let severity = min(finding.severity ?? .error, severity(grade, confirmed: reason != nil))
    book.find(
      rule: finding.rule,
      part: finding.rule,
      grade: grade,
      severity: severity,
      title: finding.cause?.id.title ?? rule?.text.title ?? Bilingual(id: finding.rule, en: finding.rule),
      law: rule?.text.law ?? [],
      confirmation: reason,
      count: finding.count,
      group: CauseGroup(finding),
      cause: finding.cause
    ) {
      Place(
        location: finding.location,
        message: message(of: finding, rule),
        value: finding.value,
        fix: finding.fix
      )
    }
  }

  private func confirmation(of finding: ReadingFinding, _ grade: Grade) -> String? {
    guard case .confirmable = grade, let section = finding.location.section else { return nil }
    let name = section.split(separator: "/").last.map(String.init) ?? section
    return confirmations.reason(
      rule: finding.rule,
      section: name,
      row: finding.location.row.map(Int64.init),
      field: finding.location.field
    )
  }

  private func message(of finding: ReadingFinding, _ rule: Rule?) -> Message {
    if let detail = finding.detail { return detail }
    var values = finding.values
    if values["nilai"] == nil, let value = finding.value { values["nilai"] = Self.shown(value) }
    if values["usulan"] == nil, let fix = finding.fix { values["usulan"] = Self.shown(fix.replacement) }
    if values["baris"] == nil { values["baris"] = Message.Value(Self.line(finding.location)) }
    if values["field"] == nil, let column = finding.location.column ?? finding.location.field {
      values["field"] = Message.Value(column)
    }
    return Message(rule?.text.message ?? Bilingual(id: finding.rule, en: finding.rule), values: values)
  }

  private static func shown(_ value: FoundValue) -> Message.Value {
    switch value {
    case .plain(let text): Message.Value(text)
    case .personal(let personal):
      Message.Value(
        Bilingual(
          id: personal.revealed(because: .internalComparison),
          en: personal.revealed(because: .internalComparison)
        ),
        personal: personal.kind
      )
    }
  }

  private static func line(_ location: Location) -> String {
    location.row.map(String.init) ?? (location.position.line > 0 ? String(location.position.line) : "–")
  }

  /// Ends a run over a file that could not be read to its end: only what the reader noticed counts, since sums over a
  /// part would blame the report for our half view (one cause, one finding).
  public func finishUnreadable() -> RunResult {
    RunResult(
      header: header(),
      rows: sectionCounts(),
      findings: book.findings,
      notAssessed: [],
      rulesAsked: 0,
      faults: [],
      received: received,
      reference: reference
    )
  }
}
