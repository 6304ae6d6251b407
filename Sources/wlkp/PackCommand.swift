import ArgumentParser
import Intake
import RuleEngine

/// `wlkp pack`: check a rule pack and run its cases.
struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Periksa dan uji paket aturan / check a rule pack and run its cases.",
    subcommands: [PackCheck.self, PackTest.self]
  )
}

/// `wlkp pack check`: every fault with file, line and column.
struct PackCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a pack and name every fault with file, line and column."
  )

  @Argument(help: "The pack's folder; the built-in pack when left out.")
  var folder: String?

  func run() throws {
    var options = EngineOptions()
    options.pack = folder
    let (engine, source) = try options.load()
    let (cases, faults) = engine.pack.cases(from: source)
    for fault in faults { Terminal.complain(fault.description) }
    for table in engine.tables.names {
      do { try engine.tables.check(table) } catch { throw CommandFault(.usage, "wlkp: \(error)") }
    }
    guard faults.isEmpty else { throw CommandFault(.usage, "wlkp: \(faults.count) faulty cases") }
    Terminal.write(
      "pack \(engine.pack.version) \(engine.pack.hash): \(engine.pack.rules.count) rules, \(cases.count) cases, "
        + "\(engine.pack.notExpressible.count) not expressible, \(engine.tables.names.count) tables: no fault\n"
    )
  }
}

/// `wlkp pack test`: every case of every rule.
struct PackTest: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the cases of a pack's rules.",
    discussion: "Exit code 1 when a rule says something else than its case expects."
  )

  @Argument(help: "The pack's folder; the built-in pack when left out.")
  var folder: String?

  @Option(name: .long, help: "Only these rules (may be given several times).")
  var rule: [String] = []

  func run() throws {
    var options = EngineOptions()
    options.pack = folder
    let (engine, source) = try options.load()
    let outcome = try PackTrial(engine: engine, source: source).run(only: Set(rule))
    for fault in outcome.faults { Terminal.complain(fault.description) }
    for failure in outcome.failures {
      let ruleCase = failure.ruleCase
      let name = ruleCase.name.map { " “\($0)”" } ?? ""
      let missing =
        failure.answer.missing.isEmpty ? "" : " (unknown: \(failure.answer.missing.joined(separator: ", ")))"
      let broken = failure.answer.faults.map { " [\($0.rule) broke: \($0.error)]" }.joined()
      Terminal.complain(
        "\(ruleCase.place): \(ruleCase.rule) case \(ruleCase.number)\(name): expected \(ruleCase.expectation), "
          + "the rule said \(failure.answer.said)\(missing)\(broken)"
      )
    }
    for rule in outcome.untested { Terminal.complain("\(rule): no case") }
    let failed = outcome.failures.count + outcome.faults.count + outcome.untested.count
    Terminal.write(
      "\(outcome.rules) rules, \(outcome.cases) cases: \(outcome.cases - outcome.failures.count) passed, \(failed) failed\n"
    )
    if failed > 0 { throw CommandFault(.rejected) }
  }
}
