import ArgumentParser
import Intake
import ReportModel
import RuleEngine

/// What the workers of a batch judge with; the batch hands it to them as arguments.
struct BatchJudging: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Judge as if received on this day (YYYY-MM-DD); the filer's own date when left out.",
      valueName: "date"
    )
  )
  var asOf: CivilDate?

  @OptionGroup var options: EngineOptions

  /// The same as arguments of `batch-worker`.
  var arguments: [String] { (asOf.map { ["--as-of", $0.description] } ?? []) + options.arguments }
}

/// `wlkp batch-worker`: judges the files that a batch gives it, one after the other. Started by `wlkp batch` only.
struct BatchWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch-worker",
    abstract: "A worker of `wlkp batch`.",
    shouldDisplay: false
  )

  @OptionGroup var judging: BatchJudging

  func run() throws {
    let (engine, _) = try judging.options.load()
    let worker = BatchWorker(
      assessor: ReportAssessor(engine: engine),
      circumstances: Circumstances(received: judging.asOf, draftDay: today(), isArchive: true)
    )
    do throws(SystemFault) {
      try worker.run()
    } catch {
      throw CommandFault(.fault)
    }
  }
}
