import Foundation

/// `fuzz-cel --iterations N --seed S`: throws N hostile sources at the CEL module.
///
/// The same seed gives the same inputs. A worker process examines them; this process watches it, keeps what stops it
/// in `Tests/Fuzzing/Corpus/cel` and lets a new worker go on behind it. Exit code 1 when anything was found.
@main
struct FuzzCEL {
  static func main() throws {
    let options: Options
    do throws(Options.Mistake) {
      options = try Options(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("\(error)\n\(Options.usage)")
      exit(2)
    }
    if let file = options.workerFile {
      try Worker(options: options, recorder: FlightRecorder(path: file)).run()
    } else {
      exit(try Supervisor(options: options).run() ? 0 : 1)
    }
  }
}

/// The command line.
struct Options {
  static let usage = "usage: fuzz-cel [--iterations N] [--seed S] [--seeds FILE] [--keep FOLDER]"

  /// How many inputs.
  var iterations: UInt64 = 100_000
  /// Which inputs.
  var seed: UInt64 = 1
  /// More expressions to start from, one a line.
  var seedsFile: String?
  /// Where findings are kept.
  var folder = Places.corpus
  /// Set for the worker: the file by which it tells what it is at.
  var workerFile: String?
  /// Set for the worker: the input to begin with.
  var start: UInt64 = 0

  /// An option that cannot be understood.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Mistake(description: "\(name) needs a value, or is no option") }
      switch name {
      case "--iterations": iterations = try Self.number(value, name)
      case "--seed": seed = try Self.number(value, name)
      case "--seeds": seedsFile = value
      case "--keep": folder = value
      case "--worker": workerFile = value
      case "--start": start = try Self.number(value, name)
      default: throw Mistake(description: "\(name) is no option")
      }
    }
  }

  private static func number(_ text: String, _ name: String) throws(Mistake) -> UInt64 {
    guard let number = UInt64(text) else { throw Mistake(description: "\(name) \(text) is no number") }
    return number
  }
}

/// Folders of this package, found from this file's own place.
enum Places {
  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let corpus = package.appending(path: "Corpus/cel").path()
  static let seeds = package.appending(path: "Seeds/cel.txt").path()
}

/// What one input may use.
enum Bounds {
  /// Bytes of one input: longer ones are cut; the module's own bound is 100,000 code points.
  static let inputBytes = 65_536
  /// Address space of the worker in bytes: an input that wants more stops it and is kept.
  static let memory: UInt = 1 << 30
  /// Processor seconds of one input: the budget of an evaluation is some milliseconds.
  static let seconds = 1.0
  /// Seconds without a new input after which the worker counts as hung (the machine may be busy).
  static let silence = 20.0
}
