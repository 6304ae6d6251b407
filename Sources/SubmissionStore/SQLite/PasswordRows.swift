import AuditLog
import GRDB

/// Passwords, within one transaction or snapshot.
struct PasswordRows {
  static let table = "password"

  let database: Database
  let register: RegisterSeals

  /// The password of an account's number.
  func find(_ owner: Int64) throws -> PasswordHash? {
    try database.first(
      "SELECT hash, salt, cost, changed_at, seal FROM password WHERE account = ?",
      [SQLValue(owner)]
    ) { row in
      guard let cost = PasswordCost(row.text(2)),
        let hash = PasswordHash(bytes: row.bytes(0), salt: row.bytes(1), cost: cost),
        register.holds(row.bytes(4), Self.table, Self.fields(owner, hash, row.integer(3)))
      else { throw StoreError.damaged(.password(account: try name(owner))) }
      return hash
    }
  }

  func set(_ hash: PasswordHash, _ owner: Int64, now: Int64) throws {
    try database.run("DELETE FROM password WHERE account = ?", [SQLValue(owner)])
    try database.run(
      "INSERT INTO password (account, hash, salt, cost, changed_at, seal) VALUES (?, ?, ?, ?, ?, ?)",
      [
        SQLValue(owner), SQLValue(hash.bytes), SQLValue(hash.salt), SQLValue(hash.cost.text), SQLValue(now),
        SQLValue(register.seal(Self.table, Self.fields(owner, hash, now))),
      ]
    )
    try register.sealAll(database)
  }

  func remove(_ owner: Int64) throws {
    try database.run("DELETE FROM password WHERE account = ?", [SQLValue(owner)])
    try register.sealAll(database)
  }

  /// The rows that do not fit their seals.
  func damaged() throws -> [StoreDifference] {
    try database.map("SELECT account FROM password ORDER BY account") { $0.integer(0) }.compactMap { owner in
      do {
        _ = try find(owner)
        return nil
      } catch StoreError.damaged(let difference) {
        return difference
      }
    }
  }

  private func name(_ owner: Int64) throws -> String {
    try database.first("SELECT name FROM account WHERE id = ?", [SQLValue(owner)]) { $0.text(0) } ?? "\(owner)"
  }

  private static func fields(_ owner: Int64, _ hash: PasswordHash, _ at: Int64) -> KeyValuePairs<String, String?> {
    [
      "account": String(owner), "hash": Digest(bytes: hash.bytes)?.hex, "salt": Digest(bytes: hash.salt)?.hex,
      "cost": hash.cost.text, "changed": String(at),
    ]
  }
}
