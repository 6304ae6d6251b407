import AuditLog
import GRDB

/// Links for one use, within one transaction or snapshot.
struct LinkRows {
  static let table = "one_time_link"

  let database: Database
  let register: RegisterSeals

  /// A row as it is kept.
  struct Row {
    var id: Int64
    var owner: Int64?
    var hash: Digest
    var purpose: String
    var createdAt: Int64
    var expiresAt: Int64
    var usedAt: Int64?

    /// Whether the link opens anything at a moment.
    func holds(_ now: Int64) -> Bool { usedAt == nil && now < expiresAt }
  }

  /// Makes a link; earlier ones of the same purpose and owner end.
  func make(_ purpose: OneTimeLink.Purpose, owner: (id: Int64, name: String)?, now: Int64) throws -> IssuedLink {
    try end(owner?.id, purpose, now: now)
    let secret = SealedRows.secret()
    let lifetime = purpose == .invitation ? OneTimeLink.invitationLifetime : OneTimeLink.startLifetime
    let row = Row(
      id: try SealedRows.nextID(Self.table, database),
      owner: owner?.id,
      hash: SealedRows.hash(secret),
      purpose: purpose.rawValue,
      createdAt: now,
      expiresAt: now + lifetime
    )
    try database.run(
      """
      INSERT INTO one_time_link (id, account, hash, purpose, created_at, expires_at, seal) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        SQLValue(row.id), SQLValue(row.owner), SQLValue(row.hash), SQLValue(row.purpose), SQLValue(now),
        SQLValue(row.expiresAt), SQLValue(seal(row)),
      ]
    )
    try register.sealAll(database)
    let link = OneTimeLink(id: row.id, purpose: purpose, account: owner?.name, expiresAt: row.expiresAt)
    return IssuedLink(secret: secret, link: link)
  }

  /// The link of a secret that holds now.
  func find(_ secret: String, now: Int64) throws -> (link: OneTimeLink, owner: Int64?)? {
    guard let row = try select("WHERE hash = ?", [SQLValue(SealedRows.hash(secret))]).first, row.holds(now),
      let purpose = OneTimeLink.Purpose(rawValue: row.purpose)
    else { return nil }
    let name = try row.owner.flatMap { owner in
      try database.first("SELECT name FROM account WHERE id = ?", [SQLValue(owner)]) { $0.text(0) }
    }
    return (OneTimeLink(id: row.id, purpose: purpose, account: name, expiresAt: row.expiresAt), row.owner)
  }

  /// Marks a link as used.
  func use(id: Int64, now: Int64) throws {
    try end(select("WHERE id = ?", [SQLValue(id)]), now: now)
  }

  /// Ends what was not used yet of one owner, or of nobody in particular.
  func end(_ owner: Int64?, _ purpose: OneTimeLink.Purpose, now: Int64) throws {
    let values = [SQLValue(owner), SQLValue(purpose.rawValue)]
    try end(select("WHERE account IS ? AND purpose = ? AND used_at IS NULL", values), now: now)
  }

  private func end(_ rows: [Row], now: Int64) throws {
    guard !rows.isEmpty else { return }
    for var row in rows where row.usedAt == nil {
      row.usedAt = now
      try update(row)
    }
    try register.sealAll(database)
  }

  private func update(_ row: Row) throws {
    try database.run(
      "UPDATE one_time_link SET used_at = ?, seal = ? WHERE id = ?",
      [SQLValue(row.usedAt), SQLValue(seal(row)), SQLValue(row.id)]
    )
  }

  private func select(_ condition: String, _ values: [SQLValue]) throws -> [Row] {
    let columns = "id, account, hash, purpose, created_at, expires_at, used_at, seal"
    return try database.map("SELECT \(columns) FROM one_time_link \(condition)", values) { line in
      guard let hash = line.digest(2) else { throw StoreError.damaged(.link(id: line.integer(0))) }
      let row = Row(
        id: line.integer(0),
        owner: line.optionalInteger(1),
        hash: hash,
        purpose: line.text(3),
        createdAt: line.integer(4),
        expiresAt: line.integer(5),
        usedAt: line.optionalInteger(6)
      )
      guard register.holds(line.bytes(7), Self.table, Self.fields(row)) else {
        throw StoreError.damaged(.link(id: row.id))
      }
      return row
    }
  }

  /// The rows that do not fit their seals.
  func damaged() throws -> [StoreDifference] {
    try SealedRows.damaged(Self.table, database) { _ = try select("WHERE id = ?", [SQLValue($0)]) }
  }

  private func seal(_ row: Row) -> [UInt8] { register.seal(Self.table, Self.fields(row)) }

  private static func fields(_ row: Row) -> KeyValuePairs<String, String?> {
    [
      "id": String(row.id), "hash": row.hash.hex, "account": row.owner.map { String($0) }, "purpose": row.purpose,
      "created": String(row.createdAt), "expires": String(row.expiresAt), "used": row.usedAt.map { String($0) },
    ]
  }
}
