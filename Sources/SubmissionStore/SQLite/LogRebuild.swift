public import AuditLog
import GRDB

/// What ``SQLiteSubmissionStore/rebuildLog()`` made anew.
public struct RebuiltLog: Hashable, Sendable {
  /// The head that was derived, by tree; each is the one its newest checkpoint signs.
  public let heads: [LogTree: TreeHead]
}

extension SQLiteSubmissionStore {
  /// Makes the log's entries and nodes anew from submissions and events.
  ///
  /// Only when they lead to the root that the newest checkpoint signs, in both trees: then they are what was there
  /// before, bit for bit. Checkpoints are signed statements of their time and are never made anew.
  ///
  /// - Throws: ``StoreError/damaged(_:)`` with the first thing that stands in the way; then nothing was changed.
  public func rebuildLog() throws(StoreError) -> RebuiltLog {
    return try writing { database in
      var heads: [LogTree: TreeHead] = [:]
      for tree in LogTree.allCases {
        let verifier = tree == .submissions ? self.publicKey : self.accessKey
        heads[tree] = try LogRebuild(tables: LogTables(database: database, tree: tree), verifier: verifier).run()
      }
      return RebuiltLog(heads: heads)
    }
  }
}

/// One tree made anew from what its entries stand for, in two passes: the first proves the root, the second writes.
private struct LogRebuild {
  let tables: LogTables
  let verifier: VerifierKey

  func run() throws -> TreeHead {
    do {
      let signed = try signedHead()
      var frontier = Frontier()
      try eachEntry { _ = frontier.append(MerkleHash.leaf($0)) }
      if frontier.size != signed.size { throw StoreError.damaged(missing(frontier.size, of: signed.size)) }
      guard frontier.root == signed.root else {
        let difference = LogDifference.rootDiffers(size: signed.size, derived: frontier.root, stated: signed.root)
        throw StoreError.damaged(.tree(difference))
      }
      try write()
      return signed
    } catch StoreError.damaged(let difference) where tables.tree == .access {
      throw StoreError.damaged(.accessLog(difference))
    }
  }

  private func signedHead() throws -> TreeHead {
    guard let (size, note) = try tables.newestNote() else { throw StoreError.damaged(.checkpointMissing(size: 0)) }
    do {
      let signed = try SignedCheckpoint(parsing: note).verified(by: [verifier], origin: verifier.name)
      guard signed.head.size == size else {
        throw StoreError.damaged(.checkpointSize(size: size, stated: signed.head.size))
      }
      return signed.head
    } catch let error as LogError {
      throw StoreError.damaged(.checkpoint(size: size, error))
    }
  }

  private func missing(_ found: Int, of size: Int) -> StoreDifference {
    if found > size { return .checkpointMissing(size: found) }
    return tables.tree == .access ? .eventMissing(position: found) : .submissionMissing(position: found)
  }

  private func write() throws {
    try tables.clearTree()
    var frontier = Frontier()
    try eachEntry { entry in
      try tables.insert(entry: entry, at: frontier.size)
      try frontier.append(MerkleHash.leaf(entry)).forEach(tables.insert)
    }
  }

  /// Lends the entries that follow from the data, in their order, and stops where a place is empty.
  private func eachEntry(_ body: ([UInt8]) throws -> Void) throws {
    let sql =
      switch tables.tree {
      case .submissions: "SELECT log_position, record, salt FROM submission ORDER BY log_position"
      case .access: "SELECT serial - 1, text, salt FROM event ORDER BY serial"
      }
    var next = 0
    try tables.database.rows(sql) { row in
      guard row.int(0) == next else { throw StoreError.damaged(missing(next, of: .max)) }
      let (text, salt) = (row.text(1), row.bytes(2))
      let commitment =
        tables.tree == .access ? Commitment.event(text, salt: salt) : Commitment.record(text, salt: salt)
      try body(Commitment.entry(commitment))
      next += 1
    }
  }
}

extension LogTables {
  /// Takes away all entries and nodes of the tree, to be written anew in the same transaction.
  fileprivate func clearTree() throws {
    for table in ["log_entry", "log_node"] {
      try database.run("DELETE FROM \(table) WHERE tree = ?", [SQLValue(tree.rawValue)])
    }
  }
}
