import AuditLog
import GRDB

/// Events, within one transaction or snapshot.
struct EventRows {
  let database: Database

  /// Keeps an event and hands its log entry on.
  func insert(_ event: StoreEvent, append: ([UInt8]) throws -> Void) throws -> StoredEvent {
    guard event.isUsable else { throw StoreError.eventUnusable(kind: event.kind) }
    let serial = try database.first("SELECT coalesce(max(serial), 0) + 1 FROM event") { $0.integer(0) } ?? 1
    let stored = StoredEvent(serial: serial, event: event)
    let salt = Commitment.salt()
    try database.run(
      "INSERT INTO event (serial, kind, at, actor, subject, salt, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [SQLValue(serial)] + Self.columns(event) + [SQLValue(salt), SQLValue(stored.text)]
    )
    try append(Commitment.entry(Commitment.event(stored.text, salt: salt)))
    return stored
  }

  /// The columns that repeat parts of the text, in the order kind, at, actor, subject.
  static func columns(_ event: StoreEvent) -> [SQLValue] {
    [SQLValue(event.kind.rawValue), SQLValue(event.at), SQLValue(event.actor), SQLValue(event.subject)]
  }

  /// Events that match, newest first.
  func page(_ query: EventQuery) throws -> EventPage {
    let limit = min(max(query.limit, 1), HistoryQuery.limitMax)
    var conditions: [String] = []
    var values: [SQLValue] = []
    func add(_ condition: String, _ value: SQLValue?) {
      guard let value else { return }
      conditions.append(condition)
      values.append(value)
    }
    add("kind = ?", query.kind.map { SQLValue($0.rawValue) })
    add("actor = ?", query.actor.map { SQLValue($0) })
    add("subject = ?", query.subject.map { SQLValue($0) })
    add("at >= ?", query.from.map { SQLValue($0) })
    add("at < ?", query.before.map { SQLValue($0) })
    add("serial < ?", try query.after.map { SQLValue(try Self.serial(cursor: $0)) })
    let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
    let rows = try database.map(
      "SELECT serial, text FROM event WHERE \(condition) ORDER BY serial DESC LIMIT \(limit + 1)",
      values,
      reuse: false
    ) { row in
      guard let event = StoredEvent(parsing: row.text(1)) else {
        throw StoreError.damaged(.event(serial: row.integer(0)))
      }
      return event
    }
    let page = Array(rows.prefix(limit))
    return EventPage(events: page, next: rows.count > limit ? page.last.map { "e\($0.serial)" } : nil)
  }

  private static func serial(cursor: String) throws -> Int64 {
    guard cursor.hasPrefix("e"), let serial = Int64(cursor.dropFirst()), serial > 0 else {
      throw StoreError.cursorUnusable
    }
    return serial
  }
}
