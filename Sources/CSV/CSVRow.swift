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
