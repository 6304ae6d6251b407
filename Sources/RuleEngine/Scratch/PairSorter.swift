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
      PairSorting.sort(&buffer)
      defer { buffer = [] }
      return SortedPairs(memory: buffer)
    }
    if !buffer.isEmpty { try spill() }
    buffer = []
    return try SortedPairs(file: file, runs: runs)
  }

  private func opened() throws(ScratchFault) -> ScratchFile {
    if let file { return file }
    return try ScratchFile(space)
  }

  private mutating func spill() throws(ScratchFault) {
    let file = try opened()
    self.file = file
    PairSorting.sort(&buffer)
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
  /// The first pair of every run, a heap with the least in front.
  private var heads: [Head]
  /// The pieces in memory, by run.
  private var pieces: [Piece]
  private let file: ScratchFile?

  private struct Head {
    var pair: Pair
    let run: Int
  }

  /// What is left of a run: a piece in memory, and those that follow.
  private struct Piece {
    var pairs: [Pair]
    /// The pair after the run's head.
    var next = 1
    var rest: Range<Int>
  }

  fileprivate init(memory: [Pair]) {
    file = nil
    heads = memory.first.map { [Head(pair: $0, run: 0)] } ?? []
    pieces = [Piece(pairs: memory, rest: 0..<0)]
  }

  fileprivate init(file: ScratchFile?, runs: [Range<Int>]) throws(ScratchFault) {
    self.file = file
    heads = []
    pieces = []
    for run in runs {
      guard let pairs = try Self.load(run.lowerBound, file), let first = pairs.first else { continue }
      heads.append(Head(pair: first, run: pieces.count))
      pieces.append(Piece(pairs: pairs, rest: (run.lowerBound + 1)..<run.upperBound))
    }
    for index in stride(from: heads.count / 2, through: 0, by: -1) { settle(index) }
  }

  /// The next pair, or `nil` at the end.
  mutating func next() throws(ScratchFault) -> Pair? {
    guard let head = heads.first else { return nil }
    if let pair = try following(head.run) {
      heads[0].pair = pair
    } else {
      // A run that is at its end gives its place to the last.
      let last = heads.removeLast()
      if !heads.isEmpty { heads[0] = last }
    }
    if heads.count > 1 { settle(0) }
    return head.pair
  }

  /// The pair of a run that comes after its head.
  @inline(__always)
  private mutating func following(_ run: Int) throws(ScratchFault) -> Pair? {
    let next = pieces[run].next
    if next < pieces[run].pairs.count {
      pieces[run].next = next + 1
      return pieces[run].pairs[next]
    }
    return try firstOfNextPiece(run)
  }

  private mutating func firstOfNextPiece(_ run: Int) throws(ScratchFault) -> Pair? {
    let rest = pieces[run].rest
    guard let number = rest.first, let pairs = try Self.load(number, file), let first = pairs.first else {
      pieces[run].pairs = []
      return nil
    }
    pieces[run] = Piece(pairs: pairs, rest: (number + 1)..<rest.upperBound)
    return first
  }

  /// Lets a head sink to its place in the heap.
  private mutating func settle(_ start: Int) {
    heads.withUnsafeMutableBufferPointer { heads in
      guard start < heads.count else { return }
      let head = heads[start]
      var index = start
      while true {
        var child = 2 * index + 1
        if child >= heads.count { break }
        if child + 1 < heads.count, heads[child + 1].pair < heads[child].pair { child += 1 }
        guard heads[child].pair < head.pair else { break }
        heads[index] = heads[child]
        index = child
      }
      heads[index] = head
    }
  }

  private static func load(_ number: Int, _ file: ScratchFile?) throws(ScratchFault) -> [Pair]? {
    guard let bytes = try file?.read(number), !bytes.isEmpty else { return nil }
    let count = bytes.count / MemoryLayout<Pair>.stride
    return [Pair](unsafeUninitializedCapacity: count) { pairs, filled in
      bytes.withUnsafeBytes { raw in
        UnsafeMutableRawBufferPointer(pairs).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: raw[..<(count * MemoryLayout<Pair>.stride)])
        )
      }
      filled = count
    }
  }
}
