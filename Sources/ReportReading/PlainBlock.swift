import CSV
import ReportForm
import ReportModel

/// The rows of the streamed section that look usual as a whole: their bytes and the ends of their cells are kept, and
/// their cells are read together, a column at a time.
final class PlainBlock {
  /// A column with what is needed of it at every row.
  private struct Column {
    let column: Int
    let field: Unmanaged<FieldPlan>
  }

  private let reading: SectionReading
  private let entries: [CSVColumns.Entry]
  private let width: Int
  private let nameColumn: Int
  private let identityColumns: [Int]
  private let requiredColumns: [Int]
  private let nikField: Int?
  private let sexField: Int?
  /// How many rows at the end of the batch wait for their cells to be read.
  private var waiting = 0
  /// Per row of the batch whether a cell of it is open.
  private var openRows: UnsafeMutablePointer<Bool>
  private var capacity = 1_024
  /// Whether each column's cell of the row that is revisited is open.
  private var openCells: [Bool]
  private let line = TextBuffer()
  private let scratch: UnsafeMutablePointer<UInt8>

  /// A block for the section; `nil` when they do not come as lines of a sheet, or have no names to know them by.
  init?(_ reading: SectionReading, _ columns: CSVColumns) {
    let plan = reading.plan
    guard reading.builder.takesLines,
      let name = columns.entries.first(where: { $0.field.index == plan.nameField })
    else { return nil }
    self.reading = reading
    entries = columns.entries
    width = columns.width
    nameColumn = name.column
    identityColumns = entries.filter { plan.identityFields.contains($0.field.index) }.map(\.column)
    requiredColumns = [entries[0].column] + entries.filter(\.field.definition.isRequired).map(\.column)
    nikField = entries.first { $0.field.role == .workerNIK }?.field.index
    sexField = entries.first { $0.field.role == .workerSex }?.field.index
    openCells = Array(repeating: false, count: entries.count)
    openRows = .allocate(capacity: capacity)
    openRows.initialize(repeating: false, count: capacity)
    scratch = .allocate(capacity: 1)
  }

  deinit {
    openRows.deallocate()
    scratch.deallocate()
  }

  /// Whether nothing can be said about the row as a whole: it has the width of the heading, is no title, sum or blank
  /// line, names a person, and has what is required.
  @inline(__always)
  func takes(_ row: borrowing CSVRow) -> Bool {
    guard row.fieldCount == width, row.isPlain, !reading.isFull else { return false }
    for column in requiredColumns where !beginsPlainly(row.field(column)) { return false }
    let name = row.field(nameColumn)
    guard beginsPlainly(name) else { return false }
    if !TotalWords.mayBegin(name) { return true }
    for column in identityColumns where row.field(column).count >= 6 { return true }
    return false
  }

  /// Whether the cell begins with a visible character that is no mark: then it is not empty.
  @inline(__always)
  private func beginsPlainly(_ cell: UnsafeRawBufferPointer) -> Bool {
    cell.count > 0 && cell[0] > 0x27 && cell[0] < 0x80 && cell[0] != UInt8(ascii: "[")
  }

  /// Keeps a row; whether the batch is full.
  @inline(__always)
  func add(_ row: borrowing CSVRow) -> Bool {
    reading.rowPosition = CSVCells.position(row)
    reading.builder.beginLine(at: reading.rowPosition, bytes: row.bytes, ends: row.fieldEnds)
    waiting += 1
    return reading.endUnreadRow()
  }

  /// Whether the cell of the column at `index` of the entries is open, in the row that is revisited.
  func isOpen(_ index: Int) -> Bool { openCells[index] }

  /// Reads the cells of all rows that wait; calls `visit` for each row with open ones.
  func read(_ visit: (borrowing CSVRow) -> Void) {
    if waiting == 0 { return }
    let rows = reading.builder.rowCount - waiting..<reading.builder.rowCount
    waiting = 0
    widen(to: rows.upperBound)
    for entry in entries {
      _ = reading.builder.withColumn(field: entry.field.index) { cells in
        PlainColumns(cells, rows: rows, openRows: openRows).read(entry.field)
      }
    }
    tally(rows)
    for row in rows where openRows[row] {
      openRows[row] = false
      revisit(row, visit)
    }
  }
}

extension PlainBlock {
  private func widen(to rows: Int) {
    guard rows > capacity else { return }
    openRows.deallocate()
    capacity = rows * 2
    openRows = .allocate(capacity: capacity)
    openRows.initialize(repeating: false, count: capacity)
  }

  /// Tells the tally of workers what the plain cells hold; a row with open ones ends when those are read.
  private func tally(_ rows: Range<Int>) {
    guard let workers = reading.workers else { return }
    withTallied { niks, sexes in
      for row in rows where !openRows[row] {
        Self.tally(row, niks, sexes, workers)
        workers.endRow()
      }
    }
  }

  @inline(__always)
  private static func tally(_ row: Int, _ niks: SheetColumn?, _ sexes: SheetColumn?, _ workers: WorkerTally) {
    if let niks, niks.states[row] == CellState.valid.rawValue {
      let (start, end) = niks.content(row)
      workers.nik(UnsafeRawBufferPointer(start: niks.bytes + start, count: end &- start))
    }
    if let sexes, sexes.states[row] == CellState.valid.rawValue { workers.sex(Int(sexes.values[row])) }
  }

  /// Calls `body` with the columns that the tally of workers looks at, as far as the file has them.
  private func withTallied(_ body: (_ niks: SheetColumn?, _ sexes: SheetColumn?) -> Void) {
    func withColumn(_ field: Int?, _ body: (SheetColumn?) -> Void) {
      guard let field, reading.builder.withColumn(field: field, { body($0) }) != nil else { return body(nil) }
    }
    withColumn(nikField) { niks in withColumn(sexField) { sexes in body(niks, sexes) } }
  }

  /// Takes the row out again and has its open cells read.
  private func revisit(_ row: Int, _ visit: (borrowing CSVRow) -> Void) {
    if let workers = reading.workers { withTallied { Self.tally(row, $0, $1, workers) } }
    for (index, entry) in entries.enumerated() {
      openCells[index] =
        reading.builder.withColumn(field: entry.field.index) { cells in
          guard cells.states[row] == PlainColumns.open else { return false }
          // Until it is read it counts as empty.
          cells.states[row] = CellState.empty.rawValue
          return true
        } ?? false
    }
    guard let kept = reading.builder.line(row) else { return }
    // Copied, because reading a cell adds to the bytes it lies in.
    line.clear()
    kept.bytes.withUnsafeBytes { line.append($0) }
    reading.revisit(row: row, at: kept.position) {
      kept.ends.withUnsafeBufferPointer { ends in
        visit(
          CSVRow(
            plain: line.all,
            ends: ends,
            line: kept.position.line,
            byteOffset: kept.position.byte,
            scratch: scratch
          )
        )
      }
      reading.workers?.endRow()
    }
  }
}
