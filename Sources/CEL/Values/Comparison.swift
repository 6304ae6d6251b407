extension Value: Equatable {
  /// CEL's `==`: numbers of different types are equal when they are the same number, text is compared by code points,
  /// values of different kinds are unequal, NaN equals nothing.
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.int(let first), .int(let second)): first == second
    case (.string(let first), .string(let second)): Text.equal(first, second)
    case (.bool(let first), .bool(let second)): first == second
    case (.null, .null): true
    case (.uint(let first), .uint(let second)): first == second
    case (.double(let first), .double(let second)): first == second
    case (.bytes(let first), .bytes(let second)): first == second
    case (.duration(let first), .duration(let second)): first == second
    case (.timestamp(let first), .timestamp(let second)): first == second
    case (.opaque(let first), .opaque(let second)): first == second
    case (.list(let first), .list(let second)): first.count == second.count && zip(first, second).allSatisfy(==)
    case (.map(let first), .map(let second)): first == second
    case (.type(let first), .type(let second)): first.name == second.name
    case (.optional(let first), .optional(let second)): first == second
    case (.record(let first), .record(let second)): first.source === second.source && first.row == second.row
    default: Number(left).flatMap { first in Number(right).map { Number.compare(first, $0) == .same } } ?? false
    }
  }
}

extension CELMap: Equatable {
  /// Maps are equal when they have equal values under equal keys; order does not count.
  public static func == (left: CELMap, right: CELMap) -> Bool {
    left.count == right.count
      && left.entries.allSatisfy { entry in right[entry.key].map { $0 == entry.value } ?? false }
  }
}

/// How two values stand to each other.
enum Order {
  case before, same, after
  /// NaN is neither before, same nor after.
  case none
}

/// A number of any of the three types, compared by value without rounding.
enum Number {
  case int(Int64)
  case uint(UInt64)
  case double(Double)

  init?(_ value: Value) {
    switch value {
    case .int(let number): self = .int(number)
    case .uint(let number): self = .uint(number)
    case .double(let number): self = .double(number)
    default: return nil
    }
  }

  static func compare(_ left: Number, _ right: Number) -> Order {
    switch (left, right) {
    case (.int(let first), .int(let second)): order(first, second)
    case (.uint(let first), .uint(let second)): order(first, second)
    case (.double(let first), .double(let second)): order(first, second)
    case (.int(let first), .uint(let second)): first < 0 ? .before : order(UInt64(first), second)
    case (.uint, .int), (.double, .int), (.double, .uint): flipped(compare(right, left))
    case (.int(let first), .double(let second)): compare(first, second)
    case (.uint(let first), .double(let second)): compare(first, second)
    }
  }

  /// As cel-go and the conformance suite have it: in range, the integer is rounded to a double first.
  private static func compare(_ integer: Int64, _ double: Double) -> Order {
    if double < -0x1p63 { return .after }
    if double > 0x1p63 { return .before }
    return order(Double(integer), double)
  }

  private static func compare(_ integer: UInt64, _ double: Double) -> Order {
    if double < 0 { return .after }
    if double > 0x1p64 { return .before }
    return order(Double(integer), double)
  }

  private static func flipped(_ order: Order) -> Order {
    switch order {
    case .before: .after
    case .after: .before
    case .same, .none: order
    }
  }

  private static func order<T: Comparable>(_ left: T, _ right: T) -> Order {
    left < right ? .before : left == right ? .same : left > right ? .after : .none
  }
}

extension Value {
  /// How two values are ordered, or nil when CEL has no order for them.
  static func order(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.string(let first), .string(let second)): order(Text.compare(first, second))
    case (.bool(let first), .bool(let second)): order((first ? 1 : 0) - (second ? 1 : 0))
    case (.bytes(let first), .bytes(let second)):
      order(first.lexicographicallyPrecedes(second) ? -1 : first == second ? 0 : 1)
    case (.duration(let first), .duration(let second)): order(first < second ? -1 : first == second ? 0 : 1)
    case (.timestamp(let first), .timestamp(let second)): order(first < second ? -1 : first == second ? 0 : 1)
    default: Number(left).flatMap { first in Number(right).map { Number.compare(first, $0) } }
    }
  }

  private static func order(_ difference: Int) -> Order {
    difference < 0 ? .before : difference == 0 ? .same : .after
  }
}
