import AuditLog
import GRDB
import ReportModel

/// The companion records of submissions, within one transaction or snapshot.
///
/// A remark may name a person: the signed note is sealed with the key of the original, and goes with it.
struct ConfirmationRows {
  let database: Database

  func insert(_ sealed: [UInt8], submission: Int64) throws {
    try database.run(
      "INSERT INTO confirmation (submission, bytes) VALUES (?, ?)",
      [SQLValue(submission), SQLValue(sealed)]
    )
  }

  func find(submission: Int64) throws -> [UInt8]? {
    try database.first("SELECT bytes FROM confirmation WHERE submission = ?", [SQLValue(submission)]) { $0.bytes(0) }
  }

  /// The record behind a sealed one; `nil` when it was changed, or is not the one that the submission states.
  static func open(
    _ sealed: [UInt8],
    _ cipher: OriginalCipher,
    of record: SubmissionRecord,
    signedBy key: VerifierKey
  ) -> StoredConfirmation? {
    guard let text = cipher.open(note: sealed), let found = StoredConfirmation(text: text, signedBy: key),
      found.record.file == record.fileHash, found.record.companion.hash == record.confirmations
    else { return nil }
    return found
  }
}

extension SQLiteSubmissionStore {
  /// What was confirmed beside the file of a report; `nil` when nothing was, or there is no report of this number.
  ///
  /// - Throws: ``StoreError/originalErased(number:)`` when it was erased with the original.
  public func confirmation(_ number: String) throws(StoreError) -> StoredConfirmation? {
    try reading { database in
      guard let row = try SubmissionRows(database: database).find(number), row.stored.record.confirmations != nil else {
        return nil
      }
      let record = row.stored.record
      let number = record.number.text
      let state = try OriginalRows(database: database, dataKeys: self.dataKeys.all)
        .state(serial: row.serial, fileHash: record.fileHash)
      if case .erased = state { throw StoreError.originalErased(number: number) }
      if case .unknownKey(let id) = state {
        throw StoreError.dataKeyUnknown(keyFile: self.dataKeyFile.path, id: id)
      }
      guard case .sealed(let cipher) = state,
        let sealed = try ConfirmationRows(database: database).find(submission: row.serial),
        let found = ConfirmationRows.open(sealed, cipher, of: record, signedBy: self.publicKey)
      else { throw StoreError.damaged(.confirmation(number: number)) }
      return found
    }
  }
}
