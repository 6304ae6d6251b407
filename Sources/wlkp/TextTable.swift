/// Rows in columns for a terminal, two blanks between them and none at a line's end.
struct TextTable {
  let rows: [[String]]

  var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { Self.padded($0, to: $1) }
      var line = Substring(cells.joined(separator: "  "))
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private static func padded(_ cell: String, to width: Int) -> String {
    cell + String(repeating: " ", count: max(0, width - cell.count))
  }
}
