import AuditLog
import ReportModel

/// What a signed pack says it holds: the text that is signed.
///
/// ```
/// wlkp-pack/1
/// pack <content hash> <version>
/// <SHA-256> <bytes> <path>        one line per file, ordered by path
/// ```
struct PackManifest: Equatable {
  /// One file of the pack.
  struct Entry: Equatable {
    /// Its path below `Schemas`.
    let path: String
    /// Its length in bytes.
    let length: Int
    /// Its SHA-256.
    let hash: Digest
  }

  let hash: ContentHash
  let version: String
  let entries: [Entry]

  private static let title = "wlkp-pack/1"

  init(hash: ContentHash, version: String, entries: [Entry]) {
    self.hash = hash
    self.version = version
    self.entries = entries
  }

  var text: String {
    let lines = entries.map { "\($0.hash.hex) \($0.length) \($0.path)" }
    return ([Self.title, "pack \(hash.hex) \(version)"] + lines).map { $0 + "\n" }.joined()
  }

  /// Reads the text; strict, so that a manifest has one form only.
  init(parsing text: String) throws(PackFileFault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 3, lines[0] == Self.title, lines.last == "" else {
      throw .manifestMalformed(line: 1)
    }
    let head = lines[1].split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(
      String.init
    )
    guard head.count == 3, head[0] == "pack", let hash = ContentHash(hex: head[1]) else {
      throw .manifestMalformed(line: 2)
    }
    var entries: [Entry] = []
    for (offset, line) in lines.dropFirst(2).dropLast().enumerated() {
      guard offset < SignedPack.filesLimit else {
        throw .tooManyFiles(limit: SignedPack.filesLimit)
      }
      entries.append(try Self.entry(line, number: offset + 3, after: entries.last))
    }
    self.init(hash: hash, version: head[2], entries: entries)
    guard self.text == text else { throw .manifestMalformed(line: 1) }
  }

  private static func entry(_ line: String, number: Int, after last: Entry?) throws(PackFileFault)
    -> Entry
  {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false).map(
      String.init
    )
    guard parts.count == 3, let hash = Digest(hex: parts[0]), let length = Int(parts[1]),
      length >= 0
    else {
      throw .manifestMalformed(line: number)
    }
    guard length <= DirectorySchemas.largestFile else {
      throw .fileTooLarge(parts[2], limit: DirectorySchemas.largestFile)
    }
    guard isPath(parts[2]) else { throw .pathRefused(parts[2]) }
    if let last, !(last.path < parts[2]) {
      throw last.path == parts[2] ? .fileTwice(parts[2]) : .manifestMalformed(line: number)
    }
    return Entry(path: parts[2], length: length, hash: hash)
  }

  /// The folders that a pack may fill.
  static let folders = ["reference/", "report/", "rules/"]

  /// Whether a path is a plain one below the folders of a pack: no empty, hidden or climbing parts.
  static func isPath(_ path: String) -> Bool {
    guard path.utf8.count <= 200, folders.contains(where: path.hasPrefix) else { return false }
    guard path.hasSuffix(".yaml") || path.hasSuffix(".tsv") else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.first != "."
        && part.utf8.allSatisfy { byte in
          let letter = byte | 0x20
          return (letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
            || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
        }
    }
  }
}
