/// A map value: entries in the order they were written, found by key.
///
/// Keys are bool, int, uint, string (doubles and opaque values in lookups); numbers that are equal are the same key.
public final class CELMap: Sendable {
  /// The entries in insertion order.
  public let entries: [(key: Value, value: Value)]
  private let index: [MapKey: Int]

  /// Makes a map, or nil when a key stands twice or is of a type that cannot be a key.
  public convenience init?(_ entries: [(key: Value, value: Value)]) {
    guard case .success(let map) = CELMap.make(entries) else { return nil }
    self.init(entries: map.entries, index: map.index)
  }

  private init(entries: [(key: Value, value: Value)], index: [MapKey: Int]) {
    self.entries = entries
    self.index = index
  }

  /// Makes a map or says which key is at fault.
  static func make(_ entries: [(key: Value, value: Value)]) -> Result<CELMap, EvaluationError> {
    var index = [MapKey: Int](minimumCapacity: entries.count)
    for (position, entry) in entries.enumerated() {
      guard let key = MapKey(literal: entry.key) else {
        let type = entry.key.runtimeType().description
        return .failure(EvaluationError(.invalidArgument("{}", "a \(type) cannot be a map key")))
      }
      if index.updateValue(position, forKey: key) != nil {
        return .failure(EvaluationError(.duplicateKey(entry.key.description)))
      }
    }
    return .success(CELMap(entries: entries, index: index))
  }

  /// The number of entries.
  public var count: Int { entries.count }

  /// The value of a key, or nil. A number finds the key of equal value whatever its type.
  public subscript(_ key: Value) -> Value? {
    MapKey(lookup: key).flatMap { index[$0] }.map { entries[$0].value }
  }
}

/// A key in canonical form: equal numbers of different types are one key; text is compared by code points.
enum MapKey: Hashable {
  case bool(Bool)
  case int(Int64)
  /// Above `Int64.max`.
  case large(UInt64)
  case string(String)
  case opaque(OpaqueValue)

  /// A key as it may stand in a map.
  init?(literal value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map(MapKey.int) ?? .large(value)
    case .string(let value): self = .string(value)
    case .opaque(let value): self = .opaque(value)
    default: return nil
    }
  }

  /// A key as it may be looked up: whole doubles too.
  init?(lookup value: Value) {
    if case .double(let number) = value {
      if let whole = Int64(exactly: number) {
        self = .int(whole)
      } else if let whole = UInt64(exactly: number) {
        self = .large(whole)
      } else {
        return nil
      }
    } else {
      self.init(literal: value)
    }
  }

  static func == (left: MapKey, right: MapKey) -> Bool {
    switch (left, right) {
    case (.bool(let first), .bool(let second)): first == second
    case (.int(let first), .int(let second)): first == second
    case (.large(let first), .large(let second)): first == second
    case (.string(let first), .string(let second)): Text.equal(first, second)
    case (.opaque(let first), .opaque(let second)): first == second
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .large(let value): hasher.combine(value)
    case .string(let value): Text.hash(value, into: &hasher)
    case .opaque(let value): hasher.combine(value)
    }
  }
}
