/// Standard base64 with padding (RFC 4648 section 4), read strictly.
///
/// Exactly one text stands for a sequence of bytes: padding must be there, unused bits must be zero, nothing may
/// stand between the characters. So no two texts of a note or proof mean the same, and a changed character is seen.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  static func encode(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { encode($0) }
  }

  static func encode(_ bytes: UnsafeRawBufferPointer) -> String {
    let length = (bytes.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: length) { output in
      var written = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let present = min(3, bytes.count - start)
        var group: UInt32 = 0
        for offset in 0..<3 {
          group = group << 8 | (offset < present ? UInt32(bytes[start + offset]) : 0)
        }
        for position in 0..<4 {
          let value = Int(group >> UInt32(18 - 6 * position) & 63)
          output[written] = position <= present ? alphabet[value] : padding
          written += 1
        }
      }
      return length
    }
  }

  /// The bytes a text stands for; `nil` when the text is not the one text of any bytes.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    let pads = text.suffix(2).filter { $0 == padding }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var bits = 0
    for character in text.dropLast(pads) {
      guard let value = value(of: character) else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
      }
    }
    let unused = group & (1 << UInt32(bits) - 1)
    return unused == 0 ? bytes : nil
  }

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
