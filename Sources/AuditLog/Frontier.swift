/// The right edge of a growing tree: all that is needed to append leaves and to know the root.
///
/// It holds one digest for each bit set in the size, at most 63. Appending a leaf makes the leaf's node and every
/// inner node that this leaf completes; a store writes them in the same transaction as the entry.
///
/// ```swift
/// var frontier = Frontier()
/// let nodes = frontier.append(MerkleHash.leaf(entry))   // keep these
/// let head = frontier.head                              // sign this
/// ```
public struct Frontier: Hashable, Sendable {
  /// Number of leaves so far.
  public private(set) var size: Int
  /// Roots of the full subtrees from left (largest) to right, one for each bit set in ``size``.
  public private(set) var peaks: [Digest]

  /// The frontier of the empty tree.
  public init() {
    size = 0
    peaks = []
  }

  /// A frontier that was kept.
  ///
  /// - Throws: ``LogError/frontierMalformed(size:peaks:)`` when the number of peaks does not belong to the size.
  public init(size: Int, peaks: [Digest]) throws(LogError) {
    guard size >= 0, peaks.count == size.nonzeroBitCount else {
      throw .frontierMalformed(size: size, peaks: peaks.count)
    }
    self.size = size
    self.peaks = peaks
  }

  /// The frontier of a tree of `size` leaves, read from its kept nodes: at most 63 reads.
  ///
  /// What was read is not proved by reading it: compare ``root`` with the last signed checkpoint.
  ///
  /// - Throws: ``LogError/nodeMissing(level:index:)``, ``LogError/frontierMalformed(size:peaks:)`` for a negative
  ///   size, or what the source throws.
  public init(size: Int, from source: some NodeSource) throws {
    guard size >= 0 else { throw LogError.frontierMalformed(size: size, peaks: 0) }
    self.size = size
    peaks = try Subtrees.peaks(ofSize: size).map { place in
      try Subtrees.node(level: place.level, index: place.index, from: source)
    }
  }

  /// Appends one leaf and adds the nodes it makes, the leaf itself first, to `nodes`.
  public mutating func append(_ leafHash: Digest, into nodes: inout [MerkleNode]) {
    var node = MerkleNode(level: 0, index: size, digest: leafHash)
    nodes.append(node)
    // An odd index is a right child: with its left neighbour it completes the parent.
    while node.index & 1 == 1 {
      node.digest = MerkleHash.node(peaks.removeLast(), node.digest)
      node.level += 1
      node.index >>= 1
      nodes.append(node)
    }
    peaks.append(node.digest)
    size += 1
  }

  /// Appends one leaf and returns the nodes it makes, the leaf itself first.
  public mutating func append(_ leafHash: Digest) -> [MerkleNode] {
    var nodes: [MerkleNode] = []
    append(leafHash, into: &nodes)
    return nodes
  }

  /// The root of the tree so far (RFC 9162 section 2.1.1).
  public var root: Digest {
    guard var root = peaks.last else { return MerkleHash.emptyRoot }
    for peak in peaks.dropLast().reversed() {
      root = MerkleHash.node(peak, root)
    }
    return root
  }

  /// Size and root so far.
  public var head: TreeHead { TreeHead(size: size, root: root) }
}
