public import AuditLog

extension SubmissionStore {
  /// A store that lists no older checkpoints gives the newest alone.
  public func checkpoints(of tree: LogTree, limit: Int) throws(StoreError) -> [SignedCheckpoint] {
    [try checkpoint(of: tree)]
  }
}
