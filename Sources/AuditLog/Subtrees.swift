/// Which kept nodes make up which part of the tree.
enum Subtrees {
  /// The peaks of a tree: its full subtrees from left (largest) to right, one for each bit set in `size`.
  static func peaks(ofSize size: Int) -> [(level: Int, index: Int)] {
    peaks(from: 0, to: size)
  }

  /// The full subtrees that cover the leaves `start ..< end`, left to right.
  ///
  /// `start` must be a multiple of the largest power of two not above `end - start`; every part that a proof names is.
  static func peaks(from start: Int, to end: Int) -> [(level: Int, index: Int)] {
    var peaks: [(level: Int, index: Int)] = []
    var next = start
    while next < end {
      let level = Int.bitWidth - 1 - (end - next).leadingZeroBitCount
      peaks.append((level, next >> level))
      next += 1 << level
    }
    return peaks
  }

  /// The siblings on the way from a node up to the root, nearest first, each as the leaves it covers.
  ///
  /// Only the last leaf range can be of a subtree that is not full (RFC 9162 section 2.1.3.1).
  static func siblings(level: Int, index: Int, size: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var level = level
    var index = index
    var last = (size - 1) >> level
    while last > 0 {
      let sibling = index ^ 1
      if sibling < last {
        ranges.append(sibling << level..<(sibling + 1) << level)
      } else if sibling == last {
        ranges.append(sibling << level..<size)
      }
      level += 1
      index >>= 1
      last >>= 1
    }
    return ranges
  }

  /// The hash over a range of leaves, put together from kept nodes.
  ///
  /// - Throws: ``LogError/nodeMissing(level:index:)``, or what the source throws.
  static func digest(of leaves: Range<Int>, from source: some NodeSource) throws -> Digest {
    var digest: Digest?
    for (level, index) in peaks(from: leaves.lowerBound, to: leaves.upperBound).reversed() {
      let peak = try node(level: level, index: index, from: source)
      digest = digest.map { MerkleHash.node(peak, $0) } ?? peak
    }
    return digest ?? MerkleHash.emptyRoot
  }

  /// A node that must be there.
  static func node(level: Int, index: Int, from source: some NodeSource) throws -> Digest {
    guard let digest = try source.read(level: level, index: index) else {
      throw LogError.nodeMissing(level: level, index: index)
    }
    return digest
  }
}
