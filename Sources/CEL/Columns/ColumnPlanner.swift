/// Turns planned nodes into column instructions. What does not fit becomes a part evaluated row by row.
struct ColumnPlanner {
  let place: RecordPlace
  let type: RecordType
  var draft = ColumnDraft()
  /// What was computed already, where it was computed for every row that matters.
  private var known: [String: Int] = [:]
  /// How many instructions so far leave out the rows of a mask.
  private var maskedCount = 0

  init(place: RecordPlace, type: RecordType) {
    self.place = place
    self.type = type
  }

  /// Instructions of a program at most: a longer one goes row by row, where every step is counted.
  static let maximumInstructions = 4_096

  /// The code of a condition; nil when all of it would be row by row.
  mutating func condition(_ root: any Node, allowingRows: Bool = false) -> ColumnCode? {
    let result = truth(root, mask: nil)
    if !allowingRows, draft.instructions.allSatisfy(\.isRowByRow) { return nil }
    guard draft.instructions.count <= Self.maximumInstructions else { return nil }
    return ColumnCode(draft, result: result)
  }

  // MARK: - Registers and columns

  mutating func register() -> Int {
    defer { draft.registerCount += 1 }
    return draft.registerCount
  }

  mutating func append(_ instruction: ColumnInstruction, key: ColumnKey? = nil) {
    switch instruction {
    case .rows, .rowsNumber, .numberOfText, .compareTexts: maskedCount += 1
    case .map(let mapping, _) where mapping.columns == nil: maskedCount += 1
    case .testText(let test, _) where test.isMasked: maskedCount += 1
    default: break
    }
    draft.instructions.append(instruction)
    draft.keys.append(key)
  }

  /// Adds an instruction with a register of its own.
  mutating func emit(_ make: (Int) -> ColumnInstruction) -> Int {
    let target = register()
    append(make(target))
    return target
  }

  mutating func part(_ node: any Node, _ mask: Int?) -> ColumnInstruction.MaskedPart {
    draft.rowParts.append(ColumnCode.RowPart(node, place: place))
    return ColumnInstruction.MaskedPart(index: draft.rowParts.count - 1, mask: mask)
  }

  mutating func column(_ field: Int) -> Int {
    if let known = draft.fields.firstIndex(of: field) { return known }
    draft.fields.append(field)
    return draft.fields.count - 1
  }

  /// The column and type a node reads, when it is a field of the row.
  func field(_ node: any Node) -> (index: Int, type: CELType)? {
    guard let field = node as? FieldNode, field.place == place else { return nil }
    return (field.index, type.fields[field.index].type)
  }

  /// The column a node reads, when it is a field of the row with this type.
  func field(_ node: any Node, _ type: CELType) -> Int? {
    guard let found = field(node), found.type == type else { return nil }
    return found.index
  }

  func dependsOnRow(_ node: any Node) -> Bool {
    if let variable = node as? VariableNode { return place == .variable(variable.slot) }
    if node is LocalNode { return true }
    return node.children.contains(where: dependsOnRow)
  }

  mutating func hoist(_ node: any Node, isTruth: Bool) -> Int {
    draft.hoisted.append(ColumnCode.Hoisted(node: node, register: register(), isTruth: isTruth))
    return draft.hoisted.count - 1
  }

  // MARK: - What is computed once

  /// Plans a part unless it is there already, and names it so that other programs find what it came to.
  mutating func shared(_ node: any Node, mask: Int?, isNumber: Bool, _ plan: (inout ColumnPlanner) -> Int) -> Int {
    var writer = PartWriter(place: place)
    guard writer.write(node) else { return plan(&self) }
    let text = (isNumber ? "#" : "") + writer.text
    if let register = known[text] { return register }
    let start = draft.instructions.count
    let masked = maskedCount
    let before = known
    append(.reuse(to: 0, past: 0))
    let register = plan(&self)
    // What is in between is not there when the whole is taken from another program.
    known = before
    let isPure = maskedCount == masked
    guard isPure || mask == nil else { return register }
    let end = draft.instructions.count
    let key = ColumnKey(text: text, slots: writer.slots, isPure: isPure, isNumber: isNumber)
    draft.instructions[start] = .reuse(to: register, past: end)
    draft.keys[start] = key
    draft.keys[end - 1] = key
    known[text] = register
    return register
  }

  /// Plans what is left out when all rows of a register have a truth; what is computed there is not there afterwards.
  private mutating func skippable(
    _ truth: RowTruth,
    _ condition: Int,
    _ plan: (inout ColumnPlanner, _ target: Int) -> ColumnInstruction
  ) -> Int {
    let target = register()
    let start = draft.instructions.count
    append(.skip(ifAll: truth, of: condition, to: target, past: -1))
    let before = known
    append(plan(&self, target))
    known = before
    draft.instructions[start] = .skip(ifAll: truth, of: condition, to: target, past: draft.instructions.count)
    return target
  }

  // MARK: - Conditions

  mutating func truth(_ node: any Node, mask: Int?) -> Int {
    if !dependsOnRow(node) { return draft.hoisted[hoist(node, isTruth: true)].register }
    return shared(node, mask: mask, isNumber: false) { $0.planTruth(node, mask: mask) }
  }

  private mutating func planTruth(_ node: any Node, mask: Int?) -> Int {
    switch node {
    case let node as AndNode:
      let left = truth(node.left, mask: mask)
      return skippable(.isFalse, left) { planner, target in
        .and(left, planner.truth(node.right, mask: planner.maskFor(node.right, left, mask)), to: target)
      }
    case let node as OrNode:
      let left = truth(node.left, mask: mask)
      return skippable(.isTrue, left) { planner, target in
        .or(left, planner.truth(node.right, mask: planner.maskFor(node.right, left, isNegated: true, mask)), to: target)
      }
    case let node as NotNode:
      let operand = truth(node.operand, mask: mask)
      return emit { .not(operand, to: $0) }
    case let node as ConditionalNode:
      let condition = truth(node.condition, mask: mask)
      let first = truth(node.first, mask: maskFor(node.first, condition, mask))
      let second = truth(node.second, mask: maskFor(node.second, condition, isNegated: true, mask))
      return emit { .choose(condition, first, second, to: $0) }
    default: return leaf(node, mask: mask) ?? rows(node, mask: mask)
    }
  }

  private mutating func leaf(_ node: any Node, mask: Int?) -> Int? {
    switch node {
    case let node as TestNode:
      guard node.place == place, let index = node.index else { return nil }
      let column = column(index)
      return emit { .test(column: column, to: $0) }
    case let node as FieldNode:
      guard let index = field(node, .bool) else { return nil }
      let column = column(index)
      let one = hoist(ConstantNode(.int(1)), isTruth: false)
      return emit { .compare(.equal, .column(column), .hoisted(one), to: $0) }
    case let node as OperatorNode: return comparison(node, mask: mask)
    case let node as UnaryCallNode: return textTest(node, mask: mask)
    case let node as BinaryCallNode: return call(node, mask: mask)
    case let node as MembershipNode: return membership(node, mask: mask)
    case let node as MatchNode: return match(node, mask: mask)
    default: return nil
    }
  }

  private mutating func rows(_ node: any Node, mask: Int?) -> Int {
    let part = part(node, mask)
    return emit { .rows(part, to: $0) }
  }

  /// The mask of a part that counts only where a condition holds (or does not), inside the mask around both.
  mutating func maskFor(_ node: any Node, _ condition: Int, isNegated: Bool = false, _ outer: Int?) -> Int? {
    // Nothing is left out of a part that is done a column at a time anyway.
    guard node.children.contains(where: { !$0.children.isEmpty }) || node is UnaryCallNode || node is BinaryCallNode
    else { return outer }
    let inner = isNegated ? emit { .not(condition, to: $0) } : condition
    guard let outer else { return inner }
    return emit { .and(inner, outer, to: $0) }
  }

  private mutating func comparison(_ node: OperatorNode, mask: Int?) -> Int? {
    guard let comparison = NumberComparison(node.operation) else { return nil }
    if node.isOverIntegers {
      let left = integer(node.left, mask: mask)
      let right = integer(node.right, mask: mask)
      return emit { .compare(comparison, left, right, to: $0) }
    }
    guard comparison.relation == .equal else { return nil }
    return textComparison(node, isNegated: comparison.isNegated, mask: mask)
      ?? mantissas(comparison, node.left, node.right, mask: mask)
  }

  private mutating func call(_ node: BinaryCallNode, mask: Int?) -> Int? {
    guard !node.dispatch.needsCheck else { return nil }
    let overload = node.dispatch.overloads[0]
    if let comparison = overload.comparesMantissas {
      return mantissas(NumberComparison(comparison), node.first, node.second, mask: mask)
    }
    if let comparison = overload.comparesScaled {
      guard let left = scaled(node.first, overload.parameters[0], mask: mask),
        let right = scaled(node.second, overload.parameters[1], mask: mask)
      else { return nil }
      let part = part(node, mask).index
      return emit { .compareScaled(NumberComparison(comparison), left, right, part: part, to: $0) }
    }
    return textTest(node, overload, mask: mask)
  }
}

/// What an instruction computes, by which other programs find it.
struct ColumnKey: Sendable {
  let text: String
  /// The variables it reads beside the row.
  let slots: Set<Int>
  /// Whether it is computed for every row, whatever the program's mask.
  let isPure: Bool
  let isNumber: Bool
}
