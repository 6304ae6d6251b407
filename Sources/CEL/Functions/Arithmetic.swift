/// The standard operators on values. Integers never wrap: a result outside the range is an error.
enum Arithmetic {
  /// Text or bytes that an expression may build, in bytes: bounds memory when text is doubled again and again.
  static let maximumTextSize = 10_000_000
  /// Elements of a list that adding lists may build.
  static let maximumListSize = 1_000_000

  static func noOverload(_ name: String, _ values: Value...) -> Outcome {
    .failure(.noSuchOverload(name, values.map { $0.runtimeType().description }))
  }

  static func add(_ left: Value, _ right: Value) -> Outcome {
    switch (left, right) {
    case (.int(let first), .int(let second)): integer(first.addingReportingOverflow(second), "+")
    case (.uint(let first), .uint(let second)): unsigned(first.addingReportingOverflow(second), "+")
    case (.double(let first), .double(let second)): .value(.double(first + second))
    case (.string(let first), .string(let second)):
      first.utf8.count + second.utf8.count > maximumTextSize
        ? .failure(.overflow("+")) : .value(.string(first + second))
    case (.bytes(let first), .bytes(let second)):
      first.count + second.count > maximumTextSize ? .failure(.overflow("+")) : .value(.bytes(first + second))
    case (.list(let first), .list(let second)):
      first.count + second.count > maximumListSize ? .failure(.listTooLong) : .value(.list(first + second))
    case (.duration(let first), .duration(let second)):
      duration(first.nanoseconds.addingReportingOverflow(second.nanoseconds), "+")
    case (.timestamp(let moment), .duration(let span)), (.duration(let span), .timestamp(let moment)):
      moment.advanced(by: span).map { .value(.timestamp($0)) } ?? .failure(.overflow("+"))
    default: noOverload("_+_", left, right)
    }
  }

  static func subtract(_ left: Value, _ right: Value) -> Outcome {
    switch (left, right) {
    case (.int(let first), .int(let second)): return integer(first.subtractingReportingOverflow(second), "-")
    case (.uint(let first), .uint(let second)): return unsigned(first.subtractingReportingOverflow(second), "-")
    case (.double(let first), .double(let second)): return .value(.double(first - second))
    case (.duration(let first), .duration(let second)):
      return duration(first.nanoseconds.subtractingReportingOverflow(second.nanoseconds), "-")
    case (.timestamp(let first), .timestamp(let second)):
      return first.since(second).map { .value(.duration($0)) } ?? .failure(.overflow("-"))
    case (.timestamp(let moment), .duration(let span)):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(span.nanoseconds)
      guard !overflow, let moved = moment.advanced(by: DurationValue(nanoseconds: negated)) else {
        return .failure(.overflow("-"))
      }
      return .value(.timestamp(moved))
    default: return noOverload("_-_", left, right)
    }
  }

  static func multiply(_ left: Value, _ right: Value) -> Outcome {
    switch (left, right) {
    case (.int(let first), .int(let second)): integer(first.multipliedReportingOverflow(by: second), "*")
    case (.uint(let first), .uint(let second)): unsigned(first.multipliedReportingOverflow(by: second), "*")
    case (.double(let first), .double(let second)): .value(.double(first * second))
    default: noOverload("_*_", left, right)
    }
  }

  static func divide(_ left: Value, _ right: Value) -> Outcome {
    switch (left, right) {
    case (.int, .int(0)), (.uint, .uint(0)): .failure(.divisionByZero)
    case (.int(let first), .int(let second)): integer(first.dividedReportingOverflow(by: second), "/")
    case (.uint(let first), .uint(let second)): .value(.uint(first / second))
    case (.double(let first), .double(let second)): .value(.double(first / second))
    default: noOverload("_/_", left, right)
    }
  }

  static func remainder(_ left: Value, _ right: Value) -> Outcome {
    switch (left, right) {
    case (.int, .int(0)), (.uint, .uint(0)): .failure(.modulusByZero)
    case (.int(let first), .int(let second)): integer(first.remainderReportingOverflow(dividingBy: second), "%")
    case (.uint(let first), .uint(let second)): .value(.uint(first % second))
    default: noOverload("_%_", left, right)
    }
  }

  static func negate(_ value: Value) -> Outcome {
    switch value {
    case .int(let number): integer(Int64(0).subtractingReportingOverflow(number), "-")
    case .double(let number): .value(.double(-number))
    default: noOverload("-_", value)
    }
  }

  @inline(__always)
  static func order(_ name: String, _ left: Value, _ right: Value, _ holds: (Order) -> Bool) -> Outcome {
    Value.order(left, right).map { .bool(holds($0)) } ?? noOverload(name, left, right)
  }

  private static func integer(_ result: (partialValue: Int64, overflow: Bool), _ name: String) -> Outcome {
    result.overflow ? .failure(.overflow(name)) : .value(.int(result.partialValue))
  }

  private static func unsigned(_ result: (partialValue: UInt64, overflow: Bool), _ name: String) -> Outcome {
    result.overflow ? .failure(.overflow(name)) : .value(.uint(result.partialValue))
  }

  private static func duration(_ result: (partialValue: Int64, overflow: Bool), _ name: String) -> Outcome {
    result.overflow ? .failure(.overflow(name)) : .value(.duration(DurationValue(nanoseconds: result.partialValue)))
  }
}
