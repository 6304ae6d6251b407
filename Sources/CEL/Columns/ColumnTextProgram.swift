/// A text made from one row, over whole columns: fields, what functions make of them, constants and numbers, one behind
/// the other.
public final class ColumnTextProgram: Sendable {
  let code: ColumnCode
  let pieces: [Piece]
  let slot: Int
  let program: Program

  init(code: ColumnCode, pieces: [Piece], slot: Int, program: Program) {
    self.code = code
    self.pieces = pieces
    self.slot = slot
    self.program = program
  }

  enum Piece: Sendable {
    case constant([UInt8])
    case text(TextSource)
    case number(ColumnInstruction.NumberOperand)
  }

  /// The fields it reads as columns, by index.
  public var fields: [Int] { code.fields }

  /// Makes the texts of some rows of a batch. `body` gets the row and the text's UTF-8, valid only within the call; nil
  /// where only ``Program/evaluate(_:)`` can tell.
  ///
  /// - Parameters:
  ///   - rows: the rows, from 0 and in order.
  ///   - workspace: made by ``ColumnProgram/makeWorkspace(for:texts:)`` for this program among others.
  public func evaluate(
    _ batch: any ColumnBatch,
    _ activation: any Activation,
    _ workspace: inout ColumnProgram.Workspace,
    rows wanted: [Int],
    _ body: (_ row: Int, _ text: UnsafeBufferPointer<UInt8>?) -> Void
  ) {
    let rows = BatchRows(
      batch: batch,
      base: activation,
      place: .variable(slot),
      attributes: program.attributes,
      localCount: program.localCount,
      budget: program.budget,
      parts: code.rowParts.count + code.hoisted.count
    )
    let registers = workspace.registers
    guard var run = ColumnRun(code: code, batch: batch, rows: rows, registers: registers, memo: workspace.memo),
      run.spread()
    else {
      for row in wanted { body(row, nil) }
      return
    }
    if let column = plainColumn(registers) {
      // A text as it stands in its column.
      for row in wanted {
        let isThere = column.states.map { $0[row] == CellState.value.rawValue } ?? false
        body(row, isThere ? run.plainText(column, row) : nil)
      }
      return
    }
    var text = TextBuffer()
    var next = 0
    var start = 0
    while start < batch.rowCount {
      let count = min(ColumnWorkspace.chunkSize, batch.rowCount - start)
      run.execute(start, count)
      let found = pieces.map { run.found($0, start) }
      while next < wanted.count, wanted[next] < start + count {
        let row = wanted[next]
        let isMade = registers.overspent.isEmpty && run.write(found, of: pieces, row, row - start, &text)
        body(row, isMade ? UnsafeBufferPointer(start: text.bytes, count: text.count) : nil)
        next += 1
      }
      start += count
    }
  }
}

extension ColumnTextProgram {
  /// The column whose texts these are, when there is nothing more to them.
  fileprivate func plainColumn(_ registers: ColumnWorkspace) -> BareColumn? {
    guard pieces.count == 1, case .text(let source) = pieces[0], source.steps.isEmpty else { return nil }
    return registers.columns[source.column]
  }
}

extension Program {
  /// The text over whole columns, with each row of a batch as the named variable; nil when the result is no string, the
  /// variable no record, or some of it can only be done row by row.
  public func textOverColumns(of variable: String) -> ColumnTextProgram? {
    guard resultType == .string, let (slot, type) = recordVariables[variable] else { return nil }
    var planner = ColumnPlanner(place: .variable(slot), type: type)
    guard let pieces = planner.pieces(root), planner.draft.instructions.count <= ColumnPlanner.maximumInstructions
    else {
      return nil
    }
    return ColumnTextProgram(code: ColumnCode(planner.draft, result: 0), pieces: pieces, slot: slot, program: self)
  }
}

extension ColumnPlanner {
  /// What a text is put together from; nil when a piece of it can only be had row by row.
  fileprivate mutating func pieces(_ node: any Node) -> [ColumnTextProgram.Piece]? {
    switch node {
    case let node as ConstantNode:
      guard case .string(let text) = node.value else { return nil }
      return [.constant(Array(text.utf8))]
    case let node as OperatorNode:
      guard node.operation == .add, let left = pieces(node.left), let right = pieces(node.right) else { return nil }
      return left + right
    case let node as UnaryCallNode where node.dispatch.overloads.first?.id == "int_to_string":
      guard !node.dispatch.needsCheck, node.dispatch.overloads[0].isStandard else { return nil }
      return [.number(integer(node.argument, mask: nil))]
    default: return source(node).map { [.text($0)] }
    }
  }
}

/// A piece as it is found in one chunk: looked up once, and nothing of it counted for every row.
private enum FoundPiece {
  /// As the program has it.
  case constant
  case plain(BareColumn)
  /// With the only step, when that is one of the language's own.
  case made(BareColumn, OwnStep?)
  case number(NumberView)

  enum OwnStep {
    case lowered, raised, trimmed

    init?(_ steps: [TextStep]) {
      guard steps.count == 1 else { return nil }
      switch steps[0] {
      case .lowered: self = .lowered
      case .raised: self = .raised
      case .trimmed: self = .trimmed
      case .piece, .withoutFirst, .function: return nil
      }
    }

    var step: TextStep {
      switch self {
      case .lowered: .lowered
      case .raised: .raised
      case .trimmed: .trimmed
      }
    }
  }
}

extension ColumnRun {
  fileprivate func found(_ piece: ColumnTextProgram.Piece, _ start: Int) -> FoundPiece {
    switch piece {
    case .constant: .constant
    case .number(let operand): .number(view(operand, start))
    case .text(let source):
      source.steps.isEmpty
        ? .plain(registers.columns[source.column])
        : .made(registers.columns[source.column], FoundPiece.OwnStep(source.steps))
    }
  }

  /// Writes a row's text; false when a piece is not there or not to be had this way.
  ///
  /// - Parameters:
  ///   - row: the row in the batch.
  ///   - place: the same in its chunk.
  fileprivate func write(
    _ found: [FoundPiece],
    of pieces: [ColumnTextProgram.Piece],
    _ row: Int,
    _ place: Int,
    _ text: inout TextBuffer
  ) -> Bool {
    text.begin(0)
    for index in found.indices {
      switch found[index] {
      case .constant:
        guard case .constant(let bytes) = pieces[index] else { return false }
        bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
      case .number(let view):
        guard let number = view.number(place) else { return false }
        text.append(decimal: number)
      case .plain(let column):
        guard let cells = column.states, cells[row] == CellState.value.rawValue else { return false }
        text.append(contentsOf: plainText(column, row))
      case .made(let column, let own?):
        guard let cells = column.states, cells[row] == CellState.value.rawValue,
          let made = Self.text(plainText(column, row), after: own.step, registers.made)
        else { return false }
        text.append(contentsOf: made)
      case .made(let column, nil):
        guard let cells = column.states, cells[row] == CellState.value.rawValue,
          case .text(let source) = pieces[index]
        else { return false }
        let isThere = withText(source, plainText(column, row)) { piece -> Bool? in
          text.append(contentsOf: piece)
          return true
        }
        if isThere != true { return false }
      }
    }
    return true
  }
}

extension TextBuffer {
  fileprivate mutating func append(contentsOf text: UnsafeBufferPointer<UInt8>) {
    reserve(text.count)
    append(copying: text)
  }

  /// Adds the digits of a number.
  fileprivate mutating func append(decimal number: Int64) {
    // A sign and 19 digits at most.
    reserve(20)
    if number < 0 { append(UInt8(ascii: "-")) }
    var scale: UInt64 = 1
    while number.magnitude / scale >= 10 { scale *= 10 }
    while scale > 0 {
      append(UInt8(48 + number.magnitude / scale % 10))
      scale /= 10
    }
  }
}
