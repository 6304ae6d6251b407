/// Turns source text into tokens. Mistakes are collected, the rest is read on.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var problems: [Problem] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    let place = position + offset
    return place < bytes.count ? bytes[place] : 0
  }

  mutating func next() -> Token {
    while true {
      skipBlanks()
      let start = position
      guard start < bytes.count else { return Token(kind: .end, position: start) }
      let byte = bytes[start]
      if Lexer.isNameStart(byte) { return nameOrPrefixedText(start) }
      if Lexer.isDigit(byte) || (byte == UInt8(ascii: ".") && Lexer.isDigit(peek(1))) { return number(start) }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return text(start, isRaw: false, isBytes: false) }
      if byte == UInt8(ascii: "`") { return quotedIdentifier(start) }
      if let symbol = symbol() { return Token(kind: .symbol(symbol), position: start) }
      unknownCharacter(start)
    }
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x09, 0x0A, 0x0C, 0x0D, 0x20: position += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      default: return
      }
    }
  }

  private mutating func unknownCharacter(_ start: Int) {
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    let character = String(decoding: bytes[start..<position], as: UTF8.self)
    problems.append(Problem(.unexpectedCharacter(character), position: start))
  }

  // MARK: - Names

  private mutating func nameOrPrefixedText(_ start: Int) -> Token {
    if let (isRaw, isBytes, length) = textPrefix() {
      position += length
      return text(start, isRaw: isRaw, isBytes: isBytes)
    }
    while position < bytes.count, Lexer.isNamePart(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    switch name {
    case "in": return Token(kind: .symbol(.in), position: start)
    case "true": return Token(kind: .symbol(.true), position: start)
    case "false": return Token(kind: .symbol(.false), position: start)
    case "null": return Token(kind: .symbol(.null), position: start)
    default: return Token(kind: .identifier(name), position: start)
    }
  }

  /// `r`, `b`, `br`, `rb` in any case before a quote.
  private func textPrefix() -> (isRaw: Bool, isBytes: Bool, length: Int)? {
    var isRaw = false
    var isBytes = false
    for length in 0..<3 {
      switch peek(length) | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "b") where !isBytes: isBytes = true
      default:
        let isQuote = peek(length) == UInt8(ascii: "\"") || peek(length) == UInt8(ascii: "'")
        return isQuote && length > 0 ? (isRaw, isBytes, length) : nil
      }
    }
    return nil
  }

  private mutating func quotedIdentifier(_ start: Int) -> Token {
    position += 1
    let first = position
    while position < bytes.count, Lexer.isQuotedNamePart(bytes[position]) { position += 1 }
    let name = String(decoding: bytes[first..<position], as: UTF8.self)
    if peek() == UInt8(ascii: "`"), !name.isEmpty {
      position += 1
    } else {
      problems.append(Problem(.badQuotedIdentifier, position: start))
    }
    return Token(kind: .quotedIdentifier(name), position: start)
  }

  // MARK: - Numbers

  private mutating func number(_ start: Int) -> Token {
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), Lexer.isHexadecimal(peek(2)) {
      position += 2
      let digits = run(Lexer.isHexadecimal)
      return integer(digits, radix: 16, start)
    }
    var digits = run(Lexer.isDigit)
    var isDouble = false
    if peek() == UInt8(ascii: "."), Lexer.isDigit(peek(1)) {
      position += 1
      digits = (digits.isEmpty ? "0" : digits) + "." + run(Lexer.isDigit)
      isDouble = true
    }
    let signWidth = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
    if peek() | 0x20 == UInt8(ascii: "e"), Lexer.isDigit(peek(1 + signWidth)) {
      digits += "e" + (peek(1) == UInt8(ascii: "-") ? "-" : "")
      position += 1 + signWidth
      digits += run(Lexer.isDigit)
      isDouble = true
    }
    guard isDouble else { return integer(digits, radix: 10, start) }
    endNumber(start)
    return Token(kind: .double(digits), position: start)
  }

  private mutating func integer(_ digits: String, radix: Int, _ start: Int) -> Token {
    if peek() | 0x20 == UInt8(ascii: "u") {
      position += 1
      endNumber(start)
      return Token(kind: .uint(digits, radix: radix), position: start)
    }
    endNumber(start)
    return Token(kind: .int(digits, radix: radix), position: start)
  }

  /// A name must not begin right at a number's end: `1x` is a slip, not two tokens.
  private mutating func endNumber(_ start: Int) {
    guard Lexer.isNameStart(peek()) else { return }
    while position < bytes.count, Lexer.isNamePart(bytes[position]) { position += 1 }
    problems.append(
      Problem(.badNumber(String(decoding: bytes[start..<position], as: UTF8.self)), position: start)
    )
  }

  private mutating func run(_ isPart: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, isPart(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: - Text

  private mutating func text(_ start: Int, isRaw: Bool, isBytes: Bool) -> Token {
    var literal = TextLiteral(bytes: bytes, position: position, isRaw: isRaw, isBytes: isBytes)
    literal.read()
    position = literal.position
    problems += literal.problems.map { Problem($0.0, position: $0.1) }
    if isBytes { return Token(kind: .bytes(literal.content), position: start) }
    return Token(kind: .string(String(decoding: literal.content, as: UTF8.self)), position: start)
  }

  // MARK: - Symbols

  private mutating func symbol() -> Token.Symbol? {
    let two: Token.Symbol? =
      switch (peek(), peek(1)) {
      case (UInt8(ascii: "&"), UInt8(ascii: "&")): .and
      case (UInt8(ascii: "|"), UInt8(ascii: "|")): .or
      case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
      case (UInt8(ascii: "!"), UInt8(ascii: "=")): .unequal
      case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
      case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
      default: nil
      }
    if let two {
      position += 2
      return two
    }
    guard let one = Lexer.singles[Int(peek() & 0x7F)], peek() < 0x80 else { return nil }
    position += 1
    return one
  }

  private static let singles: [Token.Symbol?] = {
    var table = [Token.Symbol?](repeating: nil, count: 128)
    let symbols: [Token.Symbol] = [
      .less, .greater, .plus, .minus, .times, .slash, .percent, .not, .question, .colon, .dot, .comma,
      .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace,
    ]
    for symbol in symbols {
      if let byte = symbol.rawValue.utf8.first { table[Int(byte)] = symbol }
    }
    return table
  }()

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 97 < 6 }

  static func isNameStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") }

  static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

  private static func isQuotedNamePart(_ byte: UInt8) -> Bool {
    isNamePart(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: " ")
  }
}
