import CEL
import ReportForm
import ReportModel
import Synchronization

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
  /// The names of the codes, by field.
  let codeNames: [ColumnNames?]

  init(section: SectionDefinition, types: HostTypes) {
    self.section = section
    self.types = types
    codeNames = section.shape.fields.map { field in
      if case .code(let names) = field.kind { ColumnNames(names.codes) } else { nil }
    }
    type = RecordType(
      name: section.name,
      fields: section.shape.fields.map { ($0.name, Self.type(of: $0.kind)) }
    )
  }

  static func type(of kind: CellKind) -> CELType {
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

  /// The texts of all fields.
  private let texts: ColumnBuffer<UInt8>
  /// The digests of all rows, once somebody asked for one.
  private let digests = Mutex<[UInt64]?>(nil)

  /// - Parameter columns: the fields that will be read as columns, by index.
  init(batch: RecordBatch, records: SectionRecords, columns fields: some Collection<Int> = []) {
    self.batch = batch
    self.records = records
    texts = Self.texts(of: batch)
    var columns: [ColumnData?] = []
    for field in fields {
      while columns.count <= field { columns.append(nil) }
      columns[field] = Self.column(field, of: batch, records, texts)
    }
    self.columns = columns
  }

  var recordType: RecordType { records.type }

  var rowCount: Int { batch.rowCount }

  func column(_ field: Int) -> ColumnData {
    if field < columns.count, let column = columns[field] { return column }
    return Self.column(field, of: batch, records, texts)
  }

  /// The row's ``RowDigest``.
  func digest(_ row: Int) -> UInt64 {
    digests.withLock { known in
      if let known { return known[row] }
      let made = RowDigest.all(in: batch)
      known = made
      return made[row]
    }
  }

  /// The texts of all fields, without a copy.
  private static func texts(of batch: RecordBatch) -> ColumnBuffer<UInt8> {
    let bytes = batch.textBytes
    return bytes.baseAddress.map { ColumnBuffer(base: $0, count: bytes.count, owner: batch) } ?? []
  }

  /// The cells of a field, without a copy, as `read(field:row:)` gives them.
  private static func column(
    _ field: Int,
    of batch: RecordBatch,
    _ records: SectionRecords,
    _ texts: ColumnBuffer<UInt8>
  ) -> ColumnData {
    let cells = batch.cells(of: field)
    let count = batch.rowCount
    let values: ColumnValues
    let numbers = ColumnBuffer(base: cells.numbers, count: count, owner: batch)
    switch batch.shape.fields[field].kind {
    case .text:
      let places = TextPlaces(of: field, in: batch)
      values = .texts(
        bytes: texts,
        starts: ColumnBuffer(base: places.starts, count: count, owner: places),
        lengths: ColumnBuffer(base: places.lengths, count: count, owner: places)
      )
    case .integer: values = .integers(numbers)
    case .date: values = .opaques(numbers, scale: 0, type: records.types.date)
    case .yesNo: values = .bools(numbers)
    case .code: values = records.codeNames[field].map { .codes(numbers, names: $0) } ?? .none
    case .decimal(let scale): values = .scaled(numbers, scale: scale, type: records.types.decimal)
    case .list: values = .none
    }
    return ColumnData(
      values: values,
      states: cells.states.map { ColumnBuffer(base: $0, count: count, owner: batch) } ?? []
    )
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

/// Where the texts of a column lie in the batch's bytes.
private final class TextPlaces: @unchecked Sendable {  // filled once, before use
  let starts: UnsafePointer<UInt32>
  let lengths: UnsafePointer<UInt32>
  private let memory: UnsafeMutablePointer<UInt32>

  init(of field: Int, in batch: RecordBatch) {
    memory = .allocate(capacity: max(1, 2 * batch.rowCount))
    starts = UnsafePointer(memory)
    lengths = UnsafePointer(memory + batch.rowCount)
    batch.writeTextPlaces(of: field, starts: memory, lengths: memory + batch.rowCount)
  }

  deinit { memory.deallocate() }
}

/// A section that the file does not have: every field is absent.
final class AbsentRecord: RecordSource {
  let recordType: RecordType

  init(type: RecordType) { recordType = type }

  func read(field: Int, row: Int) -> FieldReading { .absent }
}
