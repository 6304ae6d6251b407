/// Where the cells of the lines of a sheet end: instead of a place for each cell.
final class SheetLines: @unchecked Sendable {  // filled by the builder that owns it, immutable once a batch holds it
  /// Cells of a line that are noted.
  let width: Int
  /// The sheet's column by field; -1 where it has none.
  let columns: [Int]
  /// Per row where its bytes begin in the batch's bytes.
  let starts: UnsafeMutablePointer<UInt32>
  /// `width` marks a row; see ``SheetEnd``.
  let ends: UnsafeMutablePointer<UInt32>

  init(width: Int, columns: [Int], capacity: Int) {
    self.width = width
    self.columns = columns
    starts = .allocate(capacity: capacity)
    starts.initialize(repeating: 0, count: capacity)
    ends = .allocate(capacity: capacity * width)
    ends.initialize(repeating: SheetEnd.none, count: capacity * width)
  }

  deinit {
    starts.deallocate()
    ends.deallocate()
  }

  func grown(to capacity: Int, rows: Int) -> SheetLines {
    let larger = SheetLines(width: width, columns: columns, capacity: capacity)
    larger.starts.update(from: starts, count: rows)
    larger.ends.update(from: ends, count: rows * width)
    return larger
  }

  /// Where the cell begins, as written, counted in bytes from its row; 0 when the line has no such cell.
  func offset(field: Int, row: Int) -> Int {
    let column = columns[field]
    guard column > 0, ends[row &* width &+ column] != SheetEnd.none else { return 0 }
    return Int(ends[row &* width &+ column &- 1] & SheetEnd.offset) + 1
  }
}

/// How the end of a cell in its line is noted in 32 bits.
public enum SheetEnd {
  /// The bits that hold the end, in bytes from the line's first byte.
  public static let offset: UInt32 = 0x0FFF_FFFF
  /// Set when the cell stands in quotes, one byte on either side.
  public static let quoted: UInt32 = 0x8000_0000
  /// The line has no such cell.
  public static let none: UInt32 = .max
}

/// One field's cells of the lines of a sheet that a builder holds: the bytes as written, and where the values go.
///
/// Valid only within the call that hands it over.
public struct SheetColumn {
  /// The batch's bytes; at least ``frontBytes`` readable ones lie before those of any line.
  public let bytes: UnsafePointer<UInt8>
  /// Per row (from 0 in the batch) where its line begins in `bytes`.
  public let starts: UnsafePointer<UInt32>
  /// `width` marks a row, one for each of the line's cells; see ``SheetEnd``.
  public let ends: UnsafePointer<UInt32>
  /// Marks a row.
  public let width: Int
  /// The field's place in the line, from 0.
  public let column: Int
  /// Per row what is known of the cell: raw values of `CellState`.
  public let states: UnsafeMutablePointer<UInt8>
  /// Per row the number.
  public let values: UnsafeMutablePointer<Int64>

  /// Bytes before the first line: whole words may be read that end with a cell.
  public static let frontBytes = 16

  /// Where the content of a row's cell lies in `bytes`, without quotes; empty when the line has no such cell.
  @inlinable @inline(__always)
  public func content(_ row: Int) -> (start: Int, end: Int) {
    let mark = row &* width &+ column
    let end = ends[mark]
    let line = Int(starts[row])
    if end == SheetEnd.none { return (line, line) }
    let start = column == 0 ? line : line &+ Int(ends[mark &- 1] & SheetEnd.offset) &+ 1
    let quotes = Int(end &>> 31)
    return (start &+ quotes, line &+ Int(end & SheetEnd.offset) &- quotes)
  }

  /// Stores a number.
  @inlinable @inline(__always)
  public func set(number: Int64, row: Int) {
    values[row] = number
    states[row] = CellState.valid.rawValue
  }

  /// Stores the text at `start` of `bytes` without copying it.
  @inlinable @inline(__always)
  public func set(textAt start: Int, count: Int, row: Int) {
    values[row] = Int64(start) &<< 32 | Int64(count)
    states[row] = CellState.valid.rawValue
  }
}
