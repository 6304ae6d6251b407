import Foundation

/// Starts workers and keeps what stops them.
struct Supervisor {
  let options: Options

  /// How a worker ended.
  private enum End {
    case finished(failed: Bool)
    case crashed(signal: Int32)
    case hung
  }

  /// Whether nothing was found.
  func run() throws -> Bool {
    let file = NSTemporaryDirectory() + "fuzz-cel-\(getpid())"
    defer { unlink(file) }
    let recorder = try FlightRecorder(path: file)
    var start: UInt64 = 0
    var findings = 0
    while start < options.iterations {
      let end = try work(from: start, file, recorder)
      if case .finished(let failed) = end {
        findings += failed ? 1 : 0
        break
      }
      let kind = if case .hung = end { "hang" } else { "crash" }
      let path = try Findings.keep(recorder.input, as: kind, in: options.folder)
      print("\(kind) (\(end)) at input \(recorder.index): \(path)")
      findings += 1
      start = recorder.index + 1
    }
    print(
      "fuzz-cel: \(options.iterations) inputs, seed \(options.seed), \(recorder.compiled) compiled: ",
      terminator: ""
    )
    print(findings == 0 ? "no crash, no hang, no difference" : "\(findings) findings")
    return findings == 0
  }

  private func work(from start: UInt64, _ file: String, _ recorder: FlightRecorder) throws -> End {
    let worker = Process()
    worker.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    worker.arguments =
      [
        "--worker", file, "--start", "\(start)", "--iterations", "\(options.iterations)", "--seed", "\(options.seed)",
        "--keep", options.folder,
      ] + (options.seedsFile.map { ["--seeds", $0] } ?? [])
    try worker.run()
    var last = recorder.index
    var since = Date()
    while worker.isRunning {
      Thread.sleep(forTimeInterval: 0.05)
      if recorder.index != last { (last, since) = (recorder.index, Date()) }
      if -since.timeIntervalSinceNow > Bounds.silence {
        kill(worker.processIdentifier, SIGKILL)
        worker.waitUntilExit()
        return .hung
      }
    }
    worker.waitUntilExit()
    return worker.terminationReason == .uncaughtSignal
      ? .crashed(signal: worker.terminationStatus) : .finished(failed: worker.terminationStatus != 0)
  }
}
