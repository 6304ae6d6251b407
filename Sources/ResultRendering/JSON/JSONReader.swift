/// Reads JSON (RFC 8259) value by value in the order of the text, without a tree: the caller says what it expects and
/// passes over the rest. Made for lines this program wrote; anything else is refused, never guessed.
public struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0

  /// Deepest nesting read: result lines have five levels; deeper text is not ours.
  static let deepest = 64

  /// The text is not JSON, or not what was expected at that byte (from 0).
  public struct Fault: Error, Hashable, Sendable {
    /// Byte offset, from 0.
    public let byte: Int
  }

  /// A reader at the start of a text in UTF-8.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Ends reading: nothing but white space may follow.
  public mutating func finish() throws(Fault) {
    skipSpace()
    if place != bytes.count { throw fault }
  }

  // MARK: Containers

  /// Reads an object; `member` must read or skip the value of each name.
  public mutating func object(_ member: (inout JSONReader, String) throws(Fault) -> Void) throws(Fault) {
    try open(0x7B)
    if take(0x7D) { return depth -= 1 }
    repeat {
      let name = try string()
      try expect(0x3A)
      try member(&self, name)
    } while take(0x2C)
    try expect(0x7D)
    depth -= 1
  }

  /// Reads an array; `element` must read or skip each value.
  public mutating func array(_ element: (inout JSONReader) throws(Fault) -> Void) throws(Fault) {
    try open(0x5B)
    if take(0x5D) { return depth -= 1 }
    repeat { try element(&self) } while take(0x2C)
    try expect(0x5D)
    depth -= 1
  }

  private mutating func open(_ byte: UInt8) throws(Fault) {
    try expect(byte)
    depth += 1
    if depth > Self.deepest { throw fault }
  }

  // MARK: Values

  /// Whether the next value is null; reads it when it is.
  public mutating func isNull() throws(Fault) -> Bool {
    guard peek() == 0x6E else { return false }
    try word("null")
    return true
  }

  /// A string, or `nil` for null.
  public mutating func optionalString() throws(Fault) -> String? { try isNull() ? nil : try string() }

  /// A whole number, or `nil` for null.
  public mutating func optionalInteger() throws(Fault) -> Int64? { try isNull() ? nil : try integer() }

  /// True or false.
  public mutating func bool() throws(Fault) -> Bool {
    if peek() == 0x74 {
      try word("true")
      return true
    }
    try word("false")
    return false
  }

  /// A whole number.
  public mutating func integer() throws(Fault) -> Int64 {
    skipSpace()
    let start = place
    if byte == 0x2D { place += 1 }
    while let digit = byte, (0x30...0x39).contains(digit) { place += 1 }
    guard let value = Int64(String(decoding: bytes[start..<place], as: UTF8.self)) else { throw fault }
    return value
  }

  /// A string.
  public mutating func string() throws(Fault) -> String {
    try expect(0x22)
    let start = place
    while let next = byte, next != 0x22, next != 0x5C, next >= 0x20 { place += 1 }
    guard let end = byte else { throw fault }
    if end == 0x22 {
      place += 1
      return String(decoding: bytes[start..<place - 1], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  /// Passes over any value.
  public mutating func skip() throws(Fault) {
    switch peek() {
    case 0x7B: try object { (reader, _) throws(Fault) in try reader.skip() }
    case 0x5B: try array { reader throws(Fault) in try reader.skip() }
    case 0x22: try skipString()
    case 0x74: try word("true")
    case 0x66: try word("false")
    case 0x6E: try word("null")
    default:
      let start = place
      while let next = byte, Self.isNumeric(next) { place += 1 }
      if place == start { throw fault }
    }
  }

  // MARK: Bytes

  private var fault: Fault { Fault(byte: place) }

  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
  }

  private mutating func skipSpace() {
    while let next = byte, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { place += 1 }
  }

  private mutating func peek() -> UInt8? {
    skipSpace()
    return byte
  }

  private mutating func take(_ wanted: UInt8) -> Bool {
    guard peek() == wanted else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ wanted: UInt8) throws(Fault) {
    if !take(wanted) { throw fault }
  }

  private mutating func word(_ text: StaticString) throws(Fault) {
    skipSpace()
    for index in 0..<text.utf8CodeUnitCount {
      guard byte == text.utf8Start[index] else { throw fault }
      place += 1
    }
  }

  private mutating func skipString() throws(Fault) {
    try expect(0x22)
    while let next = byte, next != 0x22 {
      place += next == 0x5C ? 2 : 1
    }
    try expect(0x22)
  }

  private mutating func escapedString(from start: Int) throws(Fault) -> String {
    var text = bytes[start..<place].map { $0 }
    while let next = byte, next != 0x22 {
      guard next >= 0x20 else { throw fault }
      place += 1
      if next == 0x5C { text += String(try escaped()).utf8 } else { text.append(next) }
    }
    try expect(0x22)
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escaped() throws(Fault) -> Character {
    guard let sign = byte else { throw fault }
    place += 1
    switch sign {
    case 0x22, 0x5C, 0x2F: return Character(Unicode.Scalar(sign))
    case 0x62: return "\u{8}"
    case 0x66: return "\u{C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75:
      let first = try hexadecimal()
      guard (0xD800...0xDBFF).contains(first) else { return try scalar(first) }
      guard byte == 0x5C, place + 1 < bytes.count, bytes[place + 1] == 0x75 else { throw fault }
      place += 2
      let second = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(second) else { throw fault }
      return try scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    default: throw fault
    }
  }

  private func scalar(_ value: UInt32) throws(Fault) -> Character {
    guard let scalar = Unicode.Scalar(value) else { throw fault }
    return Character(scalar)
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    guard place + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw fault }
    place += 4
    return value
  }
}
