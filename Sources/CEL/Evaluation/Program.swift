/// A checked and planned expression. Immutable; one program can be evaluated on many threads at once.
public struct Program: Sendable {
  /// The type of the result.
  public let resultType: CELType
  /// The variables read, streamed ones too.
  public let variables: Set<String>
  /// The record fields read, where they are known beforehand: `tk.upahPokok`, `rekapStatus.jumlahL`.
  public let fieldsRead: Set<String>
  /// The estimated steps of one evaluation, without the folds.
  public let staticCost: Cost
  /// The estimated steps of one row through all folds.
  public let foldCost: Cost
  /// The passes over streamed variables whose outcomes the evaluation needs.
  public let folds: [Fold]
  let root: any Node
  /// The variables that hold one record, with their slots.
  let recordVariables: [String: (slot: Int, type: RecordType)]
  let localCount: Int
  let attributes: AttributeTable
  let budget: Int

  /// Evaluates with the variables of an activation.
  public func evaluate(_ activation: any Activation) -> Outcome {
    var frame = Frame(
      activation: activation,
      attributes: attributes,
      locals: localCount == 0 ? [] : Array(repeating: .value(.null), count: localCount),
      remaining: budget
    )
    if resultType == .bool { return root.condition(&frame) }
    return root.evaluate(&frame)
  }

  /// Evaluates to the same as ``evaluate(_:)``, sooner where the outcome is known to be unknown or an error: the short
  /// way to plain answers is not tried first.
  public func explain(_ activation: any Activation) -> Outcome {
    var frame = Frame(
      activation: activation,
      attributes: attributes,
      locals: localCount == 0 ? [] : Array(repeating: .value(.null), count: localCount),
      remaining: budget
    )
    return root.evaluate(&frame)
  }
}
