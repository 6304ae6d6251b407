import CEL

/// Finds values that occurred before, holding 12 bytes or so for each and never the value itself.
struct DuplicateSearch {
  private var firstRows: [UInt64: Int32] = [:]

  /// Values held at most; beyond, later values are no longer compared. Two million rows are some 50 MB, more than the
  /// largest employer of the country reports in one unit.
  static let limit = 2_000_000

  /// A 64-bit key of a value: the number itself for up to 19 digits, else its FNV-1a hash.
  static func key(of value: Value) -> UInt64? {
    switch value {
    case .int(let number): return UInt64(bitPattern: number)
    case .string(let text):
      if text.isEmpty { return nil }
      return text.utf8.count <= 18 ? UInt64(text).map { $0 | 1 << 63 } ?? hash(text) : hash(text)
    default: return nil
    }
  }

  /// The same key for a text of digits, from its bytes; `nil` for any other text.
  static func key(ofDigits bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var number: UInt64 = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + UInt64(byte - 48)
    }
    return number | 1 << 63
  }

  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash & ~(1 << 63)
  }

  /// The row in which the key occurred first, or `nil` when this is the first time.
  mutating func first(with key: UInt64, row: Int32) -> Int32? {
    if let first = firstRows[key] { return first }
    if firstRows.count < Self.limit { firstRows[key] = row }
    return nil
  }
}
