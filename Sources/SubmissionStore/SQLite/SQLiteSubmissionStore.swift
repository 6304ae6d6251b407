import AuditLog
import GRDB
import Glibc
import ReportModel
import Synchronization

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
  public var publicKey: VerifierKey { keys.submissions.verifier }
  /// The public half of the key that signs the access log.
  public var accessKey: VerifierKey { keys.access.verifier }
  /// Where the `async` forms run.
  public let lanes = StoreLanes()
  /// The people behind the accounts.
  public var persons: any PersonRegister { SQLitePersons(store: self) }
  /// Who runs this process.
  var operatorName: String { options.operatorName }

  let pool: DatabasePool
  private let keys: LogKeys
  let register: RegisterSeals
  private let options: StoreOptions
  private let failures: any FailurePoint
  private let queue = FilingQueue()
  private let isClosing = Atomic(false)
  let dataKeys: DataKeyRing
  let dataKeyFile: DataKeyFile

  init(
    path: String,
    pool: DatabasePool,
    keys: LogKeys,
    dataKeys: [DataKey],
    options: StoreOptions,
    failures: any FailurePoint
  ) {
    self.path = path
    self.pool = pool
    self.keys = keys
    self.dataKeys = DataKeyRing(dataKeys)
    dataKeyFile = DataKeyFile(store: path)
    self.options = options
    self.failures = failures
    origin = keys.submissions.verifier.name
    register = RegisterSeals(secret: keys.submissions.privateText)
  }

  // MARK: Filing

  /// Keeps a judged report; see ``SubmissionStore``.
  public func file(_ filing: Filing) throws(StoreError) -> FilingOutcome {
    let prepared: PreparedFiling
    do {
      prepared = try prepare(filing)
    } catch is OwnCompany.Refused {
      return .refused(.otherCompany)
    } catch {
      throw StoreError(error, path: path, busyTimeout: options.busyTimeout)
    }
    guard case .filing(let decision) = try guarded({ try queue.run(.filing(prepared), write: group.write) }) else {
      throw .storageFailed(code: ResultCode.SQLITE_INTERNAL.rawValue, message: "")
    }
    switch decision {
    case .refused(let refusal): return .refused(refusal)
    case .alreadyFiled(let number):
      let (submission, receipt) = try kept(number)
      return .alreadyFiled(submission, receipt)
    case .accepted(let kept, let proofs):
      try guarded { try failures.after(.commit) }
      return .accepted(kept.submission, try guarded { try kept.receipt(under: proofs) })
    }
  }

  func prepare(_ filing: Filing) throws -> PreparedFiling {
    try PreparedFiling(
      filing,
      dataKey: dataKeys.current,
      authority: options.authority,
      signer: keys.submissions,
      ownCompany: filing.scope.isOwn ? pool.read { try OwnCompany(filing, $0) } : nil
    )
  }

  var group: FilingGroup {
    FilingGroup(
      pool: pool,
      keys: keys,
      register: register,
      chunkLength: options.chunkLength,
      failures: failures
    )
  }

  /// A submission with its receipt, read back from what was committed.
  func kept(_ number: String) throws(StoreError) -> (StoredSubmission, Receipt) {
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
    let facets = try FacetQuery(query)
    return try reading { database in
      let serials = try FacetRows(database: database).serials(facets)
      let page = serials.prefix(facets.limit)
      let rows = SubmissionRows(database: database)
      let next = serials.count > facets.limit ? page.last.map(FacetQuery.cursor) : nil
      return HistoryPage(
        submissions: try page.flatMap { try rows.select("s.serial = ?", [SQLValue($0)]) }.map(\.stored),
        next: next
      )
    }
  }

  /// The assessment's document; `nil` when there is no report of this number.
  public func document(_ number: String) throws(StoreError) -> [UInt8]? {
    guard let number = SubmissionRows.number(from: number) else { return nil }
    return try reading { database in
      let kept = try database.first(
        "SELECT d.bytes FROM document d JOIN submission s ON s.serial = d.submission WHERE s.number = ?",
        [SQLValue(number.text)]
      ) { $0.bytes(0) }
      guard let kept else { return nil }
      guard let document = Packing.document(kept) else {
        throw StoreError.damaged(.document(number: number.text))
      }
      return document
    }
  }

  /// Lends the original piece by piece, at most 1 MiB each; `false` when there is no report of this number.
  public func original(
    _ number: String,
    each: (UnsafeRawBufferPointer) throws -> Void
  ) throws(StoreError) -> Bool {
    try reading { database in
      guard let row = try SubmissionRows(database: database).find(number) else { return false }
      let number = row.stored.number.text
      let rows = OriginalRows(database: database, dataKeys: self.dataKeys.all)
      let state = try rows.state(serial: row.serial, fileHash: row.stored.record.fileHash)
      switch state {
      case .erased: throw StoreError.originalErased(number: number)
      case .unknownKey(let id): throw StoreError.dataKeyUnknown(keyFile: self.dataKeyFile.path, id: id)
      case .changedKey: throw StoreError.damaged(.originalKey(number: number))
      case .plain, .sealed: break
      }
      try rows.pieces(serial: row.serial, state) { ordinal, piece in
        guard let piece else { throw StoreError.damaged(.originalPiece(number: number, piece: ordinal)) }
        try each(piece)
      }
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
    let log = LogTables(database: database, tree: .submissions)
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
    try checkpoint(of: .submissions)
  }

  /// Re-derives everything from the data and names what differs. Reads one snapshot; filing goes on meanwhile.
  public func checkLog(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport {
    try reading { database in
      var check = self.storeCheck(database)
      return try check.run { try self.goOn($0, progress) }
    }
  }

  /// Re-derives the two trees from their entries alone. Reads one snapshot; filing goes on meanwhile.
  public func checkTrees(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport {
    try reading { database in
      var check = self.storeCheck(database)
      return try check.runTrees { try self.goOn($0, progress) }
    }
  }

  /// Notes progress, unless the store is being closed: that waits for nobody.
  private func goOn(_ step: LogCheckProgress, _ progress: (LogCheckProgress) -> Void) throws {
    guard !isClosing.load(ordering: .relaxed) else { throw StoreError.busy(path: path, waitedFor: 0) }
    progress(step)
  }

  private func storeCheck(_ database: Database) -> StoreCheck {
    StoreCheck(
      database: database,
      keys: keys,
      dataKeys: dataKeys.all,
      register: register
    )
  }

  // MARK: Events

  /// Keeps something that happened, with its entry of the access log.
  @discardableResult
  public func record(_ event: StoreEvent) throws(StoreError) -> StoredEvent {
    guard case .event(let stored) = try guarded({ try queue.run(.event(event), write: group.write) }) else {
      throw .storageFailed(code: ResultCode.SQLITE_INTERNAL.rawValue, message: "")
    }
    return stored
  }

  /// Events that match, newest first.
  public func events(_ query: EventQuery) throws(StoreError) -> EventPage {
    try reading { try EventRows(database: $0).page(query) }
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
    let details = [StoreEvent.Detail("change", "created"), StoreEvent.Detail("role", role.rawValue)]
    try changing { database, edges in
      try self.accountRows(database).create(account)
      try self.note(name, details, now, database, edges)
    }
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
    try changing { database, edges in
      let token = try self.accountRows(database)
        .createToken(account: account, label: label, now: now, expiresAt: expiresAt)
      let details = [StoreEvent.Detail("change", "token-issued"), StoreEvent.Detail("token", String(token.info.id))]
      try self.note(account, details, now, database, edges)
      return token
    }
  }

  /// The tokens of an account, oldest first.
  public func tokens(account: String) throws(StoreError) -> [TokenInfo] {
    try reading { try self.accountRows($0).tokens(account: account) }
  }

  /// Ends a token; one that was ended before stays as it is.
  public func revokeToken(id: Int64, now: Int64) throws(StoreError) {
    try changing { database, edges in
      guard let account = try self.accountRows(database).revoke(id: id, now: now) else { return }
      let details = [StoreEvent.Detail("change", "token-revoked"), StoreEvent.Detail("token", String(id))]
      try self.note(account, details, now, database, edges)
    }
  }

  /// The account that a token stands for; `nil` when it is unknown, expired or revoked.
  public func authenticate(token: String, now: Int64) throws(StoreError) -> Account? {
    try reading { try self.accountRows($0).authenticate(token, now: now) }
  }

  /// The event of a changed account.
  private func note(
    _ account: String,
    _ details: [StoreEvent.Detail],
    _ now: Int64,
    _ database: Database,
    _ edges: LogEdges
  ) throws {
    let event = StoreEvent(.accountChanged, at: now, actor: options.operatorName, subject: account, details: details)
    _ = try EventRows(database: database).insert(event) { try edges.append($0, to: .access) }
  }

  private func accountRows(_ database: Database) -> AccountRows {
    AccountRows(database: database, register: register)
  }

  // MARK: Calls into the database

  /// Lets go of the file; later calls fail.
  public func close() throws(StoreError) {
    isClosing.store(true, ordering: .relaxed)
    // So that the one file holds everything, ready to be copied. When another process reads just now, the WAL beside
    // it keeps the rest, and nothing is lost.
    _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    try guarded { try pool.close() }
  }

  func reading<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try guarded { try pool.read(work) }
  }

  func writing<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try guarded { try pool.write(work) }
  }

  /// A change beside the path of filings: its entries and their checkpoints in the same transaction.
  func changing<Value>(_ work: (Database, LogEdges) throws -> Value) throws(StoreError) -> Value {
    try writing { database in
      let edges = LogEdges(database: database, keys: self.keys)
      let value = try work(database, edges)
      try edges.checkpoint()
      return value
    }
  }

  /// A copy of the file as of now, and of the key files beside it.
  func copy(to target: String) throws(StoreError) {
    try guarded {
      if try PosixFile.status(target) != nil { throw FileFault(path: target, errno: EEXIST) }
      // Owner only, before anything is in it.
      _ = try PosixFile(target, flags: O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
      let copy = try DatabaseQueue(path: target)
      try pool.backup(to: copy)
      try copy.close()
      for suffix in [".key", ".pub", ".datakey"] {
        let bytes = try PosixFile.small(path + suffix)
        try PosixFile.write(bytes, to: target + suffix, mode: suffix == ".pub" ? 0o644 : 0o600)
      }
      try PosixFile(target, flags: O_RDWR).synchronise()
      try PosixFile.synchroniseDirectory(of: target)
    }
  }

  func guarded<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
    do {
      return try work()
    } catch {
      throw StoreError(error, path: path, busyTimeout: options.busyTimeout)
    }
  }
}
