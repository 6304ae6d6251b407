import ArgumentParser
import Intake
import ReportModel
import RuleEngine

/// `wlkp pack`: everything about rule packs.
struct PackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract:
      "Paket aturan: periksa, uji, bandingkan, tanda tangani / check, test, compare and sign rule packs.",
    subcommands: [PackCheck.self, PackTest.self, PackDiff.self, PackKeygen.self, PackSign.self]
  )
}

/// The pack that a command about packs works on.
struct PackArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The pack's folder or signed file; the built-in pack when left out.",
      valueName: "pack"
    )
  )
  var folder: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Public key of the signer of a signed pack.", valueName: "key")
  )
  var packKey: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Patch to apply after the pack's own.", valueName: "file")
  )
  var patch: [String] = []

  /// The pack, looked at with every check.
  func load(_ language: Language = .en) throws(CommandFault) -> (
    engine: Engine, source: any SchemaSource
  ) {
    try PackSelection(path: folder, keys: packKey, patches: patch).load(language, scrutiny: .full)
  }

  /// The pack, its cases and its tables without any fault, or all faults.
  func check() throws(CommandFault) -> (engine: Engine, source: any SchemaSource, cases: Int) {
    let (engine, source) = try load()
    let (cases, faults) = engine.pack.cases(from: source)
    for fault in faults { Terminal.complain(fault.description) }
    for table in engine.tables.names {
      do { try engine.tables.check(table) } catch { throw CommandFault(.usage, "wlkp: \(error)") }
    }
    guard faults.isEmpty else { throw CommandFault(.usage, "wlkp: \(faults.count) faulty cases") }
    return (engine, source, cases.count)
  }
}

/// `wlkp pack check`: every fault with file, line and column.
struct PackCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a pack and name every fault with file, line and column."
  )

  @OptionGroup var arguments: PackArguments

  func run() throws {
    let (engine, _, cases) = try arguments.check()
    let pack = engine.pack
    Terminal.write(
      "pack \(pack.version) \(pack.hash): \(pack.rules.count) rules, \(cases) cases, "
        + "\(pack.notExpressible.count) not expressible, \(pack.patches.count) patches, "
        + "\(engine.tables.names.count) tables: no fault\n"
    )
  }
}

/// `wlkp pack test`: every case of every rule, and how well they guard it.
struct PackTest: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the cases of a pack's rules.",
    discussion: """
      Prints which rules have cases, and each day on which an answer changes that no case shows from both sides.

      With --mutate every condition is negated and every constant, comparison, connective and day in force is changed, \
      one at a time, and the cases of the rule are asked about each. What they did not notice is listed.

      Exit code 1 when a rule says something else than its case expects, or with --mutate when less than 95 % of the
      wrong versions are noticed, or none of a rule's.
      """
  )

  @OptionGroup var arguments: PackArguments

  @Option(name: .long, help: "Only these rules (may be given several times).")
  var rule: [String] = []

  @Flag(
    name: .long,
    help: "Also try wrong versions of each rule and list those that no case notices."
  )
  var mutate = false

  func run() async throws {
    let (engine, source) = try arguments.load()
    let trial: PackTrial
    do throws(Engine.Fault) {
      trial = try PackTrial(engine: engine, source: source)
    } catch {
      throw CommandFault(.usage, PackSelection.sentence(error))
    }
    let only = Set(rule.map { $0 })
    let outcome = try trial.run(only: only)
    var isWell = PackTestReport.write(outcome)
    if mutate { isWell = PackTestReport.write(await trial.mutations(only: only)) && isWell }
    if !isWell { throw CommandFault(.rejected) }
  }
}
