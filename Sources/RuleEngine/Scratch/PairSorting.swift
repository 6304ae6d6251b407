/// Sorts pairs where they lie, by their bits from the front (an “American flag” sort): no second buffer as merging wants,
/// and a few passes instead of one for every doubling.
enum PairSorting {
  /// Pairs up to which putting each into its place is faster than sorting by bits.
  private static let few = 24
  private static let digitBits: UInt64 = 8
  private static let digits = 1 << Int(digitBits)

  /// Sorts in ascending order.
  static func sort(_ pairs: inout [Pair]) {
    pairs.withUnsafeMutableBufferPointer { sort($0) }
  }

  private static func sort(_ pairs: UnsafeMutableBufferPointer<Pair>) {
    guard pairs.count > few else { return insert(pairs) }
    guard let digit = Digit(telling: pairs) else { return }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * digits) { bounds in
      // Where the next pair of each digit goes, and where the pairs of the digit end.
      let next = UnsafeMutableBufferPointer(rebasing: bounds[..<digits])
      let ends = UnsafeMutableBufferPointer(rebasing: bounds[digits...])
      ends.initialize(repeating: 0)
      for pair in pairs { ends[digit.of(pair)] += 1 }
      var sum = 0
      for place in 0..<digits {
        next[place] = sum
        sum += ends[place]
        ends[place] = sum
      }
      deal(pairs, digit, next, ends)
      var start = 0
      for place in 0..<digits {
        let end = ends[place]
        if end - start > 1 { sort(UnsafeMutableBufferPointer(rebasing: pairs[start..<end])) }
        start = end
      }
    }
  }

  /// Carries every pair to the part of its digit, each one going on with the pair whose place it took.
  private static func deal(
    _ pairs: UnsafeMutableBufferPointer<Pair>,
    _ digit: Digit,
    _ next: UnsafeMutableBufferPointer<Int>,
    _ ends: UnsafeMutableBufferPointer<Int>
  ) {
    for place in 0..<digits {
      while next[place] < ends[place] {
        var pair = pairs[next[place]]
        var own = digit.of(pair)
        while own != place {
          swap(&pair, &pairs[next[own]])
          next[own] += 1
          own = digit.of(pair)
        }
        pairs[next[place]] = pair
        next[place] += 1
      }
    }
  }

  private static func insert(_ pairs: UnsafeMutableBufferPointer<Pair>) {
    for end in pairs.indices.dropFirst() {
      let pair = pairs[end]
      var place = end
      while place > 0, pair < pairs[place - 1] {
        pairs[place] = pairs[place - 1]
        place -= 1
      }
      pairs[place] = pair
    }
  }

  /// The first bits in which some pairs differ.
  private struct Digit {
    private let isFirst: Bool
    private let shift: UInt64

    /// Nil when all pairs are the same.
    init?(telling pairs: UnsafeMutableBufferPointer<Pair>) {
      guard let one = pairs.first else { return nil }
      var first: UInt64 = 0
      var second: UInt64 = 0
      for pair in pairs {
        first |= pair.first ^ one.first
        second |= pair.second ^ one.second
      }
      isFirst = first != 0
      let different = isFirst ? first : second
      guard different != 0 else { return nil }
      let top = UInt64(UInt64.bitWidth - different.leadingZeroBitCount)
      shift = top > digitBits ? top - digitBits : 0
    }

    @inline(__always)
    func of(_ pair: Pair) -> Int {
      Int(truncatingIfNeeded: (isFirst ? pair.first : pair.second) &>> shift & UInt64(digits - 1))
    }
  }
}
