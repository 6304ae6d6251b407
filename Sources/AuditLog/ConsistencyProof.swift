/// Proof that a tree is an earlier tree with leaves added at its end and nothing else (RFC 9162 section 2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
  /// Number of leaves of the earlier tree.
  public let oldSize: Int
  /// Number of leaves of the later tree.
  public let newSize: Int
  /// Hashes in the order of the RFC; empty when the sizes are equal or the earlier tree is empty.
  public let path: [Digest]

  /// A proof from elsewhere.
  ///
  /// - Throws: ``LogError/sizesOutOfOrder(old:new:)``, or ``LogError/proofLengthWrong(expected:found:)`` when a proof
  ///   between these sizes must have another number of hashes.
  public init(oldSize: Int, newSize: Int, path: [Digest]) throws(LogError) {
    try Self.requireOrder(oldSize: oldSize, newSize: newSize)
    let expected = Self.parts(oldSize: oldSize, newSize: newSize).count
    guard path.count == expected else { throw .proofLengthWrong(expected: expected, found: path.count) }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// Makes the proof from kept nodes: at most about two reads per level.
  ///
  /// - Throws: ``LogError/sizesOutOfOrder(old:new:)``, ``LogError/nodeMissing(level:index:)``, or what the source
  ///   throws.
  public init(oldSize: Int, newSize: Int, from source: some NodeSource) throws {
    try Self.requireOrder(oldSize: oldSize, newSize: newSize)
    self.oldSize = oldSize
    self.newSize = newSize
    path = try Self.parts(oldSize: oldSize, newSize: newSize).map { leaves in
      try Subtrees.digest(of: leaves, from: source)
    }
  }

  /// The parts of the later tree whose hashes make the proof.
  private static func parts(oldSize: Int, newSize: Int) -> [Range<Int>] {
    guard oldSize > 0, oldSize < newSize else { return [] }
    // The last full subtree of the earlier tree; all else is on its way to the later root.
    let level = oldSize.trailingZeroBitCount
    let index = (oldSize - 1) >> level
    let siblings = Subtrees.siblings(level: level, index: index, size: newSize)
    // When that subtree is the whole earlier tree, its hash is the old root, which the verifier has.
    return index == 0 ? siblings : [index << level..<oldSize] + siblings
  }

  /// Checks that both roots follow from the proof (RFC 9162 section 2.1.4.2).
  ///
  /// An empty earlier tree is consistent with every later one; its root must then be ``MerkleHash/emptyRoot``.
  ///
  /// - Throws: ``LogError/rootDiffers(expected:computed:)`` for the root that does not follow, the old one first.
  public func verify(oldRoot: Digest, newRoot: Digest) throws(LogError) {
    let computed = roots(oldRoot: oldRoot, newRoot: newRoot)
    guard computed.old == oldRoot else { throw .rootDiffers(expected: oldRoot, computed: computed.old) }
    guard computed.new == newRoot else { throw .rootDiffers(expected: newRoot, computed: computed.new) }
  }

  private func roots(oldRoot: Digest, newRoot: Digest) -> (old: Digest, new: Digest) {
    if oldSize == 0 { return (MerkleHash.emptyRoot, newSize == 0 ? MerkleHash.emptyRoot : newRoot) }
    if oldSize == newSize { return (newRoot, oldRoot) }
    let startsAtOldRoot = oldSize.nonzeroBitCount == 1
    let start = startsAtOldRoot ? oldRoot : path[0]
    return climb(from: start, siblings: startsAtOldRoot ? path[...] : path.dropFirst())
  }

  private func climb(from start: Digest, siblings: ArraySlice<Digest>) -> (old: Digest, new: Digest) {
    let level = oldSize.trailingZeroBitCount
    var position = (oldSize - 1) >> level
    var last = (newSize - 1) >> level
    var old = start
    var new = start
    for sibling in siblings {
      if position & 1 == 1 || position == last {
        // Also on the right edge of the later tree; see `InclusionProof.root(leafHash:)`.
        old = MerkleHash.node(sibling, old)
        new = MerkleHash.node(sibling, new)
      } else {
        new = MerkleHash.node(new, sibling)
      }
      position >>= 1
      last >>= 1
    }
    return (old, new)
  }

  private static func requireOrder(oldSize: Int, newSize: Int) throws(LogError) {
    guard oldSize >= 0, oldSize <= newSize else { throw .sizesOutOfOrder(old: oldSize, new: newSize) }
  }
}
