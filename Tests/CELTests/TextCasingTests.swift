import Testing

@testable import CEL

@Suite("Letters change their case eight bytes at a time as they do one by one")
struct TextCasingTests {
  private func cased(_ text: [UInt8], _ first: UInt8) -> [UInt8] {
    var made = TextBuffer()
    made.begin(text.count)
    return text.withUnsafeBufferPointer { text in
      guard case .made = TextKernels.cased(text, first, &made) else { return [] }
      return Array(UnsafeBufferPointer(start: made.bytes, count: made.count))
    }
  }

  @Test("Each byte value, at each place of texts of each length", arguments: [UInt8(ascii: "a"), UInt8(ascii: "A")])
  func bytes(first: UInt8) {
    for length in 0...19 {
      for byte in UInt8.min...UInt8.max {
        let text = (0..<length).map { byte &+ UInt8(truncatingIfNeeded: $0 * 37) }
        let expected = text.map { $0 &- first < 26 ? $0 ^ 0x20 : $0 }
        #expect(cased(text, first) == expected)
      }
    }
  }
}
