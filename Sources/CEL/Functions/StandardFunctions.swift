/// The functions and operators of the standard language, and the table of everything an environment starts with.
enum StandardFunctions {
  static func table(for libraries: Libraries) -> [String: [Overload]] {
    var table = core
    func add(_ library: Libraries, _ functions: [Function]) {
      guard libraries.contains(library) else { return }
      for function in functions {
        table[function.name, default: []] += standard(function.overloads)
      }
    }
    add(.optionals, OptionalFunctions.all)
    add(.strings, StringFunctions.all)
    add(.math, MathFunctions.all)
    add(.lists, ListFunctions.all)
    add(.sets, SetFunctions.all)
    add(.encoders, EncoderFunctions.all)
    add(.aggregates, AggregateFunctions.all)
    return table
  }

  private static func standard(_ overloads: [Overload]) -> [Overload] {
    overloads.map { overload in
      var overload = overload
      overload.isStandard = true
      return overload
    }
  }

  private static let core: [String: [Overload]] = {
    var table: [String: [Overload]] = [:]
    for function in operators + collections + ConversionFunctions.all + TextFunctions.all + TimeFunctions.all {
      table[function.name, default: []] += standard(function.overloads)
    }
    return table
  }()

  // MARK: - Operators

  private typealias Operation = @Sendable (Value, Value) -> Outcome

  private static let operators: [Function] = [
    binary(
      "_+_",
      { Arithmetic.add($0, $1) },
      [
        ("add_int64", .int, .int, .int), ("add_uint64", .uint, .uint, .uint),
        ("add_double", .double, .double, .double), ("add_string", .string, .string, .string),
        ("add_bytes", .bytes, .bytes, .bytes),
        ("add_list", .list(.parameter("A")), .list(.parameter("A")), .list(.parameter("A"))),
        ("add_timestamp_duration", .timestamp, .duration, .timestamp),
        ("add_duration_timestamp", .duration, .timestamp, .timestamp),
        ("add_duration_duration", .duration, .duration, .duration),
      ]
    ),
    binary(
      "_-_",
      { Arithmetic.subtract($0, $1) },
      [
        ("subtract_int64", .int, .int, .int), ("subtract_uint64", .uint, .uint, .uint),
        ("subtract_double", .double, .double, .double),
        ("subtract_timestamp_timestamp", .timestamp, .timestamp, .duration),
        ("subtract_timestamp_duration", .timestamp, .duration, .timestamp),
        ("subtract_duration_duration", .duration, .duration, .duration),
      ]
    ),
    binary("_*_", { Arithmetic.multiply($0, $1) }, numeric("multiply")),
    binary("_/_", { Arithmetic.divide($0, $1) }, numeric("divide")),
    binary("_%_", { Arithmetic.remainder($0, $1) }, Array(numeric("modulo").prefix(2))),
    Function(
      "-_",
      [
        Overload(id: "negate_int64", parameter: .int, result: .int) { Arithmetic.negate($0) },
        Overload(id: "negate_double", parameter: .double, result: .double) { Arithmetic.negate($0) },
      ]
    ),
    ordering("_<_", "less") { $0 == .before },
    ordering("_<=_", "less_equals") { $0 == .before || $0 == .same },
    ordering("_>_", "greater") { $0 == .after },
    ordering("_>=_", "greater_equals") { $0 == .after || $0 == .same },
    binary("_==_", { .bool($0 == $1) }, [("equals", .parameter("A"), .parameter("A"), .bool)]),
    binary("_!=_", { .bool(!($0 == $1)) }, [("not_equals", .parameter("A"), .parameter("A"), .bool)]),
  ]

  private static func binary(
    _ name: String,
    _ operation: @escaping Operation,
    _ signatures: [(String, CELType, CELType, CELType)]
  ) -> Function {
    Function(
      name,
      signatures.map {
        Overload(id: $0.0, parameters: $0.1, $0.2, result: $0.3, evaluate: operation)
      }
    )
  }

  private static func numeric(_ name: String) -> [(String, CELType, CELType, CELType)] {
    [
      ("\(name)_int64", .int, .int, .int), ("\(name)_uint64", .uint, .uint, .uint),
      ("\(name)_double", .double, .double, .double),
    ]
  }

  private static func ordering(
    _ name: String,
    _ id: String,
    _ holds: @escaping @Sendable (Order) -> Bool
  ) -> Function {
    let same: [CELType] = [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration]
    let mixed: [(CELType, CELType)] = [
      (.int, .uint), (.int, .double), (.uint, .int), (.uint, .double), (.double, .int), (.double, .uint),
    ]
    let pairs = same.map { ($0, $0) } + mixed
    return binary(
      name,
      { Arithmetic.order(name, $0, $1, holds) },
      pairs.map { ("\(id)_\($0.name)_\($1.name)", $0, $1, .bool) }
    )
  }

  /// Functions of the language whose one closure looks at the values itself: no signature need be searched.
  static let selfDispatching: Set<String> = ["_[_]", "_[?_]", "@in", "size"]

  // MARK: - Lists and maps

  private static let collections: [Function] = [
    Function("_[_]", indexing),
    Function(
      "@in",
      [
        Overload(
          id: "in_list",
          parameters: .parameter("A"),
          .list(.parameter("A")),
          result: .bool,
          evaluate: contains
        ),
        Overload(
          id: "in_map",
          parameters: .parameter("A"),
          .map(.parameter("A"), .parameter("B")),
          result: .bool,
          evaluate: contains
        ),
      ]
    ),
    Function("size", size(isMember: false) + size(isMember: true)),
    Function("dyn", [Overload(id: "to_dyn", parameter: .parameter("A"), result: .dyn) { .value($0) }]),
    Function(
      "type",
      [
        Overload(id: "type", parameter: .parameter("A"), result: .type(.parameter("A"))) {
          .value(.type($0.runtimeType()))
        }
      ]
    ),
  ]

  private static let indexing: [Overload] = [
    Overload(
      id: "index_list",
      parameters: .list(.parameter("A")),
      .int,
      result: .parameter("A"),
      evaluate: index
    ),
    Overload(
      id: "index_map",
      parameters: .map(.parameter("A"), .parameter("B")),
      .parameter("A"),
      result: .parameter("B"),
      evaluate: index
    ),
  ]

  static let index: @Sendable (Value, Value) -> Outcome = { target, index in
    switch target {
    case .list(let values):
      guard let position = wholeNumber(index) else { return Arithmetic.noOverload("_[_]", target, index) }
      guard position >= 0, position < Int64(values.count) else { return .failure(.indexOutOfRange(position)) }
      return .value(values[Int(position)])
    case .map(let map):
      return map[index].map(Outcome.value) ?? .failure(.noSuchKey(index.description))
    case .optional(let content):
      return content.map { OptionalFunctions.index($0, index) } ?? .value(.optional(nil))
    default: return Arithmetic.noOverload("_[_]", target, index)
    }
  }

  /// A number of any type as a list index.
  static func wholeNumber(_ value: Value) -> Int64? {
    switch value {
    case .int(let number): number
    case .uint(let number): Int64(exactly: number)
    case .double(let number): Int64(exactly: number)
    default: nil
    }
  }

  private static let contains: @Sendable (Value, Value) -> Outcome = { element, collection in
    switch collection {
    case .list(let values): .bool(values.contains(element))
    case .map(let map): .bool(map[element] != nil)
    default: Arithmetic.noOverload("@in", element, collection)
    }
  }

  private static func size(isMember: Bool) -> [Overload] {
    let types: [CELType] = [
      .string, .bytes, .list(.parameter("A")), .map(.parameter("A"), .parameter("B")),
    ]
    return types.map { type in
      Overload(id: "size_\(type.name)", parameter: type, result: .int, isMember: isMember) { value in
        switch value {
        case .string(let text): .value(.int(Int64(Text.size(text))))
        case .bytes(let bytes): .value(.int(Int64(bytes.count)))
        case .list(let values): .value(.int(Int64(values.count)))
        case .map(let map): .value(.int(Int64(map.count)))
        default: Arithmetic.noOverload("size", value)
        }
      }
    }
  }
}
