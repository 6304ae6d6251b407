/// What is known of one cell (decision: three values, absent is never a violation).
public enum CellState: UInt8, Sendable {
  /// The file has no such column or element: value and presence are unknown.
  case absent
  /// The cell is there and empty: not present, value unknown.
  case empty
  /// The cell holds something that could not be understood: present, value unknown.
  case damaged
  /// The cell holds a value of its type.
  case valid
}

/// How the values of one field are stored.
public enum CellKind: Hashable, Sendable {
  /// Text; bytes in the batch's arena.
  case text
  /// A whole number, money in whole rupiah among them.
  case integer
  /// A decimal; the integer is the number times 10 to the power of `scale`.
  case decimal(scale: Int32)
  /// A day; the integer counts days since 1970-01-01.
  case date
  /// Yes (1) or no (0).
  case yesNo
  /// A code of one of the form's own lists; the integer indexes the list.
  case code(CodeNames)
  /// Several texts or codes, separated by `|` in the arena.
  case list
}

/// The codes of one list in their fixed order, so that a column of codes is a column of small integers.
public final class CodeNames: Hashable, Sendable {
  /// The list's name, such as `STATUS_HUBUNGAN`.
  public let list: String
  /// The codes; a cell's integer is an index into them.
  public let codes: [String]

  /// A list with its codes in order.
  public init(list: String, codes: [String]) {
    self.list = list
    self.codes = codes
  }

  /// Two lists are the same when their names and codes are.
  public static func == (left: CodeNames, right: CodeNames) -> Bool {
    left === right || (left.list == right.list && left.codes == right.codes)
  }

  /// Hashes the list's name.
  public func hash(into hasher: inout Hasher) { hasher.combine(list) }
}

/// One field of a section as the records know it.
public struct FieldShape: Hashable, Sendable {
  /// The element name, such as `tanggalLahir`.
  public let name: String
  /// How its values are stored.
  public let kind: CellKind
  /// What kind of personal data it is, if any.
  public let personal: PersonalKind?

  /// A field with its storage.
  public init(name: String, kind: CellKind, personal: PersonalKind? = nil) {
    self.name = name
    self.kind = kind
    self.personal = personal
  }
}

/// One section of the form as the records know it: its name and its fields in order.
public final class SectionShape: Hashable, Sendable {
  /// The section's name, such as `tenagaKerja`.
  public let name: String
  /// Whether the section has one row (`identitasPerusahaan`) or many.
  public let isSingleRow: Bool
  /// Whether its rows are judged as they stream past and are never held together.
  public let isStreamed: Bool
  /// The fields; a column's index in a batch is its field's index here.
  public let fields: [FieldShape]
  private let indexByName: [String: Int]

  /// A section with its fields.
  public init(name: String, isSingleRow: Bool, isStreamed: Bool, fields: [FieldShape]) {
    self.name = name
    self.isSingleRow = isSingleRow
    self.isStreamed = isStreamed
    self.fields = fields
    indexByName = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  /// The index of the field with this name.
  public func index(of field: String) -> Int? { indexByName[field] }

  /// Identity: a form has one shape per section.
  public static func == (left: SectionShape, right: SectionShape) -> Bool { left === right }
  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// One field's values over the rows of a batch.
public struct Column: Sendable {
  /// `CellState` of each row; an absent column has one state for all.
  public fileprivate(set) var states: [UInt8]
  /// The number of each row, for every kind but text and list; 0 where not valid.
  public fileprivate(set) var numbers: [Int64]
  /// Start of each row's text in the arena (text, list and damaged cells).
  public fileprivate(set) var textStarts: [UInt32]
  /// Length of each row's text in bytes.
  public fileprivate(set) var textLengths: [UInt32]
  /// Place of each row's cell in the file.
  public fileprivate(set) var positions: [SourcePosition]
  /// Whether the file has this column; `false` means that every row is `absent`.
  public fileprivate(set) var isPresent: Bool

  static let missing = Column(
    states: [], numbers: [], textStarts: [], textLengths: [], positions: [], isPresent: false)
}

/// Some rows of one section, a typed column per field. Immutable once made by a `RecordBatchBuilder`.
public final class RecordBatch: Sendable {
  /// The section these rows belong to.
  public let shape: SectionShape
  /// How many rows there are.
  public let rowCount: Int
  /// The section's row number of the first row, from 1.
  public let firstRow: Int
  /// The columns, in the order of `shape.fields`.
  public let columns: [Column]
  /// Place of each row's start in the file.
  public let rowPositions: [SourcePosition]
  private let arena: [UInt8]

  fileprivate init(
    shape: SectionShape, firstRow: Int, columns: [Column], rowPositions: [SourcePosition], arena: [UInt8]
  ) {
    self.shape = shape
    self.firstRow = firstRow
    self.columns = columns
    self.rowPositions = rowPositions
    self.arena = arena
    rowCount = rowPositions.count
  }

  /// What is known of the cell; row from 0 in this batch.
  @inline(__always)
  public func state(field: Int, row: Int) -> CellState {
    let column = columns[field]
    guard column.isPresent else { return .absent }
    return CellState(rawValue: column.states[row]) ?? .absent
  }

  /// The stored integer; meaningful only where the state is `valid`.
  @inline(__always)
  public func number(field: Int, row: Int) -> Int64 { columns[field].numbers[row] }

  /// The cell's text as the file has it (text, list and damaged cells); empty for others.
  public func text(field: Int, row: Int) -> String {
    withTextBytes(field: field, row: row) { String(decoding: $0, as: UTF8.self) }
  }

  /// Calls `body` with the UTF-8 bytes of the cell's text.
  @inline(__always)
  public func withTextBytes<Result>(
    field: Int, row: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let column = columns[field]
    guard column.isPresent else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
    let start = Int(column.textStarts[row])
    let length = Int(column.textLengths[row])
    return try arena.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
  }

  /// Place of the cell, or of its row when the cell has none.
  public func position(field: Int, row: Int) -> SourcePosition {
    let column = columns[field]
    guard column.isPresent, column.states[row] != CellState.absent.rawValue else { return rowPositions[row] }
    return column.positions[row]
  }

  /// The cell as a person would write it, for messages; `nil` when there is no value.
  public func display(field: Int, row: Int) -> String? {
    switch state(field: field, row: row) {
    case .absent, .empty: return nil
    case .damaged: return text(field: field, row: row)
    case .valid: break
    }
    let number = columns[field].numbers.isEmpty ? 0 : columns[field].numbers[row]
    switch shape.fields[field].kind {
    case .text, .list: return text(field: field, row: row)
    case .integer: return String(number)
    case .decimal(let scale): return ExactDecimal(mantissa: number, scale: scale).description
    case .date: return CivilDate(dayNumber: Int32(truncatingIfNeeded: number)).dayFirst
    case .yesNo: return number == 1 ? "Y" : "T"
    case .code(let names): return names.codes[Int(number)]
    }
  }
}

/// Collects rows for a `RecordBatch` without making a `String` or an object per cell.
///
/// Order of calls: `beginRow`, then at most one `set…` per field, then `endRow`; fields not set become `empty` when
/// their column is present and `absent` otherwise.
public struct RecordBatchBuilder {
  /// The section being filled.
  public let shape: SectionShape
  /// Rows collected since the last `finish`.
  public private(set) var rowCount = 0
  private var firstRow: Int
  private var columns: [Column]
  private var rowPositions: [SourcePosition] = []
  private var arena: [UInt8] = []

  /// A builder for one section. `present` tells for each field whether the file has its column (CSV: heading found;
  /// XML: decided cell by cell, pass `nil`: a column becomes present with its first value, and the rows of the batch
  /// before it count as empty, as the same table in CSV would have them).
  public init(shape: SectionShape, present: [Bool]? = nil, firstRow: Int = 1) {
    self.shape = shape
    self.firstRow = firstRow
    columns = shape.fields.indices.map { index in
      var column = Column.missing
      column.isPresent = present?[index] ?? false
      return column
    }
  }

  /// Bytes of text held, for limits.
  public var arenaBytes: Int { arena.count }

  /// Opens a row.
  public mutating func beginRow(at position: SourcePosition) {
    rowPositions.append(position)
  }

  /// Closes the row: cells not set become empty (present columns) or stay absent.
  public mutating func endRow() {
    rowCount += 1
    for index in columns.indices where columns[index].isPresent && columns[index].states.count < rowCount {
      append(to: index, state: .empty, number: 0, start: 0, length: 0, at: rowPositions[rowCount - 1])
    }
  }

  /// Whether the open row has this field already.
  public func isSet(field: Int) -> Bool { columns[field].states.count > rowCount }

  /// Sets an empty cell of the open row.
  public mutating func setEmpty(field: Int, at position: SourcePosition) {
    makePresent(field)
    append(to: field, state: .empty, number: 0, start: 0, length: 0, at: position)
  }

  /// Sets a number: integer, scaled decimal, day number, 0/1 or code index.
  public mutating func set(number: Int64, field: Int, at position: SourcePosition) {
    makePresent(field)
    append(to: field, state: .valid, number: number, start: 0, length: 0, at: position)
  }

  /// Sets a text or list.
  public mutating func set(text: UnsafeRawBufferPointer, field: Int, at position: SourcePosition) {
    setText(text, state: .valid, field: field, at: position)
  }

  /// Sets a cell that could not be understood; its bytes are kept for the message.
  public mutating func set(damaged: UnsafeRawBufferPointer, field: Int, at position: SourcePosition) {
    setText(damaged, state: .damaged, field: field, at: position)
  }

  /// Hands over the rows collected so far and starts anew with the same presence of columns.
  public mutating func finish() -> RecordBatch {
    for index in columns.indices where columns[index].isPresent {
      while columns[index].states.count < rowCount {
        append(to: index, state: .empty, number: 0, start: 0, length: 0, at: .unknown)
      }
    }
    let batch = RecordBatch(
      shape: shape, firstRow: firstRow, columns: columns, rowPositions: rowPositions, arena: arena)
    let present = columns.map(\.isPresent)
    firstRow += rowCount
    rowCount = 0
    rowPositions = []
    arena = []
    arena.reserveCapacity(batch.rowCount > 0 ? 1 << 16 : 0)
    columns = present.map { isPresent in
      var column = Column.missing
      column.isPresent = isPresent
      return column
    }
    return batch
  }

  private mutating func setText(
    _ bytes: UnsafeRawBufferPointer, state: CellState, field: Int, at position: SourcePosition
  ) {
    makePresent(field)
    let start = UInt32(arena.count)
    arena.append(contentsOf: bytes)
    append(to: field, state: state, number: 0, start: start, length: UInt32(bytes.count), at: position)
  }

  private mutating func makePresent(_ field: Int) {
    guard !columns[field].isPresent else { return }
    columns[field].isPresent = true
    for row in 0..<rowCount {
      append(to: field, state: .empty, number: 0, start: 0, length: 0, at: rowPositions[row])
    }
  }

  @inline(__always)
  private mutating func append(
    to field: Int, state: CellState, number: Int64, start: UInt32, length: UInt32, at position: SourcePosition
  ) {
    columns[field].states.append(state.rawValue)
    columns[field].numbers.append(number)
    columns[field].textStarts.append(start)
    columns[field].textLengths.append(length)
    columns[field].positions.append(position)
  }
}
