import CEL

/// 150 rules over all rows by columns: all of the kinds that run over columns, and with one in ten calling a function.
enum MixedBench {
  static let rules = 150
  /// Templates of the rules, each of which is timed alone too.
  static let kinds = 33

  static func run(_ environment: RuleEnvironment, cases: Cases, batches: [WorkerBatch]) throws {
    let mixed = variants(try cases.lines("mixed.txt"), count: rules)
    let calling = variants(try cases.lines("functions.txt"), count: rules / 10)
    try measure("columns", environment, mixed, batches)
    for rule in variants(try cases.lines("mixed.txt") + cases.lines("functions.txt"), count: kinds) {
      try measure("kind\t\(rule)", environment, [rule], batches)
    }
    try measure("with functions", environment, Array(mixed.dropLast(rules / 10)) + calling, batches)
  }

  /// Each template with different digits for `#`.
  private static func variants(_ templates: [String], count: Int) -> [String] {
    (0..<count).map { index in
      let digit = Character(String(1 + index / templates.count % 7))
      return String(templates[index % templates.count].map { $0 == "#" ? digit : $0 })
    }
  }

  private static func measure(
    _ name: String,
    _ rules: RuleEnvironment,
    _ expressions: [String],
    _ batches: [WorkerBatch]
  ) throws {
    let bindings = rules.bindings()
    let programs = try expressions.map { expression -> ColumnProgram in
      guard let program = try rules.environment.compile(expression).overColumns(of: "tk") else {
        fatalError("\(expression) does not run over columns")
      }
      return program
    }
    // As the engine does: one set of buffers, and what several rules ask of a row is answered once a batch.
    var workspace = ColumnProgram.makeWorkspace(for: programs)
    let memo = ColumnMemo(changing: [])
    workspace.memo = memo
    let time = Stopwatch.best(of: 2) {
      for batch in batches {
        memo.clear()
        for program in programs { program.evaluate(batch, bindings, &workspace) }
      }
    }
    Stopwatch.report("mixed\t\(name)", time)
  }
}
