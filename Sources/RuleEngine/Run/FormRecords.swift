import CEL
import ReportForm
import ReportModel

/// The host types the rules know beside CEL's own.
struct HostTypes: Sendable {
  let date: OpaqueTypeID
  let decimal: OpaqueTypeID

  func value(_ date: CivilDate) -> Value {
    .opaque(OpaqueValue(type: self.date, mantissa: Int64(date.dayNumber)))
  }

  func value(_ decimal: ExactDecimal) -> Value {
    .opaque(OpaqueValue(type: self.decimal, mantissa: decimal.mantissa, scale: decimal.scale))
  }
}

extension CELType {
  static let date = CELType.opaque("date")
  static let decimal = CELType.opaque("decimal")
}

/// How one section of the form looks to a rule.
final class SectionRecords: Sendable {
  let section: SectionDefinition
  let type: RecordType
  let types: HostTypes

  init(section: SectionDefinition, types: HostTypes) {
    self.section = section
    self.types = types
    type = RecordType(
      name: section.name, fields: section.shape.fields.map { ($0.name, Self.type(of: $0.kind)) })
  }

  private static func type(of kind: CellKind) -> CELType {
    switch kind {
    case .text, .code: .string
    case .integer: .int
    case .decimal: .decimal
    case .date: .date
    case .yesNo: .bool
    case .list: .list(.string)
    }
  }
}

/// The rows of a batch as records for rules; one object per batch, not per row.
final class BatchRecords: RecordSource {
  let batch: RecordBatch
  private let records: SectionRecords

  init(batch: RecordBatch, records: SectionRecords) {
    self.batch = batch
    self.records = records
  }

  var recordType: RecordType { records.type }

  func read(field: Int, row: Int) -> FieldReading {
    switch batch.state(field: field, row: row) {
    case .absent: .absent
    case .empty: .empty
    case .damaged: .damaged
    case .valid: .value(value(field: field, row: row))
    }
  }

  private func value(field: Int, row: Int) -> Value {
    switch batch.shape.fields[field].kind {
    case .text: .string(batch.text(field: field, row: row))
    case .integer: .int(batch.number(field: field, row: row))
    case .decimal(let scale):
      records.types.value(ExactDecimal(mantissa: batch.number(field: field, row: row), scale: scale))
    case .date:
      .opaque(OpaqueValue(type: records.types.date, mantissa: batch.number(field: field, row: row)))
    case .yesNo: .bool(batch.number(field: field, row: row) == 1)
    case .code(let names): .string(names.codes[Int(batch.number(field: field, row: row))])
    case .list:
      .list(batch.text(field: field, row: row).split(separator: "|").map { .string(String($0)) })
    }
  }
}

/// A section that the file does not have: every field is absent.
final class AbsentRecord: RecordSource {
  let recordType: RecordType

  init(type: RecordType) { recordType = type }

  func read(field: Int, row: Int) -> FieldReading { .absent }
}
