/// Estimates the steps of an evaluation: one a node, the size for what goes through text, the product for loops.
struct CostEstimate {
  let environment: Environment
  let checked: Checked

  func cost(_ expression: Expression) -> Cost {
    switch expression.kind {
    case .literal: return .zero
    case .identifier: return one
    case .select(let operand, _, _), .test(let operand, _): return cost(operand) + one
    case .call(let name, let target, let arguments): return call(expression, name, target, arguments)
    case .list, .map, .record: return children(expression) + one
    case .bind(_, let value, let body): return cost(value) + cost(body) + one
    case .comprehension(let comprehension): return loop(comprehension)
    }
  }

  private var one: Cost { Cost(minimum: 1, maximum: 1) }

  private func children(_ expression: Expression) -> Cost {
    expression.children.reduce(.zero) { $0 + cost($1) }
  }

  private func call(_ expression: Expression, _ name: String, _ target: Expression?, _ arguments: [Expression]) -> Cost
  {
    switch name {
    case "_&&_", "_||_":
      let left = cost(arguments[0])
      return Cost(minimum: left.minimum, maximum: left.maximum.clampedAdd(cost(arguments[1]).maximum)) + one
    case "_?_:_":
      let first = cost(arguments[1])
      let second = cost(arguments[2])
      return cost(arguments[0]) + one
        + Cost(minimum: min(first.minimum, second.minimum), maximum: max(first.maximum, second.maximum))
    default: break
    }
    var operands = arguments
    var own: UInt64 = 1
    if case .function(_, let overloads, let isNamespaced) = checked.references[expression.id] {
      if let target, !isNamespaced { operands.append(target) }
      own = overloads.map { UInt64(max(0, $0.cost)) }.max() ?? 1
    }
    var total = operands.reduce(Cost.zero) { $0 + cost($1) }
    let heavy = operands.reduce(UInt64(0)) { $0.clampedAdd(weight($1)) }
    total = total + Cost(minimum: own, maximum: own.clampedAdd(heavy))
    return total
  }

  /// Steps of going through a value once.
  private func weight(_ expression: Expression) -> UInt64 {
    switch checked.type(expression) {
    case .string, .bytes: size(expression) / 10
    case .list, .map: size(expression) / 4
    default: 0
    }
  }

  private func loop(_ comprehension: Comprehension) -> Cost {
    // A streamed variable's rows are counted with the fold, not here.
    if isStreamed(comprehension.range) { return one }
    let body = comprehension.bodies.reduce(one) { $0 + cost($1) }
    let count = size(comprehension.range)
    let range = cost(comprehension.range)
    return Cost(
      minimum: range.minimum.clampedAdd(1),
      maximum: range.maximum.clampedAdd(body.maximum.clampedMultiply(count))
    )
  }

  private func isStreamed(_ expression: Expression) -> Bool {
    if case .variable(let slot) = checked.references[expression.id] { return environment.variables[slot].isStreamed }
    if case .comprehension(let comprehension) = expression.kind { return isStreamed(comprehension.range) }
    return false
  }

  /// The most elements, entries or code points a value can have.
  private func size(_ expression: Expression) -> UInt64 {
    if case .variable(let slot) = checked.references[expression.id] {
      return environment.variables[slot].maximumSize ?? environment.limits.assumedListSize
    }
    switch expression.kind {
    case .literal(.string(let text)): return UInt64(text.utf8.count)
    case .literal(.bytes(let bytes)): return UInt64(bytes.count)
    case .list(let elements, _): return UInt64(elements.count)
    case .map(let entries): return UInt64(entries.count)
    case .comprehension(let comprehension): return size(comprehension.range)
    case .call("_+_", _, let arguments): return size(arguments[0]).clampedAdd(size(arguments[1]))
    default: return environment.limits.assumedListSize
    }
  }
}
