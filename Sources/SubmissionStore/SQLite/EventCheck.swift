import AuditLog
import GRDB

/// The access log against the events that are kept.
extension StoreCheck {
  mutating func checkEvents() throws {
    try access.begin()
    let end = try access.log.entryCount()
    var serial: Int64 = 0
    while let row = try nextEvent(after: serial) {
      serial = row.serial
      try check(row, end: end)
      takeAccessDifferences()
    }
    while access.entries < end {
      note(.accessLog(.eventMissing(position: access.entries)))
      try access.addKept()
    }
    try access.finish()
    takeAccessDifferences()
    report.events = access.entries
    report.accessHead = access.head
  }

  mutating func takeAccessDifferences() {
    for difference in access.takeDifferences() { note(.accessLog(difference)) }
  }

  private struct EventRow {
    let serial: Int64
    let text: String
    let salt: [UInt8]
    /// Whether the columns say what the text says.
    let agrees: Bool
  }

  private func nextEvent(after serial: Int64) throws -> EventRow? {
    try database.first(
      "SELECT serial, text, salt, kind, at, actor, subject FROM event WHERE serial > ? ORDER BY serial LIMIT 1",
      [SQLValue(serial)]
    ) { row in
      let stored = StoredEvent(parsing: row.text(1))
      let agrees = stored.map { stored in
        stored.serial == row.integer(0)
          && EventRows.columns(stored.event).enumerated().allSatisfy {
            row.isSame(Int32($0.offset) + 3, as: $0.element)
          }
      }
      return EventRow(serial: row.integer(0), text: row.text(1), salt: row.bytes(2), agrees: agrees ?? false)
    }
  }

  private mutating func check(_ row: EventRow, end: Int) throws {
    let position = Int(row.serial - 1)
    guard (access.entries..<max(end, access.entries + 1)).contains(position) else {
      return note(.accessLog(.event(serial: row.serial)))
    }
    while access.entries < position {
      note(.accessLog(.eventMissing(position: access.entries)))
      try access.addKept()
    }
    let derived = Commitment.entry(Commitment.event(row.text, salt: row.salt))
    let kept = try access.log.entry(at: position)
    let isSealed = try access.log.read(level: 0, index: position) == MerkleHash.leaf(derived)
    guard kept == derived || isSealed else {
      note(.accessLog(.event(serial: row.serial)))
      return try access.addKept()
    }
    if !row.agrees { note(.accessLog(.event(serial: row.serial))) }
    if kept != derived {
      note(.accessLog(kept == nil ? .entryMissing(position: position) : .eventEntry(position: position)))
    }
    try access.add(leafHash: MerkleHash.leaf(derived))
  }
}
