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
  mutating func condition(_ root: any Node, allowingRows: Bool = false) -> ColumnCode? {
    code.result = truth(root, mask: nil)
    if !allowingRows, case .rows(_, _, to: code.result)? = code.instructions.last, code.instructions.count == 1 {
      return nil
    }
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
      let right = truth(node.right, mask: maskFor(node.right, left, mask))
      return emit { .and(left, right, to: $0) }
    case let node as OrNode:
      let left = truth(node.left, mask: mask)
      let right = truth(node.right, mask: maskFor(node.right, left, isNegated: true, mask))
      return emit { .or(left, right, to: $0) }
    case let node as NotNode:
      let operand = truth(node.operand, mask: mask)
      return emit { .not(operand, to: $0) }
    case let node as ConditionalNode:
      let condition = truth(node.condition, mask: mask)
      let first = truth(node.first, mask: maskFor(node.first, condition, mask))
      let second = truth(node.second, mask: maskFor(node.second, condition, isNegated: true, mask))
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
    case let node as UnaryCallNode: if let done = textTest(node, mask: mask) { return done }
    case let node as BinaryCallNode: if let done = call(node, mask: mask) { return done }
    case let node as MembershipNode: if let done = membership(node) { return done }
    case let node as MatchNode:
      if let index = field(node.operand, .string) {
        let column = column(index)
        return emit { .matches(column: column, node.pattern, to: $0) }
      }
    default: break
    }
    code.rowParts.append(ColumnCode.RowPart(node, place: place))
    let part = code.rowParts.count - 1
    return emit { .rows(part, mask: mask, to: $0) }
  }

  /// The mask of a part that counts only where a condition holds (or does not), inside the mask around both.
  private mutating func maskFor(
    _ node: any Node,
    _ condition: Int,
    isNegated: Bool = false,
    _ outer: Int?
  ) -> Int? {
    // Nothing is left out of a part that is done a column at a time anyway.
    guard node.children.contains(where: { !$0.children.isEmpty }) || node is UnaryCallNode || node is BinaryCallNode
    else { return outer }
    let inner = isNegated ? emit { .not(condition, to: $0) } : condition
    guard let outer else { return inner }
    return emit { .and(inner, outer, to: $0) }
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

  private mutating func call(_ node: BinaryCallNode, mask: Int?) -> Int? {
    guard !node.dispatch.needsCheck else { return nil }
    let overload = node.dispatch.overloads[0]
    if let comparison = overload.comparesMantissas {
      return mantissas(ColumnInstruction.Comparison(comparison), node.first, node.second)
    }
    if let comparison = overload.comparesScaled {
      guard let left = scaled(node.first, overload.parameters[0], mask: mask),
        let right = scaled(node.second, overload.parameters[1], mask: mask)
      else { return nil }
      return emit { .compareScaled(ColumnInstruction.Comparison(comparison), left, right, to: $0) }
    }
    return textTest(node, overload, mask: mask)
  }

  /// A number at its scale; nil when only rows can tell the scale.
  private mutating func scaled(
    _ node: any Node,
    _ type: CELType,
    mask: Int?
  ) -> ColumnInstruction.ScaledSource? {
    if type == .int { return ColumnInstruction.ScaledSource(register: integer(node, mask: mask), scale: .whole) }
    guard isMantissa(node) else { return nil }
    let (register, scale) = mantissa(node)
    return ColumnInstruction.ScaledSource(register: register, scale: scale)
  }

  // MARK: - Texts

  private mutating func textTest(_ node: UnaryCallNode, mask: Int?) -> Int? {
    guard !node.dispatch.needsCheck, let test = node.dispatch.overloads[0].overText,
      let index = field(node.argument, .string)
    else { return nil }
    let column = column(index)
    return emit { .testText(column: column, test, number: nil, to: $0) }
  }

  private mutating func textTest(_ node: BinaryCallNode, _ overload: Overload, mask: Int?) -> Int? {
    guard let index = field(node.first, .string) else { return nil }
    if let test = overload.overText {
      let number = integer(node.second, mask: mask)
      let column = column(index)
      return emit { .testText(column: column, test, number: number, to: $0) }
    }
    guard overload.isStandard, let constant = node.second as? ConstantNode, case .string(let text) = constant.value
    else { return nil }
    let bytes = Array(text.utf8)
    let column = column(index)
    switch overload.id {
    case "startsWith_string":
      return emit { .testText(column: column, { text, _ in text.starts(with: bytes) }, number: nil, to: $0) }
    case "endsWith_string":
      let isEnd: @Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Bool = { text, _ in
        text.count >= bytes.count && text.suffix(bytes.count).elementsEqual(bytes)
      }
      return emit { .testText(column: column, isEnd, number: nil, to: $0) }
    default: return nil
    }
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
      let first = integer(node.first, mask: maskFor(node.first, condition, mask))
      let second = integer(node.second, mask: maskFor(node.second, condition, isNegated: true, mask))
      return emit { .chooseNumber(condition, first, second, to: $0) }
    }
    return mapped(node, mask: mask) ?? digits(node, mask: mask) ?? rowsNumber(node, mask: mask)
  }

  /// `int(field.substring(a, b))`: the digits between two places of a text.
  private mutating func digits(_ node: any Node, mask: Int?) -> Int? {
    guard let node = node as? UnaryCallNode, node.dispatch.name == "int",
      node.dispatch.overloads.allSatisfy(\.isStandard),
      let part = node.argument as? CallNode, part.dispatch.overloads.first?.id == "string_substring_int_int",
      let index = field(part.arguments[0], .string),
      case .int(let start)? = (part.arguments[1] as? ConstantNode)?.value,
      case .int(let end)? = (part.arguments[2] as? ConstantNode)?.value,
      start >= 0, start < end, end - start <= 18, end < 1_000
    else { return nil }
    let range = Int(start)..<Int(end)
    let column = column(index)
    code.rowParts.append(ColumnCode.RowPart(node, place: place))
    let row = code.rowParts.count - 1
    return emit {
      .mapText(column: column, { ColumnKernels.number(in: range, of: $0) }, part: row, mask: mask, to: $0)
    }
  }

  private mutating func rowsNumber(_ node: any Node, mask: Int?) -> Int {
    code.rowParts.append(ColumnCode.RowPart(node, place: place))
    let part = code.rowParts.count - 1
    return emit { .rowsNumber(part, mask: mask, to: $0) }
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
    let registers = zip(arguments, parameters).map { argument, type in
      type == .int ? integer(argument, mask: mask) : plainMantissa(argument, mask: mask)
    }
    code.rowParts.append(ColumnCode.RowPart(node, place: place))
    let mapping = ColumnInstruction.Mapping(
      function: function,
      first: registers[0],
      second: registers.count > 1 ? registers[1] : nil,
      part: code.rowParts.count - 1,
      mask: mask
    )
    return emit { .map(mapping, to: $0) }
  }

  /// The mantissas of an opaque type that has no scale.
  private mutating func plainMantissa(_ node: any Node, mask: Int?) -> Int {
    if isMantissa(node) { return mantissa(node).0 }
    return mapped(node, mask: mask) ?? rowsNumber(node, mask: mask)
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
