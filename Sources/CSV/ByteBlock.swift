#if arch(x86_64) && canImport(CSIMD)
internal import CSIMD
#endif

/// Which of 64 bytes matter, one bit a byte, the lowest for the first.
///
/// With vector instructions through C on x86-64; elsewhere eight bytes at a time in a 64-bit word, which is portable
/// and nearly as fast. Swift's own SIMD types have no way to turn a mask into bits.
struct ByteBlock {
  /// Bytes of a block.
  static let size = 64

  /// The quotes.
  var quotes: UInt64 = 0
  /// The delimiters.
  var delimiters: UInt64 = 0
  /// The line feeds and carriage returns.
  var lineEnds: UInt64 = 0

  /// Looks at the 64 bytes from `start`, all of which must be readable, and heeds the first `count` of them.
  @inline(__always)
  init(_ start: UnsafePointer<UInt8>, count: Int, quote: UInt8, delimiter: UInt8) {
    #if arch(x86_64) && canImport(CSIMD)
    let masks = wlkp_csv_scan(start, quote, delimiter)
    (quotes, delimiters, lineEnds) = (masks.quotes, masks.delimiters, masks.lineEnds)
    #else
    scanWords(UnsafeRawPointer(start), Self.repeated(quote), Self.repeated(delimiter))
    #endif
    if count < Self.size {
      let heeded = (1 as UInt64) &<< count &- 1
      quotes &= heeded
      delimiters &= heeded
      lineEnds &= heeded
    }
  }

  /// The same block, read in words.
  init(wordsFrom start: UnsafePointer<UInt8>, quote: UInt8, delimiter: UInt8) {
    scanWords(UnsafeRawPointer(start), Self.repeated(quote), Self.repeated(delimiter))
  }

  @inline(__always)
  private mutating func scanWords(_ start: UnsafeRawPointer, _ quote: UInt64, _ delimiter: UInt64) {
    for index in 0..<8 {
      let word = start.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
      let ends = Self.zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | Self.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
      lineEnds |= Self.gathered(ends) &<< (index &* 8)
      delimiters |= Self.gathered(Self.zeroBytes(word ^ delimiter)) &<< (index &* 8)
      quotes |= Self.gathered(Self.zeroBytes(word ^ quote)) &<< (index &* 8)
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
