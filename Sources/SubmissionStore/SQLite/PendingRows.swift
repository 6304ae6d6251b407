import AuditLog
import GRDB
import ReportModel

/// A row of `pending` whose seal fits.
struct PendingRow {
  let serial: Int64
  let report: PendingReport
  let dataKey: String
  let wrapped: [UInt8]
}

/// The reports that wait for confirmation, within one transaction or snapshot.
struct PendingRows {
  let database: Database
  let register: RegisterSeals

  private static let table = "pending"
  private static let columns = """
    serial, id, unit_key, file_hash, submitter, received_at, expires_at, facts, data_key, wrapped, seal
    """

  func insert(_ pending: PreparedPending) throws {
    let serial = try database.first("SELECT coalesce(max(serial), 0) + 1 FROM pending") { $0.integer(0) } ?? 1
    let report = pending.report
    let seal = seal(serial, report.text, unit: pending.identity.key, pending.dataKey, pending.wrappedKey)
    try database.run(
      "INSERT INTO pending (\(Self.columns), document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      [
        SQLValue(serial), SQLValue(report.id), SQLValue(pending.identity.key), SQLValue(pending.fileHash),
        SQLValue(report.submitter), SQLValue(report.receivedAt), SQLValue(report.expiresAt), SQLValue(report.text),
        SQLValue(pending.dataKey), SQLValue(pending.wrappedKey), SQLValue(seal), SQLValue(pending.packedDocument),
      ]
    )
    try pending.original.copy { ordinal, piece in
      try database.run(
        "INSERT INTO pending_piece (pending, ordinal, bytes) VALUES (?, ?, ?)",
        [SQLValue(serial), SQLValue(ordinal), SQLValue(piece)]
      )
    }
  }

  func find(_ id: String) throws -> PendingRow? {
    try select("WHERE id = ?", [SQLValue(PendingNumber.normalised(id))]).first
  }

  func find(unit: UnitIdentity, fileHash: Digest) throws -> PendingRow? {
    try select("WHERE unit_key = ? AND file_hash = ?", [SQLValue(unit.key), SQLValue(fileHash)]).first
  }

  /// Newest first.
  func all() throws -> [PendingRow] { try select("ORDER BY serial DESC", []) }

  /// What can be confirmed no more at a moment, oldest first.
  func expired(at moment: Int64) throws -> [PendingRow] {
    try select("WHERE expires_at <= ? ORDER BY serial", [SQLValue(moment)])
  }

  func count(submitter: String) throws -> Int {
    try database.first("SELECT count(*) FROM pending WHERE submitter = ?", [SQLValue(submitter)]) { $0.int(0) } ?? 0
  }

  func remove(_ row: PendingRow) throws {
    try database.run("DELETE FROM pending_piece WHERE pending = ?", [SQLValue(row.serial)])
    try database.run("DELETE FROM pending WHERE serial = ?", [SQLValue(row.serial)])
  }

  func document(_ row: PendingRow) throws -> [UInt8] {
    let kept = try database.first("SELECT document FROM pending WHERE serial = ?", [SQLValue(row.serial)]) {
      Packing.document($0.bytes(0))
    }
    guard let document = kept ?? nil, ContentHash(Digest.sha256(of: document)) == row.report.documentHash else {
      throw StoreError.damaged(.pending(id: row.report.id))
    }
    return document
  }

  /// Lends the pieces of the original in order; `nil` for one that does not open.
  func pieces(
    _ row: PendingRow,
    _ cipher: OriginalCipher,
    each: (Int64, UnsafeRawBufferPointer?) throws -> Void
  ) throws {
    try database.rows(
      "SELECT ordinal, bytes FROM pending_piece WHERE pending = ? ORDER BY ordinal",
      [SQLValue(row.serial)]
    ) { kept in
      let ordinal = kept.integer(0)
      try kept.withBytes(1) { sealed in
        guard let piece = cipher.open(sealed, ordinal: Int(ordinal)) else { return try each(ordinal, nil) }
        try piece.withUnsafeBytes { try each(ordinal, $0) }
      }
    }
  }

  func cipher(_ row: PendingRow, _ dataKeys: [DataKey]) -> OriginalCipher? {
    guard let key = dataKeys.first(where: { $0.id == row.dataKey }), let hash = Digest(row.report.fileHash) else {
      return nil
    }
    return OriginalCipher(wrapped: row.wrapped, by: key, fileHash: hash)
  }

  /// Wraps every key anew with the first data key; how many were.
  func rewrap(_ dataKeys: [DataKey]) throws -> Int {
    guard let current = dataKeys.first else { return 0 }
    let rows = try all().filter { $0.dataKey != current.id }
    for row in rows {
      guard let cipher = cipher(row, dataKeys) else {
        throw StoreError.damaged(.pending(id: row.report.id))
      }
      let wrapped = try cipher.wrapped(by: current)
      let unit = Self.unit(of: row.report)
      try database.run(
        "UPDATE pending SET data_key = ?, wrapped = ?, seal = ? WHERE serial = ?",
        [
          SQLValue(current.id), SQLValue(wrapped),
          SQLValue(seal(row.serial, row.report.text, unit: unit, current.id, wrapped)), SQLValue(row.serial),
        ]
      )
    }
    return rows.count
  }
}

// MARK: - Seals

extension PendingRows {
  private func select(_ condition: String, _ values: [SQLValue]) throws -> [PendingRow] {
    try database.map("SELECT \(Self.columns) FROM pending \(condition)", values) { row in
      guard let found = self.row(row) else { throw StoreError.damaged(.pending(id: row.text(1))) }
      return found
    }
  }

  /// The numbers of rows that do not fit their seals.
  func damaged() throws -> [String] {
    var found: [String] = []
    try database.rows("SELECT \(Self.columns) FROM pending") { row in
      if self.row(row) == nil { found.append(row.text(1)) }
    }
    return found
  }

  private func row(_ row: SQLRow) -> PendingRow? {
    let facts = row.text(7)
    guard let report = PendingReport(parsing: facts), let hash = Digest(report.fileHash) else { return nil }
    let unit = Self.unit(of: report)
    let (serial, dataKey, wrapped) = (row.integer(0), row.text(8), row.bytes(9))
    let columns = [
      SQLValue(report.id), SQLValue(unit), SQLValue(hash), SQLValue(report.submitter), SQLValue(report.receivedAt),
      SQLValue(report.expiresAt),
    ]
    guard columns.enumerated().allSatisfy({ row.isSame(Int32($0.offset) + 1, as: $0.element) }),
      register.holds(row.bytes(10), Self.table, Self.fields(serial, facts, unit, dataKey, wrapped))
    else { return nil }
    return PendingRow(serial: serial, report: report, dataKey: dataKey, wrapped: wrapped)
  }

  private static func unit(of report: PendingReport) -> String {
    let header = report.header
    return UnitIdentity(
      nib: header.nib,
      npwp: header.npwp,
      companyName: header.companyName ?? "",
      region: header.region ?? "",
      unit: header.unit ?? ""
    ).key
  }

  private func seal(_ serial: Int64, _ facts: String, unit: String, _ dataKey: String, _ wrapped: [UInt8]) -> [UInt8] {
    register.seal(Self.table, Self.fields(serial, facts, unit, dataKey, wrapped))
  }

  private static func fields(
    _ serial: Int64,
    _ facts: String,
    _ unit: String,
    _ dataKey: String,
    _ wrapped: [UInt8]
  ) -> KeyValuePairs<String, String?> {
    [
      "serial": String(serial), "facts": facts, "unit": unit, "data-key": dataKey,
      "wrapped": Digest.sha256(of: wrapped).hex,
    ]
  }
}
