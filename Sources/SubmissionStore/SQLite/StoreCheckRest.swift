import AuditLog
import GRDB

/// The parts of the whole check that are about the store and not about one submission.
extension StoreCheck {
  /// SQLite's own check, the schema, and what the store says about itself.
  mutating func checkFile() throws {
    let messages = try database.map("PRAGMA integrity_check(10)") { $0.text(0) }
    for message in messages where message != "ok" { note(.sqlite(message: message)) }
    try checkSchema()
    let facts = try database.map("SELECT name, value FROM meta ORDER BY name") { ($0.text(0), $0.text(1)) }
    let keys = [Meta.publicKey: keys.submissions.verifier.text, Meta.accessKey: keys.access.verifier.text]
    let known = keys.keys.sorted() + [RegisterSeals.metaName]
    // The sessions' seal is there once there was a session, and the register's own check asks for it.
    for (name, value) in facts
    where name != RegisterSeals.sessionsName && !known.contains(name) || keys[name].map({ $0 != value }) ?? false {
      note(.meta(name: name))
    }
    for name in known where !facts.contains(where: { $0.0 == name }) { note(.meta(name: name)) }
  }

  /// Compares tables and indexes with those that the steps of the schema make in an empty database.
  private mutating func checkSchema() throws {
    let expected = try DatabaseQueue().write { fresh in
      try Schema.migrate(fresh)
      return try Self.schema(of: fresh)
    }
    let found = try Self.schema(of: database)
    for name in Set(expected.keys).union(found.keys).sorted() where expected[name] != found[name] {
      note(.schema(name: name))
    }
    for (pragma, value) in [("application_id", Schema.applicationID), ("user_version", Schema.version)]
    where try database.first("PRAGMA \(pragma)", [], { $0.integer(0) }) != value {
      note(.schema(name: pragma))
    }
  }

  private static func schema(of database: Database) throws -> [String: String] {
    let rows = try database.map("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema") {
      ($0.text(0), $0.text(1))
    }
    return Dictionary(rows) { first, _ in first }
  }

  /// Rows that belong to nothing.
  mutating func checkOrphans() throws {
    let orphans = try database.map("PRAGMA foreign_key_check") { ($0.text(0), $0.integer(1)) }
    for (table, key) in orphans { note(.orphan(table: table, key: key)) }
  }

  /// Accounts, tokens, people and keys for retries against their seals.
  mutating func checkRegister() throws {
    let accounts = AccountRows(database: database, register: register)
    try accounts.damaged().forEach { note($0) }
    try IdempotencyRows(database: database, register: register).damaged().forEach { note($0) }
  }
}
