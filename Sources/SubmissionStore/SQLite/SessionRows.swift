import AuditLog
import GRDB

/// Sessions, within one transaction or snapshot.
struct SessionRows {
  static let table = "session"
  /// How long a session that is over is kept, in milliseconds; the access log keeps that it was.
  private static let keptFor: Int64 = 86_400_000

  let database: Database
  let register: RegisterSeals

  /// A row as it is kept.
  struct Row {
    var id: Int64
    var owner: Int64
    var hash: Digest
    var createdAt: Int64
    var expiresAt: Int64
    var seenAt: Int64
    var endedAt: Int64?

    /// Whether the session opens anything at a moment.
    func holds(_ now: Int64) -> Bool {
      endedAt == nil && now < expiresAt && now - seenAt < PersonSession.idleMax
    }

    /// Whether it is time to note that something was done.
    func isStale(_ now: Int64) -> Bool { now - seenAt >= PersonSession.notedEvery }
  }

  /// Begins a session; those long over go, and so does the one unused for longest when there are too many.
  func open(_ owner: Int64, now: Int64) throws -> (secret: String, row: Row) {
    let before = now - Self.keptFor
    try database.run("DELETE FROM session WHERE expires_at < ? OR ended_at < ?", [SQLValue(before), SQLValue(before)])
    let holding = try holding(owner, now)
    if holding.count >= PersonSession.openMax, let oldest = holding.min(by: { $0.seenAt < $1.seenAt }) {
      try end([oldest], now)
    }
    let secret = SealedRows.secret()
    let row = Row(
      id: try SealedRows.nextID(Self.table, database),
      owner: owner,
      hash: SealedRows.hash(secret),
      createdAt: now,
      expiresAt: now + PersonSession.lifetime,
      seenAt: now
    )
    try database.run(
      "INSERT INTO session (id, account, hash, created_at, expires_at, seen_at, seal) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        SQLValue(row.id), SQLValue(owner), SQLValue(row.hash), SQLValue(now), SQLValue(row.expiresAt), SQLValue(now),
        SQLValue(seal(row)),
      ]
    )
    try register.sealSessions(database)
    return (secret, row)
  }

  /// The session of a secret that holds now.
  func find(_ secret: String, now: Int64) throws -> Row? {
    let row = try select("WHERE hash = ?", [SQLValue(SealedRows.hash(secret))]).first
    return row.flatMap { $0.holds(now) ? $0 : nil }
  }

  /// The sessions of an account that hold now, newest first.
  func holding(_ owner: Int64, _ now: Int64) throws -> [Row] {
    try select("WHERE account = ? ORDER BY id DESC", [SQLValue(owner)]).filter { $0.holds(now) }
  }

  /// Notes that something was done.
  func see(_ row: Row, _ now: Int64) throws {
    // Meanwhile it may have ended.
    guard var row = try select("WHERE id = ?", [SQLValue(row.id)]).first, row.holds(now) else { return }
    row.seenAt = now
    try update(row)
    try register.sealSessions(database)
  }

  /// Ends sessions.
  func end(_ rows: [Row], _ now: Int64) throws {
    guard !rows.isEmpty else { return }
    for var row in rows {
      row.endedAt = now
      try update(row)
    }
    try register.sealSessions(database)
  }

  private func update(_ row: Row) throws {
    try database.run(
      "UPDATE session SET seen_at = ?, ended_at = ?, seal = ? WHERE id = ?",
      [SQLValue(row.seenAt), SQLValue(row.endedAt), SQLValue(seal(row)), SQLValue(row.id)]
    )
  }

  private func select(_ condition: String, _ values: [SQLValue]) throws -> [Row] {
    let columns = "id, account, hash, created_at, expires_at, seen_at, ended_at, seal"
    return try database.map("SELECT \(columns) FROM session \(condition)", values) { line in
      guard let hash = line.digest(2) else { throw StoreError.damaged(.session(id: line.integer(0))) }
      let row = Row(
        id: line.integer(0),
        owner: line.integer(1),
        hash: hash,
        createdAt: line.integer(3),
        expiresAt: line.integer(4),
        seenAt: line.integer(5),
        endedAt: line.optionalInteger(6)
      )
      guard register.holds(line.bytes(7), Self.table, Self.fields(row)) else {
        throw StoreError.damaged(.session(id: row.id))
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
      "id": String(row.id), "account": String(row.owner), "hash": row.hash.hex, "created": String(row.createdAt),
      "expires": String(row.expiresAt), "seen": String(row.seenAt), "ended": row.endedAt.map { String($0) },
    ]
  }
}
