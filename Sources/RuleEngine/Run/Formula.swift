import CEL

/// A compiled expression of a pack, with an identity so that a run can keep its folds' outcomes.
final class Formula: Sendable {
  private let program: Program
  /// The same over whole columns, for conditions about a row.
  let columns: ColumnProgram?
  /// The same as a text over whole columns, for values about a row.
  let texts: ColumnTextProgram?
  /// The field of the row, when the expression is nothing but that.
  let plainField: Int?

  /// - Parameter row: the name of the variable that is the row, in formulas about rows.
  init(_ program: Program, row: String? = nil) {
    self.program = program
    columns = row.flatMap { program.overColumns(of: $0, allowingRows: true) }
    texts = row.flatMap { program.textOverColumns(of: $0) }
    plainField = row.flatMap { program.plainField(of: $0) }
  }

  /// Whether the deciding day matters only for the amounts of that day.
  var usesDayForAmountsOnly: Bool { program.reads("ruleDate", onlyAsLastArgumentOf: "param") }
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
  /// The same, sooner where the outcome is unknown or an error.
  func explain(_ activation: RuleActivation) -> Outcome { program.explain(activation) }
}
