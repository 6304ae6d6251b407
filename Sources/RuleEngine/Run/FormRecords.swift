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
      name: section.name,
      fields: section.shape.fields.map { ($0.name, Self.type(of: $0.kind)) }
    )
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
final class BatchRecords: ColumnBatch {
  let batch: RecordBatch
  private let records: SectionRecords
  /// The columns that were asked for beforehand, by field.
  private let columns: [ColumnData?]

  /// - Parameter columns: the fields that will be read as columns, by index.
  init(batch: RecordBatch, records: SectionRecords, columns fields: some Sequence<Int> = []) {
    self.batch = batch
    self.records = records
    var columns: [ColumnData?] = []
    for field in fields {
      while columns.count <= field { columns.append(nil) }
      columns[field] = Self.column(field, of: batch, records.types)
    }
    self.columns = columns
  }

  var recordType: RecordType { records.type }

  var rowCount: Int { batch.rowCount }

  func column(_ field: Int) -> ColumnData {
    if field < columns.count, let column = columns[field] { return column }
    return Self.column(field, of: batch, records.types)
  }

  private static func column(_ field: Int, of batch: RecordBatch, _ types: HostTypes) -> ColumnData {
    ColumnData(values: values(field, of: batch, types), states: batch.columnStates(field: field))
  }

  /// The values of a field as `read(field:row:)` gives them.
  private static func values(_ field: Int, of batch: RecordBatch, _ types: HostTypes) -> ColumnValues {
    switch batch.shape.fields[field].kind {
    case .text:
      let (bytes, starts, lengths) = batch.columnTexts(field: field)
      return .texts(bytes: bytes, starts: starts, lengths: lengths)
    case .integer: return .integers(batch.columnNumbers(field: field))
    case .date: return .opaques(batch.columnNumbers(field: field), scale: 0, type: types.date)
    case .yesNo: return .bools(batch.columnNumbers(field: field).map { $0 == 1 ? 1 : 0 })
    case .code(let names): return .codes(batch.columnNumbers(field: field), names: names.codes)
    case .decimal(let scale): return .scaled(batch.columnNumbers(field: field), scale: scale, type: types.decimal)
    case .list: return .none
    }
  }

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
