/// A type of the expression language, as declared by a host or found by the checker.
public indirect enum CELType: Hashable, Sendable {
  /// Anything: what it really is shows at evaluation.
  case dyn
  case null
  case bool
  case int
  case uint
  case double
  case string
  case bytes
  case duration
  case timestamp
  case list(CELType)
  case map(CELType, CELType)
  /// The type of a type: `type(1)` is of type `type(int)`.
  case type(CELType)
  case optional(CELType)
  /// A record type declared by the host, by name.
  case record(String)
  /// A scalar type of the host's own, by name.
  case opaque(String)
  /// A named type with type arguments that a host's function declares, e.g. `tuple(int, string)`.
  case abstract(String, [CELType])
  /// A type parameter in a function's declaration, e.g. `T`.
  case parameter(String)
  /// A type the checker is still looking for; never part of a finished program.
  case variable(Int)
  /// The type of what could not be checked; agrees with everything so that one mistake is named once.
  case error
}

extension CELType: CustomStringConvertible {
  /// The type as a person reads it in a message: `list(int)`, `map(string, dyn)`, `timestamp`.
  public var description: String {
    switch self {
    case .dyn, .variable: "dyn"
    case .duration: "duration"
    case .timestamp: "timestamp"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .type(let inner): "type(\(inner))"
    case .optional(let inner): "optional_type(\(inner))"
    case .abstract(let name, let arguments) where !arguments.isEmpty:
      "\(name)(\(arguments.map(\.description).joined(separator: ", ")))"
    case .parameter(let name): "<\(name)>"
    default: name
    }
  }

  /// The bare name that `type(x)` shows, without type arguments; `google.protobuf.Timestamp` for timestamps,
  /// as cel-spec has it.
  public var name: String {
    switch self {
    case .dyn, .variable: "dyn"
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .duration: "google.protobuf.Duration"
    case .timestamp: "google.protobuf.Timestamp"
    case .list: "list"
    case .map: "map"
    case .type: "type"
    case .optional: "optional_type"
    case .record(let name), .opaque(let name), .abstract(let name, _), .parameter(let name): name
    case .error: "*error*"
    }
  }

  /// Whether the type promises nothing before evaluation.
  var isDynamic: Bool {
    switch self {
    case .dyn, .error, .variable, .parameter: true
    default: false
    }
  }
}
