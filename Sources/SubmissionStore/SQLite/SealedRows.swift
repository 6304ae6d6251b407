import AuditLog
import GRDB

/// What the tables of accounts and persons have in common: rows with a number and a seal.
enum SealedRows {
  /// Makes secrets: as hard to guess as a key.
  static func secret() -> String { Base64URL.encode(Commitment.salt()) }

  /// What is kept of a secret. It is compared nowhere: its hash is looked up, and how long that takes tells nothing
  /// about the secret.
  static func hash(_ secret: String) -> Digest { Digest.sha256(of: Array(secret.utf8)) }

  /// The number of a new row.
  static func nextID(_ table: String, _ database: Database) throws -> Int64 {
    try database.first("SELECT coalesce(max(id), 0) + 1 FROM \(table)") { $0.integer(0) } ?? 1
  }

  /// What reading each row of a table finds wrong with its seal.
  static func damaged(_ table: String, _ database: Database, read: (Int64) throws -> Void) throws -> [StoreDifference] {
    try database.map("SELECT id FROM \(table) ORDER BY id") { $0.integer(0) }.compactMap { id in
      do {
        try read(id)
        return nil
      } catch StoreError.damaged(let difference) {
        return difference
      }
    }
  }
}
