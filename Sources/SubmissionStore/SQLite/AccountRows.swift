import AuditLog
import GRDB
import ReportModel

/// Accounts and tokens, within one transaction or snapshot.
struct AccountRows {
  let database: Database
  let register: RegisterSeals

  /// What a token begins with, so that it is known where it should not be.
  private static let secretPrefix = "wlkp_"
  /// The longest label of a token, in bytes of UTF-8: one line.
  private static let labelLengthMax = 200

  // MARK: Accounts

  func create(_ account: Account) throws {
    guard Self.isName(account.name) else { throw StoreError.accountNameUnusable }
    guard try find(account.name) == nil else { throw StoreError.accountExists(name: account.name) }
    let id = try SealedRows.nextID("account", database)
    try database.run(
      "INSERT INTO account (id, name, role, scope, created_at, seal) VALUES (?, ?, ?, ?, ?, ?)",
      [
        SQLValue(id), SQLValue(account.name), SQLValue(account.role.rawValue), SQLValue(account.scope.text),
        SQLValue(account.createdAt), SQLValue(register.seal("account", Self.fields(id, account))),
      ]
    )
    try register.sealAll(database)
  }

  func find(_ name: String) throws -> (id: Int64, account: Account)? {
    try select("WHERE name = ?", [SQLValue(name)]).first
  }

  func find(id: Int64) throws -> Account? {
    try select("WHERE id = ?", [SQLValue(id)]).first?.account
  }

  /// Changes what of an account can change: its scope, and that it is closed.
  func update(_ name: String, _ change: (inout (scope: AccessScope, closedAt: Int64?)) -> Void) throws {
    guard let (id, account) = try find(name) else { throw StoreError.accountUnknown(name: name) }
    var parts = (scope: account.scope, closedAt: account.closedAt)
    change(&parts)
    let changed = Account(
      name: account.name,
      role: account.role,
      scope: parts.scope,
      createdAt: account.createdAt,
      closedAt: parts.closedAt
    )
    try database.run(
      "UPDATE account SET scope = ?, closed_at = ?, seal = ? WHERE id = ?",
      [
        SQLValue(changed.scope.text), SQLValue(changed.closedAt),
        SQLValue(register.seal("account", Self.fields(id, changed))), SQLValue(id),
      ]
    )
    try register.sealAll(database)
  }

  func all() throws -> [Account] {
    try select("ORDER BY name", []).map(\.account)
  }

  private func select(_ condition: String, _ values: [SQLValue]) throws -> [(id: Int64, account: Account)] {
    try database.map("SELECT id, name, role, scope, created_at, seal, closed_at FROM account \(condition)", values) {
      row in
      let name = row.text(1)
      guard let role = Account.Role(rawValue: row.text(2)), let scope = AccessScope(row.text(3), account: name)
      else { throw StoreError.damaged(.account(name: name)) }
      let account = Account(
        name: name,
        role: role,
        scope: scope,
        createdAt: row.integer(4),
        closedAt: row.optionalInteger(6)
      )
      guard register.holds(row.bytes(5), "account", Self.fields(row.integer(0), account)) else {
        throw StoreError.damaged(.account(name: name))
      }
      return (row.integer(0), account)
    }
  }

  private static func isName(_ name: String) -> Bool {
    (1...Account.nameLengthMax).contains(name.utf8.count) && LineText.escape(name).utf8.elementsEqual(name.utf8)
  }

  private static func fields(_ id: Int64, _ account: Account) -> KeyValuePairs<String, String?> {
    // Accounts were kept before any could be closed: an open one is sealed as it was then.
    if let closedAt = account.closedAt {
      return [
        "id": String(id), "name": account.name, "role": account.role.rawValue, "scope": account.scope.text,
        "created": String(account.createdAt), "closed": String(closedAt),
      ]
    }
    return [
      "id": String(id), "name": account.name, "role": account.role.rawValue, "scope": account.scope.text,
      "created": String(account.createdAt),
    ]
  }

  // MARK: Tokens

  func createToken(account name: String, label: String, now: Int64, expiresAt: Int64?) throws -> IssuedToken {
    guard let owner = try find(name), owner.account.closedAt == nil else {
      throw StoreError.accountUnknown(name: name)
    }
    let secret = Self.secretPrefix + SealedRows.secret()
    let hash = SealedRows.hash(secret)
    let info = TokenInfo(
      id: try SealedRows.nextID("token", database),
      account: name,
      label: Self.cut(label),
      createdAt: now,
      expiresAt: expiresAt,
      revokedAt: nil
    )
    try database.run(
      "INSERT INTO token (id, account, hash, label, created_at, expires_at, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        SQLValue(info.id), SQLValue(owner.id), SQLValue(hash), SQLValue(info.label), SQLValue(now),
        SQLValue(expiresAt), SQLValue(register.seal("token", Self.fields(info, owner.id, hash))),
      ]
    )
    try register.sealAll(database)
    return IssuedToken(secret: secret, info: info)
  }

  func tokens(account name: String) throws -> [TokenInfo] {
    guard let owner = try find(name) else { throw StoreError.accountUnknown(name: name) }
    return try selectTokens("WHERE t.account = ? ORDER BY t.id", [SQLValue(owner.id)]).map(\.info)
  }

  /// - Returns: the account of the token; `nil` when it was ended before.
  func revoke(id: Int64, now: Int64) throws -> String? {
    guard let token = try selectTokens("WHERE t.id = ?", [SQLValue(id)]).first else {
      throw StoreError.tokenUnknown(id: id)
    }
    guard token.info.revokedAt == nil else { return nil }
    let info = TokenInfo(
      id: id,
      account: token.info.account,
      label: token.info.label,
      createdAt: token.info.createdAt,
      expiresAt: token.info.expiresAt,
      revokedAt: now
    )
    let seal = register.seal("token", Self.fields(info, token.owner, token.hash))
    try database.run(
      "UPDATE token SET revoked_at = ?, seal = ? WHERE id = ?",
      [SQLValue(now), SQLValue(seal), SQLValue(id)]
    )
    try register.sealAll(database)
    return info.account
  }

  /// The account of a token that holds now, with the scope that holds now.
  func authenticate(_ secret: String, now: Int64) throws -> Account? {
    let hash = SealedRows.hash(secret)
    guard let token = try selectTokens("WHERE t.hash = ?", [SQLValue(hash)]).first?.info else { return nil }
    let hasEnded = token.revokedAt != nil || token.expiresAt.map { $0 <= now } ?? false
    guard !hasEnded, let account = try find(token.account)?.account, account.closedAt == nil else { return nil }
    return account.asOf(now)
  }

  private func selectTokens(
    _ condition: String,
    _ values: [SQLValue]
  ) throws -> [(info: TokenInfo, owner: Int64, hash: Digest)] {
    let columns = "t.id, a.name, t.label, t.created_at, t.expires_at, t.revoked_at, t.account, t.hash, t.seal"
    return try database.map(
      "SELECT \(columns) FROM token t JOIN account a ON a.id = t.account \(condition)",
      values
    ) { row in
      let info = TokenInfo(
        id: row.integer(0),
        account: row.text(1),
        label: row.text(2),
        createdAt: row.integer(3),
        expiresAt: row.optionalInteger(4),
        revokedAt: row.optionalInteger(5)
      )
      guard let hash = row.digest(7),
        register.holds(row.bytes(8), "token", Self.fields(info, row.integer(6), hash))
      else { throw StoreError.damaged(.token(id: info.id)) }
      return (info, row.integer(6), hash)
    }
  }

  private static func cut(_ label: String) -> String {
    var label = LineText.escape(label)
    while label.utf8.count > labelLengthMax { label.unicodeScalars.removeLast() }
    return label
  }

  private static func fields(_ info: TokenInfo, _ owner: Int64, _ hash: Digest) -> KeyValuePairs<String, String?> {
    [
      "id": String(info.id), "account": String(owner), "hash": hash.hex, "label": info.label,
      "created": String(info.createdAt), "expires": info.expiresAt.map { String($0) },
      "revoked": info.revokedAt.map { String($0) },
    ]
  }
}

extension AccountRows {
  /// The accounts, tokens, passwords, links and sessions that do not fit their seals, and whether the register as a
  /// whole does.
  func damaged() throws -> [StoreDifference] {
    var found: [StoreDifference] = []
    for (table, column) in [("account", "name"), ("token", "id")] {
      let keys = try database.map("SELECT \(column) FROM \(table) ORDER BY id") { $0.text(0) }
      for key in keys {
        do {
          _ =
            try table == "account"
            ? select("WHERE name = ?", [SQLValue(key)]).count
            : selectTokens("WHERE t.id = ?", [SQLValue(Int64(key) ?? 0)]).count
        } catch StoreError.damaged(let difference) {
          found.append(difference)
        }
      }
    }
    found += try PasswordRows(database: database, register: register).damaged()
    found += try LinkRows(database: database, register: register).damaged()
    found += try SessionRows(database: database, register: register).damaged()
    if try !register.holdsAll(database) || !register.holdsSessions(database) { found.append(.register) }
    return found
  }
}

/// The alphabet of tokens: base64 for URLs, without padding (RFC 4648 section 5).
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < group.count ? UInt32(group[start + $1]) : 0) }
      for place in 0...group.count {
        text.append(alphabet[Int(word >> UInt32(18 - 6 * place) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
