import AuditLog
import ReportModel

/// A place where what is kept is not what was put in.
public indirect enum StoreDifference: Hashable, Sendable {
  // Of one report, named by its number
  /// The original's bytes have another hash than was sealed.
  case original(number: String, expected: ContentHash, found: ContentHash)
  /// A piece of the original is missing or out of place; pieces count from 0.
  case originalPiece(number: String, piece: Int64)
  /// The key of the original was changed, or is missing from the key file.
  case originalKey(number: String)
  /// The key of the original is gone, and no event tells who destroyed it.
  case erasureUnlogged(number: String)
  /// What was confirmed beside the file was changed or is missing, or there is such a record where none belongs.
  case confirmation(number: String)
  /// The assessment's document has another hash than was sealed.
  case document(number: String)
  /// The assessment's document is missing.
  case documentMissing(number: String)
  /// The record cannot be read.
  case recordUnreadable(number: String)
  /// Record or salt do not give what the log holds.
  case record(number: String, position: Int)
  /// Details or their salt do not give what the record states.
  case details(number: String)
  /// A column that repeats a part of record or details says something else.
  case column(number: String, column: String)
  /// The submission of a log entry is missing; positions count from 0.
  case submissionMissing(position: Int)

  // Of the log
  /// A log entry was changed; its submission is whole.
  case entry(number: String, position: Int)
  /// A log entry is missing.
  case entryMissing(position: Int)
  /// A node, leaf or root of the tree.
  case tree(LogDifference)
  /// A checkpoint is missing.
  case checkpointMissing(size: Int)
  /// A checkpoint does not verify.
  case checkpoint(size: Int, LogError)
  /// A checkpoint states another size than the one it is kept under.
  case checkpointSize(size: Int, stated: Int)
  /// A checkpoint is kept as the follower of another one than there is.
  case checkpointOrder(size: Int, previous: Int, expected: Int)

  // Of the access log
  /// A difference of the log in the access log.
  case accessLog(StoreDifference)
  /// An event's row was changed; events count from 1.
  case event(serial: Int64)
  /// The event of a log entry is missing; positions count from 0.
  case eventMissing(position: Int)
  /// A log entry was changed; its event is whole.
  case eventEntry(position: Int)

  // Of the reports that wait for confirmation, by their numbers
  /// A waiting report was changed, or put in.
  case pending(id: String)
  /// A waiting report is gone, and no event tells why.
  case pendingMissing(id: String)

  // Of the store
  /// The search index does not say what the submission says; it can be made anew from the submissions.
  case searchIndex(serial: Int64)
  /// Rows that belong to nothing.
  case orphan(table: String, key: Int64)
  /// An account's row was changed outside this program.
  case account(name: String)
  /// A token's row was changed outside this program.
  case token(id: Int64)
  /// An account's password was changed outside this program.
  case password(account: String)
  /// A session's row was changed outside this program.
  case session(id: Int64)
  /// The row of a link for one use was changed outside this program.
  case link(id: Int64)
  /// An account, token, password, link or session was added or removed outside this program.
  case register
  /// A row of the keys for retries was changed outside this program.
  case idempotencyKey(account: String, key: String)
  /// A statement of the store about itself was changed.
  case meta(name: String)
  /// A table or index is missing, added or changed.
  case schema(name: String)
  /// SQLite's own check found something.
  case sqlite(message: String)
}
