import AuditLog
import GRDB

/// Writes a group of filings in one transaction: one wait for the disk, one signed checkpoint.
///
/// Each filing stands in a savepoint of its own, so that one that fails takes no other with it. When the transaction as
/// a whole fails, each is written alone: what the failure was about then meets only its cause.
struct FilingGroup {
  let pool: DatabasePool
  let key: SigningKey
  let register: RegisterSeals
  let authority: String?
  let failures: any FailurePoint

  typealias Answer = Result<FilingDecision, any Error>

  /// The answers, in the order of the filings.
  func write(_ filings: [PreparedFiling]) -> [Answer] {
    do {
      return try pool.write { try write(filings, $0) }
    } catch {
      if filings.count == 1 { return [.failure(error)] }
      // Should the failed commit have lasted after all, the same bytes are found and answered with their receipt.
      return filings.map { filing in Answer { try pool.write { try write([filing], $0)[0].get() } } }
    }
  }

  private func write(_ filings: [PreparedFiling], _ database: Database) throws -> [Answer] {
    let log = LogAppender(tables: LogTables(database: database), key: key, origin: key.verifier.name)
    var frontier: Frontier?
    var answers: [Answer] = []
    for filing in filings {
      answers.append(try write(filing, database, log, &frontier))
    }
    guard let frontier else { return answers }
    try failures.before(.checkpoint)
    try log.checkpoint(frontier.head)
    try failures.after(.checkpoint)
    try failures.before(.commit)
    return answers
  }

  private func write(
    _ filing: PreparedFiling,
    _ database: Database,
    _ log: LogAppender,
    _ frontier: inout Frontier?
  ) throws -> Answer {
    var transaction = FilingTransaction(
      database: database,
      log: log,
      register: register,
      authority: authority,
      failures: failures,
      frontier: frontier
    )
    do {
      var decision: FilingDecision?
      try database.inSavepoint {
        decision = try transaction.run(filing)
        return .commit
      }
      frontier = transaction.frontier
      return decision.map { .success($0) } ?? .failure(DatabaseError(resultCode: .SQLITE_INTERNAL))
    } catch {
      // SQLite ends the whole transaction on its own when, say, the disk is full: then nothing of the group stands.
      guard database.isInsideTransaction else { throw error }
      return .failure(error)
    }
  }
}
