import Testing

@testable import CSV

@Suite("Marks of 64 bytes")
struct ByteBlockTests {
  @Test("Vector instructions and words find the same marks", arguments: [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09])
  func agreement(delimiter: UInt8) {
    var state: UInt64 = 42
    for _ in 0..<2_000 {
      let bytes: [UInt8] = (0..<64).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let choices: [UInt8] = [0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D, 0x00, 0xFF, UInt8(truncatingIfNeeded: state >> 40)]
        return choices[Int(state >> 33) % choices.count]
      }
      bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        let vector = ByteBlock(start, count: 64, quote: 0x22, delimiter: delimiter)
        let words = ByteBlock(wordsFrom: start, quote: 0x22, delimiter: delimiter)
        #expect(vector.quotes == words.quotes)
        #expect(vector.delimiters == words.delimiters)
        #expect(vector.lineEnds == words.lineEnds)
        let expected = bytes.enumerated().reduce(0 as UInt64) { $1.element == delimiter ? $0 | 1 << $1.offset : $0 }
        #expect(words.delimiters == expected)
      }
    }
  }

  @Test("Bytes beyond the count are not heeded", arguments: [1, 7, 8, 63])
  func count(of heeded: Int) {
    let bytes = [UInt8](repeating: 0x2C, count: 64)
    let marks = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { ByteBlock($0, count: heeded, quote: 0x22, delimiter: 0x2C).delimiters }
    }
    #expect(marks == (1 as UInt64) << UInt64(heeded) - 1)
  }
}
