/// Collects rows for a `RecordBatch` without making a `String` or an object per cell.
///
/// Order of calls: `beginRow`, then at most one `set…` per field, then `endRow`; fields not set become `empty` when
/// their column is present and `absent` otherwise. A builder has one owner: copies share what they fill.
public struct RecordBatchBuilder {
  /// The section being filled.
  public let shape: SectionShape
  /// Rows collected since the last `finish`.
  public private(set) var rowCount = 0
  private var firstRow: Int
  private(set) var present: [Bool]
  private(set) var cells: CellStorage
  private(set) var rowPositions: [SourcePosition] = []
  var arena: [UInt8] = []
  /// The row that `set…` fills.
  private var row = 0

  /// Rows a builder makes room for at once: a batch of the streamed section.
  private static let fullCapacity = 1024
  /// Rows a section of many rows begins with; most have a handful.
  private static let firstCapacity = 16

  /// A builder for one section. `present` tells for each field whether the file has its column (CSV: heading found;
  /// XML: decided cell by cell, pass `nil`: a column becomes present with its first value, and the rows of the batch
  /// before it count as empty, as the same table in CSV would have them).
  ///
  /// - Parameters:
  ///   - columns: for lines of a sheet that come by ``beginLine(at:bytes:ends:)``, the column of each
  ///     field (from 0) or `nil`. Positions of cells on such lines follow from the line; those given to `set…` are not
  ///     heeded.
  ///   - width: cells of such a line that are noted; never fewer than the columns need.
  public init(
    shape: SectionShape,
    present: [Bool]? = nil,
    firstRow: Int = 1,
    columns: [Int?] = [],
    width: Int = 0
  ) {
    self.shape = shape
    self.firstRow = firstRow
    self.present = present ?? Array(repeating: false, count: shape.fields.count)
    let capacity = shape.isSingleRow ? 1 : (shape.isStreamed ? Self.fullCapacity : Self.firstCapacity)
    let used = (columns.compactMap(\.self).max() ?? -1) + 1
    let width = max(width, used)
    let sheet =
      used > 0 ? SheetLines(width: width, columns: columns.map { $0 ?? -1 }, capacity: capacity) : nil
    cells = CellStorage(fieldCount: shape.fields.count, capacity: capacity, sheet: sheet)
    emptyPresentColumns()
    beginArena()
  }

  /// Bytes of text held, for limits.
  public var arenaBytes: Int { arena.count }

  /// Opens a row.
  public mutating func beginRow(at position: SourcePosition) {
    if rowCount == cells.capacity { cells = cells.grown(to: cells.capacity * 4, rows: rowCount, present: present) }
    rowPositions.append(position)
    row = rowCount
  }

  /// Closes the row.
  public mutating func endRow() {
    rowCount += 1
    row = rowCount
  }

  /// Opens a row again, from 0 among those collected, to set cells that have not been set.
  public mutating func reopen(row: Int) {
    precondition(row >= 0 && row < rowCount)
    self.row = row
  }

  /// Goes back to the next row to come, after ``reopen(row:)``.
  public mutating func closeReopened() { row = rowCount }

  /// Whether the open row has this field already: a value, something damaged, or an empty cell that was set.
  public func isSet(field: Int) -> Bool {
    let index = field &* cells.capacity &+ row
    switch cells.states[index] {
    case CellState.absent.rawValue: return false
    case CellState.empty.rawValue: return cells.values[index] == Self.setEmptyMark
    default: return true
    }
  }

  /// Marks an empty cell that was set.
  private static let setEmptyMark: Int64 = -1

  /// Sets an empty cell of the open row.
  public mutating func setEmpty(field: Int, at position: SourcePosition) {
    store(field, .empty, Self.setEmptyMark, position)
  }

  /// Sets a number: integer, scaled decimal, day number, 0/1 or code index. Not for fields of text.
  public mutating func set(number: Int64, field: Int, at position: SourcePosition) {
    store(field, .valid, number, position)
  }

  /// Sets a text or list. Only for fields of text.
  public mutating func set(text: UnsafeRawBufferPointer, field: Int, at position: SourcePosition) {
    setText(text, .valid, field, position)
  }

  /// Sets a cell that could not be understood; its bytes are kept for the message.
  public mutating func set(damaged: UnsafeRawBufferPointer, field: Int, at position: SourcePosition) {
    setText(damaged, .damaged, field, position)
  }

  /// Hands over the rows collected so far and starts anew with the same presence of columns.
  public mutating func finish() -> RecordBatch {
    let batch = RecordBatch(
      shape: shape,
      firstRow: firstRow,
      cells: cells,
      present: present,
      rowPositions: rowPositions,
      arena: arena
    )
    firstRow += rowCount
    let capacity = rowCount > 0 ? cells.capacity : 1
    let sheet = cells.sheet.map { SheetLines(width: $0.width, columns: $0.columns, capacity: capacity) }
    cells = CellStorage(fieldCount: shape.fields.count, capacity: capacity, sheet: sheet)
    emptyPresentColumns()
    let wasLarge = rowCount > Self.firstCapacity
    let (rows, bytes) = (rowCount, arena.count)
    rowCount = 0
    row = 0
    rowPositions = []
    arena = []
    if wasLarge {
      rowPositions.reserveCapacity(rows)
      arena.reserveCapacity(bytes + bytes / 8)
    }
    beginArena()
    return batch
  }

  private mutating func setText(
    _ bytes: UnsafeRawBufferPointer,
    _ state: CellState,
    _ field: Int,
    _ position: SourcePosition
  ) {
    let start = arena.count
    arena.append(contentsOf: bytes)
    store(field, state, TextPlace.packed(start: start, count: bytes.count), position)
  }

  @inline(__always)
  private mutating func store(_ field: Int, _ state: CellState, _ value: Int64, _ position: SourcePosition) {
    precondition(field >= 0 && field < cells.fieldCount && row < cells.capacity)
    if !present[field] { makePresent(field) }
    let index = field &* cells.capacity &+ row
    cells.states[index] = state.rawValue
    cells.values[index] = value
    if let places = cells.places {
      let place = CellPlace(position, from: rowPositions[row])
      places[index] = place
      if place.isFar { cells.farPlaces[index] = position }
    } else if !isLine {
      cells.farPlaces[index] = position
    }
  }

  private mutating func makePresent(_ field: Int) {
    present[field] = true
    cells.empty(field: field)
  }

  private func emptyPresentColumns() {
    for field in present.indices where present[field] { cells.empty(field: field) }
  }

  /// Lines of a sheet are read in whole words that may begin before a cell.
  private mutating func beginArena() {
    if cells.sheet != nil { arena.append(contentsOf: repeatElement(0, count: SheetColumn.frontBytes)) }
  }

  /// Whether the open row is a line of a sheet.
  private var isLine: Bool {
    guard let sheet = cells.sheet else { return false }
    return sheet.ends[row &* sheet.width] != SheetEnd.none
  }
}

// MARK: - Lines of a sheet

extension RecordBatchBuilder {
  /// Whether it was made for lines of a sheet.
  public var takesLines: Bool { cells.sheet != nil }

  /// Opens a row that is one line of a sheet, keeping its bytes.
  ///
  /// - Parameters:
  ///   - position: where the line begins.
  ///   - bytes: the line as written.
  ///   - ends: for each of its cells a ``SheetEnd``; those beyond the last known column are not kept.
  public mutating func beginLine(
    at position: SourcePosition,
    bytes: UnsafeRawBufferPointer,
    ends: UnsafeBufferPointer<UInt32>
  ) {
    beginRow(at: position)
    guard let sheet = cells.sheet, let first = ends.baseAddress else { return }
    sheet.starts[rowCount] = UInt32(truncatingIfNeeded: arena.count)
    (sheet.ends + rowCount &* sheet.width).update(from: first, count: min(ends.count, sheet.width))
    arena.append(contentsOf: bytes)
  }

  /// A line kept by ``beginLine(at:bytes:ends:)``, from 0 among the rows collected: where it begins, its bytes and the
  /// ends of its cells; `nil` when there are no such lines.
  public func line(_ row: Int) -> (position: SourcePosition, bytes: ArraySlice<UInt8>, ends: [UInt32])? {
    guard let sheet = cells.sheet, row < rowCount else { return nil }
    let ends = Array(UnsafeBufferPointer(start: sheet.ends + row * sheet.width, count: sheet.width))
    guard let last = ends.last, last != SheetEnd.none else { return nil }
    let start = Int(sheet.starts[row])
    return (rowPositions[row], arena[start..<start + Int(last & SheetEnd.offset)], ends)
  }

  /// Calls `body` with the cells of a field that is in the sheet; `nil` for another.
  public func withColumn<Result>(field: Int, _ body: (SheetColumn) -> Result) -> Result? {
    guard let sheet = cells.sheet, sheet.columns[field] >= 0 else { return nil }
    let first = field &* cells.capacity
    return arena.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map {
        body(
          SheetColumn(
            bytes: $0,
            starts: UnsafePointer(sheet.starts),
            ends: UnsafePointer(sheet.ends),
            width: sheet.width,
            column: sheet.columns[field],
            states: cells.states + first,
            values: cells.values + first
          )
        )
      }
    }
  }
}
