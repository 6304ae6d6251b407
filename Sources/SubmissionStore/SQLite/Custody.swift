import AuditLog
import GRDB
import ReportModel

/// An order to destroy the key of an original: at the end of retention, or by two persons.
public struct ErasureOrder: Hashable, Sendable {
  /// Who orders it.
  public var orderedBy: String
  /// Who agrees; another account.
  public var agreedBy: String
  /// Why, in a few words without personal data.
  public var reason: String
  /// When, in milliseconds since 1970-01-01T00:00:00Z.
  public var at: Int64

  /// An order.
  public init(orderedBy: String, agreedBy: String, reason: String, at: Int64) {
    self.orderedBy = orderedBy
    self.agreedBy = agreedBy
    self.reason = reason
    self.at = at
  }

  var isUsable: Bool {
    !orderedBy.isEmpty && !agreedBy.isEmpty && orderedBy != agreedBy && !reason.isEmpty
  }
}

// What is done to originals and their keys. Each leaves an event.
extension SQLiteSubmissionStore {
  /// Destroys the key of an original, so that its bytes can be read no more. Record, findings and proofs stay.
  ///
  /// SQLite overwrites the freed key (`secure_delete`); copies of the store made before still hold it.
  ///
  /// - Throws: ``StoreError/erasureOrderUnusable``; ``StoreError/originalErased(number:)`` when it was done before.
  /// - Returns: whether there is a report of this number.
  public func eraseOriginal(_ number: String, by order: ErasureOrder) throws(StoreError) -> Bool {
    guard order.isUsable else { throw .erasureOrderUnusable }
    return try changing { database, edges in
      guard let row = try SubmissionRows(database: database).find(number) else { return false }
      let number = row.stored.number.text
      let originals = OriginalRows(database: database, dataKeys: dataKeys.all)
      switch try originals.state(serial: row.serial, fileHash: row.stored.record.fileHash) {
      case .erased: throw StoreError.originalErased(number: number)
      case .plain:
        // Kept in the clear by a first version: the bytes themselves go.
        try database.run("DELETE FROM original_piece WHERE submission = ?", [SQLValue(row.serial)])
        try database.run(
          "INSERT INTO original_key (submission, data_key, wrapped) VALUES (?, '', NULL)",
          [SQLValue(row.serial)]
        )
      case .sealed, .unknownKey, .changedKey: try originals.erase(serial: row.serial)
      }
      let event = StoreEvent(
        .keyDestroyed,
        at: order.at,
        actor: order.orderedBy,
        subject: number,
        details: [.init("agreed-by", order.agreedBy), .init("reason", order.reason)]
      )
      _ = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
      return true
    }
  }

  /// Makes a new data key, wraps the keys of all originals with it and drops the old ones from the key file.
  ///
  /// A crash at any point leaves a store that opens: the key file holds the old key until no row needs it.
  ///
  /// - Returns: how many keys were wrapped anew.
  @discardableResult
  public func rotateDataKey(actor: String, at: Int64) throws(StoreError) -> Int {
    let new = DataKey.generate()
    let keys = [new] + dataKeys.all
    try dataKeyFile.write(keys)
    dataKeys.replace(keys)
    let count = try changing { database, edges in
      let waiting = try PendingRows(database: database, register: self.register).rewrap(keys)
      let count = try OriginalRows(database: database, dataKeys: keys).rewrap() + waiting
      let details = [StoreEvent.Detail("data-key", new.id), StoreEvent.Detail("originals", String(count))]
      let event = StoreEvent(.keysRotated, at: at, actor: actor, details: details)
      _ = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
      return count
    }
    try dataKeyFile.write([new])
    dataKeys.replace([new])
    return count
  }

  /// Copies the store while it is in use, with its keys beside it, to a new file; the copy opens as a store.
  ///
  /// - Throws: ``StoreError/fileFailed(path:errno:)`` with `EEXIST` when something is at the path.
  public func backUp(to target: String, actor: String, at: Int64) throws(StoreError) {
    try record(StoreEvent(.backedUp, at: at, actor: actor))
    try copy(to: target)
  }
}
