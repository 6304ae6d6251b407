/// What one evaluation carries along.
struct Frame {
  let activation: any Activation
  /// Kept alive by the program or fold that runs; not counted here, as a frame is made for every row.
  unowned(unsafe) let attributes: AttributeTable
  /// Values of comprehension variables and bindings, by the slot the checker gave them.
  var locals: [Outcome]
  /// Steps left of the run-time budget.
  var remaining: Int

  /// Takes steps from the budget; false when it is used up.
  @inline(__always)
  mutating func charge(_ steps: Int) -> Bool {
    remaining -= steps
    return remaining >= 0
  }

  func unknown(_ attribute: Int) -> Outcome {
    .unknown(UnknownSet(table: attributes, index: attribute))
  }
}

/// A planned node: everything that can be looked up is looked up already.
///
/// `truth` and `integer` are short cuts for the frequent types: they copy no value. Nil means "not that simple" (unknown,
/// an error, another type): then `evaluate` is asked, which never asks them again below it, loops excepted.
protocol Node: AnyObject, Sendable {
  func evaluate(_ frame: inout Frame) -> Outcome
  func truth(_ frame: inout Frame) -> Bool?
  func integer(_ frame: inout Frame) -> Int64?
  /// The nodes it evaluates.
  var children: [any Node] { get }
}

extension Node {
  var children: [any Node] { [] }

  func truth(_ frame: inout Frame) -> Bool? {
    if case .value(.bool(let isTrue)) = evaluate(&frame) { isTrue } else { nil }
  }

  func integer(_ frame: inout Frame) -> Int64? {
    if case .value(.int(let number)) = evaluate(&frame) { number } else { nil }
  }

  /// Evaluates a condition, the short way first.
  @inline(__always)
  func condition(_ frame: inout Frame) -> Outcome {
    if let answer = truth(&frame) { return .bool(answer) }
    return evaluate(&frame)
  }
}

final class ConstantNode: Node {
  let value: Value

  private let number: Int64?
  private let answer: Bool?

  init(_ value: Value) {
    self.value = value
    if case .int(let number) = value { self.number = number } else { number = nil }
    if case .bool(let answer) = value { self.answer = answer } else { answer = nil }
  }

  func truth(_ frame: inout Frame) -> Bool? { answer }

  func integer(_ frame: inout Frame) -> Int64? { number }

  func evaluate(_ frame: inout Frame) -> Outcome {
    .value(value)
  }
}

final class FailureNode: Node {
  let error: EvaluationError

  init(_ code: EvaluationError.Code, at position: Int) {
    error = EvaluationError(code, position: position)
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    .error(error)
  }
}

final class VariableNode: Node {
  let slot: Int
  let name: String
  let attribute: Int
  let position: Int

  init(slot: Int, name: String, attribute: Int, position: Int) {
    self.slot = slot
    self.name = name
    self.attribute = attribute
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    switch frame.activation.read(variable: slot) {
    case .value(let value): .value(value)
    case .unknown: frame.unknown(attribute)
    case .unknowns(let set): .unknown(set)
    case .missing: .error(EvaluationError(.unboundVariable(name), position: position))
    }
  }

  func truth(_ frame: inout Frame) -> Bool? {
    if case .value(.bool(let isTrue)) = frame.activation.read(variable: slot) { isTrue } else { nil }
  }

  func integer(_ frame: inout Frame) -> Int64? {
    if case .value(.int(let number)) = frame.activation.read(variable: slot) { number } else { nil }
  }
}

final class LocalNode: Node {
  let slot: Int

  init(_ slot: Int) {
    self.slot = slot
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    frame.locals[slot]
  }

  func truth(_ frame: inout Frame) -> Bool? {
    if case .value(.bool(let isTrue)) = frame.locals[slot] { isTrue } else { nil }
  }

  func integer(_ frame: inout Frame) -> Int64? {
    if case .value(.int(let number)) = frame.locals[slot] { number } else { nil }
  }
}

/// The outcome of a fold, read from the activation.
final class FoldNode: Node {
  let index: Int
  let position: Int

  init(_ index: Int, position: Int) {
    self.index = index
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    frame.activation.readFold(index).placed(at: position)
  }
}

/// `cel.bind`: an error or unknown value counts only where it is used.
final class BindNode: Node {
  let slot: Int
  let value: any Node
  let body: any Node
  var children: [any Node] { [value, body] }

  init(slot: Int, value: any Node, body: any Node) {
    self.slot = slot
    self.value = value
    self.body = body
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    frame.locals[slot] = value.evaluate(&frame)
    return body.evaluate(&frame)
  }
}
