import CSV
import ReportForm
import ReportModel

/// Reads a CSV report: one pass to find its sections, then the sections themselves, the workers last.
///
/// Two passes because sections come in any order, because workers are judged last, and because one number decides how
/// another is read. Neither pass holds more than a row.
struct CSVReport {
  let form: FormPlan
  let source: any ByteSource
  let output: RecordOutput
  let facts: ReportFacts

  private var limits: ReadingLimits { output.limits }
  private var ledger: FindingLedger { output.ledger }

  /// Reads the report and says how it went.
  func read(_ dialect: CSVDialect, mayBeOldEncoding: Bool) throws(ReadingFault) -> ReadingSummary {
    var dialect = dialect
    output.delimiter = dialect.delimiter.rawValue
    var index = CSVIndex(form: form, limits: limits, ledger: ledger)
    index.delimiter = output.delimiter
    var failure = try run(dialect, from: .fileStart, into: index)
    if case .invalidUTF8(let place, _?)? = failure, mayBeOldEncoding,
      try CSVText(source: source, output: output).isASCII(before: place.byte)
    {
      dialect.encoding = .windows1252
      index = CSVIndex(form: form, limits: limits, ledger: ledger)
      index.delimiter = output.delimiter
      failure = try run(dialect, from: .fileStart, into: index)
    }
    CSVNotes(ledger: ledger).note(dialect)
    if let failure { CSVNotes(ledger: ledger).note(failure) }
    index.conclude(isCut: failure != nil)
    CSVNotes(ledger: ledger).noteMissingSections(index, form, isCut: failure != nil)
    let isComplete = try readSections(index, dialect) && failure == nil && !index.isOverfull && !index.sections.isEmpty
    var syntax = FileSyntax(csv: dialect)
    syntax.add(index.evidence, index.dateForms)
    return facts.summary(syntax: syntax, isDraft: index.isDraft, isUsable: isComplete)
  }

  /// Reads the sections in the order of judgement; false when one was too long.
  private func readSections(_ index: CSVIndex, _ dialect: CSVDialect) throws(ReadingFault) -> Bool {
    var isComplete = true
    for run in runs(of: index.sections) {
      let next = run.upperBound < index.sections.count ? index.sections[run.upperBound].start.byte : .max
      let pass = CSVPass(
        Array(index.sections[run]),
        end: next,
        evidence: index.evidence,
        form: form,
        output: output,
        facts: facts
      )
      _ = try self.run(dialect, from: index.sections[run.lowerBound].start, into: pass)
      pass.closeSection()
      if pass.isOverfull { isComplete = false }
    }
    return isComplete
  }

  /// The sections cut into stretches that can each be read in one go: the streamed one after all others, the closing
  /// one last.
  private func runs(of sections: [CSVSection]) -> [Range<Int>] {
    let last = sections.indices.filter { sections[$0].plan === form.streamed && form.streamed != nil }
    let closing = sections.indices.filter { sections[$0].plan === form.closing && form.closing != nil }
    let order = sections.indices.filter { !last.contains($0) && !closing.contains($0) } + last + closing
    var runs: [Range<Int>] = []
    for place in order {
      if let previous = runs.last, previous.upperBound == place {
        runs[runs.count - 1] = previous.lowerBound..<place + 1
      } else {
        runs.append(place..<place + 1)
      }
    }
    return runs
  }

  private func run(
    _ dialect: CSVDialect,
    from start: CSVStart,
    into sink: any CSVRowSink
  ) throws(ReadingFault) -> CSVError? {
    try CSVText(source: source, output: output).run(dialect, from: start, into: sink)
  }
}

/// A pass over consecutive sections that fills their rows.
final class CSVPass: CSVRowSink {
  private let sections: [CSVSection]
  private let end: Int64
  private let evidence: ConventionEvidence
  private let form: FormPlan
  private let output: RecordOutput
  private let facts: ReportFacts
  private var next = 0
  /// Where the next section begins, or the pass ends.
  private var boundary: Int64
  private var rowsFrom: Int64 = .max
  private var rows: CSVRows?
  private(set) var isOverfull = false

  init(
    _ sections: [CSVSection],
    end: Int64,
    evidence: ConventionEvidence,
    form: FormPlan,
    output: RecordOutput,
    facts: ReportFacts
  ) {
    self.sections = sections
    self.end = end
    self.evidence = evidence
    self.form = form
    self.output = output
    self.facts = facts
    boundary = sections.first?.start.byte ?? end
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    while row.byteOffset >= boundary {
      closeSection()
      guard next < sections.count, output.refusal == nil else { return .stop }
      openSection(sections[next])
      next += 1
      boundary = next < sections.count ? sections[next].start.byte : end
    }
    if row.isBlank || row.byteOffset < rowsFrom { return .continue }
    rows?.read(row)
    return output.refusal == nil ? .continue : .stop
  }

  private func openSection(_ section: CSVSection) {
    guard let plan = section.plan, let columns = section.columns else { return }
    var layout = columns.layout(plan, name: section.name)
    if let table = output.ledger.table { (layout.member, layout.isSheet) = (table.name, table.isSheet) }
    facts.open(plan, layout)
    output.send(layout)
    let reading = SectionReading(
      plan: plan,
      layout: layout,
      output: output,
      present: columns.present(plan),
      sheetWidth: plan.definition.isStreamed ? columns.width : 0
    )
    reading.evidence = evidence
    if plan.definition.isStreamed {
      reading.workers = WorkerTally(female: form.form.lists["JENIS_KELAMIN"]?.index(of: "P"))
    }
    reading.rowPosition = SourcePosition(byte: section.start.byte, line: section.start.line, column: 1)
    rowsFrom = section.rowsFrom
    output.ledger.standing = section.accident?.cause
    rows = CSVRows(reading, columns: columns)
  }

  /// Ends the section being read.
  func closeSection() {
    guard let rows else { return }
    let reading = rows.reading
    self.rows = nil
    rowsFrom = .max
    defer { output.ledger.standing = nil }
    rows.conclude()
    if rows.isOverfull { isOverfull = true }
    reading.close()
    reading.noteMixedDates()
    reading.noteScientific()
    reading.accidents.conclude(reading, width: rows.width, delimiter: output.delimiter)
    reading.workers?.conclude(reading)
    facts.close(reading)
    if reading.plan.isRequired && reading.rows == 0 {
      let name = Message.Value(reading.layout.fileSection)
      output.ledger.note(
        .missingRow,
        values: ["nilai": name, "field": name],
        at: reading.location(row: nil, position: reading.rowPosition)
      )
    }
  }
}
