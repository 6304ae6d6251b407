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

  /// Lines in the order given.
  static func lines(_ pairs: KeyValuePairs<String, String?>) -> String {
    var text = TextBytes(room: usualLength * pairs.count)
    for (key, value) in pairs { text.line(key, value) }
    return text.text
  }

  /// Room for a line that holds a hash, in bytes: only a hint.
  private static let usualLength = 80

  /// Whether a text is written as it is. Without a way out of the loop, so that it looks at many bytes at once.
  static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = bytes.first, bytes.count > 1 || first != UInt8(ascii: "-") else { return false }
    var special: UInt8 = 0
    for byte in bytes {
      special |= byte &- 0x20 > 0x5E ? 1 : 0
      special |= byte == UInt8(ascii: "\\") ? 1 : 0
    }
    return special == 0
  }

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

extension TextBytes {
  /// Adds one line, an absent value in its own spelling.
  mutating func line(_ key: String, _ value: String?) {
    add(key)
    add(byte: UInt8(ascii: " "))
    if let value { addEscaped(value) } else { add(LineText.absent) }
    add(byte: UInt8(ascii: "\n"))
  }

  /// Adds one line with a whole number.
  mutating func line(_ key: String, number: Int64) {
    add(key)
    add(byte: UInt8(ascii: " "))
    add(number: number)
    add(byte: UInt8(ascii: "\n"))
  }

  /// Adds one line with a day, or without one.
  mutating func line(_ key: String, day: CivilDate?) {
    guard let day else { return line(key, nil) }
    add(key)
    add(byte: UInt8(ascii: " "))
    add(day: day)
    add(byte: UInt8(ascii: "\n"))
  }

  /// Adds a value as one line can hold it. Most need no change, and a look at their bytes in place tells.
  mutating func addEscaped(_ value: String) {
    let isPlain = value.utf8.withContiguousStorageIfAvailable { LineText.isPlain($0) } ?? false
    add(isPlain ? value : LineText.escape(value))
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
