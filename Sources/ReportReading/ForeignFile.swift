/// Files of other programs, known by their first bytes.
enum ForeignFile {
  /// The problem that names the kind of file; `nil` when the bytes are of none of these kinds.
  static func problem(_ start: [UInt8]) -> ReadingProblem? {
    if let known = signatures.first(where: { start.starts(with: $0.bytes) }) { return known.problem }
    return isPicture(start) ? .imageFile : nil
  }

  private static let signatures: [(bytes: [UInt8], problem: ReadingProblem)] = [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldExcelFile),
    // The workbooks of Excel 2 to 5 without a container: a BOF record.
    ([0x09, 0x00, 0x04, 0x00], .oldExcelFile),
    ([0x09, 0x02, 0x06, 0x00], .oldExcelFile),
    ([0x09, 0x04, 0x06, 0x00], .oldExcelFile),
    ([0x09, 0x08, 0x08, 0x00], .oldExcelFile),
    (Array("{\\rtf".utf8), .otherOfficeFile),
    (Array("%PDF-".utf8), .pdfFile),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .compressedFile),
    (Array("Rar!".utf8) + [0x1A], .compressedFile),
    ([0xFD] + Array("7zXZ".utf8) + [0x00], .compressedFile),
    (Array("BZh".utf8), .compressedFile),
    ([0x04, 0x22, 0x4D, 0x18], .compressedFile),
    (Array("MSCF".utf8) + [0, 0, 0, 0], .compressedFile),
    ([0x89, 0x50, 0x4E, 0x47], .imageFile),
    ([0xFF, 0xD8, 0xFF], .imageFile),
    (Array("GIF8".utf8), .imageFile),
    (Array("II*".utf8) + [0], .imageFile),
    ([0x4D, 0x4D, 0x00, 0x2A], .imageFile),
    // Before UTF-16, whose mark the first two bytes are as well.
    ([0xFF, 0xFE, 0x00, 0x00], .wideText),
    ([0x00, 0x00, 0xFE, 0xFF], .wideText),
  ]

  /// Pictures whose mark is not at the very beginning: WebP, and what telephones write (HEIF, AVIF).
  private static func isPicture(_ start: [UInt8]) -> Bool {
    guard start.count >= 12 else { return false }
    if start.starts(with: "RIFF".utf8) { return start[8..<12].elementsEqual("WEBP".utf8) }
    guard start[4..<8].elementsEqual("ftyp".utf8) else { return false }
    return ["heic", "heix", "mif1", "msf1", "avif"].contains { start[8..<12].elementsEqual($0.utf8) }
  }
}

/// How a text that begins with `<` goes on: many programs write a table as a web page and call it `.xls`.
struct MarkupOpening {
  private let text: String

  /// - Parameter bytes: the first bytes of the text, from its `<` on.
  init(_ bytes: some Sequence<UInt8>) {
    text = Self.lowercased(bytes)
  }

  /// The problem that names the kind of file; `nil` when it may be a report.
  var problem: ReadingProblem? {
    var rest = text[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("<!--") || rest.hasPrefix("<?") {
        if rest.hasPrefix("<?mso-application") { return .xmlWorkbook }
        guard let end = rest.firstIndex(of: ">") else { return nil }
        rest = rest[rest.index(after: end)...]
        continue
      }
      if rest.hasPrefix("<!doctype html") { return .webPage }
      guard rest.hasPrefix("<") else {
        // The rest of a comment that holds `>`.
        guard let next = rest.firstIndex(of: "<") else { return nil }
        rest = rest[next...]
        continue
      }
      let name = rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == ":" }
      if Self.pageTags.contains(String(name)) { return .webPage }
      let isBook = name.hasSuffix("workbook") && rest.contains("urn:schemas-microsoft-com:office:spreadsheet")
      return isBook || name.hasPrefix("office:document") ? .xmlWorkbook : nil
    }
  }

  /// Whether a text is a web page in the form of a mail (MHTML), which spreadsheets write as well.
  static func isMailedPage(_ bytes: some Sequence<UInt8>) -> Bool {
    let text = lowercased(bytes)
    return text.hasPrefix("mime-version:") || text.hasPrefix("from: <saved by")
  }

  /// Elements that web pages, and tables taken out of them, begin with.
  private static let pageTags: Set<String> = [
    "html", "head", "body", "table", "thead", "tbody", "tr", "td", "meta", "style", "title", "link", "script",
    "div", "span", "p", "br", "hr", "center", "font", "b", "h1", "h2", "h3", "h4", "img", "strong",
  ]

  private static func lowercased(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
  }
}
