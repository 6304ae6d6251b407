/// A receipt in few enough characters for a QR code.
///
/// `WLKP1:`, then the packed text in Base45 (RFC 9285), whose alphabet QR codes hold most densely. It needs nothing but
/// the log's public key to be verified, like the text itself.
extension Receipt {
  /// Stands before the code and tells what it is.
  public static let codePrefix = "WLKP1:"

  /// The receipt as a code.
  public var code: String {
    Self.codePrefix + Base45.encode(Packing.pack(Array(text.utf8)[...]))
  }

  /// The text of the receipt behind a code; `nil` for anything else.
  public static func text(ofCode code: String) -> [UInt8]? {
    guard code.utf8.starts(with: codePrefix.utf8),
      let packed = Base45.decode(code.utf8.dropFirst(codePrefix.utf8.count))
    else { return nil }
    return Packing.unpack(packed, limit: byteLimit)
  }
}

/// Two bytes in three characters of 45 (RFC 9285).
enum Base45 {
  private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 2) {
      let isPair = start + 1 < bytes.count
      var number = isPair ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
      for _ in 0..<(isPair ? 3 : 2) {
        text.append(alphabet[number % 45])
        number /= 45
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var values: [Int] = []
    for character in text {
      guard let value = alphabet.firstIndex(of: character) else { return nil }
      values.append(value)
    }
    guard values.count % 3 != 1 else { return nil }
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: values.count, by: 3) {
      let group = values[start..<min(start + 3, values.count)]
      let number = group.reversed().reduce(0) { $0 * 45 + $1 }
      guard number < (group.count == 3 ? 1 << 16 : 1 << 8) else { return nil }
      if group.count == 3 { bytes.append(UInt8(number >> 8)) }
      bytes.append(UInt8(number & 0xFF))
    }
    return bytes
  }
}
