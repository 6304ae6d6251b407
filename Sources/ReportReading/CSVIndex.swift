import CSV
import ReportForm
import ReportModel

/// One section found in a CSV file.
final class CSVSection {
  /// The section of the form; `nil` when the file's section is not to be read (unknown, or there already).
  let plan: SectionPlan?
  /// The name as the file writes it.
  let name: String
  /// Where its section line (or, without one, its heading) begins.
  let start: CSVStart
  /// The table it stands in, by its number among the report's tables; 0 in a plain file.
  let table: Int
  /// The line of its heading, from 1; the one after its beginning until the heading is found.
  var headingLine: Int
  /// Its columns, once the heading is read.
  var columns: CSVColumns?
  /// What is wrong with the heading as a whole.
  var accident: HeadingAccident?
  /// The first byte after the heading.
  var rowsFrom: Int64 = .max

  init(plan: SectionPlan?, name: String, start: CSVStart, table: Int = 0) {
    self.plan = plan
    self.name = name
    self.start = start
    self.table = table
    headingLine = start.line + 1
  }
}

/// The first pass over a CSV file: which sections it has, where they lie, their columns, and how it writes numbers.
final class CSVIndex: CSVRowSink {
  private enum State { case before, heading, rows, passing }

  private let form: FormPlan
  /// What sets the cells apart, for messages.
  var delimiter = UInt8(ascii: ",")
  private let limits: ReadingLimits
  private let ledger: FindingLedger
  private var state = State.before
  private var numberColumns: [(column: Int, isDecimal: Bool)] = []
  private var titles: [SourcePosition] = []
  /// The first line before the sections that holds more than a title.
  private var strayRow: SourcePosition?
  /// The table being looked at, and how many sections those before it had.
  private var (table, sectionsBefore) = (0, 0)
  /// Whether the table's name is a section's, so that its first rows are title and heading.
  private var isNamed = false

  /// The sections in file order, also those that are not read.
  private(set) var sections: [CSVSection] = []
  /// Whether the file is a lone table of workers without section line.
  private(set) var isDraft = false
  /// Whether there are more sections than a file may have.
  private(set) var isOverfull = false

  /// How the file writes numbers.
  private(set) var evidence = ConventionEvidence()
  /// How it writes dates, by the first rows of each section.
  private(set) var dateForms = DateForms()
  private var dateColumns: [Int] = []
  private var sampledRows = 0

  init(form: FormPlan, limits: ReadingLimits, ledger: FindingLedger) {
    self.form = form
    self.limits = limits
    self.ledger = ledger
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if row.isBlank { return .continue }
    if !isNamed, CSVCells.mayBeMark(row), let name = CSVCells.sectionName(row) {
      open(name, row)
      return isOverfull ? .stop : .continue
    }
    switch state {
    case .rows: gatherEvidence(row)
    case .passing: break
    case .heading: if !CSVCells.isBlank(row) { takeHeading(row) }
    case .before: if !CSVCells.isBlank(row) { lookForTable(row) }
    }
    return .continue
  }

  /// Whether the table being looked at has no section.
  var hasFoundNothing: Bool { sections.count == sectionsBefore }
  /// Whether the table being looked at has anything in it at all.
  var hasContent: Bool { !hasFoundNothing || !titles.isEmpty }

  /// Turns to the next of a report's tables.
  ///
  /// - Parameter name: its name when that is a section's: then no line in it opens a section.
  func begin(table: Int, section name: String?) {
    self.table = table
    sectionsBefore = sections.count
    (state, titles, strayRow) = (.before, [], nil)
    isNamed = name != nil
    if let name { open(name, .fileStart) }
  }

  /// Notes what only the whole of one of a report's tables shows.
  func concludeTable() {
    if hasFoundNothing { return }
    conclude()
  }

  /// Notes what only the whole file shows.
  ///
  /// - Parameter isCut: whether the file could not be read to its end: what it lacks is no news then.
  func conclude(isCut: Bool = false) {
    if state == .heading, !isCut, let section = sections.last { noteMissingHeading(section) }
    let lines = titles.count
    if sections.isEmpty {
      if !isCut { ledger.note(.noSections, at: Location(position: titles.first ?? .unknown)) }
    } else if let strayRow, !isDraft {
      ledger.note(.rowsBeforeSection, at: Location(position: strayRow))
    } else if lines > 0 {
      ledger.note(
        .titleLines,
        values: ["jumlah": Message.Value(String(lines))],
        at: Location(position: titles[0])
      )
    }
  }

  private func open(_ name: String, _ row: borrowing CSVRow) {
    if state == .heading, let section = sections.last { noteMissingHeading(section) }
    open(name, CSVStart(byte: row.byteOffset, line: row.line))
  }

  private func open(_ name: String, _ start: CSVStart) {
    guard sections.count < limits.sectionLines else {
      isOverfull = true
      let limit = Message.Value(String(limits.sectionLines))
      return ledger.note(.tooManySections, values: ["batas": limit], at: CSVCells.location(name, start))
    }
    let plan = knownPlan(name, start)
    isDraft = false
    sections.append(CSVSection(plan: plan, name: name, start: start, table: table))
    state = plan == nil ? .passing : .heading
  }

  private func knownPlan(_ name: String, _ start: CSVStart) -> SectionPlan? {
    var values = ["nilai": Message.Value(name)]
    let location = CSVCells.location(name, start)
    guard let plan = form.section(spelt: NameKey.key(name)) else {
      if let guess = SimilarName.nearest(toHeading: name, among: form.form.sections.map(\.csv)) {
        values["usulan"] = Message.Value(guess)
        ledger.note(.unknownSectionSimilar, values: values, at: location)
      } else {
        ledger.note(.unknownSection, values: values, at: location)
      }
      return nil
    }
    if let first = sections.first(where: { $0.plan === plan }) {
      values["batas"] = Message.Value(String(first.start.line))
      ledger.note(.sectionTwice, values: values, at: location)
      return nil
    }
    return plan
  }

  private func noteMissingHeading(_ section: CSVSection) {
    ledger.note(
      .sectionWithoutHeading,
      values: ["nilai": Message.Value(section.name)],
      at: CSVCells.location(section.name, section.start)
    )
  }

  private func takeHeading(_ row: borrowing CSVRow) {
    guard let section = sections.last, let plan = section.plan else { return }
    let columns = CSVColumns(row, plan: plan)
    if isNamed, columns.entries.isEmpty, titles.count < limits.titleLines {
      return titles.append(CSVCells.position(row))
    }
    section.headingLine = row.line
    section.accident = HeadingAccident(row, columns, plan, form)
    section.accident?.note(section, delimiter: delimiter, ledger)
    ledger.suspecting(section.accident?.cause) { columns.noteProblems(section, plan, ledger) }
    section.columns = columns
    section.rowsFrom = row.byteOffset + Int64(row.byteCount)
    numberColumns = columns.entries.filter { $0.field.isNumber }.map { ($0.column, $0.field.allowsNegative) }
    dateColumns = columns.entries.filter { $0.field.isDate }.map(\.column)
    sampledRows = 0
    state = .rows
  }

  /// Before any section: a heading of worker columns opens a lone table; anything else is a title line.
  private func lookForTable(_ row: borrowing CSVRow) {
    let position = CSVCells.position(row)
    if let plan = form.streamed,
      CSVColumns(row, plan: plan).looksLikeHeading(row) || OtherDelimiter.ofHeading(row, plan, beating: 2) != nil
    {
      let start = CSVStart(byte: row.byteOffset, line: row.line)
      isDraft = sections.isEmpty
      guard isDraft || knownPlan(plan.definition.csv, start) != nil else { return state = .passing }
      sections.append(CSVSection(plan: plan, name: plan.definition.csv, start: start, table: table))
      return takeHeading(row)
    }
    if strayRow == nil, CSVCells.filled(row) > 1 { strayRow = position }
    if titles.count < limits.titleLines { titles.append(position) } else { state = .passing }
  }

  private func gatherEvidence(_ row: borrowing CSVRow) {
    if sampledRows < DateForms.sampledRows {
      sampledRows += 1
      for column in dateColumns where column < row.fieldCount { dateForms.look(at: row.field(column)) }
    }
    // Only a point or comma within a cell tells how numbers are written, and most rows have neither.
    guard row.mayHold(UInt8(ascii: ".")) || row.mayHold(UInt8(ascii: ",")) else { return }
    for (column, isDecimal) in numberColumns where column < row.fieldCount {
      let cell = row.field(column)
      if !Numerals.areDigits(cell) { evidence.look(at: cell, isDecimal: isDecimal) }
    }
  }
}
