import Foundation

/// Code that documents show and tests run: what stands in a test file between the lines `// doc` and `// end` is
/// compiled and run there, and compared with the Swift blocks of documents.
public struct DocumentExamples: Sendable {
  /// The documents, as paths from the root of the project.
  public let documents: [String]
  /// The blocks that the test file runs, without the indentation they share.
  public let run: [String]
  private let root: URL

  /// Reads a test file and looks for its documents.
  ///
  /// - Parameters:
  ///   - testFile: the test's own path (`#filePath`), in a folder of `Tests`.
  ///   - folder: the folder whose Markdown files are the documents, from the root of the project.
  ///   - others: documents beside those, from the root of the project.
  public init(testFile: String, folder: String, others: [String] = []) throws {
    let file = URL(filePath: testFile)
    root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path())
    documents = others + names.filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    run = Self.blocks(in: try String(contentsOf: file, encoding: .utf8), "// doc", "// end")
  }

  /// The blocks of Swift that a document shows.
  public func shown(in document: String) throws -> [String] {
    let text = try String(contentsOf: root.appending(path: document), encoding: .utf8)
    return Self.blocks(in: text, "```swift", "```")
  }

  /// What a document shows and the test file does not run.
  public func unrun(in document: String) throws -> [String] { try shown(in: document).filter { !run.contains($0) } }

  /// What the test file runs and no document shows.
  public func unshown() throws -> [String] {
    let all = try documents.flatMap { try self.shown(in: $0) }
    return run.filter { !all.contains($0) }
  }

  /// The lines between two marks, without the indentation they share.
  private static func blocks(in text: String, _ first: String, _ last: String) -> [String] {
    var blocks: [String] = []
    var lines: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let word = line.drop { $0 == " " }
      if word == first, lines == nil {
        lines = []
      } else if word == last, let block = lines {
        let indent = block.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        blocks.append(block.map { $0.dropFirst(indent) }.joined(separator: "\n"))
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    return blocks
  }
}
