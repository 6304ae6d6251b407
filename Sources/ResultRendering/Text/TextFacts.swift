import ReportModel

/// What stands below the findings: rules without an answer, and what was read and judged with what.
struct TextFacts {
  let language: Language
  let names: ReportNames

  /// The rules without an answer by what was missing, ending with a line end.
  func notAssessed(_ assessment: Assessment) -> String {
    let summary = UnansweredRules(assessment, names: names)
    var lines = [Wording.unanswered(summary.rules, of: assessment.rulesAsked)[language]]
    for group in summary.groups {
      let hasLines = !group.lines.isEmpty
      lines.append("  - " + Wording.unanswered(group.cause, rules: group.rules.count, hasLines: hasLines)[language])
      lines += group.lines.map { "      " + visible($0[language]) }
      if group.linesOmitted > 0 { lines.append("      " + Wording.linesOmitted(group.linesOmitted)[language]) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was read and judged with what, ending with a line end.
  func facts(_ assessment: Assessment) -> String {
    (Self.facts(assessment, names).map { $0[language] }).joined(separator: "\n") + "\n"
  }

  /// The facts, one sentence each.
  static func facts(_ assessment: Assessment, _ names: ReportNames) -> [Bilingual] {
    let rows = assessment.rows.filter { $0.rows > 0 }
    var facts = [Wording.file(assessment.file)]
    if !rows.isEmpty { facts.append(Wording.rows(rows, names)) }
    facts.append(Wording.dates(assessment.dates))
    facts.append(Wording.instruments(assessment.instruments))
    if assessment.isBeyondVerified, let reference = assessment.dates.reference,
      let verified = assessment.instruments.verifiedUntil
    {
      facts.append(Wording.beyondVerified(reference: reference, verified: verified))
    }
    return facts
  }

  private func visible(_ text: String) -> String {
    SafeText.visible(text, limit: RenderingLimits.valueScalars, language)
  }
}
