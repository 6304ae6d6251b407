import CEL

/// Takes one source, however hostile, through everything: lexer, parser, checker, planner, rows, columns and folds.
///
/// The fuzzer uses it (through a link in its own package) and so do the tests that replay what the fuzzer found.
struct HostileSubject {
  private let checked: Environment
  private let unchecked: Environment
  private let batch: RandomRows
  private let values: DictionaryActivation

  /// Steps of one evaluation: some milliseconds, so that a loop in a loop in a loop ends.
  static let runtimeCost = 50_000
  /// Elements of a list: bounds the memory of one input.
  static let listSize = 5_000

  init() {
    var environment = Environment()
    environment.limits.runtimeCost = Self.runtimeCost
    environment.limits.listSize = Self.listSize
    environment.declare(record: RandomRows.type)
    environment.declare(variable: "r", .record("row"))
    environment.declare(streamed: "all", record: RandomRows.type)
    let day = environment.declare(opaque: "day") { "day \($0.mantissa)" }
    Self.declareVariables(in: &environment)
    Self.declareDays(in: &environment, day)
    checked = environment
    var loose = environment
    loose.checksTypes = false
    unchecked = loose
    var random = SeededRandom(state: 7)
    batch = RandomRows(rowCount: 40, day: day, share: day, using: &random)
    values = Self.values(in: environment)
  }

  private static func declareVariables(in environment: inout Environment) {
    let variables: [(String, CELType)] = [
      ("limit", .int), ("missing", .opaque("day")), ("x", .dyn), ("u", .uint), ("f", .double), ("s", .string),
      ("blob", .bytes), ("numbers", .list(.int)), ("words", .list(.string)), ("table", .map(.string, .int)),
      ("moment", .timestamp), ("span", .duration), ("maybe", .optional(.int)),
    ]
    for (name, type) in variables { environment.declare(variable: name, type) }
  }

  private static func values(in environment: Environment) -> DictionaryActivation {
    var values: [String: Value] = [
      "limit": .int(3), "x": .string("12"), "u": .uint(.max), "f": .double(-0.5), "s": .string("aé😀\u{0}z"),
      "blob": .bytes([0, 255, 65]), "numbers": .list([.int(1), .int(.min), .int(.max), .int(0)]),
      "words": .list([.string("b"), .string(""), .string("é")]), "maybe": .optional(.int(5)),
    ]
    values["table"] = CELMap([(.string("a"), .int(1)), (.string(""), .int(-1))]).map { .map($0) }
    for (name, source) in [("moment", "timestamp('2024-02-29T23:59:59.5Z')"), ("span", "duration('1h1ms')")] {
      values[name] = (try? environment.compile(source))?.evaluate(EmptyActivation()).value
    }
    var activation = DictionaryActivation(values, in: environment)
    activation.setUnknown("missing", in: environment)
    return activation
  }

  private static func declareDays(in environment: inout Environment, _ day: OpaqueTypeID) {
    let make = Overload(id: "day", parameter: .int, result: .opaque("day")) { value in
      guard case .int(let number) = value else { return .failure(.host("day", "no int")) }
      return .value(.opaque(OpaqueValue(type: day, mantissa: number)))
    }
    environment.declare(function: Function("day", [make]))
    let orders: [(String, MantissaComparison, @Sendable (Int64, Int64) -> Bool)] = [
      ("_<_", .less, { $0 < $1 }), ("_<=_", .lessOrEqual, { $0 <= $1 }),
    ]
    for (name, comparison, holds) in orders {
      var overload = Overload(
        id: "day\(name)",
        parameters: .opaque("day"),
        .opaque("day"),
        result: .bool
      ) { left, right in
        guard case .opaque(let one) = left, case .opaque(let two) = right else {
          return .failure(.host("day", "no day"))
        }
        return .value(.bool(holds(one.mantissa, two.mantissa)))
      }
      overload.comparesMantissas = comparison
      environment.declare(function: Function(name, [overload]))
    }
  }

  /// What happened to a source that did no harm.
  struct Examination {
    var compiles = false
    /// What is wrong with the module, when something is.
    var complaint: String?
  }

  /// Compiles and evaluates a source with types checked and unchecked. What it must never do is to trap.
  func examine(_ source: String) -> Examination {
    var result = Examination()
    do throws(CompileErrors) {
      let program = try checked.compile(source)
      result.compiles = true
      result.complaint = judge(program)
    } catch {
      result.complaint = judge(error, of: source)
    }
    if let program = try? unchecked.compile(source), result.complaint == nil {
      result.complaint = judge(program).map { "unchecked: " + $0 }
    }
    return result
  }

  private func judge(_ errors: CompileErrors, of source: String) -> String? {
    if errors.errors.isEmpty { return "refused without a mistake" }
    if errors.errors.count > checked.limits.errors { return "\(errors.errors.count) mistakes" }
    let length = source.utf8.count
    for error in errors.errors {
      guard (0...length).contains(error.offset), error.line >= 1, error.column >= 1 else {
        return "a mistake at offset \(error.offset) of \(length), \(error.line):\(error.column)"
      }
      if error.message.isEmpty { return "a mistake without a sentence" }
    }
    return nil
  }

  private func judge(_ program: Program) -> String? {
    var base = values
    for fold in program.folds {
      var byRows = fold.begin(base)
      var byBatch = byRows
      var workspace = fold.makeWorkspace()
      for row in 0..<batch.rowCount { fold.step(&byRows, RecordReference(source: batch, row: row), base) }
      fold.step(&byBatch, batch: batch, base, &workspace)
      let outcome = fold.finish(byRows)
      if differ(outcome, fold.finish(byBatch)) { return "fold \(fold.id): rows and columns differ" }
      base.folds.append(outcome)
    }
    let first = program.evaluate(rowActivation(base, 0))
    if differ(first, program.evaluate(rowActivation(base, 0))) { return "two evaluations differ" }
    return judgeColumns(program, base)
  }

  private func judgeColumns(_ program: Program, _ base: DictionaryActivation) -> String? {
    guard let columns = program.overColumns(of: "r") else { return nil }
    var workspace = columns.makeWorkspace()
    columns.evaluate(batch, base, &workspace)
    for row in 0..<batch.rowCount {
      let outcome = program.evaluate(rowActivation(base, row))
      if Self.isBudget(outcome) { continue }
      if RowTruth(rawValue: workspace.truths[row]) != Self.truth(outcome) {
        return "row \(row): columns say \(workspace.truths[row]), the row \(Self.text(outcome))"
      }
    }
    return nil
  }

  private func rowActivation(_ base: DictionaryActivation, _ row: Int) -> some Activation {
    WithRow(base: base, slot: checked.slot(of: "r") ?? 0, record: RecordReference(source: batch, row: row))
  }

  private func differ(_ one: Outcome, _ two: Outcome) -> Bool {
    !Self.isBudget(one) && !Self.isBudget(two) && Self.text(one) != Self.text(two)
  }

  /// Columns spend the budget otherwise than rows.
  private static func isBudget(_ outcome: Outcome) -> Bool {
    if case .error(let error) = outcome, case .budgetExceeded = error.code { true } else { false }
  }

  private static func truth(_ outcome: Outcome) -> RowTruth? {
    switch outcome {
    case .value(.bool(let isTrue)): isTrue ? .isTrue : .isFalse
    case .unknown: .unknown
    case .error: .error
    default: nil
    }
  }

  private static func text(_ outcome: Outcome) -> String {
    switch outcome {
    case .value(let value): value.description
    case .unknown(let set): "unknown \(set.names)"
    case .error(let error): "error \(error)"
    }
  }

  private struct WithRow: Activation {
    let base: DictionaryActivation
    let slot: Int
    let record: RecordReference

    func read(variable slot: Int) -> VariableReading {
      slot == self.slot ? .value(.record(record)) : base.read(variable: slot)
    }

    func readFold(_ index: Int) -> Outcome { base.readFold(index) }
  }
}
