/// The cells of a batch, column by column, in plain memory: a cell is five stores to fill and none to share.
///
/// Index of a cell: `field * capacity + row`. Filled by the one builder that owns it, never changed after the builder
/// handed it to a batch.
final class CellStorage: @unchecked Sendable {  // immutable once a batch holds it
  let fieldCount: Int
  let capacity: Int
  let states: UnsafeMutablePointer<UInt8>
  let numbers: UnsafeMutablePointer<Int64>
  let textStarts: UnsafeMutablePointer<UInt32>
  let textLengths: UnsafeMutablePointer<UInt32>
  let positions: UnsafeMutablePointer<PackedPosition>

  init(fieldCount: Int, capacity: Int) {
    self.fieldCount = fieldCount
    self.capacity = capacity
    let count = fieldCount * capacity
    states = .allocate(capacity: count)
    states.initialize(repeating: CellState.absent.rawValue, count: count)
    numbers = .allocate(capacity: count)
    numbers.initialize(repeating: 0, count: count)
    textStarts = .allocate(capacity: count)
    textStarts.initialize(repeating: 0, count: count)
    textLengths = .allocate(capacity: count)
    textLengths.initialize(repeating: 0, count: count)
    positions = .allocate(capacity: count)
    positions.initialize(repeating: PackedPosition(.unknown), count: count)
  }

  deinit {
    states.deallocate()
    numbers.deallocate()
    textStarts.deallocate()
    textLengths.deallocate()
    positions.deallocate()
  }

  /// A storage with room for more rows and the same cells in the first `rows`.
  func grown(to capacity: Int, rows: Int) -> CellStorage {
    let larger = CellStorage(fieldCount: fieldCount, capacity: capacity)
    for field in 0..<fieldCount {
      let from = field * self.capacity
      let to = field * capacity
      (larger.states + to).update(from: states + from, count: rows)
      (larger.numbers + to).update(from: numbers + from, count: rows)
      (larger.textStarts + to).update(from: textStarts + from, count: rows)
      (larger.textLengths + to).update(from: textLengths + from, count: rows)
      (larger.positions + to).update(from: positions + from, count: rows)
    }
    return larger
  }
}

/// A place in 16 bytes: lines and columns beyond two thousand million are held at that.
struct PackedPosition {
  var byte: Int64
  var line: Int32
  var column: Int32

  init(_ position: SourcePosition) {
    byte = position.byte
    line = Int32(clamping: position.line)
    column = Int32(clamping: position.column)
  }

  var unpacked: SourcePosition { SourcePosition(byte: byte, line: Int(line), column: Int(column)) }
}
