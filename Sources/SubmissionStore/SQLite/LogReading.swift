public import AuditLog
import GRDB

// The log's public files and proofs, read from its tables.
extension SQLiteSubmissionStore {
  /// The newest signed checkpoint of a tree, as it is kept.
  public func checkpoint(of tree: LogTree) throws(StoreError) -> SignedCheckpoint {
    try reading { try Self.newest(LogTables(database: $0, tree: tree)) }
  }

  /// Proof that an entry stands in a tree, under its newest checkpoint.
  public func inclusion(of position: Int, in tree: LogTree) throws(StoreError) -> TlogProof {
    try reading { database in
      let tables = LogTables(database: database, tree: tree)
      return try TlogProof(index: position, under: Self.newest(tables), from: tables)
    }
  }

  /// Proof that the tree of `new` entries is the tree of `old` with entries added at its end.
  public func consistency(from old: Int, to new: Int, of tree: LogTree) throws(StoreError) -> ConsistencyProof {
    try reading { database in
      let tables = LogTables(database: database, tree: tree)
      let size = try Self.newest(tables).unverified.head.size
      guard new <= size else { throw LogError.sizesOutOfOrder(old: new, new: size) }
      return try ConsistencyProof(oldSize: old, newSize: new, from: tables)
    }
  }

  /// The bytes of a public file; `nil` when the signed tree has no such tile.
  public func tile(_ tile: Tile, of tree: LogTree) throws(StoreError) -> [UInt8]? {
    try reading { database in
      let tables = LogTables(database: database, tree: tree)
      let size = try Self.newest(tables).unverified.head.size
      guard tile.indices.upperBound <= size >> tile.treeLevel else { return nil }
      return try tile.content == .entries ? tables.entries(tile.indices) : tables.hashes(tile)
    }
  }

  private static func newest(_ tables: LogTables) throws -> SignedCheckpoint {
    guard let newest = try tables.newestNote() else { throw StoreError.damaged(.checkpointMissing(size: 0)) }
    return try SignedCheckpoint(parsing: newest.note)
  }
}

extension LogTables {
  /// The hashes of a tile, one after the other; `nil` when one is missing.
  fileprivate func hashes(_ tile: Tile) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    var next = tile.indices.lowerBound
    try read(level: tile.treeLevel, indices: tile.indices) { index, digest in
      if index == next { bytes += digest.bytes }
      next += 1
    }
    return next == tile.indices.upperBound ? bytes : nil
  }

  /// Entries, each after its length in two bytes, the larger first; `nil` when one is missing.
  fileprivate func entries(_ indices: Range<Int>) throws -> [UInt8]? {
    var bytes: [UInt8] = []
    for index in indices {
      guard let entry = try entry(at: index), let length = UInt16(exactly: entry.count) else { return nil }
      bytes += [UInt8(length >> 8), UInt8(length & 0xFF)] + entry
    }
    return bytes
  }
}
