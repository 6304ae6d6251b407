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
  /// Where the bytes of `arena` are: an array that is never changed keeps them where they are.
  private nonisolated(unsafe) let arenaBase: UnsafePointer<UInt8>?  // read only, and kept alive by `arena`

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
    arenaBase = arena.withUnsafeBufferPointer(\.baseAddress)
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

  /// The stored integer; meaningful only where the state is `valid` and the field is not one of text.
  public func number(field: Int, row: Int) -> Int64 { cells.values[index(field, row)] }

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
    let state = cells.states[index]
    guard state == CellState.damaged.rawValue || state == CellState.valid.rawValue && shape.fields[field].kind.isText
    else {
      return try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
    let start = TextPlace.start(cells.values[index])
    let end = start + TextPlace.count(cells.values[index])
    return try arena.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<end])) }
  }

  /// Place of the cell, or of its row when the cell has none.
  public func position(field: Int, row: Int) -> SourcePosition {
    let index = index(field, row)
    let start = rowPositions[row]
    guard cells.states[index] != CellState.absent.rawValue else { return start }
    if !cells.farPlaces.isEmpty, let place = cells.farPlaces[index] { return place }
    if let places = cells.places { return places[index].position(from: start) }
    let offset = cells.sheet?.offset(field: field, row: row) ?? 0
    return SourcePosition(byte: start.byte + Int64(offset), line: start.line, column: start.column + offset)
  }

  /// The cells of a field, row by row, where the batch keeps them: valid as long as the batch lives.
  public func cells(of field: Int) -> ColumnCells {
    precondition(field >= 0 && field < cells.fieldCount)
    let first = field &* cells.capacity
    return ColumnCells(
      states: present[field] ? UnsafePointer(cells.states + first) : nil,
      numbers: UnsafePointer(cells.values + first)
    )
  }

  /// Writes where the texts of a field's cells are: start and length of each row's UTF-8 in the batch's ``textBytes``;
  /// meaningful only where the state is `damaged` or `valid`. Both have room for `rowCount`.
  public func writeTextPlaces(
    of field: Int,
    starts: UnsafeMutablePointer<UInt32>,
    lengths: UnsafeMutablePointer<UInt32>
  ) {
    precondition(field >= 0 && field < cells.fieldCount)
    let places = cells.values + field &* cells.capacity
    for row in 0..<rowCount {
      starts[row] = UInt32(truncatingIfNeeded: TextPlace.start(places[row]))
      lengths[row] = UInt32(truncatingIfNeeded: TextPlace.count(places[row]))
    }
  }

  /// The bytes that the texts of all fields are pieces of; valid as long as the batch lives.
  public var textBytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: arenaBase, count: arena.count) }

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

/// The cells of one field of a batch, `rowCount` of each, in memory that the batch owns.
public struct ColumnCells {
  /// Raw values of `CellState`; nil when the file has no such column.
  public let states: UnsafePointer<UInt8>?
  /// The stored integers; meaningful only where the state is `valid`.
  public let numbers: UnsafePointer<Int64>
}
