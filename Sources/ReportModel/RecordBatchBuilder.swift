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
  private var present: [Bool]
  private var cells: CellStorage
  private var rowPositions: [SourcePosition] = []
  private var arena: [UInt8] = []

  /// Rows a builder makes room for at once: a batch of the streamed section.
  private static let fullCapacity = 1024
  /// Rows a section of many rows begins with; most have a handful.
  private static let firstCapacity = 16

  /// A builder for one section. `present` tells for each field whether the file has its column (CSV: heading found;
  /// XML: decided cell by cell, pass `nil`: a column becomes present with its first value, and the rows of the batch
  /// before it count as empty, as the same table in CSV would have them).
  public init(shape: SectionShape, present: [Bool]? = nil, firstRow: Int = 1) {
    self.shape = shape
    self.firstRow = firstRow
    self.present = present ?? Array(repeating: false, count: shape.fields.count)
    let capacity = shape.isSingleRow ? 1 : (shape.isStreamed ? Self.fullCapacity : Self.firstCapacity)
    cells = CellStorage(fieldCount: shape.fields.count, capacity: capacity)
  }

  /// Bytes of text held, for limits.
  public var arenaBytes: Int { arena.count }

  /// Opens a row.
  public mutating func beginRow(at position: SourcePosition) {
    if rowCount == cells.capacity { cells = cells.grown(to: cells.capacity * 4, rows: rowCount) }
    rowPositions.append(position)
    let place = PackedPosition(position)
    for field in present.indices {
      let index = field &* cells.capacity &+ rowCount
      cells.states[index] = present[field] ? CellState.empty.rawValue : CellState.absent.rawValue
      cells.positions[index] = place
    }
  }

  /// Closes the row.
  public mutating func endRow() {
    rowCount += 1
  }

  /// Whether the open row has this field already: a value, something damaged, or an empty cell that was set.
  public func isSet(field: Int) -> Bool {
    let index = field &* cells.capacity &+ rowCount
    return cells.states[index] >= CellState.damaged.rawValue || cells.textLengths[index] == Self.setEmptyMark
  }

  /// Marks an empty cell that was set, in a place where an empty cell has no length.
  private static let setEmptyMark = UInt32.max

  /// Sets an empty cell of the open row.
  public mutating func setEmpty(field: Int, at position: SourcePosition) {
    store(field, .empty, number: 0, start: 0, length: Self.setEmptyMark, position)
  }

  /// Sets a number: integer, scaled decimal, day number, 0/1 or code index.
  public mutating func set(number: Int64, field: Int, at position: SourcePosition) {
    store(field, .valid, number: number, start: 0, length: 0, position)
  }

  /// Sets a text or list.
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
    cells = CellStorage(fieldCount: shape.fields.count, capacity: rowCount > 0 ? cells.capacity : 1)
    rowCount = 0
    rowPositions = []
    arena = []
    arena.reserveCapacity(batch.rowCount > Self.firstCapacity ? 1 << 16 : 0)
    return batch
  }

  private mutating func setText(
    _ bytes: UnsafeRawBufferPointer,
    _ state: CellState,
    _ field: Int,
    _ position: SourcePosition
  ) {
    let start = UInt32(arena.count)
    arena.append(contentsOf: bytes)
    store(field, state, number: 0, start: start, length: UInt32(bytes.count), position)
  }

  @inline(__always)
  private mutating func store(
    _ field: Int,
    _ state: CellState,
    number: Int64,
    start: UInt32,
    length: UInt32,
    _ position: SourcePosition
  ) {
    precondition(field >= 0 && field < cells.fieldCount && rowCount < cells.capacity)
    if !present[field] { makePresent(field) }
    let index = field &* cells.capacity &+ rowCount
    cells.states[index] = state.rawValue
    cells.numbers[index] = number
    cells.textStarts[index] = start
    cells.textLengths[index] = length
    cells.positions[index] = PackedPosition(position)
  }

  private mutating func makePresent(_ field: Int) {
    present[field] = true
    for row in 0..<rowCount { cells.states[field &* cells.capacity &+ row] = CellState.empty.rawValue }
  }
}
