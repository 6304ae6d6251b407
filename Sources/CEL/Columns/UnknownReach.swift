/// What an unknown answer can be made of, told for many rows at once: the fields that a row lacks, and what is unknown
/// for all rows alike.
///
/// With it a row need not be asked for names that are known already.
struct UnknownReach: Sendable {
  /// A field of the row.
  private struct Field {
    let index: Int
    let attribute: Int
    /// Whether only `has()` is asked, which an empty or damaged cell answers.
    let isTest: Bool
  }

  private var fields: [Field] = []
  /// Parts that are the same for all rows.
  private var fixed: [any Node] = []
  /// For each call that may bring names of its own: parts that are the same for all rows. When one of them is unknown,
  /// the call is not made.
  private var guards: [[any Node]] = []

  /// Nil when a part may be unknown for reasons that only it knows.
  init?(_ roots: [any Node], place: RecordPlace) {
    for root in roots where !add(root, place) { return nil }
  }

  private mutating func add(_ node: any Node, _ place: RecordPlace) -> Bool {
    guard Self.dependsOnRow(node, place) else {
      if !(node is ConstantNode) { fixed.append(node) }
      return true
    }
    switch node {
    case let node as FieldNode where node.place == place:
      fields.append(Field(index: node.index, attribute: node.attribute, isTest: false))
      return true
    case let node as TestNode where node.place == place:
      guard let index = node.index else { return false }
      fields.append(Field(index: index, attribute: node.attribute, isTest: true))
      return true
    case is FieldNode, is TestNode: guards.append(Self.blockers(node, place))
    case let node as VariableNode: return place == .variable(node.slot)
    case let node as LocalNode: return place == .local(node.slot)
    case is AndNode, is OrNode, is NotNode, is ConditionalNode, is OperatorNode, is MembershipNode,
      is MatchNode:
      break
    case let node as UnaryCallNode: add(call: node, node.dispatch, place)
    case let node as BinaryCallNode: add(call: node, node.dispatch, place)
    case let node as CallNode: add(call: node, node.dispatch, place)
    default: return false
    }
    return node.children.allSatisfy { add($0, place) }
  }

  /// The language's own functions and a host's comparisons are unknown only when an argument is.
  private mutating func add(call node: any Node, _ dispatch: Dispatch, _ place: RecordPlace) {
    let isPlain = dispatch.overloads.allSatisfy {
      $0.isStandard || $0.comparesMantissas != nil || $0.comparesScaled != nil
    }
    if !isPlain { guards.append(Self.blockers(node, place)) }
  }

  static func dependsOnRow(_ node: any Node, _ place: RecordPlace) -> Bool {
    if let variable = node as? VariableNode { return place == .variable(variable.slot) }
    if node is LocalNode { return true }
    return node.children.contains { dependsOnRow($0, place) }
  }

  /// The parts of a call that are the same for all rows and without which it has no value.
  static func blockers(_ node: any Node, _ place: RecordPlace) -> [any Node] {
    switch node {
    case is UnaryCallNode, is BinaryCallNode, is CallNode, is OperatorNode, is FieldNode,
      is TestNode:
      node.children.flatMap { child in
        dependsOnRow(child, place) ? blockers(child, place) : (child is ConstantNode ? [] : [child])
      }
    default: []
    }
  }

  /// Marks with 1 the rows that may bring names beyond the known ones; nil when any row may.
  ///
  /// - Parameter names: the names of the program's attributes.
  func unexplained(by known: UnknownSet, _ rows: BatchRows, names: [String]) -> [UInt8]? {
    let known = Set(known.names)
    for blockers in guards where !rows.isBlocked(by: blockers) { return nil }
    for part in fixed {
      var frame = rows.frame(rows.budget)
      if case .unknown(let set) = part.evaluate(&frame), !known.isSuperset(of: set.names) {
        return nil
      }
    }
    let count = rows.batch.rowCount
    var marks: [UInt8] = Array(repeating: 0, count: count)
    for field in fields where !known.contains(names[field.attribute]) {
      let states = rows.batch.column(field.index).states
      guard states.count >= count else { return nil }
      states.withUnsafeBufferPointer { states in
        let least = field.isTest ? CellState.empty.rawValue : CellState.value.rawValue
        for row in 0..<count { marks[row] |= states[row] < least ? 1 : 0 }
      }
    }
    return marks
  }
}

extension BatchRows {
  /// Whether one of these parts, which are the same for all rows, is unknown.
  func isBlocked(by parts: [any Node]) -> Bool {
    parts.contains { part in
      var frame = frame(share)
      if case .unknown = part.evaluate(&frame) { return true }
      return false
    }
  }
}

extension ColumnProgram {
  /// Of the rows that came to unknown, those whose unknown names may go beyond some that are known: 1 for such a row,
  /// else 0. Nil when that can be told of no row.
  ///
  /// - Parameter known: the names that need not be found again.
  public func unexplained(
    by known: UnknownSet,
    _ batch: any ColumnBatch,
    _ activation: any Activation
  ) -> [UInt8]? {
    reach?.unexplained(by: known, batchRows(batch, activation), names: program.attributes.names)
  }
}
