import CEL
import ReportForm
import ReportModel

/// How earlier reports look to rules: a record with a field for every section that is kept whole.
struct PriorRecordTypes: Sendable {
  /// `laporan`: the sections of one report.
  let report: RecordType
  /// `pekerjaLalu`: what is kept of one worker.
  let worker: RecordType
  /// The section of each field of `report`, by index in the form.
  let sections: [Int]

  init(form: FormDefinition) {
    sections = form.sections.indices.filter { !form.sections[$0].isStreamed }
    report = RecordType(
      name: "laporan",
      fields: sections.map { index in
        let section = form.sections[index]
        let row = CELType.record(section.name)
        return (section.name, section.isSingleRow ? row : .list(row))
      }
    )
    let shape = form.sections.first { $0.isStreamed }?.shape
    worker = RecordType(
      name: "pekerjaLalu",
      fields: PriorWorkers.fields.map { name in
        (name, shape?.index(of: name).map { SectionRecords.type(of: shape?.fields[$0].kind ?? .text) } ?? .string)
      }
    )
  }
}

/// One earlier report as a record.
final class PriorReportRecord: RecordSource {
  let report: PriorReport
  /// Whether it belongs to another company than the report that is judged.
  let isOfOtherCompany: Bool
  let recordType: RecordType
  private let workers: PriorWorkerRecords?
  private let fields: [FieldReading]

  init(_ report: PriorReport, isOfOtherCompany: Bool, environment: RuleEnvironment) {
    self.report = report
    self.isOfOtherCompany = isOfOtherCompany
    recordType = environment.prior.report
    workers = report.workers.map { PriorWorkerRecords($0, environment.prior.worker, environment.types) }
    fields = environment.prior.sections.map { index in
      Self.reading(report.sections[index], isPresent: report.present[index], environment.sections[index])
    }
  }

  func read(field: Int, row: Int) -> FieldReading { fields[field] }

  private static func reading(_ batches: [RecordBatch], isPresent: Bool, _ records: SectionRecords) -> FieldReading {
    if records.section.isSingleRow {
      let source: any RecordSource =
        batches.first { $0.rowCount > 0 }.map { BatchRecords(batch: $0, records: records) }
        ?? AbsentRecord(type: records.type)
      return .value(.record(RecordReference(source: source, row: 0)))
    }
    guard isPresent else { return .absent }
    let rows = batches.flatMap { batch in
      let source = BatchRecords(batch: batch, records: records)
      return (0..<batch.rowCount).map { Value.record(RecordReference(source: source, row: $0)) }
    }
    return .value(.list(rows))
  }

  /// The worker with this NIK as a record.
  func worker(_ nik: String) -> Value? {
    guard let workers, let row = workers.workers.row(nik) else { return nil }
    return .record(RecordReference(source: workers, row: row))
  }
}

/// The workers of an earlier report as records.
final class PriorWorkerRecords: RecordSource {
  let workers: PriorWorkers
  let recordType: RecordType
  private let types: HostTypes

  init(_ workers: PriorWorkers, _ type: RecordType, _ types: HostTypes) {
    self.workers = workers
    recordType = type
    self.types = types
  }

  func read(field: Int, row: Int) -> FieldReading {
    switch workers.state(field: field, row: row) {
    case .absent: .absent
    case .empty: .empty
    case .damaged: .damaged
    case .valid: value(workers.kinds[field], workers.number(field: field, row: row)).map(FieldReading.value) ?? .absent
    }
  }

  private func value(_ kind: CellKind?, _ number: Int64) -> Value? {
    switch kind {
    case .integer: .int(number)
    case .date: .opaque(OpaqueValue(type: types.date, mantissa: number))
    case .yesNo: .bool(number == 1)
    case .code(let names): names.codes.indices.contains(Int(number)) ? .string(names.codes[Int(number)]) : nil
    case .decimal(let scale): types.value(ExactDecimal(mantissa: number, scale: scale))
    case .text, .list, nil: nil
    }
  }
}
