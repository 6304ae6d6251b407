import AuditLog
import ReportModel

/// What can go wrong around a store: never the report's fault. The sentences stand in `StoreMessages.swift`.
public enum StoreError: Error, Hashable, Sendable {
  // Opening
  /// There is no store at this path, and none was to be made.
  case storeMissing(path: String)
  /// The file is something else: not SQLite, or another program's.
  case notAStore(path: String)
  /// The store was written by a later version of this program.
  case storeTooNew(path: String, version: Int, known: Int)
  /// The store's key file is missing. A new key is never made for an existing store.
  case keyMissing(keyFile: String)
  /// A key file lies where a new store was to be made: the store it belongs to is lost or elsewhere.
  case keyWithoutStore(path: String, keyFile: String)
  /// The key file cannot be read as a key.
  case keyUnreadable(keyFile: String, LogError)
  /// Others than the owner's group may read or write the key file; permission bits as in `chmod`.
  case keyExposed(keyFile: String, mode: UInt32)
  /// The key file holds another key than the store's log was begun with.
  case keyDiffers(keyFile: String, expected: String, found: String)
  /// The file with the keys of originals is missing, and there are originals sealed with them.
  case dataKeyMissing(keyFile: String)
  /// The file with the keys of originals cannot be read as such.
  case dataKeyUnreadable(keyFile: String)
  /// The key that an original was sealed with is not in the key file.
  case dataKeyUnknown(keyFile: String, id: String)
  /// The key of this original was destroyed by order; its bytes are gone, its proofs hold.
  case originalErased(number: String)
  /// An order to destroy an original's key needs two different accounts and a reason.
  case erasureOrderUnusable
  /// The store's log has another origin than the one asked for.
  case originDiffers(expected: String, found: String)

  // The machine
  /// A file could not be opened, read, written or synchronised; `errno` tells why.
  case fileFailed(path: String, errno: Int32)
  /// Another process held the store for longer than the waiting time, in milliseconds.
  case busy(path: String, waitedFor: Int)
  /// No room left on the disk.
  case diskFull(path: String)
  /// The store cannot be written.
  case readOnly(path: String)
  /// SQLite refused with this extended result code and message.
  case storageFailed(code: Int32, message: String)
  /// The log's mathematics or key refused.
  case log(LogError)

  // What is kept
  /// What is kept is not what was put in: nothing more is filed on top of it. `wlkp log check` tells all.
  case damaged(StoreDifference)

  // Misuse
  /// The verdict does not allow filing.
  case verdictForbidsFiling(Verdict)
  /// An accepted assessment lacks what identifies a report; names of header fields.
  case headerIncomplete(fields: [String])
  /// No report of this number waits for confirmation.
  case pendingUnknown(id: String)
  /// The time to confirm has passed.
  case pendingExpired(id: String)
  /// The account has as many waiting reports as it may.
  case tooManyPending(limit: Int)
  /// The confirmation given is not for the file that was judged, or the judgement was made with another one.
  case confirmationDiffers
  /// The file given as original is not the file that was judged.
  case originalDiffers(path: String, expected: ContentHash, found: ContentHash)
  /// A document or file is larger than the store takes, in bytes.
  case tooLarge(what: Part, bytes: Int64, limit: Int64)
  /// An account's name is empty, too long or has characters that do not print.
  case accountNameUnusable
  /// An account of this name exists.
  case accountExists(name: String)
  /// There is no account of this name.
  case accountUnknown(name: String)
  /// A link for one use that was used, has expired, or was replaced.
  case linkUnusable
  /// There is no token with this number.
  case tokenUnknown(id: Int64)
  /// A folder to export to holds another log than this, or a later state of it.
  case exportDiffers(path: String)
  /// An event with too many or too long texts, or a detail whose name is none.
  case eventUnusable(kind: StoreEvent.Kind)
  /// A cursor that no earlier page gave.
  case cursorUnusable

  /// What was too large.
  public enum Part: String, Hashable, Sendable {
    /// The original file.
    case original
    /// The assessment's document.
    case document
    /// The table of accounts' keys for retries.
    case idempotencyKey
  }
}
