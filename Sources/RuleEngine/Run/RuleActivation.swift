import CEL

/// The variables of a running judgement, by slot. One object per run; a row is a change of one slot.
final class RuleActivation: Activation {
  private var readings: [VariableReading]
  /// The outcomes of the folds of the program about to be evaluated.
  var folds: [Outcome] = []

  init(slotCount: Int) {
    readings = Array(repeating: .unknown, count: slotCount + 1)
  }

  func read(variable slot: Int) -> VariableReading { readings[slot] }

  func readFold(_ index: Int) -> Outcome {
    folds.indices.contains(index) ? folds[index] : .failure(.foldNotFinished(index))
  }

  func set(_ slot: Int, _ reading: VariableReading) { readings[slot] = reading }

  /// Takes all readings of another run's or part's variables.
  func take(_ other: RuleActivation) { readings = other.readings }

  func set(_ slot: Int, outcome: Outcome) {
    switch outcome {
    case .value(let value): readings[slot] = .value(value)
    case .unknown(let names): readings[slot] = .unknowns(names)
    case .error: readings[slot] = .missing
    }
  }
}
