/// The reference tables of two packs side by side, row by row.
struct TableComparison {
  private let old: ReferenceTables
  private let new: ReferenceTables

  /// Tables whose rows are amounts of the law.
  private static let amounts: Set<String> = ["parameter", "ump", "umk"]

  init(_ old: ReferenceTables, _ new: ReferenceTables) {
    self.old = old
    self.new = new
  }

  var changes: [PackChange] {
    guard old.hash != new.hash else { return [] }
    return Set(old.names + new.names).sorted().flatMap { name in
      PackComparison.named(
        Self.amounts.contains(name) ? .amount : .row,
        Self.rows(name, old.table(name)),
        Self.rows(name, new.table(name))
      )
    }
  }

  /// The rows by name `table:code from`, each with its other cells.
  private static func rows(_ name: String, _ table: ReferenceTable?) -> [(
    name: String, text: String
  )] {
    guard let table else { return [] }
    let from = table.column("dari")
    var seen: [String: Int] = [:]
    return (0..<table.rowCount).map { row in
      let key = "\(name):\(table.cell(row, 0))" + (from.map { " " + table.cell(row, $0) } ?? "")
      seen[key, default: 0] += 1
      let number = seen[key, default: 1]
      let cells = table.columns.indices.dropFirst().map {
        "\(table.columns[$0])=\(table.cell(row, $0))"
      }
      return (number == 1 ? key : "\(key) #\(number)", cells.joined(separator: " "))
    }
  }
}
