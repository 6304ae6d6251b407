/// The cells of one line of a CSV file, as far as a single line can tell.
struct CSVLine {
  /// What stands for a value that is not shown.
  static let mask = "••"

  /// The bytes of the line.
  let bytes: ArraySlice<UInt8>
  /// The byte between two cells; `nil` when the file did not show one.
  let delimiter: UInt8?

  private static let quote = UInt8(ascii: "\"")

  /// Where the cell that begins at `start` ends: before the next delimiter outside quotation marks.
  func cellEnd(from start: Int) -> Int {
    let startsQuoted = start < bytes.endIndex && bytes[start] == Self.quote
    var isQuoted = startsQuoted
    var index = isQuoted ? start + 1 : start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if isQuoted {
        // A doubled quotation mark closes and opens again.
        if byte == Self.quote { isQuoted = false }
      } else if startsQuoted, byte == Self.quote, bytes[index - 1] == Self.quote {
        isQuoted = true
      } else if isDelimiter(byte) {
        return index
      }
      index += 1
    }
    return bytes.endIndex
  }

  /// The line with every cell masked; delimiters and empty cells stay.
  func masked() -> String {
    guard let delimiter else { return bytes.isEmpty ? "" : Self.mask }
    var result = ""
    var start = bytes.startIndex
    while true {
      let end = cellEnd(from: start)
      if end > start { result += Self.mask }
      guard end < bytes.endIndex else { return result }
      result.unicodeScalars.append(Unicode.Scalar(delimiter))
      start = end + 1
    }
  }

  /// The line when it opens a section, such as `[tenaga_kerja];;`: names of sections are no personal data.
  var sectionMarker: String? {
    let name = bytes.prefix { !isDelimiter($0) }
    let rest = bytes[name.endIndex...]
    guard name.count > 2, name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]"),
      name.dropFirst().dropLast().allSatisfy({ (97...122).contains($0) || $0 == UInt8(ascii: "_") }),
      rest.allSatisfy(isDelimiter)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    if let delimiter { return byte == delimiter }
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].contains(byte)
  }
}
