/// `&&`: false wins over everything, unknown over error.
final class AndNode: Node {
  let left: any Node
  let right: any Node
  var children: [any Node] { [left, right] }
  let position: Int

  init(_ left: any Node, _ right: any Node, position: Int) {
    self.left = left
    self.right = right
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let first = left.evaluate(&frame)
    if case .value(.bool(let isTrue)) = first {
      if !isTrue { return first }
      let second = right.evaluate(&frame)
      if case .value(.bool) = second { return second }
      return second.asCondition("_&&_", position)
    }
    let second = right.evaluate(&frame)
    if case .value(.bool(false)) = second { return second }
    return Outcome.unclear(first, second, "_&&_", position)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    guard let first = left.truth(&frame) else { return right.truth(&frame) == false ? false : nil }
    return first ? right.truth(&frame) : false
  }
}

/// `||`: true wins over everything, unknown over error.
final class OrNode: Node {
  let left: any Node
  let right: any Node
  var children: [any Node] { [left, right] }
  let position: Int

  init(_ left: any Node, _ right: any Node, position: Int) {
    self.left = left
    self.right = right
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let first = left.evaluate(&frame)
    if case .value(.bool(let isTrue)) = first {
      if isTrue { return first }
      let second = right.evaluate(&frame)
      if case .value(.bool) = second { return second }
      return second.asCondition("_||_", position)
    }
    let second = right.evaluate(&frame)
    if case .value(.bool(true)) = second { return second }
    return Outcome.unclear(first, second, "_||_", position)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    guard let first = left.truth(&frame) else { return right.truth(&frame) == true ? true : nil }
    return first ? true : right.truth(&frame)
  }
}

final class NotNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let position: Int

  init(_ operand: any Node, position: Int) {
    self.operand = operand
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = operand.evaluate(&frame)
    if case .value(.bool(let isTrue)) = outcome { return .bool(!isTrue) }
    return outcome.asCondition("!_", position)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    operand.truth(&frame).map { !$0 }
  }
}

/// `c ? a : b`: only the chosen branch is evaluated; without a choice neither is.
final class ConditionalNode: Node {
  let condition: any Node
  let first: any Node
  let second: any Node
  var children: [any Node] { [condition, first, second] }
  let position: Int

  init(_ condition: any Node, _ first: any Node, _ second: any Node, position: Int) {
    self.condition = condition
    self.first = first
    self.second = second
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = condition.evaluate(&frame)
    guard case .value(.bool(let isTrue)) = outcome else { return outcome.asCondition("_?_:_", position) }
    return isTrue ? first.evaluate(&frame) : second.evaluate(&frame)
  }

  func truth(_ frame: inout Frame) -> Bool? {
    guard let isTrue = condition.truth(&frame) else { return nil }
    return isTrue ? first.truth(&frame) : second.truth(&frame)
  }

  func integer(_ frame: inout Frame) -> Int64? {
    guard let isTrue = condition.truth(&frame) else { return nil }
    return isTrue ? first.integer(&frame) : second.integer(&frame)
  }
}

extension Outcome {
  /// The outcome where a bool was needed: another value is an error.
  func asCondition(_ function: String, _ position: Int) -> Outcome {
    guard case .value(let value) = self else { return self }
    if case .bool = value { return self }
    return .error(EvaluationError(.noSuchOverload(function, [value.runtimeType().name]), position: position))
  }

  /// Two outcomes of which neither decides and at least one is no bool.
  static func unclear(_ first: Outcome, _ second: Outcome, _ function: String, _ position: Int) -> Outcome {
    let left = first.asCondition(function, position)
    let right = second.asCondition(function, position)
    return merged(left, right)
  }
}
