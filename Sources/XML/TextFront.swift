/// What the text front found wrong, right after the bytes it handed on.
enum TextFault {
  /// Bytes that are no character of the encoding.
  case invalidEncoding
  /// A zero byte, which C code would take for the end.
  case nul
  /// The encoding is not one that is read here; `offset` bytes into the document.
  case unsupported(name: String, offset: Int)
}

/// Between the caller's bytes and libxml2: finds the encoding, transcodes, and lets only whole, valid UTF-8
/// characters through. A class, because events ask for the encoding while it hands text on. So no character is ever split for libxml2, and a bad byte has the same place for any chunking.
final class TextFront {
  /// The encoding, once the beginning of the document has shown it.
  private(set) var encoding: XMLEncoding?
  /// Bytes of a UTF-8 byte order mark, which is not handed on; 0 for transcoded documents.
  private(set) var markBytes = 0

  private var head: [UInt8] = []
  private var pending: [UInt8] = []
  private var transcoder = Transcoder(from: .utf8)

  /// Takes `slice` and calls `parse` with the valid UTF-8 that is ready, if any; returns what is wrong after it.
  func admit(_ slice: UnsafeRawBufferPointer, parse: (UnsafeBufferPointer<UInt8>) -> Void) -> TextFault? {
    if encoding != nil { return convert(slice, parse: parse) }
    head.append(contentsOf: slice)
    return settle(isWhole: false, parse: parse)
  }

  /// Hands on what was held back; the document has no more bytes.
  func finish(parse: (UnsafeBufferPointer<UInt8>) -> Void) -> TextFault? {
    if encoding == nil, let fault = settle(isWhole: true, parse: parse) { return fault }
    return pending.isEmpty && !transcoder.isWithinCharacter ? nil : .invalidEncoding
  }

  /// The first bytes of the document, for the place of an unsupported encoding's name.
  var beginning: ArraySlice<UInt8> { head.prefix(EncodingSniffer.headBytes) }

  private func settle(isWhole: Bool, parse: (UnsafeBufferPointer<UInt8>) -> Void) -> TextFault? {
    switch EncodingSniffer.judge(head, isWhole: isWhole) {
    case .undecided:
      return nil
    case .unsupported(let name, let offset):
      return .unsupported(name: name, offset: offset)
    case .read(let found, let mark):
      encoding = found
      markBytes = found == .utf8 ? mark : 0
      transcoder = Transcoder(from: found)
      let start = head
      head = []
      return start.withUnsafeBytes { convert(UnsafeRawBufferPointer(rebasing: $0.dropFirst(mark)), parse: parse) }
    }
  }

  private func convert(_ slice: UnsafeRawBufferPointer, parse: (UnsafeBufferPointer<UInt8>) -> Void) -> TextFault? {
    let isSound = transcoder.transcode(slice, into: &pending)
    let (ready, fault) = pending.withUnsafeBufferPointer { bytes in
      let (ready, fault) = Self.soundPrefix(of: bytes)
      if ready > 0 { parse(UnsafeBufferPointer(rebasing: bytes[..<ready])) }
      return (ready, fault)
    }
    pending.removeFirst(ready)
    return fault ?? (isSound ? nil : .invalidEncoding)
  }

  /// How many bytes are whole, valid characters before the end, a cut character or a fault.
  private static func soundPrefix(of bytes: UnsafeBufferPointer<UInt8>) -> (count: Int, fault: TextFault?) {
    if isPlainASCII(bytes) { return (bytes.count, nil) }
    var count = bytes.count - cutCharacterBytes(at: bytes)
    var fault: TextFault?
    if let zero = bytes[..<count].firstIndex(of: 0) {
      count = zero
      fault = .nul
    }
    do {
      _ = try UTF8Span(validating: UnsafeBufferPointer(rebasing: bytes[..<count]).span)
      return (count, fault)
    } catch {
      return (error.byteOffsets.lowerBound, .invalidEncoding)
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
      suspicious |= bytes[index] == 0 ? 0x80 : UInt64(bytes[index])
      index &+= 1
    }
    return suspicious & 0x8080_8080_8080_8080 == 0
  }

  /// Bytes at the end that begin a character without finishing it: 0…3.
  private static func cutCharacterBytes(at bytes: UnsafeBufferPointer<UInt8>) -> Int {
    for back in 1...3 where back <= bytes.count {
      let byte = bytes[bytes.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > back ? back : 0
    }
    return 0
  }
}
