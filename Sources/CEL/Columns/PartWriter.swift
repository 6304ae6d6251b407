/// Writes a part of a program down so that equal parts of different programs are written alike.
struct PartWriter {
  let place: RecordPlace
  private(set) var text = ""
  /// The variables it reads beside the row.
  private(set) var slots: Set<Int> = []

  init(place: RecordPlace) {
    self.place = place
  }

  /// False when the part holds something that cannot be written down.
  mutating func write(_ node: any Node) -> Bool {
    switch node {
    case let node as FieldNode where node.place == place: text += "f\(node.index) "
    case let node as TestNode where node.place == place:
      guard let index = node.index else { return false }
      text += "h\(index) "
    case let node as VariableNode where place != .variable(node.slot):
      slots.insert(node.slot)
      text += "v\(node.slot) "
    case let node as ConstantNode: return write(node.value)
    case let node as UnaryCallNode: return write(node.dispatch, [node.argument])
    case let node as BinaryCallNode: return write(node.dispatch, [node.first, node.second])
    case let node as CallNode: return write(node.dispatch, node.arguments)
    case let node as OperatorNode: return write("\(node.operation)", [node.left, node.right])
    case let node as NotNode: return write("!", [node.operand])
    case let node as AndNode: return write("&&", [node.left, node.right])
    case let node as OrNode: return write("||", [node.left, node.right])
    case let node as ConditionalNode: return write("?:", [node.condition, node.first, node.second])
    case let node as MatchNode:
      text += "~\(node.pattern.text.utf8.count):\(node.pattern.text) "
      return write(node.operand)
    case let node as MembershipNode:
      text += "in\(node.values.count) "
      for value in node.values where !write(value) { return false }
      return write(node.operand)
    default: return false
    }
    return true
  }

  private mutating func write(_ value: Value) -> Bool {
    switch value {
    case .int(let number): text += "i\(number) "
    case .bool(let answer): text += "b\(answer) "
    case .string(let string): text += "s\(string.utf8.count):\(string) "
    default: return false
    }
    return true
  }

  private mutating func write(_ dispatch: Dispatch, _ arguments: [any Node]) -> Bool {
    write(dispatch.name + "/" + dispatch.overloads.map(\.id).joined(separator: "/"), arguments)
  }

  private mutating func write(_ name: String, _ arguments: [any Node]) -> Bool {
    text += name + "( "
    for argument in arguments where !write(argument) { return false }
    text += ") "
    return true
  }
}
