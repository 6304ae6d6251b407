import CEL

/// A small record type for tests: one row of workers.
struct Worker: Record {
  static let type = RecordType(
    name: "worker",
    fields: [("name", .string), ("wage", .int), ("start", .opaque("day")), ("leader", .bool), ("tags", .list(.string))]
  )

  var name: FieldReading = .value(.string("Siti"))
  var wage: FieldReading = .value(.int(3_000_000))
  var start: FieldReading = .absent
  var leader: FieldReading = .value(.bool(false))
  var tags: FieldReading = .value(.list([]))

  var recordType: RecordType { Worker.type }

  func read(_ field: Int) -> FieldReading {
    switch field {
    case 0: name
    case 1: wage
    case 2: start
    case 3: leader
    default: tags
    }
  }

  static func wages(_ wages: Int64?...) -> [Worker] {
    wages.map { Worker(wage: $0.map { .value(.int($0)) } ?? .empty) }
  }
}

/// An environment with the opaque type `day`, a worker `w`, some held workers `ws` and streamed workers `all_ws`.
struct Workplace {
  var environment = Environment()
  let day: OpaqueTypeID

  init(libraries: Libraries = .standard) {
    environment = Environment(libraries: libraries)
    day = environment.declare(opaque: "day", zero: nil) { "day \($0.mantissa)" }
    environment.declare(record: Worker.type)
    environment.declare(variable: "w", .record("worker"))
    environment.declare(variable: "ws", .list(.record("worker")))
    environment.declare(streamed: "all_ws", record: Worker.type)
    environment.declare(variable: "limit", .int)
    let day = day
    environment.declare(
      function: Function(
        "day",
        [
          Overload(id: "day", parameter: .int, result: .opaque("day")) { value in
            guard case .int(let number) = value else { return .failure(.host("day", "no int")) }
            return .value(.opaque(OpaqueValue(type: day, mantissa: number)))
          }
        ]
      )
    )
    declareOrder("_<_") { $0 < $1 }
    declareOrder("_<=_") { $0 <= $1 }
  }

  private mutating func declareOrder(_ name: String, _ holds: @escaping @Sendable (Int64, Int64) -> Bool) {
    let overload = Overload(
      id: "day\(name)day",
      parameters: .opaque("day"),
      .opaque("day"),
      result: .bool
    ) { left, right in
      guard case .opaque(let one) = left, case .opaque(let two) = right else { return .failure(.host("day", "no day")) }
      return .value(.bool(holds(one.mantissa, two.mantissa)))
    }
    environment.declare(function: Function(name, [overload]))
  }

  func evaluate(_ source: String, _ values: [String: Value] = [:]) throws -> Outcome {
    try environment.compile(source).evaluate(DictionaryActivation(values, in: environment))
  }

  /// Runs the folds of a program over rows and then the program.
  func evaluate(_ source: String, streaming rows: [Worker], _ values: [String: Value] = [:]) throws -> Outcome {
    let program = try environment.compile(source)
    var activation = DictionaryActivation(values, in: environment)
    activation.folds = program.folds.map { fold in
      var state = fold.begin(activation)
      for row in rows { fold.step(&state, row, activation) }
      return fold.finish(state)
    }
    return program.evaluate(activation)
  }

  /// The sentences of everything that is wrong with a source.
  func mistakes(_ source: String, expecting: CELType? = nil) -> [String] {
    do {
      _ = try environment.compile(source, expecting: expecting)
      return []
    } catch {
      return error.errors.map(\.message)
    }
  }
}

extension Outcome {
  /// What the tests compare: a value's text, `unknown(names)` or `error(sentence)`.
  var summary: String {
    switch self {
    case .value(let value): "\(value)"
    case .unknown(let set): "unknown(\(set.names.joined(separator: ", ")))"
    case .error(let error): "error(\(error))"
    }
  }
}
