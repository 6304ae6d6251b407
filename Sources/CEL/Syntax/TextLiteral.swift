/// Reads a quoted literal: one or three quotes, raw or with escapes, text or bytes.
struct TextLiteral {
  private let bytes: [UInt8]
  private let isRaw: Bool
  private let isBytes: Bool
  /// The byte after what was read so far.
  private(set) var position: Int
  private(set) var content: [UInt8] = []
  private(set) var problems: [(Problem.Kind, Int)] = []

  init(bytes: [UInt8], position: Int, isRaw: Bool, isBytes: Bool) {
    self.bytes = bytes
    self.position = position
    self.isRaw = isRaw
    self.isBytes = isBytes
  }

  mutating func read() {
    let start = position
    let quote = bytes[position]
    let isTriple = position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    position += isTriple ? 3 : 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote, !isTriple || isTripled(quote) {
        position += isTriple ? 3 : 1
        return
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\\"), !isRaw {
        escape()
      } else if byte == 0x0D {
        // A line end in the source is one newline, however the file writes it.
        content.append(0x0A)
        position += position + 1 < bytes.count && bytes[position + 1] == 0x0A ? 2 : 1
      } else {
        content.append(byte)
        position += 1
      }
    }
    problems.append((.unterminatedText, start))
  }

  private func isTripled(_ quote: UInt8) -> Bool {
    position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
  }

  private mutating func escape() {
    let start = position
    position += 1
    guard position < bytes.count else { return }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      content.append(byte)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): numeric(digits: 2, radix: 16, start)
    case UInt8(ascii: "u") where !isBytes: numeric(digits: 4, radix: 16, start)
    case UInt8(ascii: "U") where !isBytes: numeric(digits: 8, radix: 16, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      numeric(digits: 3, radix: 8, start)
    default: fail(start)
    }
  }

  private mutating func numeric(digits: Int, radix: UInt32, _ start: Int) {
    var number: UInt32 = 0
    for _ in 0..<digits {
      guard position < bytes.count, Lexer.isHexadecimal(bytes[position]) else { return fail(start) }
      let byte = bytes[position]
      let digit = UInt32(Lexer.isDigit(byte) ? byte - 48 : (byte | 0x20) - 87)
      guard digit < radix else { return fail(start) }
      number = number &* radix &+ digit
      position += 1
    }
    if isBytes {
      guard number < 256 else { return fail(start) }
      content.append(UInt8(number))
    } else if let scalar = Unicode.Scalar(number) {
      content += Array(String(Character(scalar)).utf8)
    } else {
      fail(start)
    }
  }

  private mutating func fail(_ start: Int) {
    let end = min(max(position, start + 2), bytes.count)
    problems.append((.badEscape(String(decoding: bytes[start..<end], as: UTF8.self)), start))
  }
}
