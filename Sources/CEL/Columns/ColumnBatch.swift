/// What is known of one cell of a column.
public enum CellState: UInt8, Sendable {
  /// Never delivered: `has()` and the value are unknown.
  case absent = 0
  /// Empty: `has()` is false, the value unknown.
  case empty = 1
  /// Unreadable: `has()` is true, the value unknown.
  case damaged = 2
  /// A value of the field's type.
  case value = 3
}

/// The values of one field over the rows of a batch.
///
/// What a column says of a row must be what ``RecordSource/read(field:row:)`` says of it.
public enum ColumnValues: Sendable {
  /// Not offered as a column: the field is read row by row.
  case none
  /// An `int` field.
  case integers(ColumnBuffer<Int64>)
  /// A `bool` field: 1 is true, everything else false.
  case bools(ColumnBuffer<Int64>)
  /// An opaque field whose values all have this type and scale.
  case opaques(ColumnBuffer<Int64>, scale: Int32, type: OpaqueTypeID)
  /// An opaque field whose values are these numbers at this scale, told by `read` in lowest terms: used only by
  /// overloads that go by the number, whatever the scale (``Overload/comparesScaled``, ``Overload/calculatesScaled``).
  case scaled(ColumnBuffer<Int64>, scale: Int32, type: OpaqueTypeID)
  /// A `string` field as indices into a list of names.
  case codes(ColumnBuffer<Int64>, names: ColumnNames)
  /// A `string` field as UTF-8: each row's start and length in `bytes`.
  case texts(bytes: ColumnBuffer<UInt8>, starts: ColumnBuffer<UInt32>, lengths: ColumnBuffer<UInt32>)

  /// The numbers of a column that has them.
  var numbers: ColumnBuffer<Int64>? {
    switch self {
    case .integers(let numbers), .bools(let numbers), .opaques(let numbers, _, _), .scaled(let numbers, _, _),
      .codes(let numbers, _):
      numbers
    case .none, .texts: nil
    }
  }
}

/// One column: values and the state of each row.
public struct ColumnData: Sendable {
  /// The values; where the state is not `value`, anything may stand.
  public let values: ColumnValues
  /// ``CellState`` of each row; empty when every row is `absent`.
  public let states: ColumnBuffer<UInt8>

  /// Makes a column.
  public init(values: ColumnValues, states: ColumnBuffer<UInt8>) {
    self.values = values
    self.states = states
  }
}

/// Some rows of one record type, a column per field.
public protocol ColumnBatch: RecordSource {
  /// How many rows there are.
  var rowCount: Int { get }
  /// The column of a field, by index.
  func column(_ field: Int) -> ColumnData
}

/// What a condition came to for one row. The order is that of `&&`: of two, the smaller one holds.
public enum RowTruth: UInt8, Sendable {
  case isFalse = 0
  case unknown = 1
  case error = 2
  case isTrue = 3
}
