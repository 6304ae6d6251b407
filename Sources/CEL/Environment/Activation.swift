/// What a variable's slot holds for one evaluation.
public enum VariableReading: Sendable {
  case value(Value)
  /// Not known; the evaluation carries the variable's name as unknown.
  case unknown
  /// Not known for the named reasons.
  case unknowns(UnknownSet)
  /// Not there at all: an error when it is needed.
  case missing
}

/// The values of one evaluation. Slots are numbered as declared in the environment.
public protocol Activation {
  /// Reads a variable.
  func read(variable slot: Int) -> VariableReading
  /// The outcome of a program's fold with this index, once its rows have passed.
  func readFold(_ index: Int) -> Outcome
}

extension Activation {
  /// No fold was run.
  public func readFold(_ index: Int) -> Outcome {
    .failure(.foldNotFinished(index))
  }
}

/// Variables by name, for tests and small uses.
public struct DictionaryActivation: Activation, Sendable {
  private var readings: [VariableReading]
  /// Outcomes of folds by index.
  public var folds: [Outcome] = []

  /// Values by name; names that the environment does not know are ignored, unnamed slots are missing.
  public init(_ values: [String: Value], in environment: Environment) {
    readings = Array(repeating: .missing, count: environment.slotCount)
    for (name, value) in values {
      if let slot = environment.slot(of: name) { readings[slot] = .value(value) }
    }
  }

  /// Makes a variable unknown.
  public mutating func setUnknown(_ name: String, in environment: Environment) {
    if let slot = environment.slot(of: name) { readings[slot] = .unknown }
  }

  /// Reads a variable.
  public func read(variable slot: Int) -> VariableReading {
    readings.indices.contains(slot) ? readings[slot] : .missing
  }

  /// The outcome of a fold.
  public func readFold(_ index: Int) -> Outcome {
    folds.indices.contains(index) ? folds[index] : .failure(.foldNotFinished(index))
  }
}

/// No variables at all.
public struct EmptyActivation: Activation, Sendable {
  /// Nothing.
  public init() {}

  /// Always missing.
  public func read(variable slot: Int) -> VariableReading {
    .missing
  }
}
