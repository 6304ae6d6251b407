import ArgumentParser
import Glibc
import Intake
import ReportForm
import ReportModel
import ResultRendering
import RuleEngine

/// `wlkp batch PATH…`: judge folders and archives of reports with all cores.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Periksa banyak laporan sekaligus / judge folders and archives of reports.",
    discussion: """
      Contoh / examples:
        wlkp batch arsip.zip > hasil.jsonl
        wlkp batch 2016/ 2017.tar.gz -o hasil.jsonl --summary ringkasan.html --summary ringkasan.json
        wlkp batch 2016/ 2017.tar.gz -o hasil.jsonl --resume
        find . -name '*.csv' | wlkp batch --paths-from -

      Reads files, folders, ZIP, TAR, TAR.GZ and TAR.ZST, archives in archives one level down. Results come in the \
      order of the files, one JSON line each (docs/RESULT-FORMAT.md), and are the same however many workers there are. \
      What could only be confirmed counts as a warning. When all are judged, the reports of each company are compared \
      with each other; a finding of that gives a second line. A file that ends or hangs the program costs its own result \
      only; its line names it.

      Exit code 0 when every report may be filed, 1 when one may not, 2 when a path is not there, 3 when a file could \
      not be judged through a fault of ours.
      """
  )

  @Argument(help: ArgumentHelp("Files, folders and archives.", valueName: "path"))
  var paths: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Read paths from this file, one a line; - reads standard input.", valueName: "file")
  )
  var pathsFrom: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the lines to this file, flushed to the disk as the batch goes on.", valueName: "file")
  )
  var output: String?

  @Flag(name: .long, help: "Go on behind the last line of --output after an interruption.")
  var resume = false

  @Option(
    name: .long,
    help: "What standard output gets: lines, text, json, csv, sarif, junit or html; lines, or text with --output."
  )
  var format: BatchFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a summary; its form by the name: .txt .json .csv .sarif .xml (JUnit) .html (may be given several times).",
      valueName: "file"
    )
  )
  var summary: [String] = []

  @Flag(name: .long, help: "Leave out the second phase, which compares the reports of each company.")
  var noCompare = false

  @Option(name: .shortAndLong, help: "How many workers; as many as there are cores when left out.")
  var jobs: Int?

  @Option(name: .long, help: "Seconds a file may take, with one more for each MiB.")
  var timeout = 60

  @OptionGroup var speaking: SpeakingOptions
  @OptionGroup var judging: BatchJudging

  func validate() throws {
    guard !paths.isEmpty || pathsFrom != nil else { throw ValidationError("Name at least one path, or --paths-from.") }
    guard !resume || output != nil else { throw ValidationError("--resume needs --output: the results to go on with.") }
    guard jobs.map({ (1...256).contains($0) }) ?? true else { throw ValidationError("--jobs: 1 to 256.") }
    guard (1...86_400).contains(timeout) else { throw ValidationError("--timeout: 1 to 86400 seconds.") }
    for name in summary where BatchFormat(fileName: name) == nil {
      throw ValidationError("--summary \(name): end the name in .txt, .json, .csv, .sarif, .xml or .html.")
    }
  }

  func run() throws {
    let outputs = try makeOutputs()
    let summary = try judge(outputs)
    let names = Self.names(summary, source: try judging.options.source())
    for output in outputs { output.finish(summary, names: names) }
    let worst = Self.exit(summary)
    if worst != .success { throw CommandFault(worst) }
  }

  private func makeOutputs() throws(CommandFault) -> [BatchOutput] {
    var outputs = [try BatchOutput(format ?? (output == nil ? .lines : .text), path: nil, speaking.lang)]
    for name in summary {
      guard let form = BatchFormat(fileName: name) else { continue }
      outputs.append(try BatchOutput(form, path: name, speaking.lang))
    }
    return outputs
  }

  private func judge(_ outputs: [BatchOutput]) throws(CommandFault) -> BatchSummary {
    let cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let worker = WorkerCommand(arguments: ["batch-worker", "--timeout", "\(timeout)"] + judging.arguments)
    var plan = BatchRun.Plan(
      worker: worker,
      workers: jobs ?? max(1, cores),
      log: output,
      resume: resume,
      comparesReports: pathsFrom == nil && !noCompare
    )
    plan.limits.secondsPerFile = Double(timeout)
    let options = judging.options
    let tally = BatchTally(outputs: outputs, language: speaking.lang)
    do throws(BatchRun.Fault) {
      let run = try BatchRun(plan, form: { try? options.loadForm() }, receive: { tally.add($0) })
      tally.begin(run, bytes: Terminal.isWatched && pathsFrom == nil ? BatchRun.bytes(under: paths) : nil)
      for path in paths { try run.judge(path: path) }
      try judgeListed(run, tally)
      try run.finish(comparing: paths)
      if run.largeCompanies > 0 {
        Terminal.complain("wlkp: \(BatchSentences.large(run.largeCompanies)[speaking.lang])")
      }
      tally.end()
      if run.hidden > 0 { Terminal.complain("wlkp: \(BatchSentences.hidden(run.hidden)[speaking.lang])") }
      return tally.summary
    } catch {
      tally.end()
      throw BatchSentences.commandFault(error, speaking.lang)
    }
  }

  /// Judges the paths of `--paths-from`; when they come slowly, results are not held back.
  private func judgeListed(_ run: BatchRun, _ tally: BatchTally) throws(BatchRun.Fault) {
    guard let pathsFrom else { return }
    let lines: PathLines
    do throws(SystemFault) { lines = try PathLines(pathsFrom) } catch { throw .system(error) }
    while true {
      if !lines.isReady {
        try run.settle()
        tally.flush()
      }
      guard let path = lines.next() else { return }
      try run.judge(path: path)
    }
  }

  private static func names(_ summary: BatchSummary, source: any SchemaSource) -> BatchNames {
    let tables = ReferenceTables(source: source)
    var names = BatchNames()
    for code in summary.regions.keys { names.regions[code] = tables.regionName(code) }
    return names
  }

  /// The exit code of a batch: a fault of ours before wrong usage before a rejected report.
  static func exit(_ summary: BatchSummary) -> Exit {
    let unjudged = summary.verdicts[.notAssessed, default: 0]
    let missing = summary.causes[.usage, default: 0]
    if unjudged > missing { return .fault }
    if missing > 0 { return .usage }
    let refused = summary.verdicts[.rejected, default: 0] + summary.verdicts[.needsConfirmation, default: 0]
    return refused > 0 ? .rejected : .success
  }
}

/// Counts the results of a batch as they come, hands them on and says how far it is.
final class BatchTally {
  private(set) var summary = BatchSummary()
  private let outputs: [BatchOutput]
  private let language: Language
  private var progress = Progress()
  private let started = nowMilliseconds()
  private var flushed = nowMilliseconds()
  private var fresh = 0
  private weak var run: BatchRun?
  private var bytes: Int64?

  init(outputs: [BatchOutput], language: Language) {
    self.outputs = outputs
    self.language = language
  }

  func begin(_ run: BatchRun, bytes: Int64?) {
    self.run = run
    self.bytes = bytes
  }

  func add(_ result: BatchRun.Result) {
    summary.add(result.entry, alone: result.alone)
    for output in outputs { output.add(result) }
    guard !result.isOld else { return }
    fresh += 1
    let time = nowMilliseconds()
    // A reader of the lines sees them soon, without a system call for each.
    if time - flushed > 200 {
      flush()
      flushed = time
    }
    progress.show(said(after: time - started))
  }

  private func said(after milliseconds: Int64) -> String {
    let perSecond = Int(Int64(fresh) * 1_000 / max(1, milliseconds))
    var percent: Int?
    var left: Int?
    if let bytes, bytes > 0, let read = run?.bytesRead, read > 0 {
      let share = min(1, Double(read) / Double(bytes))
      percent = Int(share * 100)
      left = Int(Double(milliseconds) / 1_000 * (1 - share) / share)
    }
    return BatchWords.progress(done: summary.files, perSecond: perSecond, percent: percent, secondsLeft: left)[language]
  }

  func flush() { for output in outputs { output.flush() } }

  func end() { progress.clear() }
}
