import AuditLog
import GRDB
import ReportModel

/// The embedded store: one SQLite file in WAL mode that waits for the disk on every commit.
///
/// ```swift
/// let (store, opening) = try SQLiteSubmissionStore.open(path: "wlkp.db", createIfMissing: true)
/// switch try store.file(filing) {
/// case .accepted(let submission, let receipt): …
/// case .alreadyFiled(let submission, let receipt): …
/// case .refused(let refusal): …
/// }
/// ```
///
/// One write at a time, readers beside it; several processes may use one file. No outside tool needs to be trusted:
/// what is kept is compared with the signed log by ``checkLog(progress:)``.
public final class SQLiteSubmissionStore: SubmissionStore {
  /// The store's file.
  public let path: String
  /// The log's unique name.
  public let origin: String
  /// The public half of the key that signs the log.
  public var publicKey: VerifierKey { key.verifier }
  /// Where the `async` forms run.
  public let lanes = StoreLanes()

  let pool: DatabasePool
  private let key: SigningKey
  private let register: RegisterSeals
  private let options: StoreOptions
  private let failures: any FailurePoint
  private let queue = FilingQueue()

  init(path: String, pool: DatabasePool, key: SigningKey, options: StoreOptions, failures: any FailurePoint) {
    self.path = path
    self.pool = pool
    self.key = key
    self.options = options
    self.failures = failures
    origin = key.verifier.name
    register = RegisterSeals(secret: key.privateText)
  }

  // MARK: Filing

  /// Keeps a judged report; see ``SubmissionStore``.
  public func file(_ filing: Filing) throws(StoreError) -> FilingOutcome {
    let prepared = try guarded { try PreparedFiling(filing) }
    let decision = try guarded { try queue.run(prepared, write: group.write) }
    switch decision {
    case .refused(let refusal): return .refused(refusal)
    case .alreadyFiled(let number):
      let (submission, receipt) = try kept(number)
      return .alreadyFiled(submission, receipt)
    case .accepted(let number):
      try guarded { try failures.after(.commit) }
      let (submission, receipt) = try kept(number)
      return .accepted(submission, receipt)
    }
  }

  var group: FilingGroup {
    FilingGroup(pool: pool, key: key, register: register, authority: options.authority, failures: failures)
  }

  /// A submission with its receipt, read back from what was committed.
  private func kept(_ number: String) throws(StoreError) -> (StoredSubmission, Receipt) {
    try reading { database in
      guard let row = try SubmissionRows(database: database).find(number) else {
        throw StoreError.damaged(.recordUnreadable(number: number))
      }
      return (row.stored, try Self.receipt(row, database))
    }
  }

  /// What an earlier request of this account with this key led to.
  public func idempotencyEntry(account: String, key: String) throws(StoreError) -> IdempotencyEntry? {
    try reading { try IdempotencyRows(database: $0, register: self.register).find(account: account, key: key) }
  }

  // MARK: Reading

  /// A report with all its versions; `nil` when there is none of this number.
  public func submission(_ number: String) throws(StoreError) -> SubmissionHistory? {
    try reading { database in
      let rows = SubmissionRows(database: database)
      guard let row = try rows.find(number) else { return nil }
      return SubmissionHistory(
        submission: row.stored,
        versions: try rows.versions(chain: row.chain).map(\.stored)
      )
    }
  }

  /// Submissions that match, newest first.
  public func history(_ query: HistoryQuery) throws(StoreError) -> HistoryPage {
    let sql = try HistorySQL(query)
    return try reading { database in
      let rows = try SubmissionRows(database: database).select(sql.text, sql.values, reuse: false)
      let page = rows.prefix(sql.limit)
      let next = rows.count > sql.limit ? page.last.map { HistorySQL.cursor(serial: $0.serial) } : nil
      return HistoryPage(submissions: page.map(\.stored), next: next)
    }
  }

  /// The assessment's document; `nil` when there is no report of this number.
  public func document(_ number: String) throws(StoreError) -> [UInt8]? {
    guard let number = SubmissionRows.number(from: number) else { return nil }
    return try reading { database in
      try database.first(
        "SELECT d.bytes FROM document d JOIN submission s ON s.serial = d.submission WHERE s.number = ?",
        [SQLValue(number.text)]
      ) { $0.bytes(0) }
    }
  }

  /// Lends the original piece by piece, at most 1 MiB each; `false` when there is no report of this number.
  public func original(
    _ number: String,
    each: (UnsafeRawBufferPointer) throws -> Void
  ) throws(StoreError) -> Bool {
    try reading { database in
      guard let row = try SubmissionRows(database: database).find(number) else { return false }
      try database.rows(
        "SELECT bytes FROM original_piece WHERE submission = ? ORDER BY ordinal",
        [SQLValue(row.serial)]
      ) { try $0.withBytes(0, each) }
      return true
    }
  }

  /// The receipt, the same bytes each time; `nil` when there is no report of this number.
  public func receipt(_ number: String) throws(StoreError) -> Receipt? {
    try reading { database in
      try SubmissionRows(database: database).find(number).map { try Self.receipt($0, database) }
    }
  }

  private static func receipt(_ row: SubmissionRow, _ database: Database) throws -> Receipt {
    let log = LogTables(database: database)
    let position = row.stored.logPosition
    guard let note = try log.firstNote(covering: position) else {
      throw StoreError.damaged(.checkpointMissing(size: position + 1))
    }
    let checkpoint = try SignedCheckpoint(parsing: note)
    let proof = try TlogProof(index: position, under: checkpoint, from: log)
    return Receipt(record: row.stored.record, salt: row.salt, proof: proof)
  }

  // MARK: The log

  /// The newest signed checkpoint, as it is kept.
  public func checkpoint() throws(StoreError) -> SignedCheckpoint {
    try reading { database in
      guard let newest = try LogTables(database: database).newestNote() else {
        throw StoreError.damaged(.checkpointMissing(size: 0))
      }
      return try SignedCheckpoint(parsing: newest.note)
    }
  }

  /// Re-derives everything from the data and names what differs. Reads one snapshot; filing goes on meanwhile.
  public func checkLog(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport {
    try reading { database in
      var check = StoreCheck(
        database: database,
        publicKey: self.publicKey,
        origin: self.origin,
        register: self.register
      )
      return try check.run(progress: progress)
    }
  }

  // MARK: Accounts

  /// Makes an account.
  public func createAccount(
    name: String,
    role: Account.Role,
    scope: AccessScope,
    now: Int64
  ) throws(StoreError) -> Account {
    let account = Account(name: name, role: role, scope: scope, createdAt: now)
    try writing { try self.accountRows($0).create(account) }
    return account
  }

  /// The account of this name.
  public func account(_ name: String) throws(StoreError) -> Account? {
    try reading { try self.accountRows($0).find(name)?.account }
  }

  /// All accounts by name.
  public func accounts() throws(StoreError) -> [Account] {
    try reading { try self.accountRows($0).all() }
  }

  /// Makes a token for an account; only its hash is kept.
  public func createToken(
    account: String,
    label: String,
    now: Int64,
    expiresAt: Int64?
  ) throws(StoreError) -> IssuedToken {
    try writing {
      try self.accountRows($0).createToken(account: account, label: label, now: now, expiresAt: expiresAt)
    }
  }

  /// The tokens of an account, oldest first.
  public func tokens(account: String) throws(StoreError) -> [TokenInfo] {
    try reading { try self.accountRows($0).tokens(account: account) }
  }

  /// Ends a token; one that was ended before stays as it is.
  public func revokeToken(id: Int64, now: Int64) throws(StoreError) {
    try writing { try self.accountRows($0).revoke(id: id, now: now) }
  }

  /// The account that a token stands for; `nil` when it is unknown, expired or revoked.
  public func authenticate(token: String, now: Int64) throws(StoreError) -> Account? {
    try reading { try self.accountRows($0).authenticate(token, now: now) }
  }

  private func accountRows(_ database: Database) -> AccountRows {
    AccountRows(database: database, register: register)
  }

  // MARK: Calls into the database

  /// Lets go of the file; later calls fail.
  public func close() throws(StoreError) {
    // So that the one file holds everything, ready to be copied. When another process reads just now, the WAL beside
    // it keeps the rest, and nothing is lost.
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try guarded { try pool.close() }
  }

  private func reading<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try guarded { try pool.read(work) }
  }

  private func writing<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try guarded { try pool.write(work) }
  }

  private func guarded<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try work()
    } catch {
      throw StoreError(error, path: path, busyTimeout: options.busyTimeout)
    }
  }
}
