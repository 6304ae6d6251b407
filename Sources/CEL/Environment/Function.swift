/// The arguments of a call; for `x.f(y)` the target is the first. Up to three are held without allocation.
public struct Arguments: Sendable {
  private let first: Value
  private let second: Value
  private let third: Value
  private let rest: [Value]
  /// How many there are.
  public let count: Int

  init(_ first: Value = .null, _ second: Value = .null, _ third: Value = .null, rest: [Value] = [], count: Int) {
    self.first = first
    self.second = second
    self.third = third
    self.rest = rest
    self.count = count
  }

  init(_ values: [Value]) {
    self.init(
      values.isEmpty ? .null : values[0],
      values.count > 1 ? values[1] : .null,
      values.count > 2 ? values[2] : .null,
      rest: Array(values.dropFirst(3)),
      count: values.count
    )
  }

  /// The argument at a position, from 0; the position must be below ``count``.
  public subscript(_ position: Int) -> Value {
    switch position {
    case 0: first
    case 1: second
    case 2: third
    default: rest[position - 3]
    }
  }
}

/// One signature of a function with its implementation.
public struct Overload: Sendable {
  /// A name of its own, e.g. `add_int64`.
  public let id: String
  /// The parameter types; for members the target comes first. Type parameters are allowed.
  public let parameters: [CELType]
  /// The type of the result.
  public let result: CELType
  /// Whether it is called as `x.f(…)`.
  public let isMember: Bool
  /// Steps of one call, for the budget.
  public let cost: Int
  let body: Body
  /// For two opaque values of one scale: the comparison of their mantissas that gives the same result, if one does.
  /// Lets whole columns be compared at once.
  public var comparesMantissas: MantissaComparison?
  /// For int and opaque parameters: the comparison of the numbers `mantissa × 10^-scale` that gives the same result, if
  /// one does. Lets whole columns be compared at once, also when their scales differ.
  public var comparesScaled: MantissaComparison?
  /// For int and opaque parameters and an opaque result: the calculation with the numbers `mantissa × 10^-scale` that
  /// gives the same result wherever it does not overflow, if one does.
  public var calculatesScaled: ScaledCalculation?
  /// For one or two parameters that are int or opaque of scale 0, with such a result: the same over integers and
  /// mantissas (the second is 0 when there is one parameter). Nil leaves the row to `evaluate`.
  public var overNumbers: (@Sendable (Int64, Int64) -> Int64?)?
  /// The same as `overNumbers` over many rows at once.
  public var overNumberColumns: NumberKernel?
  /// For a string, or a string and an int (else 0), with a bool result: the same over the text's UTF-8. Nil leaves the
  /// row to `evaluate`.
  public var overText: (@Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Bool?)?
  /// For a constant string and a string, with a bool result: makes the test of the second's UTF-8 for the first; nil when
  /// there is none.
  public var overTextAfterConstant: (@Sendable (String) -> (@Sendable (UnsafeBufferPointer<UInt8>) -> Bool?)?)?
  /// For a string, or a string and an int or opaque of scale 0 (else 0), with such a result: the same over the text's
  /// UTF-8. Nil leaves the row to `evaluate`.
  public var numberOverText: (@Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Int64?)?
  /// For a string with a string as the result: the same over UTF-8, into a buffer or as a piece of the text. What is made
  /// has no more bytes than the text.
  public var textOverText: (@Sendable (UnsafeBufferPointer<UInt8>, inout TextBuffer) -> TextResult)?
  /// For two parameters of one type: the call is answered by the first argument that is known, and the second is
  /// evaluated only when the first is unknown. The closure is not called then.
  public var takesFirstKnown = false
  /// Whether it belongs to the language: then the planner may use a faster node in its place.
  var isStandard = false
  /// Type parameters by name, in order.
  let typeParameters: [String]

  enum Body: Sendable {
    case unary(@Sendable (Value) -> Outcome)
    case binary(@Sendable (Value, Value) -> Outcome)
    case general(@Sendable (Arguments) -> Outcome)

    @inline(__always)
    func call(_ arguments: Arguments) -> Outcome {
      switch self {
      case .unary(let function): function(arguments[0])
      case .binary(let function): function(arguments[0], arguments[1])
      case .general(let function): function(arguments)
      }
    }
  }

  init(
    _ id: String,
    _ parameters: [CELType],
    _ result: CELType,
    isMember: Bool = false,
    cost: Int = 1,
    body: Body
  ) {
    self.id = id
    self.parameters = parameters
    self.result = result
    self.isMember = isMember
    self.cost = cost
    self.body = body
    var names: [String] = []
    for type in parameters + [result] { type.collectParameters(into: &names) }
    typeParameters = names
  }

  /// A signature; the closure gets values of the declared types only (unknown and error arguments never reach it).
  public init(
    id: String,
    parameters: [CELType],
    result: CELType,
    isMember: Bool = false,
    cost: Int = 1,
    evaluate: @escaping @Sendable (Arguments) -> Outcome
  ) {
    self.init(id, parameters, result, isMember: isMember, cost: cost, body: .general(evaluate))
  }

  /// A signature with one parameter.
  public init(
    id: String,
    parameter: CELType,
    result: CELType,
    isMember: Bool = false,
    cost: Int = 1,
    evaluate: @escaping @Sendable (Value) -> Outcome
  ) {
    self.init(id, [parameter], result, isMember: isMember, cost: cost, body: .unary(evaluate))
  }

  /// A signature with two parameters; the fast way for operators.
  public init(
    id: String,
    parameters first: CELType,
    _ second: CELType,
    result: CELType,
    isMember: Bool = false,
    cost: Int = 1,
    evaluate: @escaping @Sendable (Value, Value) -> Outcome
  ) {
    self.init(id, [first, second], result, isMember: isMember, cost: cost, body: .binary(evaluate))
  }

  @inline(__always)
  func call(_ arguments: Arguments) -> Outcome { body.call(arguments) }

  /// Whether these values can be meant; type arguments are not looked into.
  func accepts(_ arguments: Arguments, opaqueNames: [String]) -> Bool {
    guard arguments.count == parameters.count else { return false }
    for position in 0..<arguments.count
    where !parameters[position].admits(arguments[position], opaqueNames: opaqueNames) {
      return false
    }
    return true
  }
}

/// A calculation with numbers of any scale.
public enum ScaledCalculation: Sendable {
  case add, subtract, multiply
}

/// A function over the numbers of many rows.
///
/// Where a row has no number anything may stand, so that no number may stop it. It writes an answer for every row, and
/// into `answered` 1 or, where it leaves the row to `evaluate`, 0.
public typealias NumberKernel =
  @Sendable (
    _ first: NumberColumn,
    _ second: NumberColumn,
    _ answers: UnsafeMutableBufferPointer<Int64>,
    _ answered: UnsafeMutableBufferPointer<UInt8>
  ) -> Void

/// The numbers of some rows: one each, or one for all.
public struct NumberColumn {
  @usableFromInline let base: UnsafePointer<Int64>
  @usableFromInline let stride: Int

  init(base: UnsafePointer<Int64>, stride: Int) {
    self.base = base
    self.stride = stride
  }

  /// The number for all rows, when there is only one.
  public var constant: Int64? { stride == 0 ? base[0] : nil }

  /// The number of a row, from 0; the row must be one of those whose answers are wanted.
  @inlinable
  public subscript(row: Int) -> Int64 { base[row &* stride] }
}

/// A comparison of integers.
public enum MantissaComparison: Sendable {
  case less, lessOrEqual, greater, greaterOrEqual
}

extension CELType {
  fileprivate func collectParameters(into names: inout [String]) {
    switch self {
    case .parameter(let name): if !names.contains(name) { names.append(name) }
    case .list(let inner), .type(let inner), .optional(let inner): inner.collectParameters(into: &names)
    case .map(let key, let value):
      key.collectParameters(into: &names)
      value.collectParameters(into: &names)
    case .abstract(_, let arguments): for argument in arguments { argument.collectParameters(into: &names) }
    default: break
    }
  }

  /// Whether a value is of this type, looking at the outermost type only.
  func admits(_ value: Value, opaqueNames: [String]) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.parameter, _), (.error, _), (.variable, _): true
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
      (.bytes, .bytes), (.duration, .duration), (.timestamp, .timestamp), (.list, .list), (.map, .map),
      (.type, .type), (.optional, .optional):
      true
    case (.opaque(let name), .opaque(let value)):
      Int(value.type.rawValue) < opaqueNames.count && opaqueNames[Int(value.type.rawValue)] == name
    case (.record(let name), .record(let record)): record.recordType.name == name
    default: false
    }
  }
}

/// A function or operator with all its signatures.
public struct Function: Sendable {
  /// The name: `f`, `ns.f`, or an operator's CEL name such as `_+_`, `_<_`, `-_`, `_==_`.
  public let name: String
  /// The signatures.
  public let overloads: [Overload]

  /// A function. Declaring a name that exists adds signatures to it.
  public init(_ name: String, _ overloads: [Overload]) {
    self.name = name
    self.overloads = overloads
  }
}
