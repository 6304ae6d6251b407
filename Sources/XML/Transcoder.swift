/// Turns UTF-16, ISO-8859-1 and windows-1252 into UTF-8, piece by piece.
///
/// libxml2 could do it through iconv or ICU; doing it here keeps dozens of rarely tested encodings out of reach of
/// foreign input, and makes positions the same however the bytes arrive.
struct Transcoder {
  private let encoding: XMLEncoding
  /// First byte of a UTF-16 unit whose second has not come yet.
  private var half: UInt8?
  /// High surrogate whose partner has not come yet.
  private var high: UInt16?

  init(from encoding: XMLEncoding) {
    self.encoding = encoding
  }

  /// Whether the bytes so far end within a character.
  var isWithinCharacter: Bool { half != nil || high != nil }

  /// Appends the UTF-8 of `bytes` to `output`; false when a unit is no character, after appending all before it.
  mutating func transcode(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Bool {
    switch encoding {
    case .utf8:
      output.append(contentsOf: bytes)
      return true
    case .latin1, .windows1252:
      let table = encoding == .windows1252
      for byte in bytes {
        Self.append(table ? Self.windows1252(byte) : UInt32(byte), to: &output)
      }
      return true
    case .utf16LittleEndian, .utf16BigEndian:
      return transcodeUTF16(bytes, into: &output)
    }
  }

  private mutating func transcodeUTF16(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) -> Bool {
    let isBigEndian = encoding == .utf16BigEndian
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
      guard take(unit, into: &output) else { return false }
    }
    return true
  }

  private mutating func take(_ unit: UInt16, into output: inout [UInt8]) -> Bool {
    if let lead = high {
      guard unit & 0xFC00 == 0xDC00 else { return false }
      high = nil
      Self.append(0x10000 + UInt32(lead & 0x3FF) << 10 + UInt32(unit & 0x3FF), to: &output)
      return true
    }
    if unit & 0xFC00 == 0xD800 {
      high = unit
      return true
    }
    guard unit & 0xFC00 != 0xDC00 else { return false }
    Self.append(UInt32(unit), to: &output)
    return true
  }

  /// Appends one scalar value as UTF-8 (RFC 3629).
  private static func append(_ scalar: UInt32, to output: inout [UInt8]) {
    if scalar < 0x80 {
      output.append(UInt8(scalar))
    } else if scalar < 0x800 {
      output.append(UInt8(0xC0 | scalar >> 6))
      output.append(UInt8(0x80 | scalar & 0x3F))
    } else {
      if scalar < 0x10000 {
        output.append(UInt8(0xE0 | scalar >> 12))
      } else {
        output.append(UInt8(0xF0 | scalar >> 18))
        output.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      }
      output.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      output.append(UInt8(0x80 | scalar & 0x3F))
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
