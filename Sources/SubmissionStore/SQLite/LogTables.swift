import AuditLog
import GRDB

/// The log's tables, read and written within one transaction or snapshot.
struct LogTables {
  let database: Database
  let tree: LogTree

  private var treeValue: SQLValue { SQLValue(tree.rawValue) }

  /// The newest checkpoint as it is kept, not verified.
  func newestNote() throws -> (size: Int, note: String)? {
    try database.first("SELECT size, note FROM log_checkpoint WHERE tree = ? ORDER BY size DESC LIMIT 1", [treeValue]) {
      ($0.int(0), $0.text(1))
    }
  }

  /// The first checkpoint that covers an entry: the one its receipt was made under, for ever.
  func firstNote(covering position: Int) throws -> String? {
    try database.first(
      "SELECT note FROM log_checkpoint WHERE tree = ? AND size > ? ORDER BY size LIMIT 1",
      [treeValue, SQLValue(position)]
    ) { $0.text(0) }
  }

  /// The first checkpoint kept for this size or a larger one.
  func nextNote(from size: Int) throws -> (size: Int, previous: Int, note: String)? {
    try database.first(
      "SELECT size, previous, note FROM log_checkpoint WHERE tree = ? AND size >= ? ORDER BY size LIMIT 1",
      [treeValue, SQLValue(size)]
    ) { ($0.int(0), $0.int(1), $0.text(2)) }
  }

  func entry(at position: Int) throws -> [UInt8]? {
    try database.first(
      "SELECT entry FROM log_entry WHERE tree = ? AND position = ?",
      [treeValue, SQLValue(position)]
    ) { $0.bytes(0) }
  }

  /// Lends all entries in their order.
  func entries(each: (Int, UnsafeRawBufferPointer) throws -> Void) throws {
    try database.rows("SELECT position, entry FROM log_entry WHERE tree = ? ORDER BY position", [treeValue]) { row in
      try row.withBytes(1) { try each(row.int(0), $0) }
    }
  }

  /// How many entries there are, by the last one's place.
  func entryCount() throws -> Int {
    let found = try database.first(
      "SELECT coalesce(max(position), -1) + 1 FROM log_entry WHERE tree = ?",
      [treeValue]
    ) { $0.int(0) }
    return found ?? 0
  }

  /// How many rows one of the log's tables has for this tree.
  func count(_ table: String) throws -> Int64 {
    try database.first("SELECT count(*) FROM \(table) WHERE tree = ?", [treeValue]) { $0.integer(0) } ?? 0
  }

  func insert(entry: [UInt8], at position: Int) throws {
    try database.run(
      "INSERT INTO log_entry (tree, position, entry) VALUES (?, ?, ?)",
      [treeValue, SQLValue(position), SQLValue(entry)]
    )
  }

  func insert(_ node: MerkleNode) throws {
    try database.run(
      "INSERT INTO log_node (tree, level, position, digest) VALUES (?, ?, ?, ?)",
      [treeValue, SQLValue(node.level), SQLValue(node.index), SQLValue(node.digest)]
    )
  }

  /// - Parameter previous: the size of the checkpoint before this one; so a missing one shows.
  func insert(_ checkpoint: SignedCheckpoint, after previous: Int) throws {
    try database.run(
      "INSERT INTO log_checkpoint (tree, size, previous, note) VALUES (?, ?, ?, ?)",
      [treeValue, SQLValue(checkpoint.unverified.head.size), SQLValue(previous), SQLValue(checkpoint.text)]
    )
  }
}

extension LogTables: NodeSource {
  func read(level: Int, index: Int) throws -> Digest? {
    let found = try database.first(
      "SELECT digest FROM log_node WHERE tree = ? AND level = ? AND position = ?",
      [treeValue, SQLValue(level), SQLValue(index)]
    ) { $0.digest(0) }
    return found ?? nil
  }

  func read(level: Int, indices: Range<Int>, each: (Int, Digest) throws -> Void) throws {
    try database.rows(
      "SELECT position, digest FROM log_node WHERE tree = ? AND level = ? AND position >= ? AND position < ?",
      [treeValue, SQLValue(level), SQLValue(indices.lowerBound), SQLValue(indices.upperBound)]
    ) { row in
      if let digest = row.digest(1) { try each(row.int(0), digest) }
    }
  }
}

extension SigningKey {
  /// Whether a note is, byte for byte, what this key signs for a head now.
  ///
  /// Ed25519 gives one signature for one text (RFC 8032 section 5.1.6), and making it anew costs a fifth of verifying
  /// it. A library that mixes in random numbers may give another valid one: `false` only means that it must be verified.
  func signs(_ note: String, for head: TreeHead) -> Bool {
    guard let checkpoint = try? Checkpoint(origin: verifier.name, head: head),
      let signed = try? SignedCheckpoint(checkpoint, signedBy: [self])
    else { return false }
    return signed.text.utf8.elementsEqual(note.utf8)
  }
}

/// The log as its owner appends to it.
struct LogAppender {
  let tables: LogTables
  let key: SigningKey

  private var origin: String { key.verifier.name }

  /// The right edge of the tree, proved by the newest signed checkpoint: nothing is signed on top of changed nodes.
  func frontier() throws -> Frontier {
    guard let (size, note) = try tables.newestNote() else { throw StoreError.damaged(.checkpointMissing(size: 0)) }
    let entries = try tables.entryCount()
    if entries == size, let frontier = try? edge(size: size), key.signs(note, for: frontier.head) { return frontier }
    // What is wrong?
    let signed: Checkpoint
    do {
      signed = try SignedCheckpoint(parsing: note).verified(by: [key.verifier], origin: origin)
    } catch {
      throw StoreError.damaged(.checkpoint(size: size, error))
    }
    guard signed.head.size == size else {
      throw StoreError.damaged(.checkpointSize(size: size, stated: signed.head.size))
    }
    guard entries == size else { throw StoreError.damaged(.checkpointMissing(size: entries)) }
    let frontier = try edge(size: size)
    guard frontier.root == signed.head.root else {
      throw StoreError.damaged(
        .tree(.rootDiffers(size: size, derived: frontier.root, stated: signed.head.root))
      )
    }
    return frontier
  }

  private func edge(size: Int) throws -> Frontier {
    do {
      return try Frontier(size: size, from: tables)
    } catch LogError.nodeMissing(let level, let index) {
      throw StoreError.damaged(.tree(.nodeMissing(level: level, index: index)))
    }
  }

  /// Signs a head and keeps it as the newest checkpoint.
  @discardableResult
  func checkpoint(_ head: TreeHead) throws -> SignedCheckpoint {
    let previous = try tables.newestNote()?.size ?? 0
    let signed = try SignedCheckpoint(Checkpoint(origin: origin, head: head), signedBy: [key])
    try tables.insert(signed, after: previous)
    return signed
  }
}
