/// A token of an expression, as far as changing it needs to know: where it stands and what it is.
struct ExpressionToken {
  /// What it is.
  enum Kind: Equatable {
    case number
    /// A quoted text.
    case text
    case name
    case sign
  }

  let kind: Kind
  /// The bytes it takes, from 0.
  let range: Range<Int>
  /// What is written there; the inside of a quoted text.
  let text: String

  /// Signs of two bytes; every other sign counts byte by byte.
  private static let longSigns: Set<String> = ["&&", "||", "==", "!=", "<=", ">="]

  /// The tokens of an expression that has passed the language's checker.
  static func tokens(of bytes: [UInt8]) -> [ExpressionToken] {
    var tokens: [ExpressionToken] = []
    var start = 0
    while start < bytes.count {
      let byte = bytes[start]
      if byte <= UInt8(ascii: " ") {
        start += 1
        continue
      }
      let (kind, end) = extent(of: bytes, from: start)
      let range = start..<end
      let inner = kind == .text ? start + 1..<max(start + 1, end - 1) : range
      tokens.append(
        ExpressionToken(
          kind: kind,
          range: range,
          text: String(decoding: bytes[inner], as: UTF8.self)
        )
      )
      start = end
    }
    return tokens
  }

  private static func extent(of bytes: [UInt8], from start: Int) -> (Kind, Int) {
    let byte = bytes[start]
    if isLetter(byte) {
      return (.name, bytes[start...].firstIndex { !isLetter($0) && !isDigit($0) } ?? bytes.count)
    }
    if isDigit(byte) {
      return (
        .number,
        bytes[start...].firstIndex { !isDigit($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
      )
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      return (.text, endOfText(bytes, start))
    }
    let pair = String(decoding: bytes[start..<min(start + 2, bytes.count)], as: UTF8.self)
    return (.sign, start + (longSigns.contains(pair) ? 2 : 1))
  }

  private static func endOfText(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != bytes[start] {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_")
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
