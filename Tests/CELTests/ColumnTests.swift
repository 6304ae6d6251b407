import CEL
import Testing

@Suite("Whole columns say what single rows say")
struct ColumnTests {
  /// An environment with a row `r`, streamed rows `all`, `limit`, and `missing`, which is unknown.
  struct Setting {
    var environment = Environment()
    let day: OpaqueTypeID

    init() {
      var environment = Environment()
      let day = environment.declare(opaque: "day") { "day \($0.mantissa)" }
      environment.declare(record: RandomRows.type)
      environment.declare(variable: "r", .record("row"))
      environment.declare(streamed: "all", record: RandomRows.type)
      environment.declare(variable: "limit", .int)
      environment.declare(variable: "missing", .opaque("day"))
      let make = Overload(id: "day", parameter: .int, result: .opaque("day")) { value in
        guard case .int(let number) = value else { return .failure(.host("day", "no int")) }
        return .value(.opaque(OpaqueValue(type: day, mantissa: number)))
      }
      environment.declare(function: Function("day", [make]))
      Setting.declareOrder("_<_", .less, &environment) { $0 < $1 }
      Setting.declareOrder("_<=_", .lessOrEqual, &environment) { $0 <= $1 }
      self.environment = environment
      self.day = day
    }

    private static func declareOrder(
      _ name: String,
      _ comparison: MantissaComparison,
      _ environment: inout Environment,
      _ holds: @escaping @Sendable (Int64, Int64) -> Bool
    ) {
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

    func activation(limit: Int64) -> DictionaryActivation {
      var activation = DictionaryActivation(["limit": .int(limit)], in: environment)
      activation.setUnknown("missing", in: environment)
      return activation
    }
  }

  private struct WithRow: Activation {
    let base: DictionaryActivation
    let slot: Int
    let record: RecordReference

    func read(variable slot: Int) -> VariableReading {
      slot == self.slot ? .value(.record(record)) : base.read(variable: slot)
    }
  }

  private static func truth(_ outcome: Outcome) -> RowTruth? {
    switch outcome {
    case .value(.bool(let isTrue)): isTrue ? .isTrue : .isFalse
    case .unknown: .unknown
    case .error: .error
    default: nil
    }
  }

  @Test("Random conditions over random batches agree row by row", arguments: 0..<10)
  func conditions(seed: UInt64) throws {
    let setting = Setting()
    var expressions = RandomExpressions(random: SeededRandom(state: seed))
    var columnar = 0
    for _ in 0..<25 {
      let source = expressions.condition(3)
      let program = try setting.environment.compile(source)
      guard let columns = program.overColumns(of: "r") else { continue }
      columnar += 1
      var workspace = columns.makeWorkspace()
      for size in [37, 1_100] {
        let batch = RandomRows(rowCount: size, day: setting.day, using: &expressions.random)
        let base = setting.activation(limit: Int64.random(in: 0...6, using: &expressions.random))
        columns.evaluate(batch, base, &workspace)
        for row in stride(from: 0, to: size, by: size > 100 ? 7 : 1) {
          let activation = WithRow(base: base, slot: 0, record: RecordReference(source: batch, row: row))
          let expected = Self.truth(program.evaluate(activation))
          #expect(RowTruth(rawValue: workspace.truths[row]) == expected, "\(source), row \(row)")
        }
      }
    }
    #expect(columnar > 10)
  }

  @Test("Random folds over random batches agree with the same rows one by one", arguments: 0..<10)
  func folds(seed: UInt64) throws {
    let setting = Setting()
    var expressions = RandomExpressions(random: SeededRandom(state: seed &+ 1_000), row: "x")
    for _ in 0..<25 {
      let source = fold(&expressions)
      let program = try setting.environment.compile(source)
      let base = setting.activation(limit: Int64.random(in: 0...6, using: &expressions.random))
      var byRows = program.folds.map { $0.begin(base) }
      var byBatch = byRows
      var workspaces = program.folds.map { $0.makeWorkspace() }
      for _ in 0..<3 {
        let size = expressions.pick([5, 40, 1_030])
        let batch = RandomRows(rowCount: size, day: setting.day, using: &expressions.random)
        for (index, fold) in program.folds.enumerated() {
          for row in 0..<size { fold.step(&byRows[index], RecordReference(source: batch, row: row), base) }
          fold.step(&byBatch[index], batch: batch, base, &workspaces[index])
        }
      }
      for (index, fold) in program.folds.enumerated() {
        #expect(fold.finish(byRows[index]).summary == fold.finish(byBatch[index]).summary, "\(source)")
      }
    }
  }

  @Test("The short way of evaluating agrees with the long one", arguments: 0..<10)
  func shortCuts(seed: UInt64) throws {
    let setting = Setting()
    var expressions = RandomExpressions(random: SeededRandom(state: seed &+ 2_000))
    for _ in 0..<40 {
      let source = expressions.condition(3)
      let short = try setting.environment.compile(source)
      let long = try setting.environment.compile("[\(source)][0]")
      let batch = RandomRows(rowCount: 20, day: setting.day, using: &expressions.random)
      let base = setting.activation(limit: Int64.random(in: 0...6, using: &expressions.random))
      for row in 0..<20 {
        let activation = WithRow(base: base, slot: 0, record: RecordReference(source: batch, row: row))
        #expect(short.evaluate(activation).summary == long.evaluate(activation).summary, "\(source)")
      }
    }
  }

  private func fold(_ expressions: inout RandomExpressions<SeededRandom>) -> String {
    let filter = expressions.pick(["", ".filter(x, \(expressions.condition(2)))"])
    let body = expressions.condition(2)
    let integer = expressions.integer(2)
    return expressions.pick([
      "all\(filter).all(x, \(body))", "all\(filter).exists(x, \(body))", "all\(filter).exists_one(x, \(body))",
      "all\(filter).count(x, \(body))", "all\(filter).size()", "all\(filter).sum(x, \(integer))",
      "all\(filter).max(x, \(integer))", "all\(filter).sum(x, \(integer), limit)",
      "all\(filter).filter(x, x.a > 1).size()",
    ])
  }

  @Test("A condition that only rows can answer has no columns")
  func none() throws {
    let setting = Setting()
    #expect(try setting.environment.compile("r.text.contains('a')").overColumns(of: "r") == nil)
    #expect(try setting.environment.compile("r.a + 1").overColumns(of: "r") == nil)
    #expect(try setting.environment.compile("r.a > 1").overColumns(of: "limit") == nil)
    #expect(try setting.environment.compile("r.a > 1").overColumns(of: "r") != nil)
  }
}
