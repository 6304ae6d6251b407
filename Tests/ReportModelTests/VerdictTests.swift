import ReportModel
import Testing

@Suite("Verdicts")
struct VerdictTests {
  private func finding(_ grade: Grade, severity: Severity? = nil) -> Finding {
    Finding(
      rule: "WL-X-001",
      grade: grade,
      severity: severity ?? grade.severity,
      title: Bilingual(id: "", en: ""),
      count: 1,
      places: [Place(location: Location(), message: Message(id: "", en: ""))],
      law: []
    )
  }

  @Test("A compliance finding of severity error cannot be written down")
  func noComplianceError() {
    #expect(Grade(name: "compliance.error") == nil)
  }

  @Test("Compliance findings never stand in the way, however many")
  func compliance() {
    let findings = Array(repeating: finding(.compliance(.warning)), count: 100)
    #expect(Verdict(findings: findings) == .acceptedWithFindings)
  }

  @Test("A data error rejects, whatever else was found")
  func rejected() {
    let findings = [finding(.confirmable(once: .warning)), finding(.compliance(.info)), finding(.data(.error))]
    #expect(Verdict(findings: findings) == .rejected)
  }

  @Test("What can be confirmed waits for confirmation, and no longer once it was confirmed")
  func confirmation() {
    #expect(Verdict(findings: [finding(.confirmable(once: .warning))]) == .needsConfirmation)
    #expect(
      Verdict(findings: [finding(.confirmable(once: .warning), severity: .warning)]) == .acceptedWithFindings
    )
  }

  @Test("Nothing found is accepted")
  func clean() {
    #expect(Verdict(findings: []) == .accepted)
  }
}
