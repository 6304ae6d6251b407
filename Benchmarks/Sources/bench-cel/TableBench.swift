import CEL

/// A rule over the first 100,000 rows of the table, row by row and by columns.
enum TableBench {
  static let rows = 100_000

  static func run(_ rules: RuleEnvironment, expressions: [String], batches: [WorkerBatch]) throws {
    guard let slot = rules.environment.slot(of: "tk") else { fatalError("tk is not declared") }
    let bindings = rules.bindings()
    let part = batches.prefix((rows + BatchFiller.batchRows - 1) / BatchFiller.batchRows)
    let count = Double(part.reduce(0) { $0 + $1.rowCount })
    for expression in expressions {
      let program = try rules.environment.compile(expression)
      var found = 0
      let byRow = Stopwatch.nanoseconds {
        for batch in part {
          for row in 0..<batch.rowCount {
            bindings.readings[slot] = .value(.record(RecordReference(source: batch, row: row)))
            if case .value(.bool(true)) = program.evaluate(bindings) { found += 1 }
          }
        }
      }
      Stopwatch.report("table\trows\t\(expression)", byRow / count)
      guard let columns = program.overColumns(of: "tk") else { continue }
      var workspace = columns.makeWorkspace()
      var same = 0
      for batch in part {
        columns.evaluate(batch, bindings, &workspace)
        same += workspace.truths.prefix(batch.rowCount).count { $0 == RowTruth.isTrue.rawValue }
      }
      if found != same { fatalError("rows and columns differ: \(expression)") }
      let byColumn = Stopwatch.perCall { for batch in part { columns.evaluate(batch, bindings, &workspace) } }
      Stopwatch.report("table\tcolumns\t\(expression)", byColumn / count)
    }
  }
}

/// The least that reading costs: the same rows from CSV.
enum ReadingBench {
  static func run(_ rules: RuleEnvironment, table: String) throws {
    let counter = FieldCounter()
    Stopwatch.report("csv\tfields", try Stopwatch.best(of: 2) { try WorkerFile.read(table, into: counter) })
    keep(counter.bytes)
    let filler = BatchFiller(rules, keepsBatches: false)
    Stopwatch.report("csv\ttyped", try Stopwatch.best(of: 2) { try WorkerFile.read(table, into: filler) })
  }
}
