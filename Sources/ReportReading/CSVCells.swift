import CSV
import ReportModel

/// Small questions about the cells of a row.
enum CSVCells {
  /// Whether the row could be a section line: it begins with `[`, or with what may stand before it.
  @inline(__always)
  static func mayBeMark(_ row: borrowing CSVRow) -> Bool {
    switch row.bytes[0] {
    case UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: " "), UInt8(ascii: "'"), 0x09, 0xC2, 0xEF, 0xE2: true
    default: false
    }
  }

  /// The name in `[name]` when the row is a section line: nothing in its other cells.
  static func sectionName(_ row: borrowing CSVRow) -> String? {
    let raw = row.field(0)
    let name: String? = TidyCell(raw).withBytes(of: raw) { bytes in
      guard bytes.count >= 2, bytes.count <= 128, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]")
      else {
        return nil
      }
      let inner = UnsafeRawBufferPointer(rebasing: bytes[1..<bytes.count - 1])
      return TidyCell(inner).withBytes(of: inner) { String(decoding: $0, as: UTF8.self) }
    }
    guard let name, filled(row) == 1 else { return nil }
    return name
  }

  /// Whether no cell holds anything visible.
  static func isBlank(_ row: borrowing CSVRow) -> Bool { filled(row) == 0 }

  /// How many cells hold something visible.
  static func filled(_ row: borrowing CSVRow) -> Int {
    var count = 0
    for column in 0..<row.fieldCount where !isEmpty(row.field(column)) { count += 1 }
    return count
  }

  /// Whether a cell holds nothing visible.
  static func isEmpty(_ raw: UnsafeRawBufferPointer) -> Bool {
    guard raw.count > 0 else { return true }
    let first = raw[0]
    if first > 0x27 && first < 0x80 { return false }
    let cell = TidyCell(raw)
    return cell.rewritten?.isEmpty ?? cell.range.isEmpty
  }

  /// Where the row begins.
  @inline(__always)
  static func position(_ row: borrowing CSVRow) -> SourcePosition {
    SourcePosition(byte: row.byteOffset, line: row.line, column: 1)
  }

  /// The place of a section line.
  static func location(_ name: String, _ start: CSVStart) -> Location {
    Location(section: name, position: SourcePosition(byte: start.byte, line: start.line, column: 1))
  }
}
