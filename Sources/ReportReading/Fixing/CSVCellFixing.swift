import CSV
import ReportForm
import ReportModel

/// Repairs the cells of a CSV file in one pass over its rows.
final class CSVCellFixing: CSVRowSink {
  private let form: FormPlan
  private var cursor: SectionCursor
  /// The member or sheet; `nil` for a plain file.
  private let place: TablePlace?
  private var context: RepairContext
  private let dates: [Int: DateOrder]
  private let allowed: Set<FixKind>
  private let cells: any CellWriting
  private let sink: any FixSink
  private let limits: ReadingLimits
  /// The section being read, as the reader would read it.
  private var rows: CSVRows?
  private var section: CSVSection?
  private var rowNumber = 0

  init(
    form: FormPlan,
    sections: [CSVSection],
    place: TablePlace?,
    context: RepairContext,
    dates: [Int: DateOrder],
    allowed: Set<FixKind>,
    cells: any CellWriting,
    sink: any FixSink,
    limits: ReadingLimits
  ) {
    self.form = form
    cursor = SectionCursor(sections)
    self.place = place
    self.context = context
    self.dates = dates
    self.allowed = allowed
    self.cells = cells
    self.sink = sink
    self.limits = limits
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if cursor.move(to: row.byteOffset) { open(row) }
    guard cells.fault == nil else { return .stop }
    guard let section, !row.isBlank else { return .continue }
    if row.byteOffset < section.rowsFrom {
      if row.line == section.headingLine { fixHeading(row, section) }
    } else if let rows, rows.holdsData(row, after: rowNumber) {
      rowNumber += 1
      fix(row, rows, section)
    }
    return .continue
  }

  private func open(_ row: borrowing CSVRow) {
    section = cursor.current
    rows = nil
    rowNumber = 0
    guard let section, let plan = section.plan, let columns = section.columns else {
      if let section { fixMark(row, section) }
      return
    }
    guard section.accident == nil else { return }
    let output = RecordOutput(sink: DeafSink(), limits: limits)
    var layout = columns.layout(plan, name: section.name)
    if let place { (layout.member, layout.isSheet) = (place.name, place.isSheet) }
    rows = CSVRows(SectionReading(plan: plan, layout: layout, output: output, present: nil), columns: columns)
  }

  // MARK: Names

  private func fixMark(_ row: borrowing CSVRow, _ section: CSVSection) {
    // A sheet or file that is named as a section has no such line.
    guard allowed.contains(.nameGuess), CSVCells.sectionName(row) != nil,
      form.section(spelt: NameKey.key(section.name)) == nil,
      let guess = SimilarName.nearest(toHeading: section.name, among: form.form.sections.map(\.csv))
    else { return }
    replace(row, 0, with: Array("[\(guess)]".utf8), .nameGuess, before: "[\(section.name)]", section)
  }

  private func fixHeading(_ row: borrowing CSVRow, _ section: CSVSection) {
    guard allowed.contains(.nameGuess), section.accident == nil, let plan = section.plan, let columns = section.columns
    else { return }
    var free = plan.fields.filter { field in !columns.entries.contains { $0.field === field } }
    for column in 0..<row.fieldCount {
      let heading = String(decoding: row.field(column), as: UTF8.self)
      guard !heading.isEmpty, plan.headings[NameKey.key(heading)] == nil,
        let guess = SimilarName.nearest(toHeading: heading, among: free.map(\.definition.csv))
      else { continue }
      free.removeAll { $0.definition.csv == guess }
      replace(row, column, with: Array(guess.utf8), .nameGuess, before: heading, section)
    }
  }

  private func replace(
    _ row: borrowing CSVRow,
    _ column: Int,
    with text: [UInt8],
    _ kind: FixKind,
    before: String,
    _ section: CSVSection
  ) {
    guard cells.canWrite(column) else { return }
    let location = Location(
      section: section.name,
      cell: Location.cellName(column: column, line: row.line),
      position: SourcePosition(row.position(ofField: column))
    )
    let after = String(decoding: text, as: UTF8.self)
    sink.changed(
      FixChange(
        location: place?.located(location) ?? location,
        kind: kind,
        before: .plain(before),
        after: .plain(after)
      )
    )
    cells.write(row, column, text)
  }

  // MARK: Cells

  private func fix(_ row: borrowing CSVRow, _ rows: CSVRows, _ section: CSVSection) {
    context.nik = nik(of: row, rows)
    var repairs: [(entry: CSVColumns.Entry, repair: CellRepair)] = []
    for entry in rows.columns where entry.column < row.fieldCount {
      let cell = row.field(entry.column)
      guard cell.count > 0, cells.canWrite(entry.column) else { continue }
      context.dates = dates[FindingLedger.scope(rows.reading.plan.index, entry.field.index)]
      if let repair = CellRepair.find(cell, entry.field, context, allowed: allowed) { repairs.append((entry, repair)) }
    }
    // In a row that has moved a cell belongs to another field than its heading says.
    guard !repairs.isEmpty, !RowAccidents.isShifted(row, rows.columns) else { return }
    for (entry, repair) in repairs {
      let before = entry.field.found(row.field(entry.column))
      rows.reading.rowPosition = CSVCells.position(row)
      let location = rows.reading.location(
        field: entry.field.index,
        row: rowNumber,
        position: SourcePosition(row.position(ofField: entry.column))
      )
      let after = entry.field.found(String(decoding: repair.text, as: UTF8.self))
      sink.changed(
        FixChange(location: place?.located(location) ?? location, kind: repair.kind, before: before, after: after)
      )
      cells.write(row, entry.column, repair.text)
    }
  }

  private func nik(of row: borrowing CSVRow, _ rows: CSVRows) -> [UInt8] {
    guard let column = rows.columns.first(where: { $0.field.role == .workerNIK })?.column, column < row.fieldCount
    else {
      return []
    }
    let cell = row.field(column)
    return TidyCell(cell).withBytes(of: cell) { Array($0) }
  }
}
