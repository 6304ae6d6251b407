/// What parts of conditions came to in single rows of the batch at hand, shared by programs that have the same part.
///
/// One for each run and thread. The host calls ``clear()`` before every batch and whenever a variable changes that is
/// not named as changing.
public final class ColumnMemo {
  /// The answers of one part; `RowTruth` bytes or states of numbers, and `missing` where nobody asked yet.
  final class Answers {
    var states: [UInt8]
    var numbers: [Int64]

    init(rows: Int, hasNumbers: Bool) {
      states = Array(repeating: Answers.missing, count: rows)
      numbers = hasNumbers ? Array(repeating: 0, count: rows) : []
    }

    static let missing = UInt8.max
  }

  private let changing: Set<Int>
  private var answers: [String: Answers] = [:]

  /// - Parameter changing: slots of variables that change between programs; parts that read them are not shared.
  public init(changing: Set<Int>) {
    self.changing = changing
  }

  /// Forgets everything.
  public func clear() {
    answers.removeAll(keepingCapacity: true)
  }

  func answers(for part: ColumnCode.RowPart, rows: Int, hasNumbers: Bool) -> Answers? {
    guard let key = part.key, part.slots.isDisjoint(with: changing) else { return nil }
    let name = hasNumbers ? "#" + key : key
    if let known = answers[name], known.states.count == rows { return known }
    let made = Answers(rows: rows, hasNumbers: hasNumbers)
    answers[name] = made
    return made
  }
}

extension ColumnCode {
  /// A part that is evaluated row by row.
  struct RowPart: Sendable {
    let node: any Node
    /// What it computes, in a form that is the same for the same part of another program; nil when that is not known.
    let key: String?
    /// The variables it reads beside the row.
    let slots: Set<Int>

    init(_ node: any Node, place: RecordPlace) {
      var writer = PartWriter(place: place)
      self.node = node
      key = writer.write(node) ? writer.text : nil
      slots = writer.slots
    }
  }
}

/// Writes a part down so that equal parts are written alike.
private struct PartWriter {
  let place: RecordPlace
  var text = ""
  var slots: Set<Int> = []

  /// False when the part holds something that cannot be written down.
  mutating func write(_ node: any Node) -> Bool {
    // A row held by a comprehension variable has no name beyond its program.
    guard case .variable = place else { return false }
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
