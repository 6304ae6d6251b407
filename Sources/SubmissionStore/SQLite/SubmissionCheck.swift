import AuditLog
import GRDB
import ReportModel

/// The check of one submission against what is sealed for it.
struct SubmissionCheck {
  let number: String
  let position: Int
  /// What the log must hold, from record and salt as they are kept.
  let entry: [UInt8]
  private(set) var differences: [StoreDifference] = []
  private(set) var originalBytes: Int64 = 0

  private let database: Database
  private let dataKeys: [DataKey]
  private let signer: VerifierKey
  private let serial: Int64
  private let chain: Int64
  private let record: SubmissionRecord?
  private let details: String
  private let detailsSalt: [UInt8]

  /// `nil` when there is no such row.
  init?(database: Database, serial: Int64, dataKeys: [DataKey], signer: VerifierKey) throws {
    let found = try database.first(
      "SELECT number, log_position, record, salt, details, details_salt, chain FROM submission WHERE serial = ?",
      [SQLValue(serial)]
    ) { row in
      (
        number: row.text(0), position: row.int(1), record: row.text(2), salt: row.bytes(3), details: row.text(4),
        detailsSalt: row.bytes(5), chain: row.integer(6)
      )
    }
    guard let found else { return nil }
    self.database = database
    self.dataKeys = dataKeys
    self.signer = signer
    self.serial = serial
    (position, chain, details, detailsSalt) = (found.position, found.chain, found.details, found.detailsSalt)
    entry = Commitment.entry(Commitment.record(found.record, salt: found.salt))
    record = SubmissionRecord(parsing: found.record)
    // The sealed number, if there is one: the column may be what was changed.
    number = record?.number.text ?? found.number
  }

  /// Compares everything with the record, which the caller has found to be the sealed one.
  mutating func run() throws {
    guard let record else { return note(.recordUnreadable(number: number)) }
    try checkPlace(record)
    try checkDetails(record)
    try checkDocument(record)
    try checkOriginal(record)
  }

  private mutating func note(_ difference: StoreDifference) { differences.append(difference) }

  private mutating func checkPlace(_ record: SubmissionRecord) throws {
    let expected = ReportNumber(region: record.region, period: record.period, serial: serial)
    if expected != record.number { note(.column(number: number, column: "serial")) }
    let first = try record.corrects.flatMap { corrected in
      try database.first("SELECT chain FROM submission WHERE number = ?", [SQLValue(corrected.text)]) { $0.integer(0) }
    }
    if chain != (record.corrects == nil ? serial : first) { note(.column(number: number, column: "chain")) }
  }

  private mutating func checkDetails(_ record: SubmissionRecord) throws {
    let hash = ContentHash(Commitment.details(details, salt: detailsSalt))
    guard hash == record.detailsHash, let details = SubmissionDetails(parsing: details) else {
      return note(.details(number: number))
    }
    try checkColumns(SubmissionColumns(record, details).values)
  }

  private mutating func checkColumns(_ expected: [SQLValue]) throws {
    let names = SubmissionColumns.names
    let different = try database.first(
      "SELECT \(names.joined(separator: ", ")) FROM submission WHERE serial = ?",
      [SQLValue(serial)]
    ) { row in
      zip(names, expected).enumerated().filter { !row.isSame(Int32($0.offset), as: $0.element.1) }
        .map { $0.element.0 }
    }
    for name in different ?? [] { note(.column(number: number, column: name)) }
  }

  private mutating func checkDocument(_ record: SubmissionRecord) throws {
    let hash = try database.first("SELECT bytes FROM document WHERE submission = ?", [SQLValue(serial)]) { row in
      Packing.document(row.bytes(0)).map { ContentHash(Digest.sha256(of: $0)) }
    }
    guard let hash else { return note(.documentMissing(number: number)) }
    if hash != record.documentHash { note(.document(number: number)) }
  }

  private mutating func checkOriginal(_ record: SubmissionRecord) throws {
    let rows = OriginalRows(database: database, dataKeys: dataKeys)
    let state = try rows.state(serial: serial, fileHash: record.fileHash)
    try checkConfirmation(record, state)
    switch state {
    case .plain, .sealed: try checkPieces(record, rows, state)
    case .unknownKey, .changedKey: note(.originalKey(number: number))
    case .erased: try checkErasure()
    }
  }

  /// What was confirmed beside the file is there when the record says so, and only then.
  private mutating func checkConfirmation(_ record: SubmissionRecord, _ state: OriginalState) throws {
    let sealed = try ConfirmationRows(database: database).find(submission: serial)
    guard (sealed != nil) == (record.confirmations != nil) else { return note(.confirmation(number: number)) }
    guard let sealed, case .sealed(let cipher) = state else { return }
    if ConfirmationRows.open(sealed, cipher, of: record, signedBy: signer) == nil {
      note(.confirmation(number: number))
    }
  }

  /// What was erased must have been erased by order.
  private mutating func checkErasure() throws {
    let orders = try database.first(
      "SELECT count(*) FROM event WHERE kind = ? AND subject = ?",
      [SQLValue(StoreEvent.Kind.keyDestroyed.rawValue), SQLValue(number)]
    ) { $0.integer(0) }
    if orders ?? 0 == 0 { note(.erasureUnlogged(number: number)) }
  }

  private mutating func checkPieces(
    _ record: SubmissionRecord,
    _ rows: OriginalRows,
    _ state: OriginalState
  ) throws {
    var hasher = DigestHasher()
    var next: Int64 = 0
    var misplaced: Int64?
    var bytes: Int64 = 0
    try rows.pieces(serial: serial, state) { ordinal, piece in
      if ordinal != next || piece == nil, misplaced == nil { misplaced = next }
      next += 1
      guard let piece else { return }
      hasher.update(piece)
      bytes += Int64(piece.count)
    }
    originalBytes = bytes
    if let misplaced { return note(.originalPiece(number: number, piece: misplaced)) }
    let found = ContentHash(hasher.finalize())
    guard found != record.fileHash else { return }
    let isCut = bytes < record.fileBytes && bytes % Int64(PosixFile.pieceBytes) == 0
    note(
      isCut
        ? .originalPiece(number: number, piece: next)
        : .original(number: number, expected: record.fileHash, found: found)
    )
  }
}
