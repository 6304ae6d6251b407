/// The extension libraries that can be offered beside the standard language.
public struct Libraries: OptionSet, Sendable {
  /// One bit a library.
  public let rawValue: UInt32

  /// From bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// `charAt`, `indexOf`, `format`, `join`, `lowerAscii`, `replace`, `split`, `substring`, `trim`, `reverse`, …
  public static let strings = Libraries(rawValue: 1 << 0)
  /// `math.greatest`, `math.round`, `math.bitAnd`, …
  public static let math = Libraries(rawValue: 1 << 1)
  /// `distinct`, `flatten`, `slice`, `sort`, `sortBy`, `reverse`, `first`, `last`, `lists.range`.
  public static let lists = Libraries(rawValue: 1 << 2)
  /// `sets.contains`, `sets.equivalent`, `sets.intersects`.
  public static let sets = Libraries(rawValue: 1 << 3)
  /// `base64.encode`, `base64.decode`.
  public static let encoders = Libraries(rawValue: 1 << 4)
  /// `cel.bind`.
  public static let bindings = Libraries(rawValue: 1 << 5)
  /// `optional.of`, `x.?y`, `x[?i]`, `optMap`, …
  public static let optionals = Libraries(rawValue: 1 << 6)
  /// `all`, `exists`, `existsOne`, `transformList`, `transformMap`, `transformMapEntry` with two names.
  public static let twoVariableComprehensions = Libraries(rawValue: 1 << 7)
  /// `count`, `sum`, `min`, `max` over a list without building another one. Not part of cel-spec.
  public static let aggregates = Libraries(rawValue: 1 << 8)

  /// All of them.
  public static let standard: Libraries = [
    .strings, .math, .lists, .sets, .encoders, .bindings, .optionals, .twoVariableComprehensions, .aggregates,
  ]
}

/// Bounds for what comes from outside.
public struct Limits: Sendable {
  /// Length of an expression in code points: a rule is a line or two; 100 000 stops a file given by mistake.
  public var sourceCodePoints = 100_000
  /// Levels of nesting: the descent uses the stack, some 2 kB a level in a debug build.
  public var nestingDepth = 200
  /// Nodes of an expression with its macros expanded: bounds the time to check it.
  public var nodes = 20_000
  /// Elements of a list that an expression may build: bounds memory.
  public var listSize = 1_000_000
  /// Mistakes reported for one expression: more help nobody.
  public var errors = 100
  /// Steps an expression may take by estimate, with lists of ``assumedListSize``.
  public var staticCost: UInt64 = 1_000_000_000_000
  /// The size taken for lists whose size is not known when compiling.
  public var assumedListSize: UInt64 = 1_000
  /// Steps one evaluation may really take (one step is about one operation); the second fence.
  public var runtimeCost = 100_000_000

  /// The usual bounds.
  public init() {}
}

/// An estimate of steps: one step is about one operation, and work on text counts by the tenth of its length.
public struct Cost: Hashable, Sendable {
  /// When everything ends early.
  public var minimum: UInt64
  /// When nothing does.
  public var maximum: UInt64

  /// A range of steps.
  public init(minimum: UInt64, maximum: UInt64) {
    self.minimum = minimum
    self.maximum = maximum
  }

  static let zero = Cost(minimum: 0, maximum: 0)

  static func + (left: Cost, right: Cost) -> Cost {
    Cost(minimum: left.minimum.clampedAdd(right.minimum), maximum: left.maximum.clampedAdd(right.maximum))
  }
}

extension UInt64 {
  func clampedAdd(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }

  func clampedMultiply(_ other: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
