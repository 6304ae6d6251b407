import CEL
import ReportForm
import ReportModel

// Where a finding points and what it says there.

extension RuleRun {
  /// Notes a finding at a row. `other` is the earlier row with the same value, for rules about duplicates.
  func find(_ rule: Rule, _ grade: Grade, _ batch: RecordBatch, _ row: Int, other: Int? = nil) {
    let target = rule.targets.first
    let field = target.flatMap { pack.form.sections[$0.section].shape == batch.shape ? $0.field : nil }
    note(rule, grade, confirmation: confirmation(of: rule, grade, batch, row, field)) { values in
      values["baris"] = Message.Value(String(batch.firstRow + row))
      if let other { values["baris2"] = Message.Value(String(other)) }
      return (location(batch, row, field), field.flatMap { foundValue(batch, row, $0) })
    }
  }

  /// Notes a finding about the report as a whole.
  func find(_ rule: Rule, _ grade: Grade) {
    guard let target = rule.targets.first else {
      return note(rule, grade, confirmation: nil) { _ in (Location(), nil) }
    }
    guard let batch = kept[target.section].first(where: { $0.rowCount > 0 }) else {
      return note(rule, grade, confirmation: confirmation(of: rule, grade, target)) { _ in
        (sectionLocation(target), nil)
      }
    }
    note(rule, grade, confirmation: confirmation(of: rule, grade, batch, 0, target.field)) { _ in
      (location(batch, 0, target.field), foundValue(batch, 0, target.field))
    }
  }

  private func note(
    _ rule: Rule,
    _ grade: Grade,
    confirmation: String?,
    place: (inout [String: Message.Value]) -> (Location, FoundValue?)
  ) {
    book.find(
      rule: rule.text.id,
      part: rule.key,
      grade: grade,
      severity: severity(grade, confirmed: confirmation != nil),
      title: rule.text.title,
      law: rule.text.law,
      confirmation: confirmation
    ) {
      var values = messageValues(rule)
      values["field"] = rule.targets.first.map(label)
      let (location, value) = place(&values)
      return Place(location: location, message: Message(rule.text.message, values: values), value: value)
    }
  }

  /// The severity that counts: archives cannot confirm, so D* is a warning there.
  func severity(_ grade: Grade, confirmed: Bool) -> Severity {
    guard case .confirmable(let once) = grade else { return grade.severity }
    if confirmed { return once.severity }
    return circumstances.isArchive ? .warning : .error
  }

  private func confirmation(
    of rule: Rule,
    _ grade: Grade,
    _ batch: RecordBatch,
    _ row: Int,
    _ field: Int?
  ) -> String? {
    guard case .confirmable = grade, !confirmations.isEmpty else { return nil }
    return confirmations.reason(
      rule: rule.text.id,
      section: batch.shape.name,
      row: rowNumber(batch, row),
      field: field.map { batch.shape.fields[$0].name }
    )
      ?? layoutName(batch).flatMap {
        confirmations.reason(
          rule: rule.text.id,
          section: $0,
          row: rowNumber(batch, row),
          field: field.map { batch.shape.fields[$0].name }
        )
      }
  }

  /// The confirmation of what is missing together with its section.
  private func confirmation(of rule: Rule, _ grade: Grade, _ target: Rule.Target) -> String? {
    guard case .confirmable = grade, !confirmations.isEmpty else { return nil }
    let section = pack.form.sections[target.section]
    let field = section.fields[target.field].name
    return confirmations.reason(rule: rule.text.id, section: section.name, row: nil, field: field)
      ?? confirmations.reason(rule: rule.text.id, section: section.csv, row: nil, field: field)
  }

  private func layoutName(_ batch: RecordBatch) -> String? {
    pack.form.section(batch.shape.name)?.csv
  }

  /// The number by which the reporter knows a row: its own `nomorUrut`, else its place in the section.
  private func rowNumber(_ batch: RecordBatch, _ row: Int) -> Int64? {
    guard !batch.shape.isSingleRow else { return nil }
    if let index = batch.shape.index(of: "nomorUrut"), batch.state(field: index, row: row) == .valid {
      return batch.number(field: index, row: row)
    }
    return Int64(batch.firstRow + row)
  }

  private func messageValues(_ rule: Rule) -> [String: Message.Value] {
    let format = ValueFormat(types: pack.environment.types)
    var values: [String: Message.Value] = [:]
    for value in rule.values {
      guard case .value(let found) = evaluateValue(value.program) else {
        values[value.name] = Message.Value("–")
        continue
      }
      let text = format.text(found)
      values[value.name] = value.personal.map { Message.Value(text, personal: $0) } ?? Message.Value(text)
    }
    return values
  }

  private func label(_ target: Rule.Target) -> Message.Value {
    Message.Value(pack.form.sections[target.section].fields[target.field].label)
  }

  private func location(_ batch: RecordBatch, _ row: Int, _ field: Int?) -> Location {
    guard let index = pack.form.index(ofSection: batch.shape.name), let layout = layouts[index] else {
      return Location(
        section: batch.shape.name,
        row: batch.shape.isSingleRow ? nil : batch.firstRow + row,
        field: field.map { batch.shape.fields[$0].name }
      )
    }
    return layout.location(in: batch, row: row, field: field)
  }

  private func sectionLocation(_ target: Rule.Target) -> Location {
    let section = pack.form.sections[target.section]
    return Location(
      section: layouts[target.section]?.fileSection ?? section.csv,
      field: section.fields[target.field].name,
      column: section.fields[target.field].csv
    )
  }

  private func foundValue(_ batch: RecordBatch, _ row: Int, _ field: Int) -> FoundValue? {
    guard let text = batch.display(field: field, row: row) else { return nil }
    return batch.shape.fields[field].personal.map { .personal(Personal(text, kind: $0)) } ?? .plain(text)
  }
}

// MARK: - What identifies the report

extension RuleRun {
  /// A valid date of a single-row section that is kept.
  func keptDate(_ section: String, _ field: String) -> CivilDate? {
    keptNumber(section, field).map { CivilDate(dayNumber: Int32(truncatingIfNeeded: $0)) }
  }

  private func keptCell(_ section: String, _ field: String) -> (RecordBatch, Int)? {
    guard let index = pack.form.index(ofSection: section), let batch = kept[index].first(where: { $0.rowCount > 0 }),
      let column = batch.shape.index(of: field), batch.state(field: column, row: 0) == .valid
    else { return nil }
    return (batch, column)
  }

  private func keptNumber(_ section: String, _ field: String) -> Int64? {
    keptCell(section, field).map { batch, column in batch.number(field: column, row: 0) }
  }

  private func keptText(_ section: String, _ field: String) -> String? {
    keptCell(section, field).flatMap { batch, column in batch.display(field: column, row: 0) }
  }

  func header() -> ReportHeader {
    var header = ReportHeader()
    header.formVersion = keptText("kepala", "versiSkema")
    header.companyName = keptText("identitasPerusahaan", "namaPerusahaan")
    header.unit = keptText("kepala", "kodeUnit")
    header.kind = keptText("kepala", "jenisLaporan")
    header.filing = keptText("kepala", "jenisPenyampaian")
    header.period = keptNumber("kepala", "periodeTahun").map { Int($0) }
    header.region = keptText("kepala", "kodeWilayah")
    header.nib = keptText("identitasPerusahaan", "nib")
    header.npwp = keptText("identitasPerusahaan", "npwp")
    header.sector = mainActivity()
    header.corrects = keptText("kepala", "nomorLaporanDiperbaiki")
    header.referenceDate = keptDate("kepala", "tanggalKeadaan")
    header.filedDate = keptDate("kepala", "tanggalLapor")
    header.eventDate = keptDate("peristiwa", "tanggalPeristiwa")
    header.workers = workerCount()
    return header
  }

  private func mainActivity() -> String? {
    guard let index = pack.form.index(ofSection: "kbli") else { return nil }
    for batch in kept[index] {
      guard let main = batch.shape.index(of: "utama"), let code = batch.shape.index(of: "kodeKbli") else { continue }
      for row in 0..<batch.rowCount
      where batch.state(field: main, row: row) == .valid && batch.number(field: main, row: row) == 1 {
        return batch.display(field: code, row: row)
      }
    }
    return nil
  }

  private func workerCount() -> Int? {
    guard let definition = pack.definitions.first(where: { $0.name == "jumlahPekerja" }),
      case .value(.int(let count)) = activation.read(variable: definition.slot)
    else { return nil }
    return Int(count)
  }
}
