import AuditLog
import GRDB
import ReportModel

/// The keys for retries, within one transaction or snapshot.
struct IdempotencyRows {
  let database: Database
  let register: RegisterSeals

  private static let table = "idempotency"

  func find(account: String, key: String) throws -> IdempotencyEntry? {
    let found = try database.first(
      """
      SELECT i.request_hash, i.submission, i.seal, s.number FROM idempotency i
      JOIN submission s ON s.serial = i.submission WHERE i.account = ? AND i.key = ?
      """,
      [SQLValue(account), SQLValue(key)]
    ) { row -> (hash: Digest?, isSealed: Bool, number: String) in
      (row.digest(0), holds(row.bytes(2), account, key, row.bytes(0), row.integer(1)), row.text(3))
    }
    guard let found else { return nil }
    guard let hash = found.hash, found.isSealed, let number = ReportNumber(found.number) else {
      throw StoreError.damaged(.idempotencyKey(account: account, key: key))
    }
    return IdempotencyEntry(requestHash: ContentHash(hash), number: number)
  }

  func insert(_ key: IdempotencyKey, account: String, submission: Int64) throws {
    guard let hash = Digest(key.requestHash) else { return }
    let seal = register.seal(Self.table, Self.fields(account, key.key, hash.bytes, submission))
    try database.run(
      "INSERT INTO idempotency (account, key, request_hash, submission, seal) VALUES (?, ?, ?, ?, ?)",
      [SQLValue(account), SQLValue(key.key), SQLValue(hash), SQLValue(submission), SQLValue(seal)]
    )
  }

  /// The rows that do not fit their seals.
  func damaged() throws -> [StoreDifference] {
    var found: [StoreDifference] = []
    try database.rows("SELECT account, key, request_hash, submission, seal FROM idempotency") { row in
      let (account, key) = (row.text(0), row.text(1))
      if !holds(row.bytes(4), account, key, row.bytes(2), row.integer(3)) {
        found.append(.idempotencyKey(account: account, key: key))
      }
    }
    return found
  }

  private func holds(_ seal: [UInt8], _ account: String, _ key: String, _ hash: [UInt8], _ submission: Int64) -> Bool {
    register.holds(seal, Self.table, Self.fields(account, key, hash, submission))
  }

  private static func fields(
    _ account: String,
    _ key: String,
    _ hash: [UInt8],
    _ submission: Int64
  ) -> KeyValuePairs<String, String?> {
    ["account": account, "key": key, "request": Digest(bytes: hash)?.hex, "submission": String(submission)]
  }
}
