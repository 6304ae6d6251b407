import AuditLog
import SubmissionStore

/// The nodes of a tree, read from its public tiles: what anybody could do with the files alone.
struct TileNodes: NodeSource {
  let store: any SubmissionStore
  let tree: LogTree
  /// How many entries the tree has.
  let size: Int

  private static let levelsPerTile = 8
  private static let width = 1 << levelsPerTile

  func read(level: Int, index: Int) throws -> Digest? {
    let tileLevel = level / Self.levelsPerTile
    let height = level - tileLevel * Self.levelsPerTile
    let first = index << height
    let tileIndex = first / Self.width
    let width = min(Self.width, (size >> (tileLevel * Self.levelsPerTile)) - tileIndex * Self.width)
    guard width > 0 else { return nil }
    let tile = try Tile(.hashes(level: tileLevel), index: tileIndex, width: width)
    guard let bytes = try store.tile(tile, of: tree) else { return nil }
    let start = (first % Self.width) * Digest.byteCount
    let end = start + (Digest.byteCount << height)
    guard end <= bytes.count else { return nil }
    return Self.root(of: bytes[start..<end])
  }

  /// The root over a whole subtree whose hashes stand side by side.
  private static func root(of bytes: ArraySlice<UInt8>) -> Digest? {
    var hashes: [Digest] = stride(from: bytes.startIndex, to: bytes.endIndex, by: Digest.byteCount).compactMap {
      Digest(bytes: Array(bytes[$0..<$0 + Digest.byteCount]))
    }
    while hashes.count > 1 {
      hashes = stride(from: 0, to: hashes.count, by: 2).map { MerkleHash.node(hashes[$0], hashes[$0 + 1]) }
    }
    return hashes.first
  }
}

extension SubmissionStore {
  /// The root that a tree had when it had so many entries.
  func root(of tree: LogTree, at size: Int) throws -> Digest {
    let newest = try checkpoint(of: tree).unverified.head.size
    return try Frontier(size: size, from: TileNodes(store: self, tree: tree, size: newest)).root
  }
}
