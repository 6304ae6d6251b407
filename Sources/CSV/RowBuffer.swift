/// The bytes of the unfinished row and of what has come after it, with room to read a whole block past the end.
struct RowBuffer: ~Copyable {
  /// The bytes; indices below refer to them.
  private(set) var memory: UnsafeMutablePointer<UInt8>
  /// Where the unfinished row begins.
  var rowStart = 0
  /// Where its unfinished field begins.
  var fieldStart = 0
  /// Up to here the bytes have been scanned.
  var scanned = 0
  /// Up to here they are known to be sound UTF-8.
  var checked = 0
  /// Up to here there are bytes.
  private(set) var filled = 0
  /// Byte offset in the stream of `memory[0]`.
  private(set) var byteBase: Int64

  private var capacity = 4 * 65_536

  init(from byte: Int64) {
    byteBase = byte
    memory = Self.allocate(capacity)
  }

  deinit { memory.deallocate() }

  /// Room for `count` bytes behind those that wait; to be followed by `commit`.
  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if capacity - filled < count { dropFinishedRows() }
    if capacity - filled < count { grow(to: max(capacity * 2, filled + count)) }
    return memory + filled
  }

  /// Says how many bytes were written to the room reserved.
  mutating func commit(_ count: Int) {
    filled += count
  }

  /// Passes over the first bytes of the stream.
  mutating func passOver(_ count: Int) {
    rowStart = count
    fieldStart = count
    scanned = count
    checked = count
  }

  /// Where a place is, `line` being the one the unfinished row begins on.
  func position(of index: Int, line: Int, field: Int) -> CSVPosition {
    let before = UnsafeBufferPointer(start: memory + rowStart, count: index - rowStart)
    let (lines, column) = LineEnds.measure(before)
    return CSVPosition(line: line + lines, byte: byteBase + Int64(index), column: column, field: field)
  }

  private mutating func dropFinishedRows() {
    memory.update(from: memory + rowStart, count: filled - rowStart)
    byteBase += Int64(rowStart)
    fieldStart -= rowStart
    scanned -= rowStart
    checked -= rowStart
    filled -= rowStart
    rowStart = 0
  }

  private mutating func grow(to size: Int) {
    let larger = Self.allocate(size)
    larger.update(from: memory, count: filled)
    memory.deallocate()
    memory = larger
    capacity = size
  }

  private static func allocate(_ size: Int) -> UnsafeMutablePointer<UInt8> {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: size + ByteBlock.size)
    memory.initialize(repeating: 0, count: size + ByteBlock.size)
    return memory
  }
}
