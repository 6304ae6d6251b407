/// How closely a pack is looked at when it is loaded.
public enum PackScrutiny: Sendable {
  /// At everything, the cases of its rules among it.
  case full
  /// At all that judging needs. The cases, two fifths of the text, are taken out before it is parsed: for packs that
  /// passed `full` before, such as the one compiled into the program.
  case judging
}

/// Takes the cases of rules out of a file, unread.
enum CaseRemoval {
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let key = Array("  cases:".utf8)

  /// The text of a rule file with its cases emptied; every other line keeps its number and columns.
  ///
  /// The keys of a rule stand two spaces deep, so the cases are the line `  cases:` and all deeper or empty lines
  /// below it. A file written in another way keeps its cases and is only slower to read.
  static func text(_ bytes: [UInt8]) -> String {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var isInCases = false
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      let line = bytes[start..<end]
      isInCases = line.starts(with: key) || (isInCases && line.prefix(3).allSatisfy { $0 == space })
      if !isInCases { kept.append(contentsOf: line) }
      if end < bytes.count { kept.append(newline) }
      start = end + 1
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
