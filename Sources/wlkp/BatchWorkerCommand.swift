import ArgumentParser
import Glibc
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

  @Option(name: .long, help: "As of the batch.")
  var timeout = 60

  @OptionGroup var judging: BatchJudging

  func run() throws {
    Self.closeInheritedFiles()
    let (engine, _) = try judging.options.load()
    var limits = BatchLimits()
    limits.secondsPerFile = Double(timeout)
    var worker = BatchWorker(
      assessor: ReportAssessor(engine: engine),
      circumstances: Circumstances(received: judging.asOf, draftDay: today(), isArchive: true),
      limits: limits
    )
    do throws(SystemFault) {
      try worker.run()
    } catch {
      throw CommandFault(.fault)
    }
  }

  /// A server that starts a worker has many files open; the worker keeps none of them, nor any connection.
  private static func closeInheritedFiles() {
    guard let folder = opendir("/proc/self/fd") else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let file = Int32(name), file > STDERR_FILENO, file != dirfd(folder) { close(file) }
    }
  }
}
