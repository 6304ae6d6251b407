/// What is done to the bytes of texts.
enum TextKernels {
  @inline(__always)
  static func isSame(_ text: UnsafeBufferPointer<UInt8>, _ bytes: [UInt8]) -> Bool {
    guard text.count == bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let one = text.baseAddress, let other = bytes.baseAddress else { return true }
      for place in 0..<bytes.count where one[place] != other[place] { return false }
      return true
    }
  }

  /// `substring(start, end)`; nil when the text is too short or not plain ASCII up to there.
  static func piece(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) -> TextResult {
    guard text.count >= range.upperBound else { return .none }
    var bits: UInt8 = 0
    for place in 0..<range.upperBound { bits |= text[place] }
    return bits < 0x80 ? .piece(range) : .none
  }

  /// `trim()`; nil when there is more than ASCII, which has spaces of its own.
  static func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> TextResult {
    var bits: UInt8 = 0
    for byte in text { bits |= byte }
    guard bits < 0x80 else { return .none }
    var (start, end) = (0, text.count)
    while start < end, isSpace(text[start]) { start += 1 }
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    return .piece(start..<end)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 }

  /// `replace(the first character, "")`; nil when it is not ASCII or there is none.
  static func withoutFirst(_ text: UnsafeBufferPointer<UInt8>, _ made: inout TextBuffer) -> TextResult {
    guard let first = text.first, first < 0x80 else { return .none }
    for byte in text where byte != first { made.append(byte) }
    return .made
  }

  /// The ASCII letters from `first` on, 26 of them, in the other case.
  static func cased(_ text: UnsafeBufferPointer<UInt8>, _ first: UInt8, _ made: inout TextBuffer) -> TextResult {
    let each: UInt64 = 0x0101_0101_0101_0101
    // What carries into a byte's top bit from the first letter on, and behind the last.
    let (low, high) = (each &* UInt64(0x80 &- first), each &* UInt64(0x80 &- first &- 26))
    made.append(mapping: text) { word in
      let bits = word & (each &* 0x7F)
      let isLetter = ((bits &+ low) ^ (bits &+ high)) & ~word & (each &* 0x80)
      return word ^ isLetter &>> 2
    }
    return .made
  }

  /// `size()` of valid UTF-8: bytes that do not continue a character.
  static func size(_ text: UnsafeBufferPointer<UInt8>) -> Int64 {
    var count: Int64 = 0
    for byte in text where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// `int()` of up to 18 digits; nil for anything else.
  static func number(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var number: Int64 = 0
    for byte in text {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + Int64(byte - 48)
    }
    return number
  }

  static func contains(_ part: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    for place in 0...(text.count - part.count)
    where text[place] == first && isSame(UnsafeBufferPointer(rebasing: text[place..<place + part.count]), part) {
      return true
    }
    return false
  }
}

/// A pattern such as `^[0-9]{4}[.][0-9]{2}$`: a number of ASCII characters, each within a range. Eight are looked at
/// together.
struct FixedPattern: Sendable {
  let length: Int
  /// For eight characters each: what carries into the top bit from the range's start on, and above its end.
  private let words: [(low: UInt64, high: UInt64)]

  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Characters of a pattern: longer ones are left to the table.
  private static let maximumLength = 64

  /// Nil when the pattern is not of that kind.
  init?(_ node: PatternNode) {
    guard case .sequence(let parts) = node, parts.count >= 3, case .assertion(.textStart) = parts[0],
      case .assertion(.textEnd) = parts[parts.count - 1]
    else { return nil }
    var ranges: [ClosedRange<UInt8>] = []
    for part in parts[1..<parts.count - 1] {
      guard let (set, count) = Self.repeated(part), set.ranges.count == 1, count <= Self.maximumLength,
        let low = UInt8(exactly: set.ranges[0].lowerBound), let high = UInt8(exactly: set.ranges[0].upperBound),
        high < 0x80
      else { return nil }
      ranges += Array(repeating: low...high, count: count)
    }
    guard !ranges.isEmpty, ranges.count <= Self.maximumLength else { return nil }
    self.init(ranges)
  }

  /// So many characters of one range each.
  init(_ ranges: [ClosedRange<UInt8>]) {
    length = ranges.count
    words = stride(from: 0, to: ranges.count, by: 8).map { start in
      var low: UInt64 = 0
      var high: UInt64 = 0
      for place in 0..<8 {
        // Places behind the end hold 0, which is in this range.
        let range = start + place < ranges.count ? ranges[start + place] : 0...0x7F
        low |= UInt64(0x80 - range.lowerBound) << (8 * UInt64(place))
        high |= UInt64(0x7F - range.upperBound) << (8 * UInt64(place))
      }
      return (low, high)
    }
  }

  private static func repeated(_ node: PatternNode) -> (ScalarSet, Int)? {
    switch node {
    case .set(let set): return (set, 1)
    case .repetition(.set(let set), let minimum, let maximum): return minimum == maximum ? (set, minimum) : nil
    default: return nil
    }
  }

  @inline(__always)
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == length, let base = text.baseAddress else { return false }
    var wrong: UInt64 = 0
    for index in words.indices {
      let word = Self.load(base + index &* 8, min(8, length &- index &* 8))
      // No byte carries into the next one as long as all are below 0x80, which is looked at too.
      wrong |= word | ~(word &+ words[index].low) | (word &+ words[index].high)
    }
    return wrong & Self.tops == 0
  }

  @inline(__always)
  private static func load(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    if count == 8 { return UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)) }
    var word: UInt64 = 0
    for place in 0..<count { word |= UInt64(bytes[place]) << (8 * UInt64(place)) }
    return word
  }
}
