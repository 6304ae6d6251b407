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
  /// Its columns, once the heading is read.
  var columns: CSVColumns?
  /// The first byte after the heading.
  var rowsFrom: Int64 = .max

  init(plan: SectionPlan?, name: String, start: CSVStart) {
    self.plan = plan
    self.name = name
    self.start = start
  }
}

/// The first pass over a CSV file: which sections it has, where they lie, their columns, and how it writes numbers.
final class CSVIndex: CSVRowSink {
  private enum State { case before, heading, rows, passing }

  private let form: FormPlan
  private let limits: ReadingLimits
  private let ledger: FindingLedger
  private var state = State.before
  private var numberColumns: [(column: Int, isDecimal: Bool)] = []
  private var titles: [SourcePosition] = []
  /// The first line before the sections that holds more than a title.
  private var strayRow: SourcePosition?

  /// The sections in file order, also those that are not read.
  private(set) var sections: [CSVSection] = []
  /// Whether the file is a lone table of workers without section line.
  private(set) var isDraft = false
  /// Whether there are more sections than a file may have.
  private(set) var isOverfull = false

  /// How the file writes numbers.
  private(set) var evidence = ConventionEvidence()

  init(form: FormPlan, limits: ReadingLimits, ledger: FindingLedger) {
    self.form = form
    self.limits = limits
    self.ledger = ledger
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if row.isBlank { return .continue }
    if CSVCells.mayBeMark(row), let name = CSVCells.sectionName(row) {
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

  /// Notes what only the whole file shows.
  func conclude() {
    if state == .heading, let section = sections.last { noteMissingHeading(section) }
    let lines = titles.count
    if sections.isEmpty {
      ledger.note(.noSections, at: Location(position: titles.first ?? .unknown))
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
    let start = CSVStart(byte: row.byteOffset, line: row.line)
    guard sections.count < limits.sectionLines else {
      isOverfull = true
      let limit = Message.Value(String(limits.sectionLines))
      return ledger.note(.tooManySections, values: ["batas": limit], at: CSVCells.location(name, start))
    }
    let plan = knownPlan(name, start)
    isDraft = false
    sections.append(CSVSection(plan: plan, name: name, start: start))
    state = plan == nil ? .passing : .heading
  }

  private func knownPlan(_ name: String, _ start: CSVStart) -> SectionPlan? {
    var values = ["nilai": Message.Value(name)]
    let location = CSVCells.location(name, start)
    guard let plan = form.section(spelt: NameKey.key(name)) else {
      if let guess = SimilarName.nearest(to: name, among: form.form.sections.map(\.csv)) {
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
    columns.noteProblems(section, plan, ledger)
    section.columns = columns
    section.rowsFrom = row.byteOffset + Int64(row.byteCount)
    numberColumns = columns.entries.filter { $0.field.isNumber }.map { ($0.column, $0.field.allowsNegative) }
    state = .rows
  }

  /// Before any section: a heading of worker columns opens a lone table; anything else is a title line.
  private func lookForTable(_ row: borrowing CSVRow) {
    let position = CSVCells.position(row)
    if let plan = form.streamed, CSVColumns(row, plan: plan).looksLikeHeading(row) {
      isDraft = true
      let start = CSVStart(byte: row.byteOffset, line: row.line)
      sections.append(CSVSection(plan: plan, name: plan.definition.csv, start: start))
      return takeHeading(row)
    }
    if strayRow == nil, CSVCells.filled(row) > 1 { strayRow = position }
    if titles.count < limits.titleLines { titles.append(position) } else { state = .passing }
  }

  private func gatherEvidence(_ row: borrowing CSVRow) {
    for (column, isDecimal) in numberColumns where column < row.fieldCount {
      let cell = row.field(column)
      if !Numerals.areDigits(cell) { evidence.look(at: cell, isDecimal: isDecimal) }
    }
  }
}
