/// The signatures a call may mean, tried in order with the values at hand.
struct Dispatch: Sendable {
  let name: String
  let overloads: [Overload]
  /// False when the checker proved that the single signature fits.
  let needsCheck: Bool
  let opaqueNames: [String]
  let position: Int
  /// What the first signature does and costs, within reach without a copy of the signature.
  private let body: Overload.Body
  private let cost: Int

  init(name: String, overloads: [Overload], needsCheck: Bool, opaqueNames: [String], position: Int) {
    self.name = name
    self.overloads = overloads
    self.needsCheck = needsCheck
    self.opaqueNames = opaqueNames
    self.position = position
    // Without a signature every call is searched for, and none is found.
    body = overloads.first?.body ?? .general { _ in .failure(.noSuchOverload(name, [])) }
    cost = overloads.first?.cost ?? 1
  }

  @inline(__always)
  func call(_ arguments: Arguments, _ frame: inout Frame) -> Outcome {
    if !needsCheck {
      if !frame.charge(cost) { return exceeded }
      return bounded(body.call(arguments), &frame)
    }
    return search(arguments, &frame)
  }

  private func search(_ arguments: Arguments, _ frame: inout Frame) -> Outcome {
    for overload in overloads where overload.accepts(arguments, opaqueNames: opaqueNames) {
      if !frame.charge(overload.cost) { return exceeded }
      return bounded(overload.call(arguments), &frame)
    }
    let types = (0..<arguments.count).map { arguments[$0].runtimeType(opaqueNames: opaqueNames).description }
    return .error(EvaluationError(.noSuchOverload(name, types), position: position))
  }

  /// What was made counts too, so that the budget of steps is a budget of memory as well.
  @inline(__always)
  private func bounded(_ outcome: Outcome, _ frame: inout Frame) -> Outcome {
    if case .value(let value) = outcome { return frame.charge(value.bulk) ? outcome : exceeded }
    return outcome.placed(at: position)
  }

  var exceeded: Outcome { .error(EvaluationError(.budgetExceeded, position: position)) }
}

extension Value {
  /// Steps that making a value costs: the budget's 100 000 000 stand for some hundred megabytes.
  @inline(__always)
  var bulk: Int {
    switch self {
    case .string(let text): text.utf8.count >> 2
    case .bytes(let bytes): bytes.count >> 2
    case .list(let values): values.count << 3
    case .map(let map): map.count << 4
    default: 0
    }
  }

  /// Steps that going through a value once costs: by the size of text and lists.
  @inline(__always)
  var weight: Int {
    switch self {
    case .string(let text): text.utf8.count >> 4
    case .bytes(let bytes): bytes.count >> 4
    case .list(let values): values.count >> 2
    case .map(let map): map.count >> 2
    default: 0
    }
  }
}

final class UnaryCallNode: Node {
  let dispatch: Dispatch
  let argument: any Node
  var children: [any Node] { [argument] }

  init(_ dispatch: Dispatch, _ argument: any Node) {
    self.dispatch = dispatch
    self.argument = argument
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = argument.evaluate(&frame)
    guard case .value(let value) = outcome else { return outcome }
    if !frame.charge(value.weight) { return dispatch.exceeded }
    return dispatch.call(Arguments(value, count: 1), &frame)
  }
}

final class BinaryCallNode: Node {
  let dispatch: Dispatch
  let first: any Node
  let second: any Node
  var children: [any Node] { [first, second] }

  init(_ dispatch: Dispatch, _ first: any Node, _ second: any Node) {
    self.dispatch = dispatch
    self.first = first
    self.second = second
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let left = first.evaluate(&frame)
    let right = second.evaluate(&frame)
    guard case .value(let one) = left, case .value(let two) = right else { return .merged(left, right) }
    if !frame.charge(one.weight + two.weight) { return dispatch.exceeded }
    return dispatch.call(Arguments(one, two, count: 2), &frame)
  }
}

final class CallNode: Node {
  let dispatch: Dispatch
  let arguments: [any Node]
  var children: [any Node] { arguments }

  init(_ dispatch: Dispatch, _ arguments: [any Node]) {
    self.dispatch = dispatch
    self.arguments = arguments
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    if arguments.count == 3 { return evaluateThree(&frame) }
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    var failure: Outcome?
    for argument in arguments {
      let outcome = argument.evaluate(&frame)
      if case .value(let value) = outcome {
        values.append(value)
      } else {
        failure = failure.map { .merged($0, outcome) } ?? outcome
      }
    }
    if let failure { return failure }
    if !frame.charge(values.reduce(0) { $0 + $1.weight }) { return dispatch.exceeded }
    return dispatch.call(Arguments(values), &frame)
  }

  private func evaluateThree(_ frame: inout Frame) -> Outcome {
    let first = arguments[0].evaluate(&frame)
    let second = arguments[1].evaluate(&frame)
    let third = arguments[2].evaluate(&frame)
    guard case .value(let one) = first, case .value(let two) = second, case .value(let three) = third else {
      return .merged(.merged(first, second), third)
    }
    if !frame.charge(one.weight + two.weight + three.weight) { return dispatch.exceeded }
    return dispatch.call(Arguments(one, two, three, count: 3), &frame)
  }
}

/// A standard operator with two operands: no search for a signature, the values decide.
final class OperatorNode: Node {
  let operation: Operation
  let left: any Node
  let right: any Node
  var children: [any Node] { [left, right] }
  let position: Int

  /// Whether both operands are proven to be int.
  let isOverIntegers: Bool

  enum Operation {
    case add, subtract, multiply, divide, remainder
    case less, lessOrEqual, greater, greaterOrEqual
    case equal, unequal
  }

  init(_ operation: Operation, _ left: any Node, _ right: any Node, isOverIntegers: Bool, position: Int) {
    self.isOverIntegers = isOverIntegers
    self.operation = operation
    self.left = left
    self.right = right
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let first = left.evaluate(&frame)
    let second = right.evaluate(&frame)
    guard case .value(let one) = first, case .value(let two) = second else { return .merged(first, second) }
    if case .int(let a) = one, case .int(let b) = two, let result = integers(a, b) { return .value(result) }
    if !frame.charge(1 + one.weight + two.weight) {
      return .error(EvaluationError(.budgetExceeded, position: position))
    }
    let result = general(one, two)
    guard case .value(let made) = result else { return result.placed(at: position) }
    return frame.charge(made.bulk) ? result : .error(EvaluationError(.budgetExceeded, position: position))
  }

  func truth(_ frame: inout Frame) -> Bool? {
    guard isOverIntegers else { return evaluate(&frame).answer }
    guard let one = left.integer(&frame), let two = right.integer(&frame) else { return nil }
    return switch operation {
    case .less: one < two
    case .lessOrEqual: one <= two
    case .greater: one > two
    case .greaterOrEqual: one >= two
    case .equal: one == two
    case .unequal: one != two
    default: nil
    }
  }

  func integer(_ frame: inout Frame) -> Int64? {
    guard isOverIntegers else { return evaluate(&frame).value?.integer }
    guard let one = left.integer(&frame), let two = right.integer(&frame) else { return nil }
    let result: (partialValue: Int64, overflow: Bool)
    switch operation {
    case .add: result = one.addingReportingOverflow(two)
    case .subtract: result = one.subtractingReportingOverflow(two)
    case .multiply: result = one.multipliedReportingOverflow(by: two)
    case .divide: result = one.dividedReportingOverflow(by: two)
    case .remainder: result = one.remainderReportingOverflow(dividingBy: two)
    default: return nil
    }
    return result.overflow ? nil : result.partialValue
  }

  /// The frequent case; nil leaves overflow and division to the general one.
  @inline(__always)
  private func integers(_ left: Int64, _ right: Int64) -> Value? {
    switch operation {
    case .less: return .bool(left < right)
    case .lessOrEqual: return .bool(left <= right)
    case .greater: return .bool(left > right)
    case .greaterOrEqual: return .bool(left >= right)
    case .equal: return .bool(left == right)
    case .unequal: return .bool(left != right)
    case .add:
      let (sum, overflow) = left.addingReportingOverflow(right)
      return overflow ? nil : .int(sum)
    case .subtract:
      let (difference, overflow) = left.subtractingReportingOverflow(right)
      return overflow ? nil : .int(difference)
    default: return nil
    }
  }

  private func general(_ left: Value, _ right: Value) -> Outcome {
    switch operation {
    case .add: Arithmetic.add(left, right)
    case .subtract: Arithmetic.subtract(left, right)
    case .multiply: Arithmetic.multiply(left, right)
    case .divide: Arithmetic.divide(left, right)
    case .remainder: Arithmetic.remainder(left, right)
    case .less: Arithmetic.order("_<_", left, right) { $0 == .before }
    case .lessOrEqual: Arithmetic.order("_<=_", left, right) { $0 == .before || $0 == .same }
    case .greater: Arithmetic.order("_>_", left, right) { $0 == .after }
    case .greaterOrEqual: Arithmetic.order("_>=_", left, right) { $0 == .after || $0 == .same }
    case .equal: .bool(left == right)
    case .unequal: .bool(!(left == right))
    }
  }
}

extension Outcome {
  var answer: Bool? {
    if case .value(.bool(let isTrue)) = self { isTrue } else { nil }
  }
}

extension Value {
  var integer: Int64? {
    if case .int(let number) = self { number } else { nil }
  }
}

extension OperatorNode.Operation {
  /// The operator with this CEL name.
  init?(_ name: String) {
    switch name {
    case "_+_": self = .add
    case "_-_": self = .subtract
    case "_*_": self = .multiply
    case "_/_": self = .divide
    case "_%_": self = .remainder
    case "_<_": self = .less
    case "_<=_": self = .lessOrEqual
    case "_>_": self = .greater
    case "_>=_": self = .greaterOrEqual
    case "_==_": self = .equal
    case "_!=_": self = .unequal
    default: return nil
    }
  }
}
