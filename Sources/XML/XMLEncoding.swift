/// The encodings a document may be written in.
public enum XMLEncoding: String, Hashable, Sendable, CaseIterable {
  /// UTF-8, also for documents that declare US-ASCII.
  case utf8 = "UTF-8"
  /// UTF-16, low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// ISO-8859-1 (Latin-1).
  case latin1 = "ISO-8859-1"
  /// Windows code page 1252.
  case windows1252 = "windows-1252"

  /// The encoding an XML declaration names, in any case of letters; `nil` for one that is not read here.
  init?(declared name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "iso-8859-1", "iso_8859-1", "latin1", "latin-1", "l1": self = .latin1
    case "windows-1252", "cp1252", "x-cp1252": self = .windows1252
    default: return nil
    }
  }
}

/// What the first bytes of a document say about its encoding (XML 1.0, appendix F).
enum EncodingVerdict: Equatable {
  /// More bytes are needed.
  case undecided
  /// Read it so, after skipping `mark` bytes of byte order mark.
  case read(XMLEncoding, mark: Int)
  /// Named or shown, but not read here; `offset` bytes into the document.
  case unsupported(name: String, offset: Int)
}

/// Finds the encoding of a document from its beginning.
enum EncodingSniffer {
  /// Bytes within which the XML declaration must end to be heeded.
  static let headBytes = 1_024

  /// Judges `head`, the first bytes of a document; `isWhole` when no more will come.
  static func judge(_ head: [UInt8], isWhole: Bool) -> EncodingVerdict {
    if head.count < 4 && !isWhole { return .undecided }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .read(.utf8, mark: 3) }
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF])
      || head.starts(with: [0, 0, 0, 0x3C])
      || head.starts(with: [0x3C, 0, 0, 0])
    {
      return .unsupported(name: "UTF-32", offset: 0)
    }
    if head.starts(with: [0xFF, 0xFE]) { return .read(.utf16LittleEndian, mark: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return .read(.utf16BigEndian, mark: 2) }
    if head.starts(with: [0x3C, 0]) { return .read(.utf16LittleEndian, mark: 0) }
    if head.starts(with: [0, 0x3C]) { return .read(.utf16BigEndian, mark: 0) }
    if head.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) { return .unsupported(name: "EBCDIC", offset: 0) }
    return judgeDeclaration(head, isWhole: isWhole)
  }

  private static func judgeDeclaration(_ head: [UInt8], isWhole: Bool) -> EncodingVerdict {
    let opening = Array("<?xml".utf8)
    let isShort = head.count < opening.count && !isWhole && opening.starts(with: head)
    if isShort { return .undecided }
    guard head.starts(with: opening) else { return .read(.utf8, mark: 0) }
    guard let end = head.firstIndex(of: UInt8(ascii: ">")) else {
      return head.count < headBytes && !isWhole ? .undecided : .read(.utf8, mark: 0)
    }
    guard let name = declaredName(in: head[..<end]) else { return .read(.utf8, mark: 0) }
    let text = String(decoding: head[name], as: UTF8.self)
    guard let encoding = XMLEncoding(declared: text) else {
      return .unsupported(name: String(text.prefix(40)), offset: name.lowerBound)
    }
    return .read(encoding, mark: 0)
  }

  /// Where the value of the pseudo-attribute `encoding` stands; libxml2 judges the declaration's form later.
  private static func declaredName(in declaration: ArraySlice<UInt8>) -> Range<Int>? {
    let key = Array("encoding".utf8)
    guard declaration.count > key.count else { return nil }
    for start in declaration.startIndex..<(declaration.endIndex - key.count)
    where declaration[start...].starts(with: key) {
      var index = start + key.count
      while index < declaration.endIndex, isBlankOrEqual(declaration[index]) { index += 1 }
      guard index < declaration.endIndex else { return nil }
      let quote = declaration[index]
      guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
      guard let end = declaration[(index + 1)...].firstIndex(of: quote) else { return nil }
      return (index + 1)..<end
    }
    return nil
  }

  private static func isBlankOrEqual(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: "=")
  }
}
