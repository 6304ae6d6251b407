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
    var bytes = ByteWriter()
    bytes.write(Int64(batch.firstRow))
    bytes.write(Int64(batch.rowCount))
    for row in 0..<batch.rowCount { bytes.write(batch.rowPositions[row]) }
    for field in fields {
      bytes.write(UInt8(batch.isPresent(field: field) ? 1 : 0))
      guard batch.isPresent(field: field) else { continue }
      for row in 0..<batch.rowCount { write(batch, field, row, &bytes) }
    }
    if file == nil, memoryBytes + bytes.bytes.count <= space.memoryBytes {
      memory.append(bytes.bytes)
      memoryBytes += bytes.bytes.count
    } else {
      let file = try opened()
      self.file = file
      try file.append(bytes.bytes)
    }
  }

  private func opened() throws(ScratchFault) -> ScratchFile {
    if let file { return file }
    return try ScratchFile(space)
  }

  private func write(_ batch: RecordBatch, _ field: Int, _ row: Int, _ bytes: inout ByteWriter) {
    let state = batch.state(field: field, row: row)
    bytes.write(state.rawValue)
    if located.contains(field) { bytes.write(batch.position(field: field, row: row)) }
    guard state == .valid || state == .damaged else { return }
    if state == .damaged || isText(field) {
      batch.withTextBytes(field: field, row: row) { bytes.write($0) }
    } else {
      bytes.write(batch.number(field: field, row: row))
    }
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
      cells.append(present[field] ? positions.map { cell(field, rowAt: $0, &reader) } : [])
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

  private func cell(_ field: Int, rowAt row: SourcePosition, _ reader: inout ByteReader) -> Cell {
    let state = CellState(rawValue: reader.byte())
    let position = located.contains(field) ? reader.position() : row
    guard state == .valid || state == .damaged else { return .empty(position) }
    if state == .damaged { return .damaged(reader.text(), position) }
    return isText(field) ? .text(reader.text(), position) : .number(reader.int64(), position)
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

/// Writes numbers, places and texts one after the other.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ byte: UInt8) { bytes.append(byte) }
  mutating func write(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
  mutating func write(_ position: SourcePosition) {
    write(position.byte)
    write(Int64(position.line) << 32 | Int64(UInt32(clamping: position.column)))
  }
  mutating func write(_ text: UnsafeRawBufferPointer) {
    write(Int64(text.count))
    bytes.append(contentsOf: text)
  }
}

/// Reads back what a `ByteWriter` wrote; zeros when there is not enough. Lives no longer than the bytes.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var next = 0
  /// Whether more was asked for than there is.
  private(set) var isShort = false

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Bytes not yet read.
  var left: Int { bytes.count - next }

  mutating func byte() -> UInt8 { take(1).first ?? 0 }
  mutating func int64() -> Int64 {
    let bytes = take(8)
    return bytes.isEmpty ? 0 : Int64(littleEndian: bytes.loadUnaligned(as: Int64.self))
  }
  mutating func position() -> SourcePosition {
    let byte = int64()
    let place = int64()
    return SourcePosition(byte: byte, line: Int(place >> 32), column: Int(UInt32(truncatingIfNeeded: place)))
  }
  mutating func text() -> UnsafeRawBufferPointer { take(Int(clamping: int64())) }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= left else {
      isShort = true
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    defer { next += count }
    return UnsafeRawBufferPointer(rebasing: bytes[next..<next + count])
  }
}
