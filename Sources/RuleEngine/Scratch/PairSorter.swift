/// Two numbers that are sorted together, the first weighing more: 16 bytes, whatever they stand for.
struct Pair: Comparable {
  var first: UInt64
  var second: UInt64

  static func < (left: Pair, right: Pair) -> Bool {
    left.first != right.first ? left.first < right.first : left.second < right.second
  }
}

/// Sorts any number of pairs: in memory as far as the space goes, then in runs on its file that are merged at the end.
struct PairSorter {
  private let space: ScratchSpace
  private var buffer: [Pair] = []
  private var file: ScratchFile?
  /// The pieces of each sorted run in the file.
  private var runs: [Range<Int>] = []
  /// Pairs added.
  private(set) var count = 0

  /// Pairs of one piece of the file: 64 KB.
  static let piece = 4096

  init(_ space: ScratchSpace) { self.space = space }

  /// Whether some of it went to the file.
  var hasSpilled: Bool { file != nil }

  mutating func add(_ pair: Pair) throws(ScratchFault) {
    buffer.append(pair)
    count += 1
    if buffer.count >= max(1, space.memoryBytes / MemoryLayout<Pair>.stride) { try spill() }
  }

  /// The pairs in order. Nothing may be added afterwards.
  mutating func finish() throws(ScratchFault) -> SortedPairs {
    guard file != nil else {
      buffer.sort()
      return SortedPairs(memory: buffer)
    }
    if !buffer.isEmpty { try spill() }
    return try SortedPairs(file: file, runs: runs)
  }

  private func opened() throws(ScratchFault) -> ScratchFile {
    if let file { return file }
    return try ScratchFile(space)
  }

  private mutating func spill() throws(ScratchFault) {
    let file = try opened()
    self.file = file
    buffer.sort()
    let first = file.count
    var start = 0
    while start < buffer.count {
      let end = min(start + Self.piece, buffer.count)
      try file.append(buffer[start..<end].withUnsafeBytes { Array($0) })
      start = end
    }
    runs.append(first..<file.count)
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Pairs in ascending order, one after the other.
struct SortedPairs {
  private var heads: [Head]
  private let file: ScratchFile?

  /// The front of a run: the piece in memory, and those that follow.
  private struct Head {
    var pairs: [Pair]
    var next = 0
    var rest: Range<Int>

    var pair: Pair { pairs[next] }
  }

  fileprivate init(memory: [Pair]) {
    file = nil
    heads = memory.isEmpty ? [] : [Head(pairs: memory, rest: 0..<0)]
  }

  fileprivate init(file: ScratchFile?, runs: [Range<Int>]) throws(ScratchFault) {
    self.file = file
    heads = []
    for run in runs {
      guard let pairs = try Self.load(run.lowerBound, file) else { continue }
      heads.append(Head(pairs: pairs, rest: (run.lowerBound + 1)..<run.upperBound))
    }
    for index in stride(from: heads.count / 2, through: 0, by: -1) { settle(index) }
  }

  /// The next pair, or `nil` at the end.
  mutating func next() throws(ScratchFault) -> Pair? {
    guard let pair = heads.first?.pair else { return nil }
    try advance()
    if heads.count > 1 { settle(0) }
    return pair
  }

  /// Moves the first run on by one pair; a run that is at its end gives its place to the last.
  private mutating func advance() throws(ScratchFault) {
    heads[0].next += 1
    guard heads[0].next == heads[0].pairs.count else { return }
    let rest = heads[0].rest
    if let number = rest.first, let pairs = try Self.load(number, file) {
      heads[0] = Head(pairs: pairs, rest: (number + 1)..<rest.upperBound)
    } else {
      let last = heads.removeLast()
      if !heads.isEmpty { heads[0] = last }
    }
  }

  /// Lets a head sink to its place in the heap.
  private mutating func settle(_ start: Int) {
    var index = start
    while true {
      var least = index
      for child in [2 * index + 1, 2 * index + 2] where child < heads.count && heads[child].pair < heads[least].pair {
        least = child
      }
      if least == index { return }
      heads.swapAt(index, least)
      index = least
    }
  }

  private static func load(_ number: Int, _ file: ScratchFile?) throws(ScratchFault) -> [Pair]? {
    guard let bytes = try file?.read(number), !bytes.isEmpty else { return nil }
    return bytes.withUnsafeBytes { raw in
      (0..<raw.count / MemoryLayout<Pair>.stride).map {
        raw.loadUnaligned(fromByteOffset: $0 * MemoryLayout<Pair>.stride, as: Pair.self)
      }
    }
  }
}
