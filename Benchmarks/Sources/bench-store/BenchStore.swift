import Foundation

/// `bench-store [FILINGS [ENTRIES [FOLDER]]]` measures how many filings a second become durable against a bare SQLite
/// insert of the same bytes in the same run, how fast the trees are checked and how long a proof takes.
@main
struct BenchStore {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    let folder = arguments.count > 2 ? arguments[2] : NSTemporaryDirectory() + "/wlkp-bench-store"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let filings = arguments.first.flatMap { Int($0) } ?? 20_000
    if filings > 0 { try FilingBench(folder: folder, count: filings).run() }
    let entries = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
    if entries > 0 { try LogBench(folder: folder, count: entries).run() }
  }
}
