/// Some rows of one section, a typed column per field. Immutable once made by a `RecordBatchBuilder`.
public final class RecordBatch: Sendable {
  /// The section these rows belong to.
  public let shape: SectionShape
  /// How many rows there are.
  public let rowCount: Int
  /// The section's row number of the first row, from 1.
  public let firstRow: Int
  /// Place of each row's start in the file.
  public let rowPositions: [SourcePosition]
  private let cells: CellStorage
  private let present: [Bool]
  private let arena: [UInt8]

  init(
    shape: SectionShape,
    firstRow: Int,
    cells: CellStorage,
    present: [Bool],
    rowPositions: [SourcePosition],
    arena: [UInt8]
  ) {
    self.shape = shape
    self.firstRow = firstRow
    self.cells = cells
    self.present = present
    self.rowPositions = rowPositions
    self.arena = arena
    rowCount = rowPositions.count
  }

  /// Whether the file has the field's column; where it has not, every cell is `absent`.
  public func isPresent(field: Int) -> Bool { present[field] }

  @inline(__always)
  private func index(_ field: Int, _ row: Int) -> Int {
    precondition(field >= 0 && field < cells.fieldCount && row >= 0 && row < rowCount)
    return field &* cells.capacity &+ row
  }

  /// What is known of the cell; row from 0 in this batch.
  public func state(field: Int, row: Int) -> CellState {
    // The builder writes only raw values of CellState.
    CellState(rawValue: cells.states[index(field, row)]) ?? .absent
  }

  /// The stored integer; meaningful only where the state is `valid`.
  public func number(field: Int, row: Int) -> Int64 { cells.numbers[index(field, row)] }

  /// The cell's text as the file has it (text, list and damaged cells); empty for others.
  public func text(field: Int, row: Int) -> String {
    withTextBytes(field: field, row: row) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the UTF-8 bytes of the cell's text.
  public func withTextBytes<Result>(
    field: Int,
    row: Int,
    _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let index = index(field, row)
    guard cells.states[index] >= CellState.damaged.rawValue else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let start = Int(cells.textStarts[index])
    let length = Int(cells.textLengths[index])
    return try arena.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
  }

  /// Place of the cell, or of its row when the cell has none.
  public func position(field: Int, row: Int) -> SourcePosition {
    let index = index(field, row)
    guard cells.states[index] != CellState.absent.rawValue else { return rowPositions[row] }
    return cells.positions[index].unpacked
  }

  /// The states of a field's cells, row by row (raw values of `CellState`); empty when the file has no such column.
  public func columnStates(field: Int) -> [UInt8] {
    precondition(field >= 0 && field < cells.fieldCount)
    guard present[field] else { return [] }
    return Array(UnsafeBufferPointer(start: cells.states + field &* cells.capacity, count: rowCount))
  }

  /// The stored integers of a field's cells, row by row; meaningful only where the state is `valid`.
  public func columnNumbers(field: Int) -> [Int64] {
    precondition(field >= 0 && field < cells.fieldCount)
    return Array(UnsafeBufferPointer(start: cells.numbers + field &* cells.capacity, count: rowCount))
  }

  /// The texts of a field's cells: start and length of each row's UTF-8 in bytes that all columns of the batch share;
  /// meaningful only where the state is `damaged` or `valid`.
  public func columnTexts(field: Int) -> (bytes: [UInt8], starts: [UInt32], lengths: [UInt32]) {
    precondition(field >= 0 && field < cells.fieldCount)
    let first = field &* cells.capacity
    return (
      arena, Array(UnsafeBufferPointer(start: cells.textStarts + first, count: rowCount)),
      Array(UnsafeBufferPointer(start: cells.textLengths + first, count: rowCount))
    )
  }

  /// The cell as a person would write it, for messages; `nil` when there is no value.
  public func display(field: Int, row: Int) -> String? {
    switch state(field: field, row: row) {
    case .absent, .empty: return nil
    case .damaged: return text(field: field, row: row)
    case .valid: break
    }
    let number = number(field: field, row: row)
    switch shape.fields[field].kind {
    case .text, .list: return text(field: field, row: row)
    case .integer: return String(number)
    case .decimal(let scale): return ExactDecimal(mantissa: number, scale: scale).description
    case .date: return CivilDate(dayNumber: Int32(truncatingIfNeeded: number)).dayFirst
    case .yesNo: return number == 1 ? "Y" : "T"
    case .code(let names): return names.codes[Int(number)]
    }
  }
}
