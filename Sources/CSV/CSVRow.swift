/// One row, lying in the reader's memory. Valid during the call that hands it over; so are the bytes of its fields.
///
/// Nothing is copied or allocated to make a row; only a field with doubled quotes is rewritten, when it is asked for.
public struct CSVRow: ~Copyable {
  /// Number of fields, at least 1.
  public let fieldCount: Int
  /// Physical line the row begins on, from 1.
  public let line: Int
  /// Physical lines the row takes: more than 1 when a quoted field holds line ends.
  public let lineCount: Int
  /// Byte offset of the row, from 0; see ``CSVPosition/byte`` for transcoded files.
  public let byteOffset: Int64
  /// Bytes of the row as written, without its line end.
  public let byteCount: Int

  /// The flags of all its fields.
  @usableFromInline let flags: UInt32
  @usableFromInline let base: UnsafePointer<UInt8>
  /// Per field where it ends, relative to the row, with the flags of `FieldEnd`.
  @usableFromInline let ends: UnsafePointer<UInt32>
  /// Room for the row's length, for fields with doubled quotes; each is unfolded at its own offset, so that doing it
  /// twice does no harm.
  @usableFromInline let scratch: UnsafeMutablePointer<UInt8>

  /// Whether the row is empty or has nothing but delimiters. Quoted empty fields are something.
  @inlinable public var isBlank: Bool { byteCount == fieldCount - 1 }

  /// The row as written, without its line end.
  @inlinable public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: byteCount) }

  /// Whether the row is one line whose fields can be cut out by their ends alone: no field holds quotes or has blanks
  /// after its closing quote.
  @inlinable public var isPlain: Bool {
    lineCount == 1 && flags & (FieldEnd.doubledQuotes | FieldEnd.strayQuote | FieldEnd.trailingBlanks) == 0
  }

  /// Whether a field may hold this byte; false is certain. What sets the fields apart counts only within quotes.
  public func mayHold(_ byte: UInt8) -> Bool {
    // Found where a field ends, and no field has quotes: it is what sets them apart.
    if fieldCount > 1, base[Int(ends[0] & FieldEnd.offset)] == byte { return flags & FieldEnd.quoted != 0 }
    let words = UnsafeRawPointer(base)
    let pattern = ByteBlock.repeated(byte)
    var index = 0
    while index &+ 8 <= byteCount {
      let word = words.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if ByteBlock.zeroBytes(word ^ pattern) != 0 { return true }
      index &+= 8
    }
    while index < byteCount {
      if base[index] == byte { return true }
      index &+= 1
    }
    return false
  }

  /// Where each field ends: in the low 28 bits the bytes from the beginning of the row; the top bit tells that the field
  /// is enclosed in quotes. For plain rows; others have more flags in between.
  @inlinable public var fieldEnds: UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: ends, count: fieldCount)
  }

  /// A plain row that was read before and kept as its bytes and ends; they must stay where they are.
  public init(
    plain bytes: UnsafeRawBufferPointer,
    ends: UnsafeBufferPointer<UInt32>,
    line: Int,
    byteOffset: Int64,
    scratch: UnsafeMutablePointer<UInt8>
  ) {
    guard let base = bytes.baseAddress, let first = ends.baseAddress else {
      preconditionFailure("a row has bytes and at least one field")
    }
    fieldCount = ends.count
    self.line = line
    lineCount = 1
    self.byteOffset = byteOffset
    byteCount = bytes.count
    flags = 0
    self.base = base.assumingMemoryBound(to: UInt8.self)
    self.ends = first
    self.scratch = scratch
  }

  /// - Parameter flags: those of all fields; left out, the row does not count as plain.
  init(
    fieldCount: Int,
    line: Int,
    lineCount: Int,
    byteOffset: Int64,
    byteCount: Int,
    flags: UInt32 = FieldEnd.unknown,
    base: UnsafePointer<UInt8>,
    ends: UnsafePointer<UInt32>,
    scratch: UnsafeMutablePointer<UInt8>
  ) {
    self.fieldCount = fieldCount
    self.line = line
    self.lineCount = lineCount
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    self.flags = flags
    self.base = base
    self.ends = ends
    self.scratch = scratch
  }

  /// The content of the field at `index` (from 0) in UTF-8: without enclosing quotes, doubled ones made single.
  @inlinable
  public func field(_ index: Int) -> UnsafeRawBufferPointer {
    let start: Int
    var end: Int
    (start, end) = bounds(index)
    let flags = ends[index]
    if flags & FieldEnd.trailingBlanks != 0 { end = endWithoutBlanks(end) }
    if flags & FieldEnd.quoted == 0 { return UnsafeRawBufferPointer(start: base + start, count: end - start) }
    if flags & FieldEnd.doubledQuotes == 0 {
      return UnsafeRawBufferPointer(start: base + start + 1, count: end - start - 2)
    }
    return unfolded(start + 1, end - 1)
  }

  /// Whether the field at `index` (from 0) is enclosed in quotes.
  @inlinable
  public func isQuoted(_ index: Int) -> Bool {
    check(index)
    return ends[index] & FieldEnd.quoted != 0
  }

  /// Whether the field at `index` (from 0) is not enclosed in quotes and yet holds one, which is kept as data.
  @inlinable
  public func hasStrayQuote(_ index: Int) -> Bool {
    check(index)
    return ends[index] & FieldEnd.strayQuote != 0
  }

  /// Byte offset, from 0, of the field at `index` (from 0) as written: of its opening quote, if it has one.
  @inlinable
  public func byteOffset(ofField index: Int) -> Int64 {
    byteOffset + Int64(bounds(index).start)
  }

  /// Where the field at `index` (from 0) begins, as line, byte and column.
  public func position(ofField index: Int) -> CSVPosition {
    let start = bounds(index).start
    let before = UnsafeBufferPointer(start: base, count: start)
    let (lines, column) = LineEnds.measure(before)
    return CSVPosition(line: line + lines, byte: byteOffset + Int64(start), column: column, field: index)
  }

  @inlinable
  func bounds(_ index: Int) -> (start: Int, end: Int) {
    check(index)
    let start = index == 0 ? 0 : Int(ends[index - 1] & FieldEnd.offset) + 1
    return (start, Int(ends[index] & FieldEnd.offset))
  }

  @inlinable
  func check(_ index: Int) {
    precondition(index >= 0 && index < fieldCount, "no such field")
  }

  @usableFromInline
  func endWithoutBlanks(_ end: Int) -> Int {
    var end = end
    while end > 0, Blank.contains(base[end - 1]) { end -= 1 }
    return end
  }

  @usableFromInline
  func unfolded(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    let target = scratch + start
    let quote = base[start - 1]
    var count = 0
    var index = start
    while index < end {
      let byte = base[index]
      target[count] = byte
      count += 1
      index += byte == quote ? 2 : 1
    }
    return UnsafeRawBufferPointer(start: target, count: count)
  }
}

/// What may follow a closing quote in lenient reading.
enum Blank {
  /// Whether the byte is a space or tab.
  static func contains(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

/// How the end of a field is noted in 32 bits: an offset and four flags.
@usableFromInline
enum FieldEnd {
  @usableFromInline static let offset: UInt32 = 0x0FFF_FFFF
  @usableFromInline static let quoted: UInt32 = 0x8000_0000
  @usableFromInline static let doubledQuotes: UInt32 = 0x4000_0000
  @usableFromInline static let strayQuote: UInt32 = 0x2000_0000
  @usableFromInline static let trailingBlanks: UInt32 = 0x1000_0000
  /// All of them, for rows whose fields have not been looked at.
  static let unknown: UInt32 = 0xF000_0000
}

/// Counting line ends: LF, CRLF and CR are one each.
enum LineEnds {
  /// Line ends in `bytes`, and the column, from 1, of the byte that follows them.
  static func measure(_ bytes: UnsafeBufferPointer<UInt8>) -> (lines: Int, column: Int) {
    var lines = 0
    var lineStart = 0
    for index in bytes.indices {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else { continue }
      lineStart = index + 1
      if byte == 0x0A && index > 0 && bytes[index - 1] == 0x0D { continue }
      lines += 1
    }
    return (lines, bytes.count - lineStart + 1)
  }
}
