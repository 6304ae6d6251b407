/// The `encoders` library: base64 as in RFC 4648; padding may be left out when decoding.
enum EncoderFunctions {
  static let all: [Function] = [
    Function(
      "base64.encode",
      [
        Overload(id: "base64_encode_bytes", parameter: .bytes, result: .string) { value in
          guard case .bytes(let bytes) = value else { return Arithmetic.noOverload("base64.encode", value) }
          return .value(.string(encode(bytes)))
        }
      ]
    ),
    Function(
      "base64.decode",
      [
        Overload(id: "base64_decode_string", parameter: .string, result: .bytes) { value in
          guard case .string(let text) = value else { return Arithmetic.noOverload("base64.decode", value) }
          return decode(text).map { .value(.bytes($0)) }
            ?? .failure(.invalidArgument("base64.decode", "the text is no base64"))
        }
      ]
    ),
  ]

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func encode(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let digit = alphabet[Int(bits >> UInt32(18 - 6 * place)) & 63]
        result.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func decode(_ text: String) -> [UInt8]? {
    var digits = Array(text.utf8)
    if digits.count % 4 == 0 {
      for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
    }
    guard digits.count % 4 != 1 else { return nil }
    var result: [UInt8] = []
    for start in stride(from: 0, to: digits.count, by: 4) {
      let group = digits[start..<min(start + 4, digits.count)]
      var bits: UInt32 = 0
      for digit in group {
        guard let value = alphabet.firstIndex(of: digit) else { return nil }
        bits = bits << 6 | UInt32(value)
      }
      bits <<= UInt32(6 * (4 - group.count))
      for place in 0..<(group.count - 1) { result.append(UInt8(truncatingIfNeeded: bits >> UInt32(16 - 8 * place))) }
    }
    return result
  }
}
