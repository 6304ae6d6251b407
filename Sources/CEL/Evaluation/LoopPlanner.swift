extension Planner {
  /// Where a pass begins and the filters and maps in front of its operation.
  private struct Pipeline {
    let source: Expression
    let stages: [Loop.Stage]
  }

  // MARK: - Comprehensions

  mutating func comprehension(_ expression: Expression, _ comprehension: Comprehension) -> any Node {
    let base = checked.localBases[expression.id]
    let hasTwoNames = comprehension.second != nil
    let bodies = comprehension.bodies
    return pass(
      over: comprehension.range,
      allowsStages: !hasTwoNames,
      bodies: bodies,
      base: base,
      at: expression
    ) { planner in
      let path = planner.path(comprehension.range)
      planner.localPaths[base] = path ?? comprehension.variable
      if let second = comprehension.second { planner.localPaths[base + 1] = path ?? second }
      return Loop(
        stages: [],
        operation: planner.operation(expression, comprehension.operation),
        slot: base + planner.localShift,
        hasTwoNames: hasTwoNames,
        position: expression.position,
        listLimit: planner.environment.limits.listSize
      )
    }
  }

  private mutating func operation(
    _ expression: Expression,
    _ operation: Comprehension.Operation
  ) -> Loop.Operation {
    switch operation {
    case .all(let body): .all(plan(body))
    case .exists(let body): .exists(plan(body))
    case .existsOne(let body): .existsOne(plan(body))
    case .count(let body): .count(plan(body))
    case .sum(let body, _): sum(expression, body)
    case .minimum(let body): .extremum(plan(body), reducer(expression, [body, body]), isMinimum: true)
    case .maximum(let body): .extremum(plan(body), reducer(expression, [body, body]), isMinimum: false)
    case .collect(let condition, let transform):
      .collect(where: condition.map { plan($0) }, transform: transform.map { plan($0) })
    case .collectMap(let condition, let transform):
      .collectMap(where: condition.map { plan($0) }, transform: plan(transform))
    case .collectEntries(let condition, let entry):
      .collectEntries(where: condition.map { plan($0) }, entry: plan(entry))
    }
  }

  private mutating func sum(_ expression: Expression, _ body: Expression) -> Loop.Operation {
    var zero: Value?
    if case .reducer(_, let known) = checked.references[expression.id] { zero = known }
    return .sum(plan(body), reducer(expression, [body, body]), zero: zero)
  }

  private func reducer(_ expression: Expression, _ operands: [Expression]) -> Reducer {
    var overloads: [Overload] = []
    if case .reducer(let found, _) = checked.references[expression.id] { overloads = found }
    let isSum = expression.isSum
    let isStandard = overloads.allSatisfy(\.isStandard)
    return Reducer(
      isSum: isSum,
      isStandard: isStandard,
      isOverIntegers: isStandard && operands.allSatisfy { checked.type($0) == .int },
      dispatch: dispatch(isSum ? "_+_" : "_<_", overloads, operands, expression.position)
    )
  }

  // MARK: - Functions of a whole list that need no list

  /// `xs.filter(…).size()`, `xs.map(…).sum()`, `S.size()` as passes; nil for everything else.
  mutating func aggregate(_ expression: Expression, _ name: String, _ operands: [Expression]) -> (any Node)? {
    guard operands.count == 1, let operand = operands.first, isPassable(operand) else { return nil }
    let element: CELType
    if case .list(let type) = checked.type(operand) { element = type } else { return nil }
    guard let operation = listOperation(name, element, expression) else { return nil }
    let base = localCount  // a slot behind all others: the element has no name here
    localCount += 1
    return pass(over: operand, allowsStages: true, bodies: [], base: base, at: expression) { planner in
      Loop(
        stages: [],
        operation: operation,
        slot: base,
        hasTwoNames: false,
        position: expression.position,
        listLimit: planner.environment.limits.listSize
      )
    }
  }

  /// Whether a list is made by a filter or map, or streamed: then a pass saves building it.
  private func isPassable(_ expression: Expression) -> Bool {
    if streamedVariable(expression) != nil { return true }
    guard case .comprehension(let comprehension) = expression.kind, comprehension.second == nil,
      case .collect = comprehension.operation
    else { return false }
    return true
  }

  private func listOperation(_ name: String, _ element: CELType, _ expression: Expression) -> Loop.Operation? {
    guard case .function(_, let overloads, _) = checked.references[expression.id],
      overloads.allSatisfy(\.isStandard)
    else { return nil }
    func standard(isSum: Bool) -> Reducer {
      let dispatch = Dispatch(
        name: name,
        overloads: [],
        needsCheck: true,
        opaqueNames: opaqueNames,
        position: expression.position
      )
      return Reducer(isSum: isSum, isStandard: true, dispatch: dispatch)
    }
    switch name {
    case "size": return .count(nil)
    case "sum": return environment.zero(of: element).map { .sum(nil, standard(isSum: true), zero: $0) }
    case "min": return .extremum(nil, standard(isSum: false), isMinimum: true)
    case "max": return .extremum(nil, standard(isSum: false), isMinimum: false)
    default: return nil
    }
  }

  // MARK: - Passes

  private func streamedVariable(_ expression: Expression) -> Environment.Variable? {
    guard case .variable(let slot) = checked.references[expression.id], environment.variables[slot].isStreamed
    else { return nil }
    return environment.variables[slot]
  }

  private func source(of expression: Expression) -> Expression {
    guard isPassable(expression), case .comprehension(let comprehension) = expression.kind else { return expression }
    return source(of: comprehension.range)
  }

  /// A loop over a list, or a fold when it goes through a streamed variable.
  private mutating func pass(
    over range: Expression,
    allowsStages: Bool,
    bodies: [Expression],
    base: Int,
    at expression: Expression,
    _ make: (inout Planner) -> Loop
  ) -> any Node {
    let start = expression.sumStart
    guard allowsStages || streamedVariable(range) != nil,
      let streamed = streamedVariable(allowsStages ? source(of: range) : range)
    else {
      let pipeline = allowsStages ? pipeline(range) : Pipeline(source: range, stages: [])
      let rangeNode = plan(pipeline.source)
      let loop = make(&self).with(pipeline.stages)
      return LoopNode(range: rangeNode, loop: loop, start: start.map { plan($0) })
    }
    return fold(over: range, streamed, bodies: bodies, base: base, start: start, at: expression, make)
  }

  private mutating func fold(
    over range: Expression,
    _ streamed: Environment.Variable,
    bodies: [Expression],
    base: Int,
    start: Expression?,
    at expression: Expression,
    _ make: (inout Planner) -> Loop
  ) -> any Node {
    if foldVariable != nil { problems.append(Problem(.foldInFold(streamed.name), position: expression.position)) }
    let outer = (foldVariable, foldBase)
    let ownBase = lowestSlot(range) ?? base
    (foldVariable, foldBase) = (streamed.name, ownBase)
    defer { (foldVariable, foldBase) = outer }
    noteVariable(streamed.name)
    let pipeline = pipeline(range)
    let parts = bodies + [start].compactMap(\.self) + stageBodies(range)
    if parts.contains(where: { readsLocal(below: ownBase, $0) }) {
      problems.append(Problem(.foldDependsOnRow(streamed.name), position: expression.position))
    }
    let loop = make(&self).with(pipeline.stages)
    let estimate = CostEstimate(environment: environment, checked: checked)
    let cost = parts.reduce(Cost(minimum: 1, maximum: 1)) { $0 + estimate.cost($1) }
    guard let slot = environment.slot(of: streamed.name) else {
      return FailureNode(.unboundVariable(streamed.name), at: expression.position)
    }
    if case .collect = loop.operation {
      problems.append(Problem(.needsAllRows(streamed.name), position: range.position))
    }
    folds.append(
      PlannedFold(
        variable: streamed.name,
        slot: slot,
        loop: loop,
        start: start.map { plan($0) },
        cost: cost,
        type: recordType(of: streamed)
      )
    )
    return FoldNode(folds.count - 1, position: expression.position)
  }

  private func recordType(of streamed: Environment.Variable) -> RecordType? {
    guard case .list(.record(let name)) = streamed.type else { return nil }
    return environment.records[name]
  }

  private mutating func pipeline(_ expression: Expression) -> Pipeline {
    guard isPassable(expression), case .comprehension(let comprehension) = expression.kind,
      case .collect(let condition, let transform) = comprehension.operation
    else { return Pipeline(source: expression, stages: []) }
    let inner = pipeline(comprehension.range)
    let slot = checked.localBases[expression.id]
    localPaths[slot] = path(comprehension.range) ?? comprehension.variable
    let stage = Loop.Stage(
      slot: slot + localShift,
      condition: condition.map { plan($0) },
      transform: transform.map { plan($0) }
    )
    return Pipeline(source: inner.source, stages: inner.stages + [stage])
  }

  /// The lowest local slot that the filters and maps in front use, nil without any.
  private func lowestSlot(_ expression: Expression) -> Int? {
    guard isPassable(expression), case .comprehension(let comprehension) = expression.kind else { return nil }
    let slot = checked.localBases[expression.id]
    return min(slot, lowestSlot(comprehension.range) ?? slot)
  }

  private func stageBodies(_ expression: Expression) -> [Expression] {
    guard isPassable(expression), case .comprehension(let comprehension) = expression.kind else { return [] }
    return stageBodies(comprehension.range) + comprehension.bodies
  }

  /// Whether an expression reads a comprehension variable of an outer pass.
  func readsLocal(below base: Int, _ expression: Expression) -> Bool {
    if case .local(let slot) = checked.references[expression.id] {
      return slot < base && bindings[slot]?.readsLocal ?? true
    }
    return expression.children.contains { readsLocal(below: base, $0) }
  }
}

extension Loop {
  fileprivate func with(_ stages: [Stage]) -> Loop {
    stages.isEmpty
      ? self
      : Loop(
        stages: stages,
        operation: operation,
        slot: slot,
        hasTwoNames: hasTwoNames,
        position: position,
        listLimit: listLimit
      )
  }
}

extension Expression {
  fileprivate var isSum: Bool {
    guard case .comprehension(let comprehension) = kind, case .sum = comprehension.operation else { return false }
    return true
  }

  fileprivate var sumStart: Expression? {
    guard case .comprehension(let comprehension) = kind, case .sum(_, let start) = comprehension.operation else {
      return nil
    }
    return start
  }

  /// The nodes of an expression, itself among them.
  var nodeCount: Int { children.reduce(1) { $0 + $1.nodeCount } }

  /// The parts of a node.
  var children: [Expression] {
    switch kind {
    case .literal, .identifier: []
    case .select(let operand, _, _), .test(let operand, _): [operand]
    case .call(_, let target, let arguments): [target].compactMap(\.self) + arguments
    case .list(let elements, _): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .record(_, let fields): fields.map(\.value)
    case .bind(_, let value, let body): [value, body]
    case .comprehension(let comprehension): [comprehension.range] + comprehension.bodies + [sumStart].compactMap(\.self)
    }
  }
}
