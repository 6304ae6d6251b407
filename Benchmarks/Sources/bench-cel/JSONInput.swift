import CEL

/// A value of the inputs file.
enum JSONInput: Decodable {
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case string(String)
  case list([JSONInput])
  case map([String: JSONInput])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .int(value)
    } else if let value = try? container.decode(Double.self) {
      self = .double(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONInput].self) {
      self = .list(value)
    } else {
      self = .map(try container.decode([String: JSONInput].self))
    }
  }

  /// The type, with objects as maps of text to anything.
  var mapType: CELType {
    switch self {
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .string: .string
    case .list(let items): .list(items.first?.mapType ?? .dyn)
    case .map: .map(.string, .dyn)
    }
  }

  /// The value, with objects as maps.
  var mapValue: Value? {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    case .list(let items): .list(items.compactMap(\.mapValue))
    case .map(let fields):
      CELMap(fields.compactMap { name, field in field.mapValue.map { (key: .string(name), value: $0) } }).map(Value.map)
    }
  }

  /// A record type for an object or the objects of a list; nil for anything else.
  func recordType(name: String) -> RecordType? {
    switch self {
    case .map(let fields):
      RecordType(
        name: name,
        fields: fields.sorted { $0.key < $1.key }.map { (name: $0.key, type: $0.value.mapType) }
      )
    case .list(let items): items.first?.recordType(name: name)
    default: nil
    }
  }

  /// The value, with objects as records of that type.
  func recordValue(_ type: RecordType) -> Value? {
    switch self {
    case .map(let fields):
      .record(InputRecord(recordType: type, cells: type.fields.map { fields[$0.name]?.mapValue }))
    case .list(let items): .list(items.compactMap { $0.recordValue(type) })
    default: mapValue
    }
  }
}

/// One object of the inputs.
struct InputRecord: Record {
  let recordType: RecordType
  let cells: [Value?]

  func read(_ field: Int) -> FieldReading { cells[field].map(FieldReading.value) ?? .empty }
}
