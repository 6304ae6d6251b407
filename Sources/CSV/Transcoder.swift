/// Turns UTF-16 and windows-1252 into UTF-8, piece by piece. A byte order mark becomes that of UTF-8.
struct Transcoder {
  private let encoding: CSVEncoding
  /// Bytes of UTF-8 still to be dropped, for reading from a later row on.
  private var toSkip: Int64
  /// First byte of a UTF-16 unit whose second has not come yet.
  private var half: UInt8?
  /// High surrogate whose partner has not come yet.
  private var high: UInt16?

  init(from encoding: CSVEncoding, skipping bytes: Int64 = 0) {
    self.encoding = encoding
    toSkip = bytes
  }

  /// The most UTF-8 that `count` bytes, with what waits, can become.
  static func maximalBytes(for count: Int) -> Int { count * 3 + 4 }

  /// Whether the bytes so far end within a character.
  var isWithinCharacter: Bool { half != nil || high != nil }

  /// Writes the UTF-8 of `bytes` to `target`, `count` being its length; false when a unit is no character, after
  /// writing all before it.
  mutating func transcode(
    _ bytes: UnsafeRawBufferPointer,
    to target: UnsafeMutablePointer<UInt8>,
    count: inout Int
  ) -> Bool {
    let isSound = convert(bytes, to: target, count: &count)
    if toSkip > 0 {
      let skipped = Int(min(toSkip, Int64(count)))
      toSkip -= Int64(skipped)
      count -= skipped
      target.update(from: target + skipped, count: count)
    }
    return isSound
  }

  private mutating func convert(
    _ bytes: UnsafeRawBufferPointer,
    to target: UnsafeMutablePointer<UInt8>,
    count: inout Int
  ) -> Bool {
    if encoding == .windows1252 {
      for byte in bytes { count += Self.write(Self.windows1252(byte), to: target + count) }
      return true
    }
    let isBigEndian = encoding == .utf16BigEndian
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      guard let written = take(unit, target + count) else { return false }
      count += written
    }
    return true
  }

  /// Bytes written for one UTF-16 unit; `nil` when it does not fit the one before.
  private mutating func take(_ unit: UInt16, _ target: UnsafeMutablePointer<UInt8>) -> Int? {
    if let lead = high {
      guard unit & 0xFC00 == 0xDC00 else { return nil }
      high = nil
      return Self.write(0x10000 + UInt32(lead & 0x3FF) << 10 + UInt32(unit & 0x3FF), to: target)
    }
    if unit & 0xFC00 == 0xD800 {
      high = unit
      return 0
    }
    return unit & 0xFC00 == 0xDC00 ? nil : Self.write(UInt32(unit), to: target)
  }

  /// Writes one scalar value as UTF-8 (RFC 3629) and returns its length.
  private static func write(_ scalar: UInt32, to target: UnsafeMutablePointer<UInt8>) -> Int {
    let last = UInt8(0x80 | scalar & 0x3F)
    switch scalar {
    case 0..<0x80:
      target[0] = UInt8(scalar)
      return 1
    case 0..<0x800:
      target[0] = UInt8(0xC0 | scalar >> 6)
      target[1] = last
      return 2
    case 0..<0x10000:
      target[0] = UInt8(0xE0 | scalar >> 12)
      target[1] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[2] = last
      return 3
    default:
      target[0] = UInt8(0xF0 | scalar >> 18)
      target[1] = UInt8(0x80 | scalar >> 12 & 0x3F)
      target[2] = UInt8(0x80 | scalar >> 6 & 0x3F)
      target[3] = last
      return 4
    }
  }

  /// The WHATWG mapping: 0x80…0x9F differ from ISO-8859-1, five of them are control characters.
  private static func windows1252(_ byte: UInt8) -> UInt32 {
    byte & 0xE0 == 0x80 ? UInt32(upperControls[Int(byte & 0x1F)]) : UInt32(byte)
  }

  private static let upperControls: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]
}
