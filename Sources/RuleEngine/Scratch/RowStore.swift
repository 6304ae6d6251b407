import ReportModel

/// Keeps some columns of rows that have streamed past, to be judged once all rows are known: as bytes, in memory as far
/// as the space goes, then on its file.
struct RowStore {
  private let space: ScratchSpace
  private let shape: SectionShape
  /// The fields kept, by index.
  private let fields: [Int]
  /// Those whose places are kept; of the others the row's place is given.
  private let located: Set<Int>
  private var memory: [[UInt8]] = []
  private var memoryBytes = 0
  /// Bytes of the batch before.
  private var lastBytes = 0
  private var file: ScratchFile?
  /// The first batch as it came: a small report has no other, and needs no copy.
  private var first: RecordBatch?

  init(_ space: ScratchSpace, shape: SectionShape, fields: Set<Int>, located: Set<Int>) {
    self.space = space
    self.shape = shape
    self.fields = fields.sorted()
    self.located = located
  }

  /// Keeps the rows of a batch.
  mutating func append(_ batch: RecordBatch) throws(ScratchFault) {
    if count == 0 {
      first = batch
      return
    }
    if let batch = first {
      first = nil
      try keep(batch)
    }
    try keep(batch)
  }

  private mutating func keep(_ batch: RecordBatch) throws(ScratchFault) {
    let bytes = written(batch)
    lastBytes = bytes.count
    if file == nil, memoryBytes + bytes.count <= space.memoryBytes {
      // A copy has no room to spare.
      memory.append(bytes.withUnsafeBytes { Array($0) })
      memoryBytes += bytes.count
    } else {
      let file = try opened()
      self.file = file
      try file.append(bytes)
    }
  }

  /// First the rows' places; then for each field whether it is there, its states, its places where they are kept, its
  /// numbers, and its texts.
  private func written(_ batch: RecordBatch) -> [UInt8] {
    var bytes = ByteWriter(expecting: lastBytes + lastBytes / 16)
    let rows = batch.rowCount
    bytes.write(Int64(batch.firstRow))
    bytes.write(Int64(rows))
    bytes.write(positions: rows) { batch.rowPositions[$0] }
    for field in fields {
      guard let states = batch.cells(of: field).states else {
        bytes.write(UInt8(0))
        continue
      }
      bytes.write(UInt8(1))
      bytes.write(UnsafeRawBufferPointer(start: states, count: rows))
      if located.contains(field) { bytes.write(positions: rows) { batch.position(field: field, row: $0) } }
      let isText = isText(field)
      if !isText {
        bytes.write(numbers: batch.cells(of: field).numbers, rows, where: states, CellState.valid.rawValue)
      }
      for row in 0..<rows
      where states[row] == CellState.damaged.rawValue || isText && states[row] == CellState.valid.rawValue {
        batch.withTextBytes(field: field, row: row) { bytes.write(text: $0) }
      }
    }
    return bytes.bytes
  }

  private func opened() throws(ScratchFault) -> ScratchFile {
    if let file { return file }
    return try ScratchFile(space)
  }

  private func isText(_ field: Int) -> Bool {
    switch shape.fields[field].kind {
    case .text, .list: true
    default: false
    }
  }

  /// Batches kept.
  var count: Int { (first == nil ? 0 : 1) + memory.count + (file?.count ?? 0) }

  /// A batch with its kept columns; what the others hold is not to be relied on.
  func batch(_ number: Int) throws(ScratchFault) -> RecordBatch {
    if let first { return first }
    guard number >= memory.count else { return try batch(of: memory[number]) }
    guard let bytes = try file?.read(number - memory.count) else { throw .damaged }
    return try batch(of: bytes)
  }

  private func batch(of bytes: [UInt8]) throws(ScratchFault) -> RecordBatch {
    // A closure's own throw has no type here; `nil` stands for bytes that are too few.
    guard let batch = bytes.withUnsafeBytes({ batch(reading: ByteReader($0)) }) else { throw .damaged }
    return batch
  }

  private func batch(reading bytes: ByteReader) -> RecordBatch? {
    var reader = bytes
    let firstRow = Int(reader.int64())
    let rows = Int(reader.int64())
    guard rows >= 0, rows <= reader.left else { return nil }
    let positions = (0..<rows).map { _ in reader.position() }
    var cells: [[Cell]] = []
    cells.reserveCapacity(fields.count)
    var present = Array(repeating: false, count: shape.fields.count)
    for field in fields {
      present[field] = reader.byte() == 1
      cells.append(present[field] ? self.cells(field, positions, &reader) : [])
    }
    guard !reader.isShort else { return nil }
    var builder = RecordBatchBuilder(shape: shape, present: present, firstRow: firstRow)
    for row in 0..<rows {
      builder.beginRow(at: positions[row])
      for (place, field) in fields.enumerated() where present[field] { cells[place][row].set(field, in: &builder) }
      builder.endRow()
    }
    return builder.finish()
  }

  /// The cells of a field that is there.
  private func cells(_ field: Int, _ rows: [SourcePosition], _ reader: inout ByteReader) -> [Cell] {
    let states = reader.take(rows.count)
    guard !reader.isShort else { return [] }
    let positions = located.contains(field) ? rows.map { _ in reader.position() } : rows
    let isText = isText(field)
    var cells = positions.map { Cell.empty($0) }
    if !isText {
      for row in states.indices where states[row] == CellState.valid.rawValue {
        cells[row] = .number(reader.int64(), positions[row])
      }
    }
    for row in states.indices {
      if states[row] == CellState.damaged.rawValue {
        cells[row] = .damaged(reader.text(), positions[row])
      } else if isText, states[row] == CellState.valid.rawValue {
        cells[row] = .text(reader.text(), positions[row])
      }
    }
    return cells
  }

  private enum Cell {
    case empty(SourcePosition)
    case number(Int64, SourcePosition)
    case text(UnsafeRawBufferPointer, SourcePosition)
    case damaged(UnsafeRawBufferPointer, SourcePosition)

    func set(_ field: Int, in builder: inout RecordBatchBuilder) {
      switch self {
      case .empty(let position): builder.setEmpty(field: field, at: position)
      case .number(let number, let position): builder.set(number: number, field: field, at: position)
      case .text(let bytes, let position): builder.set(text: bytes, field: field, at: position)
      case .damaged(let bytes, let position): builder.set(damaged: bytes, field: field, at: position)
      }
    }
  }
}
