extension Checker {
  mutating func bind(
    _ expression: Expression,
    _ name: String,
    _ value: Expression,
    _ body: Expression
  ) -> CELType {
    let valueType = type(of: value)
    return scope(expression, [(name, valueType)]) { $0.type(of: body) }
  }

  private mutating func scope<Result>(
    _ expression: Expression,
    _ names: [(String, CELType)],
    _ body: (inout Checker) -> Result
  ) -> Result {
    checked.localBases[expression.id] = locals.count
    for (name, type) in names { locals.append((name, type)) }
    checked.localCount = max(checked.localCount, locals.count)
    defer { locals.removeLast(names.count) }
    return body(&self)
  }

  mutating func comprehension(_ expression: Expression, _ comprehension: Comprehension) -> CELType {
    let range = known(comprehension.range)
    let key: CELType
    let value: CELType
    switch range {
    case .list(let element): (key, value) = (.int, element)
    case .map(let keyType, let valueType): (key, value) = (keyType, valueType)
    case .dyn, .error, .variable: (key, value) = (.dyn, .dyn)
    default:
      let wrong = checked.substitution.deep(range)
      (key, value) = (report(.notIterable(wrong), at: comprehension.range.position), .error)
    }
    var start: CELType?
    if case .sum(_, let expression?) = comprehension.operation { start = type(of: expression) }
    var names = [(comprehension.variable, value)]
    if case .map = range { names = [(comprehension.variable, key)] }
    if let second = comprehension.second { names = [(comprehension.variable, key), (second, value)] }
    return scope(expression, names) { checker in
      checker.operation(expression, comprehension.operation, key: key, start: start)
    }
  }

  private mutating func operation(
    _ expression: Expression,
    _ operation: Comprehension.Operation,
    key: CELType,
    start: CELType?
  ) -> CELType {
    switch operation {
    case .all(let body), .exists(let body), .existsOne(let body):
      require(type(of: body), .bool, at: body)
      return .bool
    case .count(let body):
      require(type(of: body), .bool, at: body)
      return .int
    case .collect(let condition, let transform):
      if let condition { require(type(of: condition), .bool, at: condition) }
      if let transform { return .list(type(of: transform)) }
      return .list(locals[checked.localBases[expression.id] + 0].type)
    case .collectMap(let condition, let transform):
      if let condition { require(type(of: condition), .bool, at: condition) }
      return .map(key, type(of: transform))
    case .collectEntries(let condition, let entry):
      if let condition { require(type(of: condition), .bool, at: condition) }
      let result = CELType.map(checked.substitution.fresh(), checked.substitution.fresh())
      return require(type(of: entry), result, at: entry) ? result : .error
    case .sum(let body, _): return reducer(expression, body, "sum", "_+_", start: start)
    case .minimum(let body): return reducer(expression, body, "min", "_<_", start: nil)
    case .maximum(let body): return reducer(expression, body, "max", "_<_", start: nil)
    }
  }

  private mutating func reducer(
    _ expression: Expression,
    _ body: Expression,
    _ macro: String,
    _ function: String,
    start: CELType?
  ) -> CELType {
    let bodyType = type(of: body)
    let element = checked.substitution.deep(bodyType)
    if element == .error { return .error }
    let (overloads, result) = fit(
      environment.functions[function] ?? [],
      [start ?? element, element],
      isMember: false
    )
    guard let result else { return report(.notNumeric(macro: macro, element), at: body.position) }
    guard macro == "sum" else {
      checked.references[expression.id] = .reducer(overloads, zero: nil)
      return element
    }
    let zero = environment.zero(of: element)
    if start == nil, zero == nil { return report(.sumNeedsStart(element), at: expression.position) }
    checked.references[expression.id] = .reducer(overloads, zero: zero)
    return result
  }
}

extension Environment {
  /// The sum of nothing, where one is known.
  func zero(of type: CELType) -> Value? {
    switch type {
    case .int, .dyn: .int(0)
    case .uint: .uint(0)
    case .double: .double(0)
    case .string: .string("")
    case .duration: .duration(DurationValue(nanoseconds: 0))
    case .list: .list([])
    case .opaque(let name): opaques.first { $0.name == name }?.zero.map(Value.opaque)
    default: nil
    }
  }
}

extension Overload {
  /// The signature as a message shows it.
  func signature(of name: String) -> String {
    let types = parameters.map(\.description)
    if let symbol = OperatorName.symbol(of: name), types.count == 2, name.hasPrefix("_"), !name.contains("[") {
      return "\(types[0]) \(symbol) \(types[1])"
    }
    guard isMember, let target = types.first else { return "\(name)(\(types.joined(separator: ", ")))" }
    return "\(target).\(name)(\(types.dropFirst().joined(separator: ", ")))"
  }
}
