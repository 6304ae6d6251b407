/// One reference table: rows of text by column, sorted by its first column, with the facts of its header.
///
/// The file is UTF-8 with tabs between cells: lines `#! key: value` first, then the column names, then the rows.
final class ReferenceTable: Sendable {
  /// The facts of the header (`source`, `licence`, `edition` …); a key that occurs several times keeps all values.
  let facts: [String: [String]]
  /// The column names.
  let columns: [String]
  private let bytes: [UInt8]
  /// Start and length of each cell, row after row.
  private let cells: [(start: UInt32, length: UInt32)]
  private let rowsByKey: [String: Range<Int>]
  /// How many rows there are.
  let rowCount: Int

  /// What is wrong with a table.
  struct Fault: Error, Hashable {
    /// Line, from 1.
    var line: Int
    /// How many cells the line has and the header wants.
    var cells: Int
    var expected: Int
  }

  init(bytes: [UInt8]) throws(Fault) {
    self.bytes = bytes
    var facts: [String: [String]] = [:]
    var columns: [String] = []
    var cells: [(start: UInt32, length: UInt32)] = []
    var lineStart = 0
    var line = 0
    while lineStart < bytes.count {
      line += 1
      let lineEnd = bytes[lineStart...].firstIndex(of: 10) ?? bytes.count
      defer { lineStart = lineEnd + 1 }
      if lineEnd == lineStart { continue }
      if bytes[lineStart] == UInt8(ascii: "#") {
        Self.read(fact: bytes[lineStart..<lineEnd], into: &facts)
        continue
      }
      let before = cells.count
      var start = lineStart
      for index in lineStart...lineEnd where index == lineEnd || bytes[index] == 9 {
        cells.append((UInt32(start), UInt32(index - start)))
        start = index + 1
      }
      if columns.isEmpty {
        columns = cells.map { String(decoding: bytes[Int($0.start)..<Int($0.start + $0.length)], as: UTF8.self) }
        cells = []
      } else if cells.count - before != columns.count {
        throw Fault(line: line, cells: cells.count - before, expected: columns.count)
      }
    }
    self.facts = facts
    self.columns = columns
    self.cells = cells
    rowCount = columns.isEmpty ? 0 : cells.count / columns.count
    rowsByKey = Self.index(bytes, cells, width: max(1, columns.count), rows: rowCount)
  }

  private static func read(fact line: ArraySlice<UInt8>, into facts: inout [String: [String]]) {
    let text = String(decoding: line.dropFirst(2), as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].filter { $0 != " " }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    facts[key, default: []].append(String(value))
  }

  private static func index(
    _ bytes: [UInt8],
    _ cells: [(start: UInt32, length: UInt32)],
    width: Int,
    rows: Int
  ) -> [String: Range<Int>] {
    var index: [String: Range<Int>] = [:]
    index.reserveCapacity(rows)
    for row in 0..<rows {
      let cell = cells[row * width]
      let key = String(decoding: bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
      if let range = index[key] {
        index[key] = range.lowerBound..<row + 1
      } else {
        index[key] = row..<row + 1
      }
    }
    return index
  }

  /// The rows whose first cell is `key`; empty when there is none.
  func rows(_ key: String) -> Range<Int> { rowsByKey[key] ?? 0..<0 }

  /// The index of a column.
  func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The cell's text.
  func cell(_ row: Int, _ column: Int) -> String {
    let cell = cells[row * columns.count + column]
    return String(decoding: bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
  }
}
