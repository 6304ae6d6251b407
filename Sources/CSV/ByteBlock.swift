/// Which of 64 bytes matter, one bit a byte, the lowest for the first.
///
/// Eight bytes at a time in a 64-bit word: portable, and nearly as fast as vector instructions here, while Swift's
/// SIMD types have no way to turn a mask into bits.
struct ByteBlock {
  /// Bytes of a block.
  static let size = 64

  /// The quotes.
  var quotes: UInt64 = 0
  /// The delimiters, line feeds and carriage returns.
  var structurals: UInt64 = 0

  /// Looks at the 64 bytes from `start`, all of which must be readable, and heeds the first `count` of them.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, count: Int, quote: UInt64, delimiter: UInt64) {
    let words = UnsafeRawPointer(start)
    for index in 0..<8 {
      let word = words.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
      let breaks =
        Self.zeroBytes(word ^ delimiter) | Self.zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
        | Self.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
      structurals |= Self.gathered(breaks) &<< (index &* 8)
      quotes |= Self.gathered(Self.zeroBytes(word ^ quote)) &<< (index &* 8)
    }
    if count < Self.size {
      let heeded = (1 as UInt64) &<< count &- 1
      quotes &= heeded
      structurals &= heeded
    }
  }

  /// A word with the same byte in all eight places.
  static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// 0x80 in every byte that is zero, 0 in the others. Exact: no carry runs from byte to byte.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F
    return ~(low | word | 0x7F7F_7F7F_7F7F_7F7F)
  }

  /// The top bits of the eight bytes, side by side.
  @inline(__always)
  private static func gathered(_ marks: UInt64) -> UInt64 {
    ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }
}
