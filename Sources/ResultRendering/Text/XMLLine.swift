/// The markup of one line of an XML file, as far as a single line can tell.
///
/// Everything that is not surely a tag counts as content: a line may begin inside a comment or be broken.
struct XMLLine {
  /// The bytes of the line.
  let bytes: ArraySlice<UInt8>

  private static let open = UInt8(ascii: "<")
  private static let close = UInt8(ascii: ">")

  /// The content after the tag at `start`, when it is on this line and not blank; else the tag itself.
  func contentOrTag(at start: Int) -> Range<Int> {
    guard let tagEnd = tagEnd(from: start) else { return start..<bytes.endIndex }
    let end = contentEnd(from: tagEnd)
    let isEmpty = bytes[tagEnd..<end].allSatisfy(Self.isSpace)
    return isEmpty ? start..<tagEnd : tagEnd..<end
  }

  /// The end of the content that begins at `start`: the next `<`.
  func contentEnd(from start: Int) -> Int {
    bytes[start...].firstIndex(of: Self.open) ?? bytes.endIndex
  }

  /// The place after the `>` of the tag at `start`; `nil` when what stands there is not one whole plain tag.
  func tagEnd(from start: Int) -> Int? {
    var index = start + 1
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "/") { index += 1 }
    guard let name = nameEnd(from: index) else { return nil }
    index = name
    while let attribute = attribute(from: index) { index = attribute.end }
    index = skipSpace(index)
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "/") { index += 1 }
    return index < bytes.endIndex && bytes[index] == Self.close ? index + 1 : nil
  }

  /// The line with all content and every attribute's value masked; names of elements and attributes stay.
  func masked() -> String {
    var result = ""
    var contentStart = bytes.startIndex
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == Self.open, let end = tagEnd(from: index) else {
        index += 1
        continue
      }
      result += maskedContent(contentStart..<index) + maskedTag(index..<end)
      contentStart = end
      index = end
    }
    return result + maskedContent(contentStart..<bytes.endIndex)
  }

  private func maskedContent(_ range: Range<Int>) -> String {
    let content = bytes[range]
    guard let first = content.firstIndex(where: { !Self.isSpace($0) }),
      let last = content.lastIndex(where: { !Self.isSpace($0) })
    else { return text(content) }
    return text(content[..<first]) + CSVLine.mask + text(content[(last + 1)...])
  }

  private func maskedTag(_ range: Range<Int>) -> String {
    var result = ""
    var index = range.lowerBound
    var copied = index
    while index < range.upperBound {
      guard let attribute = attribute(from: index) else {
        index += 1
        continue
      }
      result += text(bytes[copied..<attribute.value.lowerBound]) + CSVLine.mask
      copied = attribute.value.upperBound
      index = attribute.end
    }
    return result + text(bytes[copied..<range.upperBound])
  }

  /// White space, a name, `=` and a quoted value: where the value stands and where all of it ends.
  private func attribute(from start: Int) -> (value: Range<Int>, end: Int)? {
    let nameStart = skipSpace(start)
    guard nameStart > start, let name = nameEnd(from: nameStart) else { return nil }
    let equals = skipSpace(name)
    guard equals < bytes.endIndex, bytes[equals] == UInt8(ascii: "=") else { return nil }
    let quote = skipSpace(equals + 1)
    guard quote < bytes.endIndex, bytes[quote] == UInt8(ascii: "\"") || bytes[quote] == UInt8(ascii: "'"),
      let end = bytes[(quote + 1)...].firstIndex(of: bytes[quote])
    else { return nil }
    return (quote + 1..<end, end + 1)
  }

  private func nameEnd(from start: Int) -> Int? {
    guard start < bytes.endIndex, Self.isNameStart(bytes[start]) else { return nil }
    return bytes[start...].firstIndex { !Self.isNamePart($0) } ?? bytes.endIndex
  }

  private func skipSpace(_ start: Int) -> Int {
    guard start < bytes.endIndex else { return bytes.endIndex }
    return bytes[start...].firstIndex { !Self.isSpace($0) } ?? bytes.endIndex
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// ASCII only: no element of the form has another letter in its name.
  private static func isNameStart(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (48...57).contains(byte) || [0x2D, 0x2E, 0x3A].contains(byte)
  }
}
