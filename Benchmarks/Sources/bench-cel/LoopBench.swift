import CEL

/// Filter and compare over all rows, against loops written by hand on the same columns.
enum LoopBench {
  static let compare = "tk.upahPokok >= batas"
  static let filter = "tk.statusHubungan == \"PKWTT\" && tk.upahPokok >= batas"

  static func run(_ rules: RuleEnvironment, batches: [WorkerBatch]) throws {
    let columns = batches.map(LoopColumns.init)
    let bindings = rules.bindings()
    try measure("compare", compare, rules, bindings, batches, columns, HandLoop.compare, HandLoop.compareWithStates)
    try measure(
      "filter and compare",
      filter,
      rules,
      bindings,
      batches,
      columns,
      HandLoop.filter,
      HandLoop.filterWithStates
    )
  }

  private static func measure(
    _ name: String,
    _ expression: String,
    _ rules: RuleEnvironment,
    _ bindings: Bindings,
    _ batches: [WorkerBatch],
    _ columns: [LoopColumns],
    _ plain: (LoopColumns, inout [UInt8]) -> Void,
    _ withStates: (LoopColumns, inout [UInt8]) -> Void
  ) throws {
    guard let program = try rules.environment.compile(expression).overColumns(of: "tk") else {
      fatalError("\(expression) does not run over columns")
    }
    var workspace = program.makeWorkspace()
    var truths = [UInt8](repeating: 0, count: BatchFiller.batchRows)
    for (batch, column) in zip(batches, columns) {
      program.evaluate(batch, bindings, &workspace)
      withStates(column, &truths)
      if !truths.prefix(batch.rowCount).elementsEqual(workspace.truths.prefix(batch.rowCount)) {
        fatalError("loop and columns differ: \(expression)")
      }
    }
    // Alternating, so that a disturbance of the machine meets all three.
    var times = [Double.infinity, .infinity, .infinity]
    for _ in 0..<Stopwatch.samples {
      let columnar = Stopwatch.nanoseconds {
        for batch in batches { program.evaluate(batch, bindings, &workspace) }
      }
      let hand = Stopwatch.nanoseconds { for column in columns { plain(column, &truths) } }
      let states = Stopwatch.nanoseconds { for column in columns { withStates(column, &truths) } }
      times = zip(times, [columnar, hand, states]).map { min($0, $1) }
    }
    let rows = Double(batches.reduce(0) { $0 + $1.rowCount })
    Stopwatch.report("loop\tcolumns\t\(name)", times[0] / rows)
    Stopwatch.report("loop\thand\t\(name)", times[1] / rows)
    Stopwatch.report("loop\thand with states\t\(name)", times[2] / rows)
  }
}

/// The columns the loops need, in the memory in which the column programs read them; the batch keeps it alive.
struct LoopColumns {
  let wages: UnsafeBufferPointer<Int64>
  let wageStates: UnsafeBufferPointer<UInt8>
  let relations: UnsafeBufferPointer<Int64>
  let relationStates: UnsafeBufferPointer<UInt8>

  init(_ batch: WorkerBatch) {
    let wage = batch.column(WorkerFields.index("upahPokok"))
    let relation = batch.column(WorkerFields.index("statusHubungan"))
    guard case .integers(let wages) = wage.values, case .codes(let relations, _) = relation.values else {
      fatalError("unexpected columns")
    }
    self.wages = wages.withUnsafeBufferPointer { $0 }
    wageStates = wage.states.withUnsafeBufferPointer { $0 }
    self.relations = relations.withUnsafeBufferPointer { $0 }
    relationStates = relation.states.withUnsafeBufferPointer { $0 }
  }
}

/// The loops, as one would write them: one truth byte a row (3 true, 0 false, 1 unknown).
enum HandLoop {
  static let limit: Int64 = 5_000_000

  @inline(never)
  static func compare(_ columns: LoopColumns, _ truths: inout [UInt8]) {
    for row in columns.wages.indices { truths[row] = columns.wages[row] >= limit ? 3 : 0 }
  }

  @inline(never)
  static func compareWithStates(_ columns: LoopColumns, _ truths: inout [UInt8]) {
    for row in columns.wages.indices {
      truths[row] = columns.wageStates[row] == CellByte.value ? (columns.wages[row] >= limit ? 3 : 0) : 1
    }
  }

  @inline(never)
  static func filter(_ columns: LoopColumns, _ truths: inout [UInt8]) {
    for row in columns.wages.indices {
      truths[row] = columns.relations[row] == 0 && columns.wages[row] >= limit ? 3 : 0
    }
  }

  @inline(never)
  static func filterWithStates(_ columns: LoopColumns, _ truths: inout [UInt8]) {
    for row in columns.wages.indices {
      let left: UInt8 = columns.relationStates[row] == CellByte.value ? (columns.relations[row] == 0 ? 3 : 0) : 1
      let right: UInt8 = columns.wageStates[row] == CellByte.value ? (columns.wages[row] >= limit ? 3 : 0) : 1
      truths[row] = min(left, right)
    }
  }
}
