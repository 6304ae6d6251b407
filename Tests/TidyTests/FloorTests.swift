import Foundation
import Testing

/// What breaks the order of the floors in one source file.
struct ImportFault: Hashable, CustomStringConvertible {
  let file: String
  let module: String
  let imported: String
  var description: String { "\(file): \(module) imports \(imported)" }
}

/// Real imports against the table in Package.swift.
enum Floors {
  static let ofTheSystem: Set<String> = [
    "Glibc", "Musl", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Synchronization", "Swift",
  ]
  /// Products whose modules come in with another product of the same package.
  static let companions: [String: Set<String>] = [
    "Hummingbird": [
      "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOHTTPTypes", "NIOHTTPTypesHTTP1",
    ],
    "HummingbirdTLS": ["NIOSSL"],
    "AsyncHTTPClient": ["NIOCore", "NIOFoundationCompat", "NIOHTTP1", "NIOSSL"],
    "ServiceLifecycle": ["UnixSignals"],
    "Crypto": ["CryptoExtras"],
    "GRDB": ["GRDBSQLite"],
  ]

  static func faults(in text: String, file: String, module: String, house: House) -> [ImportFault] {
    guard let entry = house.modules[module] else { return [] }
    var allowed = entry.imports.union(entry.outside).union(ofTheSystem)
    for product in entry.outside { allowed.formUnion(companions[product] ?? []) }
    return imports(of: text).filter { !allowed.contains($0) }
      .map { ImportFault(file: file, module: module, imported: $0) }
  }

  static func imports(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      while let first = words.first,
        first.hasPrefix("@") || ["public", "internal", "package", "private", "fileprivate"].contains(first)
      {
        words.removeFirst()
      }
      guard words.first == "import", words.count >= 2 else { return nil }
      let name =
        ["struct", "class", "enum", "func", "protocol", "let", "var", "typealias"].contains(words[1])
        ? words[2] : words[1]
      return String(name.prefix { $0 != "." && $0 != ";" })
    }
  }
}

@Suite("Floors")
struct FloorTests {
  private let house: House

  init() throws { house = try House(manifest: SourceTree.text("Package.swift")) }

  @Test("Every module imports only what its floor allows")
  func realImports() throws {
    var faults: [ImportFault] = []
    for file in SourceTree.files(under: "Sources", suffix: ".swift") {
      let module = String(file.split(separator: "/")[1])
      faults += Floors.faults(in: try SourceTree.text(file), file: file, module: module, house: house)
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test("The table names every folder of Sources, and no other")
  func everyFolder() throws {
    let folders = Set(
      SourceTree.files(under: "Sources", suffix: ".swift").map { String($0.split(separator: "/")[1]) }
    )
    #expect(folders == Set(house.modules.keys))
  }

  @Test("Every import in the table goes to a lower floor")
  func tableIsOrdered() throws {
    for (name, module) in house.modules {
      for imported in module.imports {
        let floor = try #require(house.modules[imported]?.floor, "\(name) imports \(imported)")
        #expect(floor < module.floor, "\(name) imports \(imported)")
      }
    }
  }

  @Test(
    "Canary: an import from a neighbour, from above, or of a foreign package is found",
    arguments: [
      ("CSV", "import XML"), ("RuleEngine", "public import SubmissionStore"),
      ("ReportModel", "@testable import Intake"),
      ("CEL", "import struct Crypto.SHA256"), ("ResultRendering", "@_spi(X) import RuleEngine"),
    ]
  )
  func canary(module: String, line: String) {
    let text = "import ReportModel\n\n\(line)\n"
    let faults = Floors.faults(in: line + "\n", file: "Canary.swift", module: module, house: house)
    #expect(faults.count == 1, "\(text)")
  }
}
