// How numbers become instructions.

extension ColumnPlanner {
  typealias NumberOperand = ColumnInstruction.NumberOperand
  typealias ScaledOperand = ColumnInstruction.ScaledOperand

  /// Adds a condition to the code; gives its register.
  mutating func addCondition(_ root: any Node) -> Int { truth(root, mask: nil) }

  /// Adds an integer to the code.
  mutating func addNumber(_ root: any Node) -> NumberOperand { integer(root, mask: nil) }

  mutating func integer(_ node: any Node, mask: Int?) -> NumberOperand {
    if !dependsOnRow(node) { return .hoisted(hoist(node, isTruth: false)) }
    if let index = field(node, .int) { return .column(column(index)) }
    return .register(shared(node, mask: mask, isNumber: true) { $0.planInteger(node, mask: mask) })
  }

  private mutating func planInteger(_ node: any Node, mask: Int?) -> Int {
    if let node = node as? OperatorNode, node.isOverIntegers,
      let calculation = ColumnInstruction.Calculation(node.operation)
    {
      let left = integer(node.left, mask: mask)
      let right = integer(node.right, mask: mask)
      return emit { .calculate(calculation, left, right, to: $0) }
    }
    if let node = node as? ConditionalNode { return choice(node, mask: mask) { $0.integer($1, mask: $2) } }
    return mapped(node, mask: mask) ?? numberOfText(node, mask: mask) ?? rowsNumber(node, mask: mask)
  }

  private mutating func choice(
    _ node: ConditionalNode,
    mask: Int?,
    _ plan: (inout ColumnPlanner, any Node, Int?) -> NumberOperand
  ) -> Int {
    let condition = truth(node.condition, mask: mask)
    let first = plan(&self, node.first, maskFor(node.first, condition, mask))
    let second = plan(&self, node.second, maskFor(node.second, condition, isNegated: true, mask))
    return emit { .chooseNumber(condition, first, second, to: $0) }
  }

  private mutating func rowsNumber(_ node: any Node, mask: Int?) -> Int {
    let part = part(node, mask)
    return emit { .rowsNumber(part, to: $0) }
  }

  /// A host's function over numbers.
  private mutating func mapped(_ node: any Node, mask: Int?) -> Int? {
    let dispatch: Dispatch
    let arguments: [any Node]
    switch node {
    case let node as UnaryCallNode: (dispatch, arguments) = (node.dispatch, [node.argument])
    case let node as BinaryCallNode: (dispatch, arguments) = (node.dispatch, [node.first, node.second])
    default: return nil
    }
    guard !dispatch.needsCheck, let function = dispatch.overloads[0].overNumbers else { return nil }
    let parameters = dispatch.overloads[0].parameters
    guard parameters.count == arguments.count else { return nil }
    let operands = zip(arguments, parameters).map { argument, type in plainNumber(argument, type, mask: mask) }
    let mapping = ColumnInstruction.Mapping(
      function: function,
      columns: dispatch.overloads[0].overNumberColumns,
      first: operands[0],
      second: operands.count > 1 ? operands[1] : nil,
      part: part(node, mask)
    )
    return emit { .map(mapping, to: $0) }
  }

  /// An integer, or the mantissa of an opaque type that has no scale.
  mutating func plainNumber(_ node: any Node, _ type: CELType, mask: Int?) -> NumberOperand {
    if type == .int { return integer(node, mask: mask) }
    if isMantissa(node) { return mantissa(node).0 }
    return .register(
      shared(node, mask: mask, isNumber: true) { planner in
        if let node = node as? ConditionalNode {
          return planner.choice(node, mask: mask) { $0.plainNumber($1, type, mask: $2) }
        }
        return planner.mapped(node, mask: mask) ?? planner.numberOfText(node, mask: mask)
          ?? planner.rowsNumber(node, mask: mask)
      }
    )
  }

  // MARK: - Opaque values

  /// Opaque values compared by their mantissas: each a column, the same for all rows, or made by a host's function.
  mutating func mantissas(_ comparison: NumberComparison, _ left: any Node, _ right: any Node, mask: Int?) -> Int? {
    guard isMantissa(left) || isMade(left), isMantissa(right) || isMade(right) else { return nil }
    let (first, firstScale) = isMantissa(left) ? mantissa(left) : made(left, mask)
    let (second, secondScale) = isMantissa(right) ? mantissa(right) : made(right, mask)
    draft.sameScale.append((firstScale, secondScale))
    return emit { .compare(comparison, first, second, to: $0) }
  }

  func isMantissa(_ node: any Node) -> Bool {
    guard dependsOnRow(node) else { return true }
    guard let (_, type) = field(node), case .opaque = type else { return false }
    return true
  }

  private mutating func mantissa(_ node: any Node) -> (NumberOperand, ColumnCode.ScaleSource) {
    guard let (index, _) = field(node) else {
      let place = hoist(node, isTruth: false)
      return (.hoisted(place), .hoisted(place))
    }
    let place = column(index)
    return (.column(place), .column(place))
  }

  /// Whether a host's function that goes by numbers without a scale makes the value.
  private func isMade(_ node: any Node) -> Bool {
    let dispatch: Dispatch
    switch node {
    case let node as UnaryCallNode: dispatch = node.dispatch
    case let node as BinaryCallNode: dispatch = node.dispatch
    default: return false
    }
    guard !dispatch.needsCheck, case .opaque = dispatch.overloads[0].result else { return false }
    return dispatch.overloads[0].overNumbers != nil || dispatch.overloads[0].numberOverText != nil
  }

  private mutating func made(_ node: any Node, _ mask: Int?) -> (NumberOperand, ColumnCode.ScaleSource) {
    (plainNumber(node, .dyn, mask: mask), .plain)
  }

  /// A number at its scale; nil when only rows can tell the scale.
  mutating func scaled(_ node: any Node, _ type: CELType, mask: Int?) -> ScaledOperand? {
    if type == .int { return ScaledOperand(number: integer(node, mask: mask), scale: .whole) }
    if isMantissa(node) {
      let (number, scale) = mantissa(node)
      return ScaledOperand(number: number, scale: scale)
    }
    guard let node = node as? BinaryCallNode, !node.dispatch.needsCheck,
      let calculation = node.dispatch.overloads[0].calculatesScaled
    else { return nil }
    let parameters = node.dispatch.overloads[0].parameters
    guard let left = scaled(node.first, parameters[0], mask: mask),
      let right = scaled(node.second, parameters[1], mask: mask)
    else { return nil }
    let register = emit { .calculateScaled(calculation, left, right, to: $0) }
    return ScaledOperand(number: .register(register), scale: .register(register))
  }
}
