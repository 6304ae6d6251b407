public import ReportModel

extension BatchEntry {
  /// The entry of a judged report; personal values are masked.
  public init(_ assessment: Assessment, number: Int = 1) {
    self.init(number: number, name: assessment.file.name, verdict: assessment.verdict)
    bytes = assessment.file.bytes
    hash = assessment.file.hash.hex
    isDraft = assessment.isDraft
    header = assessment.header
    pack = assessment.instruments.pack.hash.hex
    findings = assessment.findings.map { finding in
      let first = finding.places.first
      return BatchFinding(
        rule: finding.rule,
        grade: finding.grade.name,
        severity: finding.severity,
        title: finding.title,
        message: Bilingual(id: first?.message.text(.id) ?? "", en: first?.message.text(.en) ?? ""),
        location: first?.location ?? Location(),
        count: finding.count
      )
    }
    unanswered = assessment.notAssessed.map { BatchUnanswered(rule: $0.rule, reason: $0.reason, count: $0.count) }
  }
}
