/// A small pattern as a table: one look-up a byte. Patterns with line or word assertions, and large ones, go without.
struct PatternAutomaton: Sendable {
  /// The class of each byte; bytes of a class are never told apart.
  private let classes: [UInt8]
  private let classCount: Int
  /// The next state by state and class.
  private let table: [UInt16]
  private let isMatch: [Bool]
  private let isMatchAtEnd: [Bool]

  /// States of a table: with up to 256 classes of two bytes this is 256 kB at worst.
  private static let maximumStates = 512

  /// Threads looked at while making a table: some milliseconds; a pattern that needs more goes without.
  private static let maximumWork = 200_000

  init?(_ node: PatternNode) {
    guard let code = try? PatternCode(node, overBytes: true) else { return nil }
    for case .assertion(let assertion, _) in code.instructions {
      guard assertion == .textStart || assertion == .textEnd else { return nil }
    }
    (classes, classCount) = PatternAutomaton.classes(of: code)
    var representative = [UInt8](repeating: 0, count: classCount)
    for byte in 0...255 { representative[Int(classes[byte])] = UInt8(byte) }

    var builder = Builder(code: code)
    var table: [UInt16] = []
    _ = builder.state(from: [code.start], isStart: true)
    var done = 0
    while done < builder.states.count {
      guard builder.states.count <= PatternAutomaton.maximumStates, builder.work <= PatternAutomaton.maximumWork else {
        return nil
      }
      for byte in representative { table.append(builder.step(done, byte)) }
      done += 1
    }
    self.table = table
    isMatch = builder.states.map(\.isMatch)
    isMatchAtEnd = builder.states.map(\.isMatchAtEnd)
  }

  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var state = 0
    for byte in bytes {
      if isMatch[state] { return true }
      state = Int(table[state * classCount + Int(classes[Int(byte)])])
    }
    return isMatch[state] || isMatchAtEnd[state]
  }

  private static func classes(of code: PatternCode) -> ([UInt8], Int) {
    var starts = [Bool](repeating: false, count: 257)
    for case .byte(let low, let high, _) in code.instructions {
      starts[Int(low)] = true
      starts[Int(high) + 1] = true
    }
    var classes: [UInt8] = []
    var current: UInt8 = 0
    for byte in 0...255 {
      if starts[byte], byte > 0 { current += 1 }
      classes.append(current)
    }
    return (classes, Int(current) + 1)
  }

  private struct State {
    let threads: [Int32]
    let isMatch: Bool
    let isMatchAtEnd: Bool
  }

  private struct Builder {
    let code: PatternCode
    var states: [State] = []
    private(set) var work = 0
    private var numbers: [[Int32]: Int] = [:]

    init(code: PatternCode) {
      self.code = code
    }

    mutating func state(from threads: [Int32], isStart: Bool) -> UInt16 {
      // The byte before and after stand for "somewhere inside"; only their presence matters to ^ and $.
      let inside: UInt32 = 0
      var set = ThreadSet(count: code.instructions.count)
      defer { work += code.instructions.count / 16 + set.members.count + threads.count }
      let context = PatternCode.Context(previous: isStart ? nil : inside, next: inside)
      var isMatch = false
      for thread in threads where code.follow(thread, context, &set) { isMatch = true }
      let members = set.members.sorted() + (isStart ? [-1] : [])
      if let known = numbers[members] { return UInt16(known) }
      var end = ThreadSet(count: code.instructions.count)
      let atEnd = PatternCode.Context(previous: isStart ? nil : inside, next: nil)
      var isMatchAtEnd = false
      for thread in threads where code.follow(thread, atEnd, &end) { isMatchAtEnd = true }
      numbers[members] = states.count
      states.append(State(threads: set.members, isMatch: isMatch, isMatchAtEnd: isMatchAtEnd || isMatch))
      return UInt16(states.count - 1)
    }

    mutating func step(_ state: Int, _ byte: UInt8) -> UInt16 {
      var next: [Int32] = []
      for thread in states[state].threads {
        if case .byte(let low, let high, let target) = code.instructions[Int(thread)], low <= byte, byte <= high {
          next.append(target)
        }
      }
      return self.state(from: next + [code.start], isStart: false)
    }
  }
}
