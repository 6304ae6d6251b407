import CEL

/// One evaluation of a prepared program with prepared inputs: objects once as maps, as the peers get them, and once as
/// records, as the engine gives them.
enum SingleBench {
  static func run(expressions: [String], inputs: [String: JSONInput]) throws {
    try run("map", expressions, inputs) { environment, name, input in
      environment.declare(variable: name, input.mapType)
      return input.mapValue
    }
    try run("record", expressions, inputs) { environment, name, input in
      guard let type = input.recordType(name: name) else {
        environment.declare(variable: name, input.mapType)
        return input.mapValue
      }
      environment.declare(record: type)
      if case .list = input {
        environment.declare(variable: name, .list(.record(name)))
      } else {
        environment.declare(variable: name, .record(name))
      }
      return input.recordValue(type)
    }
  }

  private static func run(
    _ way: String,
    _ expressions: [String],
    _ inputs: [String: JSONInput],
    declare: (inout Environment, String, JSONInput) -> Value?
  ) throws {
    var environment = Environment()
    var values: [(String, Value)] = []
    for (name, input) in inputs.sorted(by: { $0.key < $1.key }) {
      if let value = declare(&environment, name, input) { values.append((name, value)) }
    }
    let bindings = Bindings(slots: environment.slotCount)
    for (name, value) in values {
      if let slot = environment.slot(of: name) { bindings.readings[slot] = .value(value) }
    }
    for expression in expressions {
      let program = try environment.compile(expression)
      guard case .value(.bool(true)) = program.evaluate(bindings) else {
        fatalError("\(expression) (\(way)) is not true: \(program.evaluate(bindings))")
      }
      let time = Stopwatch.perCall { keep(program.evaluate(bindings)) }
      Stopwatch.report("single\t\(way)\t\(expression)", time)
    }
  }
}
