import ReportForm

/// Texts that need no closer look.
enum PlainText {
  /// Whether all bytes are capital letters.
  @inline(__always)
  static func areCapitals(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] &- 65 >= 26 { return false }
      index &+= 1
    }
    return true
  }

  /// Whether the bytes are ASCII, begin with a letter or digit and end with a visible character.
  @inline(__always)
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = bytes[0]
    guard (first | 0x20) &- 97 < 26 || first &- 48 <= 9, bytes[bytes.count &- 1] > 0x20 else { return false }
    var index = 0
    var marks: UInt64 = 0
    while index &+ 8 <= bytes.count {
      marks |= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index &+= 8
    }
    while index < bytes.count {
      marks |= UInt64(bytes[index])
      index &+= 1
    }
    return marks & 0x8080_8080_8080_8080 == 0
  }
}

/// Yes and no as people write them.
enum YesNoWords {
  static func answer(_ bytes: UnsafeRawBufferPointer) -> Bool? {
    guard bytes.count <= 16 else { return nil }
    return words[NameKey.key(bytes)]
  }

  private static let words: [[UInt8]: Bool] = {
    var result: [[UInt8]: Bool] = [:]
    for word in ["y", "ya", "1", "true", "benar", "yes", "ada", "ikut"] { result[NameKey.key(word)] = true }
    for word in ["t", "tidak", "0", "false", "salah", "no", "n", "tdk", "bukan"] { result[NameKey.key(word)] = false }
    return result
  }()
}

/// Numbers that identify somebody.
enum Identifier {
  /// The number with a leading zero put back, when exactly that zero seems to be missing: a taxpayer number of 14
  /// digits, a mobile telephone number that begins with 8.
  static func withLeadingZero(_ bytes: UnsafeRawBufferPointer, _ role: FieldPlan.Role) -> String? {
    guard role == .taxNumber || role == .telephone else { return nil }
    let digits = bytes.filter { $0 &- 48 <= 9 }
    guard bytes.allSatisfy({ $0 &- 48 <= 9 || "-. ()".utf8.contains($0) }) else { return nil }
    let isShort =
      role == .taxNumber ? digits.count == 14 : digits.first == UInt8(ascii: "8") && (9...12).contains(digits.count)
    return isShort ? "0" + String(decoding: digits, as: UTF8.self) : nil
  }
}

/// Codes of outside lists.
enum OutsideCode {
  /// Digits without the dots, spaces and hyphens people put between them; letters in capitals.
  static func normalised(_ bytes: UnsafeRawBufferPointer, _ shape: CodeList.Shape?) -> [UInt8] {
    switch shape {
    case .digits: bytes.filter { !". -".utf8.contains($0) }
    case .upper: bytes.map { ($0 | 0x20) &- 97 < 26 ? $0 & 0xDF : $0 }
    case nil: Array(bytes)
    }
  }
}
