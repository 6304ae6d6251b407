/// The steps of a filing at which a test may let it fail.
enum FilingStep: String, CaseIterable, Sendable {
  case begin, submission, searchIndex, document, original, entry, nodes, checkpoint, idempotencyKey, commit
}

/// Lets tests fail a filing before or after a step; outside tests nothing ever does.
protocol FailurePoint: Sendable {
  func before(_ step: FilingStep) throws
  func after(_ step: FilingStep) throws
}

/// Nothing fails on purpose.
struct NoFailure: FailurePoint {
  func before(_ step: FilingStep) {}
  func after(_ step: FilingStep) {}
}
