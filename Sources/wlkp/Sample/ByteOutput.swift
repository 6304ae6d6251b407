import ReportModel

/// Many short texts in one piece of memory, written without a `String` for each.
struct PackedTexts: Sendable {
  fileprivate let bytes: [UInt8]
  fileprivate let starts: [Int]

  init(_ texts: [String]) {
    var (bytes, starts): ([UInt8], [Int]) = ([], [0])
    for text in texts {
      bytes += Array(text.utf8)
      starts.append(bytes.count)
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// How many texts there are.
  var count: Int { starts.count - 1 }

  /// One text.
  subscript(index: Int) -> String { String(decoding: bytes[starts[index]..<starts[index + 1]], as: UTF8.self) }
}

/// A buffer that rows are written into and that is handed on when it is full.
final class ByteOutput {
  /// Bytes after which the buffer is handed on: large enough that the cost of one hand-over does not show.
  private static let drainBytes = 262_144
  /// Room behind it for what is written between two looks at the size: a row has some thousand bytes.
  private static let slackBytes = 65_536

  private let memory: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init() {
    memory = .allocate(capacity: Self.drainBytes + Self.slackBytes)
  }

  deinit { memory.deallocate() }

  /// Hands on what was written, if there is enough of it.
  func drainIfFull(_ emit: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    if count >= Self.drainBytes { try drain(emit) }
  }

  /// Hands on what was written.
  func drain(_ emit: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    guard count > 0 else { return }
    let full = count
    count = 0
    try emit(UnsafeRawBufferPointer(start: memory, count: full))
  }

  /// Takes back what was written after `count` bytes.
  func cut(to count: Int) { self.count = count }

  func append(byte: UInt8) {
    memory[count] = byte
    count &+= 1
  }

  func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  func append(_ texts: PackedTexts, _ index: Int) {
    let (start, end) = (texts.starts[index], texts.starts[index + 1])
    texts.bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  private func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    precondition(count + bytes.count <= Self.drainBytes + Self.slackBytes, "a sample row outgrew its buffer")
    (memory + count).update(from: start, count: bytes.count)
    count &+= bytes.count
  }

  /// A whole number from 0.
  func append(number: Int) {
    var width = 1
    var limit = 10
    while number >= limit && width < 19 {
      width += 1
      limit = width < 19 ? limit * 10 : limit
    }
    append(number: number, width: width)
  }

  /// A number with leading zeros.
  func append(number: Int, width: Int) {
    var rest = number
    var place = count + width
    count = place
    while place > count - width {
      place &-= 1
      memory[place] = UInt8(truncatingIfNeeded: 48 &+ rest % 10)
      rest /= 10
    }
  }

  /// `YYYY-MM-DD`.
  func append(date: CivilDate) {
    let (year, month, day) = date.components
    append(number: year, width: 4)
    append(byte: UInt8(ascii: "-"))
    append(number: month, width: 2)
    append(byte: UInt8(ascii: "-"))
    append(number: day, width: 2)
  }
}
