import Foundation

/// The project's files, found from this file's own place.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Paths below the root of all files that a suffix picks, sorted.
  static func files(under folder: String, suffix: String) -> [String] {
    let base = root.appendingPathComponent(folder)
    guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walker.compactMap { $0 as? String }.filter { $0.hasSuffix(suffix) && !$0.contains(".build") }
      .map { folder + "/" + $0 }.sorted()
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }
}

/// The floors as Package.swift writes them.
struct House {
  struct Module {
    var floor: Int
    var imports: Set<String>
    var outside: Set<String>
  }
  var modules: [String: Module] = [:]

  /// Reads the table `let house` of a manifest.
  init(manifest: String) throws {
    guard let start = manifest.range(of: "let house: [Module] = ["),
      let end = manifest.range(of: "\n]\n", range: start.upperBound..<manifest.endIndex)
    else { throw Unreadable() }
    for entry in manifest[start.upperBound..<end.lowerBound].components(separatedBy: "Module(").dropFirst() {
      guard let name = Self.strings("name", entry).first, let floor = Self.floor(entry) else { throw Unreadable() }
      modules[name] = Module(
        floor: floor,
        imports: Set(Self.strings("imports", entry)),
        outside: Set(Self.strings("outside", entry) + Self.strings("system", entry))
      )
    }
  }

  struct Unreadable: Error {}

  private static func floor(_ entry: String) -> Int? {
    guard let range = entry.range(of: "floor: ") else { return nil }
    return Int(entry[range.upperBound...].prefix { $0.isNumber })
  }

  private static func strings(_ key: String, _ entry: String) -> [String] {
    guard let range = entry.range(of: key + ": ") else { return [] }
    let rest = entry[range.upperBound...]
    let text = rest.hasPrefix("[") ? rest.prefix { $0 != "]" } : rest.prefix { $0 != "," && $0 != ")" }
    return text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }
}
