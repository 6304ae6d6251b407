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
  private let keys: KeyIndex
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
    keys = KeyIndex(bytes, cells, width: max(1, columns.count), rows: rowCount)
  }

  private static func read(fact line: ArraySlice<UInt8>, into facts: inout [String: [String]]) {
    let text = String(decoding: line.dropFirst(2), as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].filter { $0 != " " }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    facts[key, default: []].append(String(value))
  }

  /// The rows whose first cell is `key`; empty when there is none.
  func rows(_ key: String) -> Range<Int> {
    var key = key
    return key.withUTF8 { rows($0) }
  }

  /// The same for a key's UTF-8.
  func rows(_ key: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    keys.rows(key, bytes, cells, width: columns.count)
  }

  /// The index of a column.
  func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The cell's text.
  func cell(_ row: Int, _ column: Int) -> String {
    let cell = cells[row * columns.count + column]
    return String(decoding: bytes[Int(cell.start)..<Int(cell.start + cell.length)], as: UTF8.self)
  }
}

/// Finds the rows of a key: four bytes for each place instead of a `String` for each key.
private struct KeyIndex {
  /// The first row of a key, from 1; 0 where there is none. A power of two, never more than half full.
  private var table: [UInt32]
  /// Where the rows of the key of a row end, by the key's first row.
  private var ends: [UInt32]

  init(_ bytes: [UInt8], _ cells: [(start: UInt32, length: UInt32)], width: Int, rows: Int) {
    var places = 16
    while places < 2 * rows { places *= 2 }
    table = Array(repeating: 0, count: places)
    ends = Array(repeating: 0, count: rows)
    bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<rows {
        let cell = cells[row * width]
        let key = UnsafeBufferPointer(rebasing: bytes[Int(cell.start)..<Int(cell.start + cell.length)])
        let place = self.place(of: key, bytes, cells, width)
        if table[place] == 0 { table[place] = UInt32(row + 1) }
        ends[Int(table[place]) - 1] = UInt32(row + 1)
      }
    }
  }

  func rows(
    _ key: UnsafeBufferPointer<UInt8>,
    _ bytes: [UInt8],
    _ cells: [(start: UInt32, length: UInt32)],
    width: Int
  ) -> Range<Int> {
    guard !ends.isEmpty else { return 0..<0 }
    let place = bytes.withUnsafeBufferPointer { self.place(of: key, $0, cells, width) }
    guard table[place] > 0 else { return 0..<0 }
    let first = Int(table[place]) - 1
    return first..<Int(ends[first])
  }

  /// Where a key is, or would be. The keys are ours, so that nobody can choose ones that share a place.
  private func place(
    of key: UnsafeBufferPointer<UInt8>,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ cells: [(start: UInt32, length: UInt32)],
    _ width: Int
  ) -> Int {
    let mask = table.count - 1
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    var place = Int(truncatingIfNeeded: hash ^ hash &>> 32) & mask
    while table[place] != 0 {
      let cell = cells[(Int(table[place]) - 1) * width]
      if Int(cell.length) == key.count, bytes[Int(cell.start)..<Int(cell.start + cell.length)].elementsEqual(key) {
        break
      }
      place = (place + 1) & mask
    }
    return place
  }
}
