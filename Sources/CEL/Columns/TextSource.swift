/// What a function makes of a text, on its bytes. What the language itself does is written out, so that nothing is called
/// through a reference for every row.
enum TextStep: Sendable {
  case lowered
  case raised
  case trimmed
  case piece(Range<Int>)
  case withoutFirst
  case function(@Sendable (_ text: UnsafeBufferPointer<UInt8>, _ made: inout TextBuffer) -> TextResult)

  /// What becomes of a text.
  @inline(__always)
  func callAsFunction(_ text: UnsafeBufferPointer<UInt8>, _ made: inout TextBuffer) -> TextResult {
    switch self {
    case .lowered: TextKernels.cased(text, 65, &made)
    case .raised: TextKernels.cased(text, 97, &made)
    case .trimmed: TextKernels.trimmed(text)
    case .piece(let range): TextKernels.piece(range, of: text)
    case .withoutFirst: TextKernels.withoutFirst(text, &made)
    case .function(let function): function(text, &made)
    }
  }
}

/// What a step made.
public enum TextResult: Sendable {
  /// A piece of the text itself: these bytes of it.
  case piece(Range<Int>)
  /// What the step wrote into the buffer.
  case made
  /// Not to be told this way: the row evaluator is asked.
  case none
}

/// Bytes of a text being made, in memory that is used again for every row.
public struct TextBuffer: ~Copyable {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes written so far.
  public private(set) var count = 0

  init() {
    capacity = 256
    bytes = .allocate(capacity: capacity)
  }

  deinit { bytes.deallocate() }

  /// Empties the buffer and makes room for so many bytes at least.
  mutating func begin(_ needed: Int) {
    count = 0
    guard needed > capacity else { return }
    bytes.deallocate()
    capacity = max(needed, capacity * 2)
    bytes = .allocate(capacity: capacity)
  }

  /// Makes room for more bytes behind those that are there.
  mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(count + more, capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
  }

  /// Adds bytes for which there is room.
  mutating func append(copying text: UnsafeBufferPointer<UInt8>) {
    precondition(text.count <= capacity - count)
    guard let first = text.baseAddress else { return }
    (bytes + count).update(from: first, count: text.count)
    count += text.count
  }

  /// Adds what becomes of the bytes of a text for which there is room, eight at a time; the same must become of a byte
  /// wherever it stands.
  @inline(__always)
  mutating func append(mapping text: UnsafeBufferPointer<UInt8>, _ change: (UInt64) -> UInt64) {
    precondition(text.count <= capacity - count)
    let source = UnsafeRawBufferPointer(text)
    let end = UnsafeMutableRawPointer(bytes + count)
    var place = 0
    while place &+ 8 <= source.count {
      end.storeBytes(
        of: change(source.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
        toByteOffset: place,
        as: UInt64.self
      )
      place &+= 8
    }
    if place < source.count, source.count >= 8 {
      // The last eight once more: they become the same again.
      let last = source.count &- 8
      end.storeBytes(
        of: change(source.loadUnaligned(fromByteOffset: last, as: UInt64.self)),
        toByteOffset: last,
        as: UInt64.self
      )
    } else {
      while place < source.count {
        let byte = UInt8(truncatingIfNeeded: change(UInt64(source[place])))
        end.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
        place &+= 1
      }
    }
    count += text.count
  }

  /// Adds a byte. A step may add as many bytes as its text has.
  @inline(__always)
  public mutating func append(_ byte: UInt8) {
    precondition(count < capacity)
    bytes[count] = byte
    count += 1
  }
}

/// How a text is had from a row: a column's text, and what functions make of it one after the other.
struct TextSource: Sendable {
  let column: Int
  let steps: [TextStep]
}

/// A test of texts, with what is known of it beforehand.
final class TextTest: Sendable {
  enum Kind: Sendable {
    case equal([UInt8])
    case oneOf([[UInt8]])
    case start([UInt8])
    case end([UInt8])
    case part([UInt8])
    case fixed(FixedPattern)
    case pattern(Pattern)
    case function(@Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Bool?)
  }

  let source: TextSource
  let kind: Kind
  let isNegated: Bool
  /// The second argument of a function.
  let number: ColumnInstruction.NumberOperand?
  let part: ColumnInstruction.MaskedPart

  init(
    _ source: TextSource,
    _ kind: Kind,
    isNegated: Bool = false,
    number: ColumnInstruction.NumberOperand? = nil,
    part: ColumnInstruction.MaskedPart
  ) {
    self.source = source
    self.kind = kind
    self.isNegated = isNegated
    self.number = number
    self.part = part
  }

  /// Whether it is dear enough to be left out where its answer does not matter.
  var isMasked: Bool {
    switch kind {
    case .function, .pattern: true
    default: !source.steps.isEmpty
    }
  }

  /// The answer for one text; nil when only the row evaluator can tell.
  func answer(_ text: UnsafeBufferPointer<UInt8>, _ number: Int64) -> Bool? {
    plainAnswer(text, number).map { $0 != isNegated }
  }

  /// The same without the negation.
  @inline(__always)
  func plainAnswer(_ text: UnsafeBufferPointer<UInt8>, _ number: Int64) -> Bool? {
    switch kind {
    case .equal(let bytes): TextKernels.isSame(text, bytes)
    case .oneOf(let list): list.contains { TextKernels.isSame(text, $0) }
    case .start(let bytes): TextKernels.isSame(text.prefixed(bytes.count), bytes)
    case .end(let bytes): TextKernels.isSame(text.suffixed(bytes.count), bytes)
    case .part(let bytes): TextKernels.contains(bytes, in: text)
    case .fixed(let pattern): pattern.matches(text)
    case .pattern(let pattern): pattern.matches(text)
    case .function(let function): function(text, number)
    }
  }
}

/// A number that a function finds in a text.
struct TextNumber: Sendable {
  let source: TextSource
  let function: @Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Int64?
  let number: ColumnInstruction.NumberOperand?
  let part: ColumnInstruction.MaskedPart
}

extension UnsafeBufferPointer<UInt8> {
  /// So many bytes at the start, or all when there are fewer.
  @inline(__always)
  fileprivate func prefixed(_ count: Int) -> Self { Self(start: baseAddress, count: Swift.min(count, self.count)) }

  /// So many bytes at the end, or all when there are fewer.
  @inline(__always)
  fileprivate func suffixed(_ count: Int) -> Self {
    let count = Swift.min(count, self.count)
    return Self(start: baseAddress.map { $0 + self.count - count }, count: count)
  }
}
