import Foundation

/// Watches the worker, and keeps what stops it.
struct FileSupervisor {
  let options: Options

  /// Seconds without a new input after which the worker is taken to hang: an input takes some milliseconds.
  private static let patience = 20.0
  /// Findings after which it is enough.
  private static let findingsMax = 20

  /// Runs all inputs; false when anything was found.
  func run() throws -> Bool {
    let note = FileManager.default.temporaryDirectory.appending(
      path: "fuzz-files-\(ProcessInfo.processInfo.processIdentifier)"
    )
    defer { try? FileManager.default.removeItem(at: note) }
    var next = 0
    var found = 0
    while next < options.iterations, found < Self.findingsMax {
      let end = try work(from: next, note)
      guard let stopped = end else { break }
      found += 1
      next = stopped + 1
    }
    print(
      "fuzz-files: \(min(next == 0 ? options.iterations : max(next, options.iterations), options.iterations)) inputs, \(found) findings"
    )
    return found == 0
  }

  /// Lets a worker go on from an input; the number of the input that stopped it, `nil` when it came to the end.
  private func work(from start: Int, _ note: URL) throws -> Int? {
    let process = Process()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = [
      "--worker", note.path, "--start", String(start), "--iterations", String(options.iterations), "--seed",
      String(options.seed),
    ]
    try process.run()
    var (last, since) = (-1, Date())
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.2)
      let number = Self.number(note)
      if number != last { (last, since) = (number, Date()) }
      if Date().timeIntervalSince(since) > Self.patience { process.terminate() }
    }
    guard process.terminationReason != .exit || process.terminationStatus != 0 else { return nil }
    let (number, input) = Self.read(note)
    try FileManager.default.createDirectory(at: Places.corpus, withIntermediateDirectories: true)
    let kept = Places.corpus.appending(path: "crash-\(options.seed)-\(number)")
    try Data(input).write(to: kept)
    print("fuzz-files: input \(number) stopped the reader (\(process.terminationStatus)); kept as \(kept.path)")
    return max(number, start)
  }

  private static func number(_ note: URL) -> Int { read(note).0 }

  private static func read(_ note: URL) -> (Int, [UInt8]) {
    guard let data = try? Data(contentsOf: note), data.count >= 8 else { return (-1, []) }
    let number = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    return (number, Array(data.dropFirst(8)))
  }
}
