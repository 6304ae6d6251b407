/// Proof that a leaf stands at an index of a tree of a certain size (RFC 9162 section 2.1.3).
///
/// The proof does not bind the size by itself; the signed checkpoint does. Take the size from there.
public struct InclusionProof: Hashable, Sendable {
  /// The leaf's place, from 0.
  public let index: Int
  /// Number of leaves of the tree.
  public let size: Int
  /// Sibling hashes from the leaf's own up to the root's child.
  public let path: [Digest]

  /// A proof from elsewhere.
  ///
  /// - Throws: ``LogError/indexOutsideTree(index:size:)``, or ``LogError/proofLengthWrong(expected:found:)`` when a
  ///   proof for this place must have another number of hashes.
  public init(index: Int, size: Int, path: [Digest]) throws(LogError) {
    try Self.requirePlace(index: index, size: size)
    let expected = Self.length(index: index, size: size)
    guard path.count == expected else { throw .proofLengthWrong(expected: expected, found: path.count) }
    self.index = index
    self.size = size
    self.path = path
  }

  /// Makes the proof from kept nodes: at most about two reads per level.
  ///
  /// - Throws: ``LogError/indexOutsideTree(index:size:)``, ``LogError/nodeMissing(level:index:)``, or what the source
  ///   throws.
  public init(index: Int, size: Int, from source: some NodeSource) throws {
    try Self.requirePlace(index: index, size: size)
    self.index = index
    self.size = size
    path = try Subtrees.siblings(level: 0, index: index, size: size).map { leaves in
      try Subtrees.digest(of: leaves, from: source)
    }
  }

  /// Number of hashes in the proof for a place.
  static func length(index: Int, size: Int) -> Int {
    // Below the point where the ways of this leaf and of the last leaf meet, every level has a sibling; above it only
    // those levels where the way goes right.
    let inner = Int.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    return inner + (index >> inner).nonzeroBitCount
  }

  /// The root that the proof leads to from a leaf (RFC 9162 section 2.1.3.2).
  public func root(leafHash: Digest) -> Digest {
    var position = index
    var last = size - 1
    var digest = leafHash
    for sibling in path {
      if position & 1 == 1 || position == last {
        // Also on the right edge, where a node without a sibling is carried up as it is: from there on every sibling
        // is on the left, so levels without one need not be counted; the length of the path was checked on the way in.
        digest = MerkleHash.node(sibling, digest)
      } else {
        digest = MerkleHash.node(digest, sibling)
      }
      position >>= 1
      last >>= 1
    }
    return digest
  }

  /// Checks that the leaf leads to the root.
  ///
  /// - Throws: ``LogError/rootDiffers(expected:computed:)``.
  public func verify(leafHash: Digest, root expected: Digest) throws(LogError) {
    let computed = root(leafHash: leafHash)
    guard computed == expected else { throw .rootDiffers(expected: expected, computed: computed) }
  }

  private static func requirePlace(index: Int, size: Int) throws(LogError) {
    guard index >= 0, index < size else { throw .indexOutsideTree(index: index, size: size) }
  }
}
