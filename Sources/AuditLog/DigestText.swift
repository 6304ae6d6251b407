extension Digest {
  /// Reads 64 hexadecimal digits, in capitals or not; `nil` for anything else.
  public init?(hex: some StringProtocol) {
    // In place where the text lies in one piece, as it nearly always does.
    let read = hex.utf8.withContiguousStorageIfAvailable { Digest(hexDigits: $0) }
    guard let digest = read ?? Array(hex.utf8).withUnsafeBufferPointer({ Digest(hexDigits: $0) }) else { return nil }
    self = digest
  }

  private init?(hexDigits: UnsafeBufferPointer<UInt8>) {
    guard hexDigits.count == 2 * Self.byteCount else { return nil }
    self.init()
    let isRead = withUnsafeMutableBytes(of: &self) { bytes in
      for place in 0..<Self.byteCount {
        guard let high = Hex.value(of: hexDigits[2 * place]), let low = Hex.value(of: hexDigits[2 * place + 1]) else {
          return false
        }
        bytes[place] = high << 4 | low
      }
      return true
    }
    guard isRead else { return nil }
  }

  /// Reads the standard base64 of 32 bytes (RFC 4648 section 4, padded, one text per digest); `nil` for anything else.
  public init?(base64: some StringProtocol) {
    self.init(base64: base64.utf8)
  }

  init?(base64 text: some Collection<UInt8>) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// 64 hexadecimal digits in small letters, as `sha256sum` prints them.
  public var hex: String {
    withUnsafeBytes { Hex.text(of: $0) }
  }

  /// Standard base64 with padding, 44 characters, as the C2SP formats write a hash.
  public var base64: String {
    withUnsafeBytes { Base64.encode($0) }
  }
}

extension Digest: CustomStringConvertible {
  /// The same as ``hex``.
  public var description: String { hex }
}

/// Hexadecimal digits, written in small letters.
enum Hex {
  static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  static func text(of bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { output in
      for (position, byte) in bytes.enumerated() {
        output[position * 2] = digit(byte >> 4)
        output[position * 2 + 1] = digit(byte & 15)
      }
      return bytes.count * 2
    }
  }

  /// The eight digits of a key hash.
  static func text(of word: UInt32) -> String {
    withUnsafeBytes(of: word.bigEndian) { text(of: $0) }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
