import AuditLog
import GRDB
import ReportModel

/// A row of `submission` with what is sealed in it.
struct SubmissionRow {
  let serial: Int64
  let chain: Int64
  let version: Int64
  let salt: [UInt8]
  let stored: StoredSubmission

  /// The columns in the order that ``init(_:)`` reads them.
  static let columns = """
    s.serial, s.chain, s.version, s.salt, s.log_position, s.number, s.record, s.details,
    (SELECT n.number FROM submission n WHERE n.chain = s.chain AND n.version = s.version + 1)
    """

  init(_ row: SQLRow) throws {
    let number = row.text(5)
    guard let record = SubmissionRecord(parsing: row.text(6)) else {
      throw StoreError.damaged(.recordUnreadable(number: number))
    }
    guard let details = SubmissionDetails(parsing: row.text(7)) else {
      throw StoreError.damaged(.details(number: number))
    }
    (serial, chain, version, salt) = (row.integer(0), row.integer(1), row.integer(2), row.bytes(3))
    stored = StoredSubmission(
      record: record,
      details: details,
      logPosition: row.int(4),
      correctedBy: row.optionalText(8).flatMap(ReportNumber.init)
    )
  }
}

/// The kept submissions, read within one transaction or snapshot.
struct SubmissionRows {
  let database: Database

  /// A number as it was written by somebody: spaces around it do not matter.
  static func number(from text: String) -> ReportNumber? {
    ReportNumber(trimmed(text))
  }

  /// The submission of this number.
  func find(_ number: String) throws -> SubmissionRow? {
    guard let number = Self.number(from: number) else { return nil }
    return try select("s.number = ?", [SQLValue(number.text)]).first
  }

  /// All versions of a report, the first filing first.
  func versions(chain: Int64) throws -> [SubmissionRow] {
    try select("s.chain = ? ORDER BY s.version", [SQLValue(chain)])
  }

  func latest(chain: Int64) throws -> SubmissionRow? {
    try select("s.chain = ? ORDER BY s.version DESC LIMIT 1", [SQLValue(chain)]).first
  }

  /// The submission of the same bytes by the same unit.
  func find(unit: UnitIdentity, fileHash: Digest) throws -> SubmissionRow? {
    try select("s.unit_key = ? AND s.file_hash = ?", [SQLValue(unit.key), SQLValue(fileHash)]).first
  }

  /// The reports of which some version has this key.
  func chains(reportKey: String) throws -> [Int64] {
    var chains: [Int64] = []
    // Not DISTINCT, for which SQLite makes a table of its own each time: there are none or few.
    try database.rows("SELECT chain FROM submission WHERE report_key = ?", [SQLValue(reportKey)]) { row in
      let chain = row.integer(0)
      if !chains.contains(chain) { chains.append(chain) }
    }
    return chains
  }

  func nextSerial() throws -> Int64 {
    try database.first("SELECT coalesce(max(serial), 0) + 1 FROM submission") { $0.integer(0) } ?? 1
  }

  /// - Parameter condition: one of few; its compiled statement is kept.
  func select(_ condition: String, _ values: [SQLValue]) throws -> [SubmissionRow] {
    try database.map(
      "SELECT \(SubmissionRow.columns) FROM submission s WHERE \(condition)",
      values,
      SubmissionRow.init
    )
  }

  private static func trimmed(_ text: String) -> String {
    let rest = text.unicodeScalars.drop { $0.properties.isWhitespace }.reversed()
      .drop { $0.properties.isWhitespace }
    return String(String.UnicodeScalarView(rest.reversed()))
  }
}
