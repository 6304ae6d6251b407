import AuditLog
import GRDB
import ReportModel

/// What an original is kept as.
enum OriginalState {
  /// As it was received: a store of the first versions.
  case plain
  /// Sealed, and the key is at hand.
  case sealed(OriginalCipher)
  /// Sealed, and the key was destroyed by order.
  case erased
  /// Sealed with a key that is not in the key file.
  case unknownKey(id: String)
  /// The kept key was changed.
  case changedKey
}

/// Originals and their keys, within one transaction or snapshot.
struct OriginalRows {
  let database: Database
  let dataKeys: [DataKey]

  func state(serial: Int64, fileHash: ContentHash) throws -> OriginalState {
    let row = try database.first(
      "SELECT data_key, wrapped FROM original_key WHERE submission = ?",
      [SQLValue(serial)]
    ) { (id: $0.text(0), wrapped: $0.isNull(1) ? nil : $0.bytes(1)) }
    guard let row else { return .plain }
    guard let wrapped = row.wrapped else { return .erased }
    guard let key = dataKeys.first(where: { $0.id == row.id }) else { return .unknownKey(id: row.id) }
    guard let hash = Digest(fileHash), let cipher = OriginalCipher(wrapped: wrapped, by: key, fileHash: hash) else {
      return .changedKey
    }
    return .sealed(cipher)
  }

  /// Lends the pieces in order, opened; a piece that does not open is lent as `nil`.
  func pieces(
    serial: Int64,
    _ state: OriginalState,
    each: (Int64, UnsafeRawBufferPointer?) throws -> Void
  ) throws {
    try database.rows(
      "SELECT ordinal, bytes FROM original_piece WHERE submission = ? ORDER BY ordinal",
      [SQLValue(serial)]
    ) { row in
      let ordinal = row.integer(0)
      try row.withBytes(1) { kept in
        guard case .sealed(let cipher) = state else { return try each(ordinal, kept) }
        guard let piece = cipher.open(kept, ordinal: Int(ordinal)) else { return try each(ordinal, nil) }
        try piece.withUnsafeBytes { try each(ordinal, $0) }
      }
    }
  }
}

// MARK: - Keys that change

extension OriginalRows {
  /// Wraps every key anew with the first data key; how many were.
  func rewrap() throws -> Int {
    guard let current = dataKeys.first else { return 0 }
    var count = 0
    var last: Int64 = 0
    while let row = try next(after: last, except: current.id) {
      last = row.serial
      guard case .sealed(let cipher) = try state(serial: row.serial, fileHash: ContentHash(row.fileHash)) else {
        throw StoreError.damaged(.originalKey(number: row.number))
      }
      try database.run(
        "UPDATE original_key SET data_key = ?, wrapped = ? WHERE submission = ?",
        [SQLValue(current.id), SQLValue(try cipher.wrapped(by: current)), SQLValue(row.serial)]
      )
      count += 1
    }
    return count
  }

  private func next(
    after serial: Int64,
    except id: String
  ) throws -> (serial: Int64, fileHash: Digest, number: String)? {
    try database.first(
      """
      SELECT k.submission, s.file_hash, s.number FROM original_key k JOIN submission s ON s.serial = k.submission
      WHERE k.submission > ? AND k.data_key <> ? AND k.wrapped IS NOT NULL ORDER BY k.submission LIMIT 1
      """,
      [SQLValue(serial), SQLValue(id)]
    ) { row in
      guard let hash = row.digest(1) else { throw StoreError.damaged(.originalKey(number: row.text(2))) }
      return (row.integer(0), hash, row.text(2))
    }
  }

  /// Destroys the key of one original.
  func erase(serial: Int64) throws {
    try database.run("UPDATE original_key SET wrapped = NULL WHERE submission = ?", [SQLValue(serial)])
  }
}
