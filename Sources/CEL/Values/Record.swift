/// What a record answers when one of its fields is read.
public enum FieldReading: Sendable {
  /// The field holds this value; `has()` is true.
  case value(Value)
  /// The field is there and empty: `has()` is false, the value unknown.
  case empty
  /// The field holds something unreadable: `has()` is true, the value unknown.
  case damaged
  /// The field was never delivered: `has()` and the value are unknown.
  case absent
}

/// One record that the host shows to a program, e.g. one row of a table. Fields are read by index.
public protocol Record: Sendable {
  /// The declared type; the index given to ``read(_:)`` is the position in its `fields`.
  var recordType: RecordType { get }
  /// Reads the field with this index, from 0.
  func read(_ field: Int) -> FieldReading
}

/// A store of many records of one type. Values refer to a row of it, so that no row needs an object of its own.
public protocol RecordSource: AnyObject, Sendable {
  /// The declared type of every row.
  var recordType: RecordType { get }
  /// Reads a field (index from 0) of a row (from 0).
  func read(field: Int, row: Int) -> FieldReading
}

/// One row of a ``RecordSource``: what a record value is made of.
public struct RecordReference: Sendable {
  /// Where the row lives.
  public let source: any RecordSource
  let packedRow: Int32

  /// The row's position in its source, from 0.
  public var row: Int { Int(packedRow) }

  /// Refers to a row, from 0 to 2³¹ − 1.
  public init(source: any RecordSource, row: Int) {
    self.source = source
    packedRow = Int32(clamping: row)
  }

  /// Wraps a single record (one allocation); sources with many rows use ``init(source:row:)``.
  public init(_ record: some Record) {
    self.init(source: SingleRecordSource(record), row: 0)
  }

  /// The declared type of the row.
  public var recordType: RecordType { source.recordType }

  /// Reads the field with this index, from 0.
  @inline(__always)
  public func read(_ field: Int) -> FieldReading {
    source.read(field: field, row: Int(packedRow))
  }
}

extension Value {
  /// Wraps a single record (one allocation); see ``RecordReference`` for the way without.
  public static func record(_ record: some Record) -> Value {
    .record(RecordReference(record))
  }
}

/// A source of one row, for records that come singly.
final class SingleRecordSource<Content: Record>: RecordSource {
  let content: Content

  init(_ content: Content) {
    self.content = content
  }

  var recordType: RecordType { content.recordType }

  func read(field: Int, row: Int) -> FieldReading {
    content.read(field)
  }
}

/// The declared shape of records: a name and typed fields in order.
public final class RecordType: Sendable, Hashable {
  /// The type's name as expressions and messages show it.
  public let name: String
  /// The fields in declaration order; a field's position is its index everywhere.
  public let fields: [(name: String, type: CELType)]
  private let indices: [String: Int]

  /// Makes a record type; of fields with the same name the first counts.
  public init(name: String, fields: [(name: String, type: CELType)]) {
    self.name = name
    self.fields = fields
    indices = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The index of the field with this name, or nil.
  public func index(of field: String) -> Int? {
    indices[field]
  }

  /// Record types are equal when they are the same declaration.
  public static func == (left: RecordType, right: RecordType) -> Bool {
    left === right
  }

  /// Hashes the declaration's identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
