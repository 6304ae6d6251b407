import CSV
import ReportForm
import ReportModel

/// Fills the rows of one CSV section.
final class CSVRows {
  let reading: SectionReading
  let columns: [CSVColumns.Entry]
  private let fields: [Unmanaged<FieldPlan>]
  let width: Int
  private let nameColumn: Int?
  private let identityColumns: [Int]
  /// The first column, when a word such as JUMLAH in it cannot be data: a code, number or date.
  private let totalColumn: Int?
  private let isSingleRow: Bool
  /// The rows whose cells are read together, a column at a time; only where there may be many.
  private let block: PlainBlock?
  /// The same, not counted up and down for every row.
  private let blockUncounted: Unmanaged<PlainBlock>?
  /// Whether the section has more rows than it may; the rest is not read.
  private(set) var isOverfull = false

  init(_ reading: SectionReading, columns: CSVColumns) {
    self.reading = reading
    self.columns = columns.entries
    fields = columns.entries.map { Unmanaged.passUnretained($0.field) }
    width = columns.width
    isSingleRow = reading.plan.definition.isSingleRow
    let plan = reading.plan
    nameColumn = columns.entries.first { $0.field.index == plan.nameField }?.column
    identityColumns = columns.entries.filter { plan.identityFields.contains($0.field.index) }.map(\.column)
    let first = columns.entries.first
    if let first, !isSingleRow, !first.field.isText { totalColumn = first.column } else { totalColumn = nil }
    block = PlainBlock(reading, columns)
    blockUncounted = block.map(Unmanaged.passUnretained)
  }

  /// Reads one row of data.
  func read(_ row: borrowing CSVRow) {
    if let blockUncounted, blockUncounted._withUnsafeGuaranteedRef({ take(row, $0) }) { return }
    readAlone(row)
  }

  /// Keeps a row that looks usual for later; else false, and what waits has been read.
  @inline(__always)
  private func take(_ row: borrowing CSVRow, _ block: PlainBlock) -> Bool {
    guard block.takes(row) else {
      readBlock(block)
      return false
    }
    if block.add(row) { finishBatch(block) }
    return true
  }

  /// Reads what waits. To be called before the section closes.
  func conclude() {
    if let block { readBlock(block) }
  }

  private func finishBatch(_ block: PlainBlock) {
    readBlock(block)
    reading.sendBatch()
  }

  /// Reads the cells of the rows that wait; those in unusual forms row by row, as they would have been read alone.
  private func readBlock(_ block: PlainBlock) {
    block.read { row in
      reading.ledger.isHolding = true
      for index in columns.indices where block.isOpen(index) {
        let column = columns[index].column
        let place = row.byteOffset(ofField: column)
        let position = SourcePosition(byte: place, line: row.line, column: Int(place &- row.byteOffset) &+ 1)
        reading.readLenient(row.field(column), columns[index].field, at: position, into: &reading.builder)
      }
      settle(row, &reading.builder)
    }
  }

  /// Reads a row that needs a look as a whole.
  private func readAlone(_ row: borrowing CSVRow) {
    if CSVCells.mayBeMark(row)
      || columns.first.map({ row.fieldCount > $0.column && row.field($0.column).isEmpty }) ?? true,
      CSVCells.isBlank(row)
    {
      return
    }
    reading.rowPosition = CSVCells.position(row)
    if isSingleRow && reading.rows > 0 {
      return noteRow(.secondRow, ["bagian": Message.Value(reading.layout.fileSection)])
    }
    if reading.isFull { return noteOverfull() }
    if isTotalLine(row) { return }
    // What is noted of a row waits for its end: the row as a whole may show why.
    reading.ledger.isHolding = true
    if row.fieldCount > width, beyondWidth(row) { return readShifted(row) }
    if reading.plan.nameField != nil { checkIdentity(row) }
    if reading.plan.isRequired { checkRequired(row) }
    fill(row, &reading.builder)
    reading.workers?.endRow()
  }

  /// Whether a row would be read and its cells be trusted: for repairs, which leave all others alone.
  func holdsData(_ row: borrowing CSVRow, after rows: Int) -> Bool {
    if CSVCells.isBlank(row) || isSingleRow && rows > 0 || isTotalLine(row) { return false }
    return row.fieldCount <= width || !beyondWidth(row)
  }

  /// Ends a row.
  @inline(__always)
  private func end(_ row: borrowing CSVRow, _ builder: inout RecordBatchBuilder) {
    settle(row, &builder)
    reading.endRow(&builder)
  }

  /// Passes on what was noted of a row, under the accident it shows. Nothing in such a row is trusted.
  @inline(__always)
  private func settle(_ row: borrowing CSVRow, _ builder: inout RecordBatchBuilder) {
    reading.ledger.isHolding = false
    if reading.ledger.hasHeld {
      let accident = reading.accidents.judge(row, columns, width: width, reading)
      reading.ledger.settle(accident)
      if accident != nil { distrust(row, &builder) }
    }
  }

  /// Keeps the cells of a row as damaged: each may belong to another field.
  private func distrust(_ row: borrowing CSVRow, _ builder: inout RecordBatchBuilder) {
    for entry in columns where entry.column < row.fieldCount {
      let raw = row.field(entry.column)
      let position = SourcePosition(row.position(ofField: entry.column))
      if raw.isEmpty {
        builder.setEmpty(field: entry.field.index, at: position)
      } else {
        builder.set(damaged: raw, field: entry.field.index, at: position)
      }
    }
  }

  /// Notes required cells that are empty.
  private func checkRequired(_ row: borrowing CSVRow) {
    for entry in columns where entry.field.definition.isRequired {
      guard entry.column >= row.fieldCount || CSVCells.isEmpty(row.field(entry.column)) else { continue }
      let position =
        entry.column < row.fieldCount ? SourcePosition(row.position(ofField: entry.column)) : reading.rowPosition
      reading.ledger.note(.emptyRequired) {
        Occurrence(
          location: reading.location(field: entry.field.index, row: reading.rowNumber, position: position),
          values: [
            "nilai": Message.Value(entry.field.definition.csv), "field": Message.Value(entry.field.definition.label),
          ]
        )
      }
    }
  }

  @inline(__always)
  private func fill(_ row: borrowing CSVRow, _ builder: inout RecordBatchBuilder) {
    begin(row, &builder)
    let count = row.fieldCount
    let isOneLine = row.lineCount == 1
    for index in columns.indices {
      let column = columns[index].column
      guard column < count else { continue }
      let byte = row.byteOffset(ofField: column)
      let position =
        isOneLine
        ? SourcePosition(byte: byte, line: row.line, column: Int(byte &- row.byteOffset) &+ 1)
        : SourcePosition(row.position(ofField: column))
      let cell = row.field(column)
      // Not counted up and down for every cell; `columns` keeps the field alive.
      fields[index]._withUnsafeGuaranteedRef { reading.readLenient(cell, $0, at: position, into: &builder) }
    }
    end(row, &builder)
  }

  /// Opens a row; a line of a sheet tells where its cells are.
  @inline(__always)
  private func begin(_ row: borrowing CSVRow, _ builder: inout RecordBatchBuilder) {
    if block != nil, row.lineCount == 1 {
      builder.beginLine(at: reading.rowPosition, bytes: row.bytes, ends: row.fieldEnds)
    } else {
      builder.beginRow(at: reading.rowPosition)
    }
  }

  /// A row with content beyond its last heading has probably shifted: its cells are kept, none is trusted.
  private func readShifted(_ row: borrowing CSVRow) {
    noteRow(
      .shiftedRow,
      ["nilai": Message.Value(String(row.fieldCount)), "batas": Message.Value(String(width))]
    )
    begin(row, &reading.builder)
    distrust(row, &reading.builder)
    end(row, &reading.builder)
    reading.workers?.endRow()
  }

  private func beyondWidth(_ row: borrowing CSVRow) -> Bool {
    for column in width..<row.fieldCount where !CSVCells.isEmpty(row.field(column)) { return true }
    return false
  }

  private func checkIdentity(_ row: borrowing CSVRow) {
    guard let nameColumn, nameColumn >= row.fieldCount || CSVCells.isEmpty(row.field(nameColumn)) else { return }
    noteRow(hasIdentity(row) ? .noName : .noIdentity, [:])
  }

  private func hasIdentity(_ row: borrowing CSVRow) -> Bool {
    for column in identityColumns where column < row.fieldCount && !CSVCells.isEmpty(row.field(column)) {
      return true
    }
    return false
  }

  /// Whether the row is a sum at the foot of the table; says so.
  private func isTotalLine(_ row: borrowing CSVRow) -> Bool {
    guard let word = totalWord(row) else { return false }
    reading.ledger.note(.totalLine) {
      Occurrence(
        location: reading.location(row: nil, position: reading.rowPosition),
        values: [
          "baris": Message.Value(String(reading.rowPosition.line)), "nilai": Message.Value(word),
        ],
        value: .plain(word)
      )
    }
    return true
  }

  private func totalWord(_ row: borrowing CSVRow) -> String? {
    if let nameColumn {
      guard nameColumn < row.fieldCount else { return nil }
      let name = row.field(nameColumn)
      if !CSVCells.isEmpty(name) {
        return TotalWords.mayBegin(name) && !hasNumberOfPerson(row) ? TotalWords.word(in: name, whole: false) : nil
      }
      guard !hasNumberOfPerson(row) else { return nil }
      for column in 0..<row.fieldCount where !CSVCells.isEmpty(row.field(column)) {
        return TotalWords.word(in: row.field(column), whole: false)
      }
      return nil
    }
    guard let totalColumn, totalColumn < row.fieldCount else { return nil }
    let cell = row.field(totalColumn)
    return TotalWords.mayBegin(cell) ? TotalWords.word(in: cell, whole: true) : nil
  }

  /// Whether the row has a NIK or passport number: a person may be called Total.
  private func hasNumberOfPerson(_ row: borrowing CSVRow) -> Bool {
    for column in identityColumns where column < row.fieldCount && row.field(column).count >= 6 { return true }
    return false
  }

  private func noteRow(_ problem: ReadingProblem, _ values: [String: Message.Value]) {
    reading.ledger.note(problem) {
      var values = values
      values["baris"] = Message.Value(String(reading.rowNumber))
      return Occurrence(
        location: reading.location(row: reading.rowNumber, position: reading.rowPosition),
        values: values
      )
    }
  }

  private func noteOverfull() {
    guard !isOverfull else { return }
    isOverfull = true
    noteRow(
      .sectionTooLong,
      ["bagian": Message.Value(reading.layout.fileSection), "batas": Message.Value(String(reading.rows))]
    )
  }
}

/// Words that open a line of sums.
enum TotalWords {
  /// Whether the cell may begin with one of the words: they begin with J, T, S, R or G.
  @inline(__always)
  static func mayBegin(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard cell.count >= 5 else { return false }
    switch cell[0] | 0x20 {
    case UInt8(ascii: "j"), UInt8(ascii: "t"), UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "g"): return true
    default: return cell[0] <= 0x27 || cell[0] >= 0x80
    }
  }

  /// The word in capitals when the cell is one, or, unless `whole`, begins with one.
  static func word(in cell: UnsafeRawBufferPointer, whole: Bool) -> String? {
    guard cell.count <= 64 else { return nil }
    let text = TidyCell(cell).withBytes(of: cell) { String(decoding: $0, as: UTF8.self) }
    let letters = text.uppercased().split { !$0.isLetter }
    guard let first = letters.first, words.contains(String(first)) else { return nil }
    if whole && !letters.allSatisfy({ words.contains(String($0)) }) { return nil }
    return String(first)
  }

  private static let words: Set<String> = ["JUMLAH", "TOTAL", "SUBTOTAL", "REKAP", "REKAPITULASI", "GRAND", "SUB"]
}

extension SourcePosition {
  /// A place as the CSV module gives it.
  init(_ position: CSVPosition) {
    self.init(byte: position.byte, line: position.line, column: position.column)
  }
}
