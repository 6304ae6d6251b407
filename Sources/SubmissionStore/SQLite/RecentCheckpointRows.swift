public import AuditLog
import GRDB

extension SQLiteSubmissionStore {
  /// The newest signed checkpoints of a tree as they are kept, the newest first, at most `limit`.
  public func checkpoints(of tree: LogTree, limit: Int) throws(StoreError) -> [SignedCheckpoint] {
    try reading { database in
      var found: [SignedCheckpoint] = []
      let arguments = [SQLValue(tree.rawValue), SQLValue(max(1, min(limit, HistoryQuery.limitMax)))]
      try database.rows(
        "SELECT size, note FROM log_checkpoint WHERE tree = ? ORDER BY size DESC LIMIT ?",
        arguments
      ) { row in
        let size = row.int(0)
        do throws(LogError) {
          found.append(try SignedCheckpoint(parsing: row.text(1)))
        } catch {
          throw StoreError.damaged(.checkpoint(size: size, error))
        }
      }
      return found
    }
  }
}
