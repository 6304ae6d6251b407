/// A node of the tree that is worth keeping: the root of a full subtree of 2^level leaves.
///
/// Level 0 holds the leaf hashes; node `index` of level `level` covers the leaves
/// `index * 2^level ..< (index + 1) * 2^level`. A node, once made, never changes as the log grows.
public struct MerkleNode: Hashable, Sendable {
  /// Height above the leaves, from 0.
  public var level: Int
  /// Place among the nodes of its level, from 0.
  public var index: Int
  /// The node's hash.
  public var digest: Digest

  /// A node from its parts.
  public init(level: Int, index: Int, digest: Digest) {
    self.level = level
    self.index = index
    self.digest = digest
  }
}

/// Where kept nodes are read from: a table, a folder of tiles, a dictionary.
///
/// Reads within one proof or one check must all see the same state of the log (one snapshot or transaction).
public protocol NodeSource {
  /// The node's digest, or `nil` when it is not kept.
  ///
  /// - Parameters:
  ///   - level: height above the leaves, from 0.
  ///   - index: place within the level, from 0.
  /// - Throws: whatever reading can throw; it is passed on unchanged.
  func read(level: Int, index: Int) throws -> Digest?

  /// Calls `each` with index and digest of every kept node of `level` within `indices`; nodes not kept are left out.
  ///
  /// The whole-log check reads this way. A database answers it with one range query; who does not implement it gets
  /// one ``read(level:index:)`` per index.
  func read(level: Int, indices: Range<Int>, each: (Int, Digest) throws -> Void) throws
}

extension NodeSource {
  /// Asks for the nodes one by one.
  public func read(level: Int, indices: Range<Int>, each: (Int, Digest) throws -> Void) throws {
    for index in indices {
      if let digest = try read(level: level, index: index) {
        try each(index, digest)
      }
    }
  }
}

/// Size and root of the tree at one moment.
public struct TreeHead: Hashable, Sendable {
  /// Number of leaves.
  public var size: Int
  /// Root hash over these leaves.
  public var root: Digest

  /// A head from its parts.
  public init(size: Int, root: Digest) {
    self.size = size
    self.root = root
  }
}
