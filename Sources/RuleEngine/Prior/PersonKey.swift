/// The keyed hash of a person's NIK: enough to see that two lists name one person, and nothing else without the key.
public struct PersonPrint: Hashable, Sendable {
  /// Bits 64 to 127 of the hash.
  public var high: UInt64
  /// Bits 0 to 63.
  public var low: UInt64

  /// A print from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// The key of person prints: random for every run, never written down. SipHash-2-4 with 128 bits (Aumasson and Bernstein
/// 2012) is a keyed function made for short inputs; HMAC would take a microsecond for each worker of a million.
public struct PersonKey: Hashable, Sendable {
  private let first: UInt64
  private let second: UInt64

  /// Bytes of a key.
  public static let byteCount = 16

  /// A new key from the system's source of randomness.
  public static func random() -> PersonKey {
    var source = SystemRandomNumberGenerator()
    return PersonKey(first: source.next(), second: source.next())
  }

  /// A key from its bytes; `nil` when there are not sixteen.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(first: Self.word(bytes[..<8]), second: Self.word(bytes[8...]))
  }

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The bytes, for another process of the same run.
  public var bytes: [UInt8] {
    [first, second].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  /// The print of a text in UTF-8.
  public func print(of text: UnsafeRawBufferPointer) -> PersonPrint {
    var state = SipState(first, second)
    var place = 0
    while place + 8 <= text.count {
      state.take(UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    state.take(UInt64(text.count) << 56 | Self.word(text[place...]))
    return state.finish()
  }

  /// The print of a text.
  public func print(of text: String) -> PersonPrint {
    var text = text
    return text.withUTF8 { print(of: UnsafeRawBufferPointer($0)) }
  }

  /// Up to eight bytes as a number, lowest first.
  private static func word(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// The four words of SipHash while it works.
private struct SipState {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  init(_ first: UInt64, _ second: UInt64) {
    v0 = 0x736f_6d65_7073_6575 ^ first
    v1 = 0x646f_7261_6e64_6f6d ^ second ^ 0xee
    v2 = 0x6c79_6765_6e65_7261 ^ first
    v3 = 0x7465_6462_7974_6573 ^ second
  }

  mutating func take(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  mutating func finish() -> PersonPrint {
    v2 ^= 0xee
    for _ in 0..<4 { round() }
    let low = v0 ^ v1 ^ v2 ^ v3
    v1 ^= 0xdd
    for _ in 0..<4 { round() }
    return PersonPrint(high: v0 ^ v1 ^ v2 ^ v3, low: low)
  }

  private mutating func round() {
    v0 &+= v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 &+= v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 &+= v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 &+= v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
}
