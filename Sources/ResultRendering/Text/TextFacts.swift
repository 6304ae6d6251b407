import ReportModel

/// What stands below the findings: rules without an answer, and what was read and judged with what.
struct TextFacts {
  let language: Language

  /// The rules without an answer by reason, ending with a line end.
  func notAssessed(_ assessment: Assessment) -> String {
    let summary = UnansweredRules(assessment)
    var lines = [Wording.unanswered(summary.rules, of: assessment.rulesAsked)[language]]
    for reason in summary.reasons {
      let names = reason.missing.prefix(RenderingLimits.missingListed).map(visible).joined(separator: ", ")
      let more = max(0, reason.missing.count - RenderingLimits.missingListed)
      lines.append(
        "  - " + Wording.unanswered(reason.reason, rules: reason.rules, missing: names, more: more)[language]
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What was read and judged with what, ending with a line end.
  func facts(_ assessment: Assessment) -> String {
    (Self.facts(assessment).map { $0[language] }).joined(separator: "\n") + "\n"
  }

  /// The facts, one sentence each.
  static func facts(_ assessment: Assessment) -> [Bilingual] {
    let rows = assessment.rows.filter { $0.rows > 0 }
    var facts = [Wording.file(assessment.file)]
    if !rows.isEmpty { facts.append(Wording.rows(rows)) }
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

/// The rules without an answer, added up by reason.
struct UnansweredRules {
  /// One reason with its rules and what they lacked.
  struct Group {
    let reason: NotAssessed.Reason
    let rules: Int
    /// Without doubles, sorted.
    let missing: [String]
  }

  /// How many different rules gave no answer somewhere.
  let rules: Int
  /// The reasons that occur.
  let reasons: [Group]

  init(_ assessment: Assessment) {
    let entries = assessment.notAssessed
    rules = Set(entries.map(\.rule)).count
    reasons = NotAssessed.Reason.allCases.compactMap { reason in
      let ofReason = entries.filter { $0.reason == reason }
      guard !ofReason.isEmpty else { return nil }
      return Group(
        reason: reason,
        rules: Set(ofReason.map(\.rule)).count,
        missing: Set(ofReason.flatMap(\.missing)).sorted()
      )
    }
  }
}
