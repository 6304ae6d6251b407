import CEL
import Foundation

/// `bench-cel csv ROWS FILE` writes the worker table; `bench-cel measure CASES TABLE` measures once and prints
/// `name TAB nanoseconds` lines. `Benchmarks/cel` calls it in turn with the peers and makes medians of the rounds.
@main
struct BenchCEL {
  static func main() throws {
    let arguments = CommandLine.arguments
    if arguments.count == 4, arguments[1] == "csv", let rows = Int(arguments[2]) {
      try WorkerFile.write(rows: rows, to: arguments[3])
    } else if arguments.count == 4, arguments[1] == "measure" {
      try measure(cases: Cases(folder: arguments[2]), table: arguments[3])
    } else {
      print("bench-cel csv ROWS FILE | bench-cel measure CASES TABLE")
      exit(2)
    }
  }

  private static func measure(cases: Cases, table: String) throws {
    let rules = RuleEnvironment()
    try CompileBench.run(rules, expressions: cases.lines("compile.txt"))
    try SingleBench.run(expressions: cases.lines("single.txt"), inputs: cases.inputs())
    let filler = BatchFiller(rules, keepsBatches: true)
    try WorkerFile.read(table, into: filler)
    filler.seal()
    try ReadingBench.run(rules, table: table)
    try TableBench.run(rules, expressions: cases.lines("table.txt"), batches: filler.batches)
    try LoopBench.run(rules, batches: filler.batches)
    try MixedBench.run(rules, cases: cases, batches: filler.batches)
  }
}

/// The expressions and inputs that are measured, from files that the peers read too.
struct Cases {
  let folder: String

  func lines(_ name: String) throws -> [String] {
    try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  func inputs() throws -> [String: JSONInput] {
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/inputs.json"))
    return try JSONDecoder().decode([String: JSONInput].self, from: data)
  }
}
