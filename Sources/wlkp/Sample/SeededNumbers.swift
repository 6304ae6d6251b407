/// Numbers that look random and are the same for the same seed on every machine: SplitMix64 (Steele, Lea, Flood 2014).
///
/// Each worker has a stream of its own, so that any worker can be made without making those before.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = Self.mixed(seed ^ Self.mixed(stream &+ 0x9E37_79B9_7F4A_7C15))
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A number from 0 up to, not including, `limit`; 0 when the limit is below 1.
  mutating func below(_ limit: Int) -> Int {
    guard limit > 1 else { return 0 }
    return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  /// A number of the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// The finalizer of SplitMix64: each bit of the result depends on all bits of the value.
  static func mixed(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits &>> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits &>> 31)
  }
}
