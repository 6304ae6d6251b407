/// Turns planned nodes into column instructions. What does not fit becomes a part evaluated row by row.
struct ColumnPlanner {
  private let place: RecordPlace
  private let type: RecordType
  private(set) var code = ColumnCode()

  init(place: RecordPlace, type: RecordType) {
    self.place = place
    self.type = type
  }

  /// The code of a condition; nil when all of it would be row by row.
  mutating func condition(_ root: any Node) -> ColumnCode? {
    code.result = truth(root, mask: nil)
    if case .rows(_, _, to: code.result)? = code.instructions.last, code.instructions.count == 1 { return nil }
    return code
  }

  /// Adds a condition to the code; gives its register.
  mutating func addCondition(_ root: any Node) -> Int {
    truth(root, mask: nil)
  }

  /// Adds an integer to the code; gives its register.
  mutating func addNumber(_ root: any Node) -> Int {
    integer(root, mask: nil)
  }

  // MARK: - Registers and columns

  private mutating func register() -> Int {
    defer { code.registerCount += 1 }
    return code.registerCount
  }

  private mutating func emit(_ make: (Int) -> ColumnInstruction) -> Int {
    let target = register()
    code.instructions.append(make(target))
    return target
  }

  /// A column's numbers: loaded once, however often they are read.
  private mutating func load(_ field: Int) -> Int {
    let column = column(field)
    for case .load(column, let known) in code.instructions { return known }
    return emit { .load(column: column, to: $0) }
  }

  private mutating func column(_ field: Int) -> Int {
    if let known = code.fields.firstIndex(of: field) { return known }
    code.fields.append(field)
    return code.fields.count - 1
  }

  /// The column and type a node reads, when it is a field of the row.
  private func field(_ node: any Node) -> (index: Int, type: CELType)? {
    guard let field = node as? FieldNode, field.place == place else { return nil }
    return (field.index, type.fields[field.index].type)
  }

  /// The column a node reads, when it is a field of the row with this type.
  private func field(_ node: any Node, _ type: CELType) -> Int? {
    guard let found = field(node), found.type == type else { return nil }
    return found.index
  }

  private func dependsOnRow(_ node: any Node) -> Bool {
    if let variable = node as? VariableNode { return place == .variable(variable.slot) }
    if node is LocalNode { return true }
    return node.children.contains(where: dependsOnRow)
  }

  // MARK: - Conditions

  private mutating func truth(_ node: any Node, mask: Int?) -> Int {
    if !dependsOnRow(node) { return hoist(node, isTruth: true) }
    switch node {
    case let node as AndNode:
      let left = truth(node.left, mask: mask)
      let right = truth(node.right, mask: left)
      return emit { .and(left, right, to: $0) }
    case let node as OrNode:
      let left = truth(node.left, mask: mask)
      let right = truth(node.right, mask: mask)
      return emit { .or(left, right, to: $0) }
    case let node as NotNode:
      let operand = truth(node.operand, mask: mask)
      return emit { .not(operand, to: $0) }
    case let node as ConditionalNode:
      let condition = truth(node.condition, mask: mask)
      let first = truth(node.first, mask: mask)
      let second = truth(node.second, mask: mask)
      return emit { .choose(condition, first, second, to: $0) }
    case let node as TestNode:
      if node.place == place, let index = node.index {
        let column = column(index)
        return emit { .test(column: column, to: $0) }
      }
    case let node as FieldNode:
      if let index = field(node, .bool) {
        let column = column(index)
        return emit { .loadTruth(column: column, to: $0) }
      }
    case let node as OperatorNode: if let done = comparison(node, mask: mask) { return done }
    case let node as BinaryCallNode: if let done = call(node) { return done }
    case let node as MembershipNode: if let done = membership(node) { return done }
    case let node as MatchNode:
      if let index = field(node.operand, .string) {
        let column = column(index)
        return emit { .matches(column: column, node.pattern, to: $0) }
      }
    default: break
    }
    code.rowNodes.append(node)
    let part = code.rowNodes.count - 1
    return emit { .rows(part, mask: mask, to: $0) }
  }

  private mutating func hoist(_ node: any Node, isTruth: Bool) -> Int {
    let target = register()
    code.hoisted.append((node, target, isTruth))
    return target
  }

  private mutating func comparison(_ node: OperatorNode, mask: Int?) -> Int? {
    guard let comparison = ColumnInstruction.Comparison(node.operation) else { return nil }
    if node.isOverIntegers {
      let left = integer(node.left, mask: mask)
      let right = integer(node.right, mask: mask)
      return emit { .compare(comparison, left, right, to: $0) }
    }
    guard comparison == .equal || comparison == .unequal else { return nil }
    if let (index, text) = fieldAndText(node.left, node.right) ?? fieldAndText(node.right, node.left) {
      let column = column(index)
      return emit { .texts(column: column, [TextKey(text: text)], isNegated: comparison == .unequal, to: $0) }
    }
    return mantissas(comparison, node.left, node.right)
  }

  private func fieldAndText(_ field: any Node, _ text: any Node) -> (Int, String)? {
    guard let index = self.field(field, .string), let constant = text as? ConstantNode,
      case .string(let text) = constant.value
    else { return nil }
    return (index, text)
  }

  private mutating func call(_ node: BinaryCallNode) -> Int? {
    guard !node.dispatch.needsCheck, let comparison = node.dispatch.overloads[0].comparesMantissas else { return nil }
    return mantissas(ColumnInstruction.Comparison(comparison), node.first, node.second)
  }

  private mutating func membership(_ node: MembershipNode) -> Int? {
    guard let index = field(node.operand, .string) else { return nil }
    let texts = node.values.compactMap { value -> TextKey? in
      if case .string(let text) = value { TextKey(text: text) } else { nil }
    }
    guard texts.count == node.values.count else { return nil }
    let column = column(index)
    return emit { .texts(column: column, Set(texts), isNegated: false, to: $0) }
  }

  /// Opaque values compared by their mantissas: each a column or the same for all rows.
  private mutating func mantissas(
    _ comparison: ColumnInstruction.Comparison,
    _ left: any Node,
    _ right: any Node
  ) -> Int? {
    guard isMantissa(left), isMantissa(right) else { return nil }
    let (first, firstScale) = mantissa(left)
    let (second, secondScale) = mantissa(right)
    code.sameScale.append((firstScale, secondScale))
    return emit { .compare(comparison, first, second, to: $0) }
  }

  private func isMantissa(_ node: any Node) -> Bool {
    guard dependsOnRow(node) else { return true }
    guard let (_, type) = field(node), case .opaque = type else { return false }
    return true
  }

  private mutating func mantissa(_ node: any Node) -> (Int, ColumnCode.ScaleSource) {
    guard let (index, _) = field(node) else {
      let target = hoist(node, isTruth: false)
      return (target, .hoisted(code.hoisted.count - 1))
    }
    return (load(index), .column(column(index)))
  }

  // MARK: - Integers

  private mutating func integer(_ node: any Node, mask: Int?) -> Int {
    if !dependsOnRow(node) { return hoist(node, isTruth: false) }
    if let index = field(node, .int) { return load(index) }
    if let node = node as? OperatorNode, node.isOverIntegers,
      let calculation = ColumnInstruction.Calculation(node.operation)
    {
      let left = integer(node.left, mask: mask)
      let right = integer(node.right, mask: mask)
      return emit { .calculate(calculation, left, right, to: $0) }
    }
    if let node = node as? ConditionalNode {
      let condition = truth(node.condition, mask: mask)
      let first = integer(node.first, mask: mask)
      let second = integer(node.second, mask: mask)
      return emit { .chooseNumber(condition, first, second, to: $0) }
    }
    code.rowNodes.append(node)
    let part = code.rowNodes.count - 1
    return emit { .rowsNumber(part, mask: mask, to: $0) }
  }
}

extension ColumnInstruction.Comparison {
  init?(_ operation: OperatorNode.Operation) {
    switch operation {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .equal: self = .equal
    case .unequal: self = .unequal
    default: return nil
    }
  }

  init(_ comparison: MantissaComparison) {
    switch comparison {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    }
  }
}

extension ColumnInstruction.Calculation {
  init?(_ operation: OperatorNode.Operation) {
    switch operation {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    case .remainder: self = .remainder
    default: return nil
    }
  }
}
