import Crypto
import GRDB

/// Seals the rows of accounts, tokens, passwords, links, sessions and keys for retries, which stand in no log: a row that was changed by another
/// hand than this program's no longer fits its seal.
///
/// The key is derived from the log's signing key, which lies outside the database.
struct RegisterSeals: Sendable {
  private static let purpose = "wlkp store register seal v1"
  private let key: SymmetricKey

  init(secret: String) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Array(secret.utf8)),
      info: Array(Self.purpose.utf8),
      outputByteCount: 32
    )
  }

  /// The seal of a row.
  func seal(_ table: String, _ fields: KeyValuePairs<String, String?>) -> [UInt8] {
    seal(Array((table + "\n" + LineText.lines(fields)).utf8))
  }

  /// Whether a seal fits a row; takes the same time whether it does or not.
  func holds(_ seal: [UInt8], _ table: String, _ fields: KeyValuePairs<String, String?>) -> Bool {
    let message = Array((table + "\n" + LineText.lines(fields)).utf8)
    return HMAC<SHA256>.isValidAuthenticationCode(seal, authenticating: message, using: key)
  }

  private func seal(_ message: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
  }
}

// MARK: - The register as a whole

extension RegisterSeals {
  static let metaName = "register"
  static let sessionsName = "sessions"

  /// Seals all accounts, tokens, passwords and links together, so that a row cannot be removed or an old one put back
  /// unnoticed.
  ///
  /// Called in the transaction of every change; that there are few accounts makes reading all seals affordable.
  func sealAll(_ database: Database) throws {
    try Meta(database: database).set(Self.metaName, wholeSeal(database))
  }

  /// Whether accounts, tokens, passwords and links are together what was sealed.
  func holdsAll(_ database: Database) throws -> Bool {
    try Meta(database: database).value(Self.metaName) == wholeSeal(database)
  }

  /// Seals all sessions together: apart from the rest, since they change often.
  func sealSessions(_ database: Database) throws {
    try Meta(database: database).set(Self.sessionsName, sessionsSeal(database))
  }

  /// Whether the sessions are together what was sealed; before the first there is no seal.
  func holdsSessions(_ database: Database) throws -> Bool {
    guard let seal = try Meta(database: database).value(Self.sessionsName) else {
      return try seals("session", database).isEmpty
    }
    return try seal == sessionsSeal(database)
  }

  private func sessionsSeal(_ database: Database) throws -> String {
    hex(seal(Array("sessions\n".utf8) + (try seals("session", database))))
  }

  private func wholeSeal(_ database: Database) throws -> String {
    var message = Array("register\n".utf8)
    for table in ["account", "token"] { message += Array("\(table)\n".utf8) + (try seals(table, database)) }
    // The later tables count once they hold something: a store of before them keeps its seal.
    for table in [PasswordRows.table, LinkRows.table] {
      let seals = try seals(table, database)
      if !seals.isEmpty { message += Array("\(table)\n".utf8) + seals }
    }
    return hex(seal(message))
  }

  private func seals(_ table: String, _ database: Database) throws -> [UInt8] {
    var seals: [UInt8] = []
    try database.rows("SELECT seal FROM \(table) ORDER BY rowid") { row in row.withBytes(0) { seals += $0 } }
    return seals
  }

  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// What the store says about itself.
struct Meta {
  static let publicKey = "public-key"
  static let accessKey = "access-key"

  let database: Database

  func value(_ name: String) throws -> String? {
    try database.first("SELECT value FROM meta WHERE name = ?", [SQLValue(name)]) { $0.text(0) }
  }

  func set(_ name: String, _ value: String) throws {
    try database.run(
      "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      [SQLValue(name), SQLValue(value)]
    )
  }

  func insert(_ name: String, _ value: String) throws {
    try database.run("INSERT INTO meta (name, value) VALUES (?, ?)", [SQLValue(name), SQLValue(value)])
  }
}
