import ReportForm
import ReportModel

/// What a report says about itself, gathered while it is read: how many rows each section has, the form version, and
/// the totals its end declares.
final class ReportFacts {
  private let form: FormPlan
  private let ledger: FindingLedger
  private var rows: [Int?]
  private var layouts: [SectionLayout?]
  private var declared: [RecordBatch] = []

  init(form: FormPlan, ledger: FindingLedger) {
    self.form = form
    self.ledger = ledger
    rows = [Int?](repeating: nil, count: form.sections.count)
    layouts = [SectionLayout?](repeating: nil, count: form.sections.count)
  }

  /// Notes that a section is in the file.
  func open(_ plan: SectionPlan, _ layout: SectionLayout) {
    rows[plan.index] = 0
    layouts[plan.index] = layout
  }

  /// Notes that a section was read.
  func close(_ reading: SectionReading) {
    rows[reading.plan.index] = reading.rows
  }

  /// How many rows of a section were read; `nil` when it is not in the file.
  func rowCount(of plan: SectionPlan) -> Int? { rows[plan.index] }

  /// Whether the section is in the file.
  func has(_ plan: SectionPlan) -> Bool { rows[plan.index] != nil }

  /// Looks at a batch on its way to the sink.
  func look(at batch: RecordBatch) {
    if batch.shape.name == "kepala" { checkVersion(batch) }
    if let closing = form.closing, batch.shape == closing.shape { declared.append(batch) }
  }

  /// Compares the declared totals with what was read. Only for files read to their end.
  func checkTotals() {
    guard let closing = form.closing, let section = closing.shape.index(of: "bagian"),
      let count = closing.shape.index(of: "jumlahBaris"), let layout = layouts[closing.index]
    else { return }
    for batch in declared {
      for row in 0..<batch.rowCount where batch.state(field: count, row: row) == .valid {
        let name = batch.text(field: section, row: row)
        let location = layout.location(in: batch, row: row, field: count)
        guard let plan = form.section(spelt: NameKey.key(name)) else {
          ledger.note(.unknownSection, values: ["nilai": Message.Value(name)], at: location)
          continue
        }
        let wanted = Int(batch.number(field: count, row: row))
        let found = rows[plan.index] ?? 0
        if wanted != found { noteTotal(name, wanted, found, location) }
      }
    }
  }

  private func noteTotal(_ name: String, _ wanted: Int, _ found: Int, _ location: Location) {
    ledger.note(
      .controlTotal,
      values: [
        "bagian": Message.Value(name), "nilai": Message.Value(String(wanted)), "batas": Message.Value(String(found)),
      ],
      at: location
    )
  }

  /// Whether the version is known and its window holds the reference date.
  private func checkVersion(_ batch: RecordBatch) {
    guard batch.rowCount > 0, let version = batch.shape.index(of: "versiSkema"),
      let layout = layouts[form.form.index(ofSection: "kepala") ?? 0],
      batch.state(field: version, row: 0) == .valid
    else { return }
    let text = batch.text(field: version, row: 0)
    let location = layout.location(in: batch, row: 0, field: version)
    if text != form.form.version {
      return ledger.note(
        .unknownVersion,
        values: ["nilai": Message.Value(text), "batas": Message.Value(form.form.version)],
        at: location
      )
    }
    guard let date = batch.shape.index(of: "tanggalKeadaan"), batch.state(field: date, row: 0) == .valid else { return }
    let day = CivilDate(dayNumber: Int32(truncatingIfNeeded: batch.number(field: date, row: 0)))
    let (from, to) = (form.form.validFrom, form.form.validTo)
    if from.map({ day < $0 }) ?? false || to.map({ day > $0 }) ?? false {
      let window = ReadingWords.window(from: from, to: to)
      ledger.note(
        .versionOutsideWindow,
        values: ["nilai": Message.Value(text), "batas": Message.Value(window)],
        at: location
      )
    }
  }

  /// What came of reading.
  func summary(syntax: FileSyntax, isDraft: Bool, isUsable: Bool) -> ReadingSummary {
    let present = form.sections.compactMap { plan in
      rows[plan.index].map { SectionCount(section: plan.definition.name, rows: $0) }
    }
    let missing = form.sections.filter { plan in
      rows[plan.index] == nil && plan.isPartOfFullReport
    }
    return ReadingSummary(
      syntax: syntax,
      rows: present,
      isDraft: isDraft,
      isUsable: isUsable,
      missingSections: missing.map(\.definition.name)
    )
  }
}
