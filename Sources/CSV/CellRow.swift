/// Puts together rows that do not come from text but cell by cell, such as those of a spreadsheet, so that the same
/// ``CSVRowSink`` takes both.
///
/// ```swift
/// row.begin()
/// row.append(name, column: 2)
/// let control = row.deliver(to: sink, line: 7, byteOffset: 7)
/// ```
public final class CellRow {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  /// No cell yet.
  public init() {}

  /// Number of cells so far, the skipped ones included.
  public var cellCount: Int { ends.count }

  /// Starts a new row.
  public func begin() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a cell in `column` (from 0), which must lie behind the last one; the cells between are empty.
  public func append(_ cell: UnsafeRawBufferPointer, column: Int) {
    precondition(column >= ends.count, "cells come from left to right")
    while ends.count < column { end() }
    bytes.append(contentsOf: cell)
    end()
  }

  /// Hands the row over.
  ///
  /// - Parameters:
  ///   - line: the row's number, from 1.
  ///   - byteOffset: what tells rows apart and grows from one to the next; `line` will do.
  public func deliver(to sink: any CSVRowSink, line: Int, byteOffset: Int64) -> CSVControl {
    if ends.isEmpty { end() }
    // The last separator belongs to no cell.
    let count = bytes.count - 1
    return bytes.withUnsafeMutableBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        guard let base = bytes.baseAddress, let ends = ends.baseAddress else { return .continue }
        let row = CSVRow(
          fieldCount: cellCount,
          line: line,
          lineCount: 1,
          byteOffset: byteOffset,
          byteCount: count,
          flags: 0,
          base: UnsafePointer(base),
          ends: ends,
          scratch: base
        )
        return sink.row(row)
      }
    }
  }

  /// Ends a cell with a separator, as text has one between two fields.
  private func end() {
    ends.append(UInt32(bytes.count))
    bytes.append(CSVDelimiter.tab.rawValue)
  }
}
