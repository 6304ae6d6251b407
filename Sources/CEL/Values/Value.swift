/// A value of the expression language. Three words: passed around by the million.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case duration(DurationValue)
  case timestamp(TimestampValue)
  case list([Value])
  case map(CELMap)
  case type(CELType)
  indirect case optional(Value?)
  case opaque(OpaqueValue)
  case record(RecordReference)
}

/// The number of an opaque type in its environment, given by ``Environment/declare(opaque:zero:describe:)``.
public struct OpaqueTypeID: Hashable, Sendable {
  /// The position in the environment's table of opaque types, from 0.
  public let rawValue: UInt16

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}

/// A host's own scalar: two integers whose meaning only the host's functions know (a civil date, a decimal).
///
/// Hosts keep them canonical: equal values have equal integers, so that `==`, `in` and map keys agree.
public struct OpaqueValue: Hashable, Sendable {
  /// The larger of the two integers.
  public let mantissa: Int64
  /// The smaller of the two integers.
  public let scale: Int32
  /// The declared type.
  public let type: OpaqueTypeID

  /// Makes a value of a type declared in the environment it will be used with.
  public init(type: OpaqueTypeID, mantissa: Int64, scale: Int32 = 0) {
    self.type = type
    self.mantissa = mantissa
    self.scale = scale
  }
}

extension Value {
  /// The run-time type, without type arguments; opaque values need their environment for a name.
  func runtimeType(opaqueNames: [String] = []) -> CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .duration: .duration
    case .timestamp: .timestamp
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .opaque(let value):
      .opaque(Int(value.type.rawValue) < opaqueNames.count ? opaqueNames[Int(value.type.rawValue)] : "opaque")
    case .record(let record): .record(record.recordType.name)
    }
  }

  /// Whether this is what `optional.ofNonZeroValue` takes as "nothing there".
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .duration(let value): value.nanoseconds == 0
    case .timestamp(let value): value.seconds == 0 && value.nanoseconds == 0
    case .list(let value): value.isEmpty
    case .map(let value): value.count == 0
    case .optional(let value): value == nil
    case .type, .opaque, .record: false
    }
  }
}
