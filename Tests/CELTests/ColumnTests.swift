import CEL
import Testing

@Suite("Whole columns say what single rows say")
struct ColumnTests {
  /// An environment with a row `r`, streamed rows `all`, `limit`, and `missing`, which is unknown.
  struct Setting {
    var environment = Environment()
    let day: OpaqueTypeID
    let share: OpaqueTypeID

    init() {
      var environment = Environment()
      let day = environment.declare(opaque: "day") { "day \($0.mantissa)" }
      let share = environment.declare(opaque: "share") { "\($0.mantissa)e-\($0.scale)" }
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
      HostFunctions.declare(in: &environment, day: day, share: share)
      self.environment = environment
      self.day = day
      self.share = share
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
        let batch = RandomRows(rowCount: size, day: setting.day, share: setting.share, using: &expressions.random)
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

  @Test("Programs that share what they compute agree row by row", arguments: 0..<10)
  func sharing(seed: UInt64) throws {
    let setting = Setting()
    var expressions = RandomExpressions(random: SeededRandom(state: seed &+ 3_000))
    // Few leaves and many programs, so that most of them find parts of others.
    let parts = (0..<4).map { _ in expressions.condition(1) }
    let sources = (0..<20).map { _ in
      "\(expressions.pick(parts)) \(expressions.pick(["&&", "||"])) (\(expressions.pick(parts)) ? \(expressions.pick(parts)) : \(expressions.pick(parts)))"
    }
    let programs = try sources.map { try setting.environment.compile($0) }
    let columns = programs.compactMap { $0.overColumns(of: "r", allowingRows: true) }
    var workspace = ColumnProgram.makeWorkspace(for: columns)
    let memo = ColumnMemo(changing: [])
    workspace.memo = memo
    for size in [900, 1_100, 31] {
      let batch = RandomRows(rowCount: size, day: setting.day, share: setting.share, using: &expressions.random)
      let base = setting.activation(limit: Int64.random(in: 0...6, using: &expressions.random))
      memo.clear()
      for (index, column) in columns.enumerated() {
        let program = programs[index]
        let mask = (0..<size).map { _ in UInt8.random(in: 0...1, using: &expressions.random) }
        let isMasked = Bool.random(using: &expressions.random)
        column.evaluate(batch, base, &workspace, where: isMasked ? mask : nil)
        for row in stride(from: 0, to: size, by: 5) where !isMasked || mask[row] != 0 {
          let activation = WithRow(base: base, slot: 0, record: RecordReference(source: batch, row: row))
          #expect(
            RowTruth(rawValue: workspace.truths[row]) == Self.truth(program.evaluate(activation)),
            "\(sources[index]), row \(row) of \(size), \(isMasked)"
          )
        }
      }
    }
  }

  @Test(
    "A row has its budget of steps by columns too, whatever it is",
    arguments: (1...30).map { $0 * 100 }
  )
  func budget(steps: Int) throws {
    var environment = Setting().environment
    environment.limits.runtimeCost = steps
    let setting = Setting()
    let heavy = "[1, 2, 3, 4, 5, 6, 7].all(x, [1, 2, 3, 4, 5, 6, 7].all(y, x + y + r.a > -100))"
    let other = "[1, 2, 3, 4, 5, 6, 7].exists(x, [1, 2, 3, 4, 5, 6].exists(y, x * y + limit > 1000))"
    var random = SeededRandom(state: UInt64(steps))
    let batch = RandomRows(rowCount: 60, day: setting.day, share: setting.share, using: &random)
    let base = setting.activation(limit: 2)
    for source in ["r.b > 1 && \(heavy) && \(heavy)", "\(heavy) || \(other)", "(\(other) ? r.p : \(heavy)) && r.a > 0"]
    {
      let program = try environment.compile(source)
      let columns = try #require(program.overColumns(of: "r", allowingRows: true))
      var workspace = columns.makeWorkspace()
      columns.evaluate(batch, base, &workspace)
      for row in 0..<60 {
        let activation = WithRow(base: base, slot: 0, record: RecordReference(source: batch, row: row))
        #expect(
          RowTruth(rawValue: workspace.truths[row]) == Self.truth(program.evaluate(activation)),
          "\(source) \(row)"
        )
      }
    }
  }

  @Test(
    "A text made by columns is the text of the row",
    arguments: [
      "r.text", "r.code + '-' + r.text", "r.text.trim().upperAscii() + ' ' + string(r.a + r.b)",
      "digits(r.text) + string(gap(r.d, r.e))", "r.text.substring(1, 3) + string(r.a)",
    ]
  )
  func texts(source: String) throws {
    let setting = Setting()
    var random = SeededRandom(state: 5)
    let program = try setting.environment.compile(source)
    let columns = try #require(program.textOverColumns(of: "r"))
    var workspace = ColumnProgram.makeWorkspace(for: [], texts: [columns])
    var answered = 0
    for size in [300, 1_100] {
      let batch = RandomRows(rowCount: size, day: setting.day, share: setting.share, using: &random)
      let base = setting.activation(limit: 3)
      columns.evaluate(batch, base, &workspace, rows: Array(stride(from: 0, to: size, by: 3))) { row, text in
        let activation = WithRow(base: base, slot: 0, record: RecordReference(source: batch, row: row))
        guard let text else { return }
        answered += 1
        #expect(
          program.evaluate(activation).summary == Outcome.value(.string(String(decoding: text, as: UTF8.self))).summary
        )
      }
    }
    #expect(answered > 20)
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
        let batch = RandomRows(rowCount: size, day: setting.day, share: setting.share, using: &expressions.random)
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
      let batch = RandomRows(rowCount: 20, day: setting.day, share: setting.share, using: &expressions.random)
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
    #expect(try setting.environment.compile("r.text.reverse() == 'a'").overColumns(of: "r") == nil)
    #expect(try setting.environment.compile("r.a + 1").overColumns(of: "r") == nil)
    #expect(try setting.environment.compile("r.a > 1").overColumns(of: "limit") == nil)
    #expect(try setting.environment.compile("r.a > 1").overColumns(of: "r") != nil)
  }
}
