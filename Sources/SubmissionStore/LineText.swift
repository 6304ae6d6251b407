import ReportModel

/// Lines of `key value`, one spelling for each value: the form in which records and details are hashed.
///
/// A value never holds a line break, a control character or a character that changes the direction of what stands
/// around it, so that what a person reads is what was hashed.
enum LineText {
  /// How an absent value is written.
  static let absent = "-"
  /// How an empty text is written.
  private static let empty = "\\0"
  /// How the text `-` itself is written.
  private static let dash = "\\-"

  /// One line with its newline.
  static func line(_ key: String, _ value: String?) -> String {
    var text = ""
    append(key, value, to: &text)
    return text
  }

  /// Lines in the order given.
  static func lines(_ pairs: KeyValuePairs<String, String?>) -> String {
    var text = ""
    text.reserveCapacity(usualLength * pairs.count)
    for (key, value) in pairs { append(key, value, to: &text) }
    return text
  }

  /// Room for a line that holds a hash, in bytes: only a hint.
  private static let usualLength = 80

  /// Adds one line.
  static func append(_ key: String, _ value: String?, to text: inout String) {
    text += key
    text += " "
    if let value { text += isPlain(value) ? value : escape(value) } else { text += absent }
    text += "\n"
  }

  /// Whether a text is written as it is: most are, and looking at their bytes in place is a tenth of the work.
  private static func isPlain(_ text: String) -> Bool {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes -> Bool in
      guard let first = bytes.first, bytes.count > 1 || first != dashByte else { return false }
      for byte in bytes where byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "\\") { return false }
      return true
    }
    return found ?? false
  }

  private static let dashByte = UInt8(ascii: "-")

  /// A text fit for one line.
  static func escape(_ text: String) -> String {
    if text.isEmpty { return empty }
    if text.utf8.elementsEqual(absent.utf8) { return dash }
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\\") }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\\" {
        result += "\\\\"
      } else if isUnsafe(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text behind a written value; `nil` when the escapes cannot be read. The caller compares the re-written text,
  /// so a second spelling of the same value does not pass.
  static func unescape(_ written: some StringProtocol) -> String? {
    if written.utf8.elementsEqual(empty.utf8) { return "" }
    if written.utf8.elementsEqual(dash.utf8) { return absent }
    if !written.utf8.contains(UInt8(ascii: "\\")) { return String(written) }
    var result = String.UnicodeScalarView()
    var scalars = written.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      guard let escaped = unescapeOne(&scalars) else { return nil }
      result.append(escaped)
    }
    return String(result)
  }

  private static func unescapeOne(_ scalars: inout some IteratorProtocol<Unicode.Scalar>) -> Unicode.Scalar? {
    let kind = scalars.next()
    if kind == "\\" { return kind }
    guard kind == "u", scalars.next() == "{" else { return nil }
    var digits = ""
    while let digit = scalars.next(), digit != "}" { digits.unicodeScalars.append(digit) }
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
  }

  // Written out, not asked of the Unicode tables of the day: the same text must give the same line in ten years.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }
}

/// Reads lines of `key value` in a fixed order.
struct LineReader {
  private var lines: ArraySlice<Substring>

  /// A text whose every line ends in a newline; `nil` for another.
  init?(_ text: String) {
    guard text.utf8.last == UInt8(ascii: "\n") else { return nil }
    // By scalars and not by characters: a carriage return before the newline would hide it.
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Substring.init)[...]
    lines.removeLast()
  }

  /// Whether all lines were read.
  var isAtEnd: Bool { lines.isEmpty }

  /// Takes the next line when it is exactly this one.
  mutating func take(exactly line: String) -> Bool {
    guard let first = lines.first, first.utf8.elementsEqual(line.utf8) else { return false }
    lines.removeFirst()
    return true
  }

  /// The next line's value as it is written, when the line has this key.
  mutating func written(_ key: String) -> Substring? {
    guard let first = lines.first, first.utf8.starts(with: "\(key) ".utf8) else { return nil }
    let value = Substring(first.unicodeScalars.dropFirst(key.unicodeScalars.count + 1))
    guard !value.isEmpty else { return nil }
    lines.removeFirst()
    return value
  }

  /// The next line's value.
  mutating func text(_ key: String) -> String? {
    written(key).flatMap { LineText.unescape($0) }
  }

  /// The next line's value; inside, `nil` when it says that there is none; outside, `nil` when it cannot be read.
  mutating func optional(_ key: String) -> String?? {
    guard let written = written(key) else { return nil }
    if written.utf8.elementsEqual(LineText.absent.utf8) { return .some(nil) }
    guard let text = LineText.unescape(written) else { return nil }
    return .some(text)
  }

  /// The next line's key after this prefix, and its value; `nil`, and nothing taken, when the line has another key.
  mutating func named(prefix: String) -> (name: String, value: String)? {
    guard let first = lines.first, first.utf8.starts(with: prefix.utf8),
      let blank = first.unicodeScalars.firstIndex(of: " ")
    else { return nil }
    let key = String(first[..<blank])
    return text(key).map { (String(key.unicodeScalars.dropFirst(prefix.unicodeScalars.count)), $0) }
  }

  /// The next line's value as a whole number.
  mutating func integer(_ key: String) -> Int64? {
    written(key).flatMap { Int64($0) }
  }

  /// The next line's value as a hash.
  mutating func hash(_ key: String) -> ContentHash? {
    written(key).flatMap { ContentHash(hex: String($0)) }
  }
}
