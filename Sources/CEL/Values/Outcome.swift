/// What an evaluation ends in. Unknown and error are results like any other: `&&`, `||`, `?:` and the macros absorb
/// them as cel-spec says; where both meet, unknown wins.
public enum Outcome: Sendable {
  case value(Value)
  /// Something that was needed is not known; the set says what.
  case unknown(UnknownSet)
  /// The expression has no value, e.g. a division by zero.
  indirect case error(EvaluationError)
}

extension Outcome {
  /// An error without a place yet; the node that made the call adds the place.
  public static func failure(_ code: EvaluationError.Code) -> Outcome {
    .error(EvaluationError(code))
  }

  @inline(__always)
  static func bool(_ value: Bool) -> Outcome {
    .value(.bool(value))
  }

  /// The value, or nil for unknown and error.
  public var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// The same outcome; an error that has no place yet gets this one.
  func placed(at position: Int) -> Outcome {
    guard case .error(let error) = self, error.position == nil else { return self }
    var placed = error
    placed.position = position
    return .error(placed)
  }

  /// What remains of two outcomes of which at least one is no value: unknowns add up and win over errors, and of two
  /// errors the first one stays.
  static func merged(_ left: Outcome, _ right: Outcome) -> Outcome {
    switch (left, right) {
    case (.unknown(let first), .unknown(let second)): .unknown(first.union(second))
    case (.unknown, _): left
    case (_, .unknown): right
    case (.error, _): left
    default: right
    }
  }
}

/// The names of what was not known, e.g. `tk.upahPokok`. At most 64 names of one program are told apart.
public struct UnknownSet: Sendable {
  let table: AttributeTable
  let bits: UInt64

  init(table: AttributeTable, index: Int) {
    self.table = table
    bits = 1 << UInt64(min(index, UnknownSet.maximumNames - 1))
  }

  private init(table: AttributeTable, bits: UInt64) {
    self.table = table
    self.bits = bits
  }

  /// Names told apart in one set; one bit each. Programs that read more share the last bit.
  static let maximumNames = 64

  /// Makes a set for a host's own unknown results.
  public init(_ names: some Sequence<String>) {
    var unique: [String] = []
    for name in names where !unique.contains(name) && unique.count < UnknownSet.maximumNames { unique.append(name) }
    table = AttributeTable(unique)
    bits = unique.count == UnknownSet.maximumNames ? .max : (1 << UInt64(unique.count)) - 1
  }

  /// The names, sorted.
  public var names: [String] {
    table.names.indices
      .filter { bits & (1 << UInt64(min($0, UnknownSet.maximumNames - 1))) != 0 }
      .map { table.names[$0] }
      .sorted()
  }

  /// Both sets together; allocates only when they come from different programs.
  public func union(_ other: UnknownSet) -> UnknownSet {
    if table === other.table { return UnknownSet(table: table, bits: bits | other.bits) }
    return UnknownSet(names + other.names)
  }
}

extension UnknownSet: Hashable {
  /// Equal when the names are equal.
  public static func == (left: UnknownSet, right: UnknownSet) -> Bool {
    left.table === right.table ? left.bits == right.bits : left.names == right.names
  }

  /// Hashes the names.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(names)
  }
}

/// The attribute names of one program, shared by every unknown set it makes.
final class AttributeTable: Sendable {
  let names: [String]

  init(_ names: [String]) {
    self.names = names
  }
}
