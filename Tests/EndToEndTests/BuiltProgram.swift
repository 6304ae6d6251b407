import Foundation

/// The built program, run as its user runs it.
enum BuiltProgram {
  /// What one run gave.
  struct Run {
    let code: Int32
    let output: String
    let errors: String
    let bytes: Data
  }

  /// The program lies beside the test bundle.
  static let url: URL = {
    if let named = ProcessInfo.processInfo.environment["WLKP_PROGRAM"] { return URL(fileURLWithPath: named) }
    let root = SourceFiles.root
    return root.appendingPathComponent(".build/debug/wlkp")
  }()

  static func run(_ arguments: [String], input: Data? = nil, environment: [String: String] = [:]) throws -> Run {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = SourceFiles.root
    let folder = try Folder()
    let outputURL = folder.file("stdout")
    let errorsURL = folder.file("stderr")
    for url in [outputURL, errorsURL] { _ = FileManager.default.createFile(atPath: url.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: outputURL)
    process.standardError = try FileHandle(forWritingTo: errorsURL)
    if let input {
      let inputURL = folder.file("stdin")
      try input.write(to: inputURL)
      process.standardInput = try FileHandle(forReadingFrom: inputURL)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    let bytes = try Data(contentsOf: outputURL)
    return Run(
      code: process.terminationReason == .exit ? process.terminationStatus : 1000 + process.terminationStatus,
      output: String(decoding: bytes, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorsURL), as: UTF8.self),
      bytes: bytes
    )
  }
}

/// The project's files.
enum SourceFiles {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Whether kept results are to be written anew instead of compared.
  static var isRefreshing: Bool { ProcessInfo.processInfo.environment["WLKP_REFRESH_GOLDEN"] == "1" }

  static func files(under folder: String) -> [URL] {
    let base = root.appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { base.appendingPathComponent($0) }.filter { !$0.hasDirectoryPath }
  }
}

/// A folder that goes when its owner does.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("wlkp-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func write(_ text: String, to name: String) throws -> URL {
    let url = file(name)
    try Data(text.utf8).write(to: url)
    return url
  }
}

/// One result of `wlkp validate --format json`.
struct Result {
  let json: [String: Any]

  init(_ run: BuiltProgram.Run) throws {
    json = try JSONSerialization.jsonObject(with: run.bytes) as? [String: Any] ?? [:]
  }

  var verdict: String { json["verdict"] as? String ?? "" }
  var findings: [[String: Any]] { json["findings"] as? [[String: Any]] ?? [] }
  var rows: [String: Int] { json["rows"] as? [String: Int] ?? [:] }

  /// `rule severity ×count`, parts of one rule added up.
  var summary: [String] {
    var counts: [String: Int] = [:]
    for finding in findings {
      counts["\(finding["rule"] ?? "?") \(finding["severity"] ?? "?")", default: 0] += finding["count"] as? Int ?? 0
    }
    return counts.map { "\($0) ×\($1)" }.sorted()
  }

  var rules: Set<String> { Set(findings.compactMap { $0["rule"] as? String }) }
}
