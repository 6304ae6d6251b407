import AuditLog
import GRDB

extension StoreError {
  /// What a failing database call means for the store at this path.
  init(_ error: any Error, path: String, busyTimeout: Int) {
    switch error {
    case let error as StoreError: self = error
    case let error as LogError: self = .log(error)
    case let error as FileFault: self = StoreError(error)
    case let error as DatabaseError: self = Self.database(error, path: path, busyTimeout: busyTimeout)
    default: self = .storageFailed(code: ResultCode.SQLITE_ERROR.rawValue, message: String(describing: error))
    }
  }

  private static func database(_ error: DatabaseError, path: String, busyTimeout: Int) -> StoreError {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .busy(path: path, waitedFor: busyTimeout)
    case .SQLITE_FULL: .diskFull(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
    case .SQLITE_NOTADB: .notAStore(path: path)
    case .SQLITE_CORRUPT: .damaged(.sqlite(message: error.message ?? ""))
    default:
      // The message and the code, never the statement's arguments: they may hold personal data.
      .storageFailed(code: error.extendedResultCode.rawValue, message: error.message ?? "")
    }
  }
}
