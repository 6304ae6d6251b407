/// Judges which bytes of a buffer are whole UTF-8 characters other than zero.
enum SoundText {
  enum Fault {
    case nul
    case invalidUTF8
  }

  /// Bytes from `start` that may be scanned: up to a fault, or to a character that the end of the buffer cuts.
  static func prefix(of bytes: UnsafeBufferPointer<UInt8>) -> (count: Int, fault: Fault?) {
    if isPlainASCII(bytes) { return (bytes.count, nil) }
    var count = bytes.count - cutCharacterBytes(bytes)
    var fault: Fault?
    if let zero = UnsafeBufferPointer(rebasing: bytes[..<count]).firstIndex(of: 0) {
      count = zero
      fault = .nul
    }
    do {
      _ = try UTF8Span(validating: UnsafeBufferPointer(rebasing: bytes[..<count]).span)
      return (count, fault)
    } catch {
      return (error.byteOffsets.lowerBound, .invalidUTF8)
    }
  }

  /// True when all bytes are 1…127; false may also mean that it was not worth finding out.
  private static func isPlainASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    let words = UnsafeRawPointer(start)
    var suspicious: UInt64 = 0
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = words.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      suspicious |= word | (word &- 0x0101_0101_0101_0101)
      index &+= 8
    }
    while index < bytes.count {
      let byte = bytes[index]
      suspicious |= byte == 0 ? 0x80 : UInt64(byte)
      index &+= 1
    }
    return suspicious & 0x8080_8080_8080_8080 == 0
  }

  /// Bytes at the end that begin a character without finishing it: 0…3.
  static func cutCharacterBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
