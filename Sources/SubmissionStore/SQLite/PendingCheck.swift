import AuditLog
import GRDB
import ReportModel

/// The waiting reports against their seals and the events that tell of them.
extension StoreCheck {
  mutating func checkPending() throws {
    let rows = PendingRows(database: database, register: register)
    let damaged = try rows.damaged()
    damaged.forEach { note(.pending(id: $0)) }
    if damaged.isEmpty {
      for row in try rows.all() where try !isWhole(row, rows) { note(.pending(id: row.report.id)) }
    }
    try checkPendingEvents()
  }

  private func isWhole(_ row: PendingRow, _ rows: PendingRows) throws -> Bool {
    guard let cipher = rows.cipher(row, dataKeys), (try? rows.document(row)) != nil else { return false }
    var hasher = DigestHasher()
    var next: Int64 = 0
    var isWhole = true
    try rows.pieces(row, cipher) { ordinal, piece in
      if ordinal != next || piece == nil { isWhole = false }
      next += 1
      if let piece { hasher.update(piece) }
    }
    return isWhole && ContentHash(hasher.finalize()) == row.report.fileHash
  }

  /// What began to wait waits still, or an event tells how it ended; and nothing waits that no event began.
  private mutating func checkPendingEvents() throws {
    let kinds = [StoreEvent.Kind.waiting, .confirmed, .expired].map { SQLValue($0.rawValue) }
    let gone = try database.map(
      """
      SELECT subject FROM event w WHERE kind = ? AND subject IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.subject = w.subject AND e.kind IN (?, ?))
        AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.id = w.subject) ORDER BY w.serial
      """,
      kinds
    ) { $0.text(0) }
    gone.forEach { note(.pendingMissing(id: $0)) }
    let unknown = try database.map(
      """
      SELECT id FROM pending p WHERE NOT EXISTS (SELECT 1 FROM event w WHERE w.subject = p.id AND w.kind = ?)
        OR EXISTS (SELECT 1 FROM event e WHERE e.subject = p.id AND e.kind IN (?, ?)) ORDER BY serial
      """,
      kinds
    ) { $0.text(0) }
    unknown.forEach { note(.pending(id: $0)) }
  }
}
