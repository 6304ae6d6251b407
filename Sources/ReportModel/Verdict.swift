/// What the judgement of a report comes to.
public enum Verdict: String, Sendable, CaseIterable, Codable {
  /// Nothing was found.
  case accepted
  /// Findings travel with the report; none stands in the way.
  case acceptedWithFindings = "accepted-with-findings"
  /// Only data that are nearly always a mistake stand in the way: correct or confirm them.
  case needsConfirmation = "needs-confirmation"
  /// The data cannot be read or contradict themselves.
  case rejected
  /// The judgement could not be completed, and that is our fault, not the report's.
  case notAssessed = "not-assessed"

  /// Whether a report with this verdict may be filed.
  public var allowsFiling: Bool { self == .accepted || self == .acceptedWithFindings }

  /// The verdict that follows from findings, when nothing of ours failed.
  public init(findings: [Finding]) {
    var waits = false
    for finding in findings where finding.severity == .error {
      if case .confirmable = finding.grade {
        waits = true
      } else {
        self = .rejected
        return
      }
    }
    self = waits ? .needsConfirmation : (findings.isEmpty ? .accepted : .acceptedWithFindings)
  }
}
