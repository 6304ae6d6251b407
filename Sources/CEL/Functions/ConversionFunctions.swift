/// `int(x)`, `string(x)`, `timestamp(x)` and the other conversions.
enum ConversionFunctions {
  static let all: [Function] = [
    conversion("int", .int, [.int, .uint, .double, .string, .timestamp, .duration]) { integer($0) },
    conversion("uint", .uint, [.uint, .int, .double, .string]) { unsigned($0) },
    conversion("double", .double, [.double, .int, .uint, .string]) { double($0) },
    conversion(
      "string",
      .string,
      [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .type(.parameter("A"))]
    ) { string($0) },
    conversion("bytes", .bytes, [.bytes, .string]) { bytes($0) },
    conversion("bool", .bool, [.bool, .string]) { bool($0) },
    conversion("timestamp", .timestamp, [.timestamp, .int, .string]) { timestamp($0) },
    conversion("duration", .duration, [.duration, .string, .int]) { duration($0) },
  ]

  private static func conversion(
    _ name: String,
    _ result: CELType,
    _ sources: [CELType],
    _ convert: @escaping @Sendable (Value) -> Outcome
  ) -> Function {
    Function(
      name,
      sources.map {
        Overload(id: "\($0.name)_to_\(name)", parameter: $0, result: result, evaluate: convert)
      }
    )
  }

  /// Code points of a text quoted in an error: enough to recognise it.
  private static let quotedText = 64

  private static func failure(_ value: Value, to type: String) -> Outcome {
    var text = value.description
    if case .string(let string) = value { text = Text.quoted(String(string.unicodeScalars.prefix(quotedText))) }
    return .failure(.conversion(from: value.runtimeType().description, to: type, text: text))
  }

  private static func integer(_ value: Value) -> Outcome {
    switch value {
    case .int: return .value(value)
    case .uint(let number): return Int64(exactly: number).map { .value(.int($0)) } ?? .failure(.overflow("int"))
    case .double(let number):
      guard number > -0x1p63, number < 0x1p63 else { return .failure(.overflow("int")) }
      return .value(.int(Int64(number)))
    case .string(let text): return Int64(text).map { .value(.int($0)) } ?? failure(value, to: "int")
    case .timestamp(let moment): return .value(.int(moment.seconds))
    case .duration(let span): return .value(.int(span.nanoseconds / DurationValue.nanosecondsPerSecond))
    default: return Arithmetic.noOverload("int", value)
    }
  }

  private static func unsigned(_ value: Value) -> Outcome {
    switch value {
    case .uint: return .value(value)
    case .int(let number): return UInt64(exactly: number).map { .value(.uint($0)) } ?? .failure(.overflow("uint"))
    case .double(let number):
      guard number > -1, number < 0x1p64, number >= 0 else { return .failure(.overflow("uint")) }
      return .value(.uint(UInt64(number)))
    case .string(let text): return UInt64(text).map { .value(.uint($0)) } ?? failure(value, to: "uint")
    default: return Arithmetic.noOverload("uint", value)
    }
  }

  private static func double(_ value: Value) -> Outcome {
    switch value {
    case .double: .value(value)
    case .int(let number): .value(.double(Double(number)))
    case .uint(let number): .value(.double(Double(number)))
    case .string(let text): Double(text).map { .value(.double($0)) } ?? failure(value, to: "double")
    default: Arithmetic.noOverload("double", value)
    }
  }

  private static func string(_ value: Value) -> Outcome {
    switch value {
    case .string: return .value(value)
    case .bool(let isTrue): return .value(.string(isTrue ? "true" : "false"))
    case .int(let number): return .value(.string("\(number)"))
    case .uint(let number): return .value(.string("\(number)"))
    case .double(let number): return .value(.string(Text.shortest(number)))
    case .bytes(let bytes):
      return String(validating: bytes, as: UTF8.self).map { .value(.string($0)) } ?? failure(value, to: "string")
    case .timestamp(let moment): return .value(.string(moment.text))
    case .duration(let span): return .value(.string(span.text))
    case .type(let type): return .value(.string(type.name))
    default: return Arithmetic.noOverload("string", value)
    }
  }

  private static func bytes(_ value: Value) -> Outcome {
    switch value {
    case .bytes: .value(value)
    case .string(let text): .value(.bytes(Array(text.utf8)))
    default: Arithmetic.noOverload("bytes", value)
    }
  }

  private static func bool(_ value: Value) -> Outcome {
    guard case .string(let text) = value else {
      if case .bool = value { return .value(value) }
      return Arithmetic.noOverload("bool", value)
    }
    switch text {
    case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
    case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
    default: return failure(value, to: "bool")
    }
  }

  private static func timestamp(_ value: Value) -> Outcome {
    switch value {
    case .timestamp: .value(value)
    case .int(let seconds):
      TimestampValue(seconds: seconds).map { .value(.timestamp($0)) } ?? .failure(.overflow("timestamp"))
    case .string(let text):
      TimestampValue(parsing: text).map { .value(.timestamp($0)) } ?? failure(value, to: "timestamp")
    default: Arithmetic.noOverload("timestamp", value)
    }
  }

  private static func duration(_ value: Value) -> Outcome {
    switch value {
    case .duration: return .value(value)
    case .int(let seconds):
      let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: DurationValue.nanosecondsPerSecond)
      return overflow
        ? .failure(.overflow("duration")) : .value(.duration(DurationValue(nanoseconds: nanoseconds)))
    case .string(let text):
      return DurationValue(parsing: text).map { .value(.duration($0)) } ?? failure(value, to: "duration")
    default: return Arithmetic.noOverload("duration", value)
    }
  }
}
