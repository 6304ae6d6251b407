/// A pattern as a non-deterministic machine, over UTF-8 bytes (to make a table of) or over code points (to run).
struct PatternCode: Sendable {
  enum Instruction: Sendable {
    case byte(UInt8, UInt8, next: Int32)
    case set([ClosedRange<UInt32>], next: Int32)
    case split(Int32, Int32)
    case assertion(PatternNode.Assertion, next: Int32)
    case match
  }

  private(set) var instructions: [Instruction] = [.match]
  private(set) var start: Int32 = 0

  /// Instructions of one pattern: bounds memory and the time of a step.
  private static let maximumInstructions = 20_000

  /// Instructions of a pattern that is worth a table.
  private static let maximumByteInstructions = 2_000

  private let isOverBytes: Bool

  init(_ node: PatternNode, overBytes: Bool) throws {
    isOverBytes = overBytes
    start = try emit(node, then: 0)
  }

  private mutating func add(_ instruction: Instruction) throws -> Int32 {
    let limit = isOverBytes ? PatternCode.maximumByteInstructions : PatternCode.maximumInstructions
    guard instructions.count < limit else { throw Pattern.Refusal(text: "it is too large") }
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }

  // MARK: - From the parsed pattern, back to front

  private mutating func emit(_ node: PatternNode, then next: Int32) throws -> Int32 {
    switch node {
    case .empty: return next
    case .set(let set): return try emit(set, then: next)
    case .sequence(let parts): return try parts.reversed().reduce(next) { try emit($1, then: $0) }
    case .choice(let branches):
      var entry = try emit(branches[branches.count - 1], then: next)
      for branch in branches.dropLast().reversed() {
        let first = try emit(branch, then: next)
        entry = try add(.split(first, entry))
      }
      return entry
    case .repetition(let inner, let minimum, let maximum):
      var entry = next
      if let maximum {
        for _ in minimum..<maximum {
          let body = try emit(inner, then: entry)
          entry = try add(.split(body, next))
        }
      } else {
        let loop = try add(.split(0, next))
        let body = try emit(inner, then: loop)
        instructions[Int(loop)] = .split(body, next)
        entry = loop
      }
      for _ in 0..<minimum { entry = try emit(inner, then: entry) }
      return entry
    case .assertion(let assertion): return try add(.assertion(assertion, next: next))
    }
  }

  private mutating func emit(_ set: ScalarSet, then next: Int32) throws -> Int32 {
    guard isOverBytes else { return try add(.set(set.ranges, next: next)) }
    var entries: [Int32] = []
    for range in set.ranges {
      for sequence in Utf8Range.sequences(range) {
        entries.append(
          try sequence.reversed().reduce(next) { try add(.byte($1.lowerBound, $1.upperBound, next: $0)) }
        )
      }
    }
    // Nothing matches an empty set: a byte that no text has.
    guard var entry = entries.last else { return try add(.byte(0xFF, 0xFF, next: next)) }
    for other in entries.dropLast().reversed() { entry = try add(.split(other, entry)) }
    return entry
  }

  // MARK: - Matching

  /// What surrounds a position in the text: bytes, or code points where only ASCII matters.
  struct Context {
    let previous: UInt32?
    let next: UInt32?

    func holds(_ assertion: PatternNode.Assertion) -> Bool {
      switch assertion {
      case .textStart: previous == nil
      case .textEnd: next == nil
      case .lineStart: previous == nil || previous == 0x0A
      case .lineEnd: next == nil || next == 0x0A
      case .wordBoundary: isWord(previous) != isWord(next)
      case .noWordBoundary: isWord(previous) == isWord(next)
      }
    }

    private func isWord(_ scalar: UInt32?) -> Bool {
      scalar.flatMap { UInt8(exactly: $0) }.map(Lexer.isNamePart) ?? false
    }
  }

  /// Finds the pattern by following all threads at once: time is text times instructions, never more.
  func matches(_ text: String) -> Bool {
    var current = ThreadSet(count: instructions.count)
    var following = ThreadSet(count: instructions.count)
    var scalars = text.unicodeScalars.makeIterator()
    var previous: UInt32?
    var next = scalars.next()?.value
    while true {
      let context = Context(previous: previous, next: next)
      let pending = current.members
      current.removeAll()
      for thread in pending where follow(thread, context, &current) { return true }
      if follow(start, context, &current) { return true }
      guard let scalar = next else { return false }
      for thread in current.members {
        if case .set(let ranges, let target) = instructions[Int(thread)], PatternCode.contains(ranges, scalar) {
          following.insert(target)
        }
      }
      swap(&current, &following)
      following.removeAll()
      previous = scalar
      next = scalars.next()?.value
    }
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  /// Adds a thread with everything it reaches without a byte; true when that is a match.
  func follow(_ thread: Int32, _ context: Context, _ set: inout ThreadSet) -> Bool {
    var stack = [thread]
    while let thread = stack.popLast() {
      guard set.insert(thread) else { continue }
      switch instructions[Int(thread)] {
      case .byte, .set: break
      case .split(let first, let second):
        stack.append(second)
        stack.append(first)
      case .assertion(let assertion, let next): if context.holds(assertion) { stack.append(next) }
      case .match: return true
      }
    }
    return false
  }
}

/// A set of small numbers that is emptied in no time.
struct ThreadSet {
  private(set) var members: [Int32] = []
  private var isMember: [Bool]

  init(count: Int) {
    isMember = Array(repeating: false, count: count)
  }

  @discardableResult
  mutating func insert(_ thread: Int32) -> Bool {
    if isMember[Int(thread)] { return false }
    isMember[Int(thread)] = true
    members.append(thread)
    return true
  }

  mutating func removeAll() {
    for member in members { isMember[Int(member)] = false }
    members.removeAll(keepingCapacity: true)
  }
}

/// Ranges of code points as sequences of byte ranges.
enum Utf8Range {
  static func sequences(_ range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var result: [[ClosedRange<UInt8>]] = []
    // Surrogates have no bytes; ranges are cut where the number of bytes changes.
    for part in [0...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF] as [ClosedRange<UInt32>]
    where part.overlaps(range) {
      split(range.clamped(to: part), into: &result)
    }
    return result
  }

  private static func split(_ range: ClosedRange<UInt32>, into result: inout [[ClosedRange<UInt8>]]) {
    let low = bytes(range.lowerBound)
    let high = bytes(range.upperBound)
    // A range is one sequence when, after the first byte that differs, all following bytes are free.
    for width in stride(from: low.count - 1, to: 0, by: -1) {
      let block = UInt32(1) << UInt32(6 * width)
      guard range.lowerBound / block != range.upperBound / block else { continue }
      if range.lowerBound % block != 0 {
        let cut = (range.lowerBound / block + 1) * block
        split(range.lowerBound...(cut - 1), into: &result)
        split(cut...range.upperBound, into: &result)
        return
      }
      if range.upperBound % block != block - 1 {
        let cut = range.upperBound / block * block
        split(range.lowerBound...(cut - 1), into: &result)
        split(cut...range.upperBound, into: &result)
        return
      }
    }
    result.append(zip(low, high).map { $0...$1 })
  }

  private static func bytes(_ number: UInt32) -> [UInt8] {
    Unicode.Scalar(number).map { Array(String(Character($0)).utf8) } ?? []
  }
}
