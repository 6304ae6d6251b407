import Foundation

/// `fuzz-files --iterations N --seed S`: throws N damaged archives, workbooks, CSV and XML files at the readers.
///
/// The same seed gives the same inputs. A worker process reads them; this process watches it, keeps what stops it in
/// `Tests/Fuzzing/Corpus/files` and lets a new worker go on behind it. Exit code 1 when anything was found.
@main
struct FuzzFiles {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let options = Options(arguments)
    if options.worker.isEmpty {
      exit(try FileSupervisor(options: options).run() ? 0 : 1)
    } else {
      try FileWorker(options: options).run()
    }
  }
}

/// The command line: pairs of a name and a value; unknown names are ignored.
struct Options {
  var iterations = 20_000
  var seed: UInt64 = 1
  /// Set for the worker: the file in which it leaves what it is at.
  var worker = ""
  /// Set for the worker: the input to begin with.
  var start = 0

  init(_ arguments: [String]) {
    for (name, value) in zip(arguments, arguments.dropFirst()) {
      switch name {
      case "--iterations": iterations = Int(value) ?? iterations
      case "--seed": seed = UInt64(value) ?? seed
      case "--worker": worker = value
      case "--start": start = Int(value) ?? 0
      default: break
      }
    }
  }
}

/// Folders of this package, found from this file's own place.
enum Places {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let corpus = package.appending(path: "Corpus/files")
  static let seeds = package.appending(path: "Seeds")
  static let root = package.deletingLastPathComponent().deletingLastPathComponent()

  /// The files of a folder, by name.
  static func files(_ folder: URL) -> [(name: String, bytes: [UInt8])] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { !$0.hasSuffix(".md") }.compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map { (name: name, bytes: Array($0)) }
    }
  }
}
