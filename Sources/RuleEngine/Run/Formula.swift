import CEL

/// A compiled expression of a pack, with an identity so that a run can keep its folds' outcomes.
final class Formula: Sendable {
  private let program: Program

  init(_ program: Program) { self.program = program }

  /// The passes over streamed sections whose outcomes the evaluation needs.
  var folds: [Fold] { program.folds }
  /// The variables read.
  var variables: Set<String> { program.variables }
  /// The record fields read.
  var fieldsRead: Set<String> { program.fieldsRead }
  /// The type of the result.
  var resultType: CELType { program.resultType }

  /// Evaluates with the variables of a run.
  func evaluate(_ activation: RuleActivation) -> Outcome { program.evaluate(activation) }
}
