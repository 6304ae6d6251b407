/// Turns a checked expression into nodes, and passes over streamed variables into folds.
struct Planner {
  let environment: Environment
  let checked: Checked
  let opaqueNames: [String]
  var problems: [Problem] = []
  private var attributeNames: [String] = []
  private var attributeIndices: [String: Int] = [:]
  private var fieldsRead: Set<String> = []
  private var variables: Set<String> = []
  /// The attribute path of each local in scope, by slot.
  var localPaths: [Int: String] = [:]
  var folds: [PlannedFold] = []
  /// What `cel.bind` bound in scope, by slot.
  var bindings: [Int: Binding] = [:]
  /// Added to local slots: not 0 while a bound expression is planned again inside a fold.
  var localShift = 0
  /// Nodes of bound expressions that were planned again, bounded like the nodes of the text.
  private var nodesPlannedAgain = 0
  /// The lowest local slot of the fold being planned: what is below belongs to the program around it.
  var foldBase = 0
  /// Local slots with the one for elements that have no name, where a pass needs it.
  var localCount: Int
  /// While the parts of a fold are planned: the streamed variable it goes through.
  var foldVariable: String?

  /// What a name stands for.
  struct Binding {
    let value: Expression
    /// Whether the value depends on a comprehension variable around it.
    let readsLocal: Bool
  }

  struct PlannedFold {
    let variable: String
    let slot: Int
    let loop: Loop
    let start: (any Node)?
    let cost: Cost
    let type: RecordType?
  }

  init(environment: Environment, checked: Checked) {
    self.environment = environment
    self.checked = checked
    localCount = checked.localCount
    opaqueNames = environment.opaqueNames
  }

  mutating func program(_ expression: Expression) -> Result<Program, ProblemList> {
    let estimate = CostEstimate(environment: environment, checked: checked).cost(expression)
    let root = plan(expression)
    let foldCost = folds.reduce(Cost.zero) { $0 + $1.cost }
    if estimate.maximum > environment.limits.staticCost {
      problems.append(
        Problem(.tooCostly(cost: estimate.maximum, limit: environment.limits.staticCost), position: 0)
      )
    }
    guard problems.isEmpty else { return .failure(ProblemList(problems)) }
    let attributes = AttributeTable(attributeNames)
    let planned = folds.enumerated().map { id, fold in
      Fold(
        id: id,
        planned: fold,
        localCount: localCount,
        attributes: attributes,
        budget: environment.limits.runtimeCost
      )
    }
    return .success(
      Program(
        resultType: checked.resultType,
        variables: variables,
        fieldsRead: fieldsRead,
        staticCost: estimate,
        foldCost: foldCost,
        folds: planned,
        root: root,
        recordVariables: recordVariables(),
        localCount: localCount,
        attributes: attributes,
        budget: environment.limits.runtimeCost
      )
    )
  }

  private func recordVariables() -> [String: (slot: Int, type: RecordType)] {
    var result: [String: (slot: Int, type: RecordType)] = [:]
    for name in variables {
      guard let slot = environment.slot(of: name) else { continue }
      if case .record(let type) = environment.variables[slot].type {
        result[name] = environment.records[type].map { (slot, $0) }
      }
    }
    return result
  }

  // MARK: - Attributes

  mutating func attribute(_ path: String) -> Int {
    if let index = attributeIndices[path] { return index }
    attributeIndices[path] = attributeNames.count
    attributeNames.append(path)
    return attributeNames.count - 1
  }

  /// The dotted name of what an expression reads, e.g. `tk.upahPokok`; nil when it computes something.
  func path(_ expression: Expression) -> String? {
    switch checked.references[expression.id] {
    case .variable(let slot): return environment.variables[slot].name
    case .local(let slot): return localPaths[slot]
    default: break
    }
    switch expression.kind {
    case .select(let operand, let field, _): return path(operand).map { $0 + "." + field }
    case .comprehension(let comprehension):
      // A filtered list has the same records in it.
      if case .collect(_, transform: nil) = comprehension.operation { return path(comprehension.range) }
      return nil
    default: return nil
    }
  }

  // MARK: - Nodes

  mutating func plan(_ expression: Expression) -> any Node {
    switch expression.kind {
    case .literal(let value): return ConstantNode(value)
    case .identifier(let name, _): return planName(expression, name)
    case .select(let operand, let field, let isOptional): return select(expression, operand, field, isOptional)
    case .test(let operand, let field): return test(expression, operand, field)
    case .call(let name, let target, let arguments): return call(expression, name, target, arguments)
    case .list(let elements, let optional):
      let nodes = elements.map { plan($0) }
      let constants = nodes.compactMap { ($0 as? ConstantNode)?.value }
      if constants.count == nodes.count, optional.isEmpty { return ConstantNode(.list(constants)) }
      return ListNode(nodes, optional: optional, position: expression.position)
    case .map(let entries):
      return MapNode(
        entries.map { (plan($0.key), plan($0.value), $0.isOptional) },
        position: expression.position
      )
    case .record: return FailureNode(.noSuchOverload("record", []), at: expression.position)
    case .bind(_, let value, let body):
      let slot = checked.localBases[expression.id]
      let valueNode = plan(value)
      localPaths[slot] = path(value)
      let outer = bindings[slot]
      bindings[slot] = Binding(value: value, readsLocal: readsLocal(below: slot, value))
      defer { bindings[slot] = outer }
      return BindNode(slot: slot + localShift, value: valueNode, body: plan(body))
    case .comprehension(let comprehension): return self.comprehension(expression, comprehension)
    }
  }

  private mutating func planName(_ expression: Expression, _ name: String) -> any Node {
    switch checked.references[expression.id] {
    case .variable(let slot): return variable(slot, at: expression.position)
    case .local(let slot):
      // A fold runs without the program around it: there a bound name stands for its expression.
      if foldVariable != nil, slot < foldBase, let bound = bindings[slot] {
        return planAgain(bound.value, slot, at: expression.position)
      }
      return LocalNode(slot + localShift)
    case .constant(let value): return ConstantNode(value)
    default: return FailureNode(.unboundVariable(name), at: expression.position)
    }
  }

  /// Plans what a slot is bound to inside a fold. Its own locals have the numbers of the fold's: they get new ones.
  private mutating func planAgain(_ bound: Expression, _ slot: Int, at position: Int) -> any Node {
    nodesPlannedAgain += bound.nodeCount
    guard nodesPlannedAgain <= environment.limits.nodes else {
      problems.append(Problem(.tooManyNodes(limit: environment.limits.nodes), position: position))
      return FailureNode(.budgetExceeded, at: position)
    }
    let outer = (foldBase, localShift, localPaths)
    (foldBase, localShift) = (slot, localCount)
    localCount += checked.localCount
    defer { (foldBase, localShift, localPaths) = outer }
    return plan(bound)
  }

  private mutating func variable(_ slot: Int, at position: Int) -> any Node {
    let variable = environment.variables[slot]
    variables.insert(variable.name)
    if variable.isStreamed { problems.append(Problem(.needsAllRows(variable.name), position: position)) }
    return VariableNode(slot: slot, name: variable.name, attribute: attribute(variable.name), position: position)
  }

  mutating func noteVariable(_ name: String) {
    variables.insert(name)
  }

  private mutating func select(
    _ expression: Expression,
    _ operand: Expression,
    _ field: String,
    _ isOptional: Bool
  ) -> any Node {
    switch checked.references[expression.id] {
    case .variable(let slot): return variable(slot, at: expression.position)
    case .constant(let value): return ConstantNode(value)
    default: break
    }
    let node = plan(operand)
    let name = path(expression) ?? field
    let index = attribute(name)
    if case .field(let fieldIndex) = checked.references[expression.id] {
      fieldsRead.insert(name)
      if !isOptional, case .record = checked.type(operand) {
        return FieldNode(node, index: fieldIndex, attribute: index, position: expression.position)
      }
    }
    return SelectNode(
      node,
      field: field,
      isOptional: isOptional,
      attribute: index,
      position: expression.position
    )
  }

  private mutating func test(_ expression: Expression, _ operand: Expression, _ field: String) -> any Node {
    let node = plan(operand)
    let name = path(operand).map { $0 + "." + field } ?? field
    var index: Int?
    if case .field(let fieldIndex) = checked.references[expression.id] {
      index = fieldIndex
      fieldsRead.insert(name)
    }
    return TestNode(node, field: field, index: index, attribute: attribute(name), position: expression.position)
  }

  // MARK: - Calls

  private mutating func call(
    _ expression: Expression,
    _ name: String,
    _ target: Expression?,
    _ arguments: [Expression]
  ) -> any Node {
    let position = expression.position
    switch name {
    case "_&&_" where target == nil:
      return AndNode(plan(arguments[0]), plan(arguments[1]), position: position)
    case "_||_" where target == nil: return OrNode(plan(arguments[0]), plan(arguments[1]), position: position)
    case "!_" where target == nil: return NotNode(plan(arguments[0]), position: position)
    case "_?_:_" where target == nil:
      return ConditionalNode(plan(arguments[0]), plan(arguments[1]), plan(arguments[2]), position: position)
    default: break
    }
    guard case .function(let resolved, let overloads, let isNamespaced) = checked.references[expression.id] else {
      return FailureNode(.noSuchOverload(name, []), at: position)
    }
    var operands = arguments
    if let target, !isNamespaced { operands.insert(target, at: 0) }
    if let node = aggregate(expression, resolved, operands) { return node }
    return call(resolved, overloads, operands, position)
  }

  private mutating func call(
    _ name: String,
    _ overloads: [Overload],
    _ operands: [Expression],
    _ position: Int
  ) -> any Node {
    let nodes = operands.map { plan($0) }
    if overloads.isEmpty { return FailureNode(.noSuchOverload(name, []), at: position) }
    if nodes.count == 2, let operation = OperatorNode.Operation(name), overloads.allSatisfy(\.isStandard),
      !overloads.isEmpty
    {
      let isOverIntegers = operands.allSatisfy { checked.type($0) == .int }
      return folded(
        OperatorNode(operation, nodes[0], nodes[1], isOverIntegers: isOverIntegers, position: position),
        nodes
      )
    }
    if nodes.count == 2, overloads.count == 1, overloads[0].takesFirstKnown {
      return FirstKnownNode(nodes[0], nodes[1])
    }
    if name == "matches", let pattern = (nodes.last as? ConstantNode)?.value, case .string(let text) = pattern {
      return matches(nodes[0], text, position)
    }
    if name == "type", overloads.allSatisfy(\.isStandard), nodes.count == 1 {
      return TypeNode(nodes[0], opaqueNames: opaqueNames)
    }
    if name == "@in", overloads.allSatisfy(\.isStandard), let constant = nodes.last as? ConstantNode,
      case .list(let values) = constant.value, let node = MembershipNode(nodes[0], in: values)
    {
      return node
    }
    let dispatch = dispatch(name, overloads, operands, position)
    switch nodes.count {
    case 1: return UnaryCallNode(dispatch, nodes[0])
    case 2: return BinaryCallNode(dispatch, nodes[0], nodes[1])
    default: return CallNode(dispatch, nodes)
    }
  }

  /// The value of an operator over constants, when it has one.
  private func folded(_ node: OperatorNode, _ operands: [any Node]) -> any Node {
    guard operands.allSatisfy({ $0 is ConstantNode }) else { return node }
    var frame = Frame(
      activation: EmptyActivation(),
      attributes: Planner.noAttributes,
      locals: [],
      remaining: environment.limits.runtimeCost
    )
    return node.evaluate(&frame).value.map(ConstantNode.init) ?? node
  }

  private static let noAttributes = AttributeTable([])

  func dispatch(
    _ name: String,
    _ overloads: [Overload],
    _ operands: [Expression],
    _ position: Int
  ) -> Dispatch {
    let isOpen = operands.contains { operand in
      let type = checked.type(operand)
      return type.isDynamic || type == .null
    }
    let isStandard = overloads.allSatisfy(\.isStandard)
    let decides = isStandard && (overloads.count == 1 || StandardFunctions.selfDispatching.contains(name))
    return Dispatch(
      name: name,
      overloads: overloads,
      needsCheck: !decides && (overloads.count != 1 || isOpen),
      opaqueNames: opaqueNames,
      position: position
    )
  }

  /// A pattern known beforehand is compiled once.
  private mutating func matches(_ text: any Node, _ pattern: String, _ position: Int) -> any Node {
    switch Pattern.compile(pattern) {
    case .success(let pattern): return MatchNode(text, pattern, position: position)
    case .failure(let reason):
      if environment.checksTypes {
        problems.append(Problem(.badPattern(pattern, reason: reason.text), position: position))
      }
      return FailureNode(.invalidPattern(reason.text), at: position)
    }
  }
}

/// `type(x)`; the names of opaque types belong to the environment.
final class TypeNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let opaqueNames: [String]

  init(_ operand: any Node, opaqueNames: [String]) {
    self.operand = operand
    self.opaqueNames = opaqueNames
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = operand.evaluate(&frame)
    guard case .value(let value) = outcome else { return outcome }
    return .value(.type(value.runtimeType(opaqueNames: opaqueNames)))
  }
}

/// `x.matches(pattern)` with a pattern known beforehand.
final class MatchNode: Node {
  let operand: any Node
  var children: [any Node] { [operand] }
  let pattern: Pattern
  let position: Int

  init(_ operand: any Node, _ pattern: Pattern, position: Int) {
    self.operand = operand
    self.pattern = pattern
    self.position = position
  }

  func evaluate(_ frame: inout Frame) -> Outcome {
    let outcome = operand.evaluate(&frame)
    guard case .value(let value) = outcome else { return outcome }
    guard case .string(let text) = value else {
      return .error(EvaluationError(.noSuchOverload("matches", [value.runtimeType().name]), position: position))
    }
    if !frame.charge(1 + text.utf8.count) { return .error(EvaluationError(.budgetExceeded, position: position)) }
    return .bool(pattern.matches(text))
  }
}
