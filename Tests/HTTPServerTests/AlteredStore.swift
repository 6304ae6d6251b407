import AuditLog
import ReportModel
import SubmissionStore

/// A store that does one thing differently.
struct AlteredStore: SubmissionStore {
  let base: SQLiteSubmissionStore
  /// Whether events are kept; without, keeping one fails.
  var keepsEvents = true
  /// Whether one tree stands for the other.
  var swapsTrees = false
  /// Whether nothing is told of the log.
  var checkpointFails = false

  var publicKey: VerifierKey { base.publicKey }
  var accessKey: VerifierKey { base.accessKey }
  var lanes: StoreLanes { base.lanes }
  var persons: any PersonRegister { base.persons }

  private func tree(_ tree: LogTree) -> LogTree {
    guard swapsTrees else { return tree }
    return tree == .access ? .submissions : .access
  }

  func record(_ event: StoreEvent) throws(StoreError) -> StoredEvent {
    guard keepsEvents else { throw .diskFull(path: "/") }
    return try base.record(event)
  }

  func file(_ filing: Filing) throws(StoreError) -> FilingOutcome { try base.file(filing) }
  func idempotencyEntry(account: String, key: String) throws(StoreError) -> IdempotencyEntry? {
    try base.idempotencyEntry(account: account, key: key)
  }
  func submission(_ number: String) throws(StoreError) -> SubmissionHistory? { try base.submission(number) }
  func history(_ query: HistoryQuery) throws(StoreError) -> HistoryPage { try base.history(query) }
  func earlierReports(
    of header: ReportHeader,
    before number: ReportNumber?,
    limit: Int
  ) throws(StoreError) -> [StoredSubmission] {
    try base.earlierReports(of: header, before: number, limit: limit)
  }
  func obligations(_ query: ObligationQuery) throws(StoreError) -> [UnitObligation] { try base.obligations(query) }
  func document(_ number: String) throws(StoreError) -> [UInt8]? { try base.document(number) }
  func original(_ number: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool {
    try base.original(number, each: each)
  }
  func receipt(_ number: String) throws(StoreError) -> Receipt? { try base.receipt(number) }
  func checkpoint() throws(StoreError) -> SignedCheckpoint { try base.checkpoint(of: tree(.submissions)) }
  func checkpoint(of tree: LogTree) throws(StoreError) -> SignedCheckpoint {
    guard !checkpointFails else { throw .busy(path: "", waitedFor: 0) }
    return try base.checkpoint(of: self.tree(tree))
  }
  func inclusion(of position: Int, in tree: LogTree) throws(StoreError) -> TlogProof {
    try base.inclusion(of: position, in: self.tree(tree))
  }
  func consistency(from old: Int, to new: Int, of tree: LogTree) throws(StoreError) -> ConsistencyProof {
    try base.consistency(from: old, to: new, of: self.tree(tree))
  }
  func tile(_ tile: Tile, of tree: LogTree) throws(StoreError) -> [UInt8]? {
    try base.tile(tile, of: self.tree(tree))
  }
  func checkLog(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport {
    try base.checkLog(progress: progress)
  }
  func checkTrees(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport {
    try base.checkTrees(progress: progress)
  }
  func events(_ query: EventQuery) throws(StoreError) -> EventPage { try base.events(query) }
  func createAccount(
    name: String,
    role: Account.Role,
    scope: AccessScope,
    now: Int64
  ) throws(StoreError) -> Account {
    try base.createAccount(name: name, role: role, scope: scope, now: now)
  }
  func account(_ name: String) throws(StoreError) -> Account? { try base.account(name) }
  func accounts() throws(StoreError) -> [Account] { try base.accounts() }
  func createToken(
    account: String,
    label: String,
    now: Int64,
    expiresAt: Int64?
  ) throws(StoreError) -> IssuedToken {
    try base.createToken(account: account, label: label, now: now, expiresAt: expiresAt)
  }
  func tokens(account: String) throws(StoreError) -> [TokenInfo] { try base.tokens(account: account) }
  func revokeToken(id: Int64, now: Int64) throws(StoreError) { try base.revokeToken(id: id, now: now) }
  func authenticate(token: String, now: Int64) throws(StoreError) -> Account? {
    try base.authenticate(token: token, now: now)
  }
  func confirmation(_ number: String) throws(StoreError) -> StoredConfirmation? { try base.confirmation(number) }
  func filed(_ file: ContentHash, by header: ReportHeader) throws(StoreError) -> StoredSubmission? {
    try base.filed(file, by: header)
  }
  func keepPending(_ filing: Filing, until end: Int64) throws(StoreError) -> PendingOutcome {
    try base.keepPending(filing, until: end)
  }
  func pending(_ id: String) throws(StoreError) -> PendingReport? { try base.pending(id) }
  func pendings(_ query: PendingQuery) throws(StoreError) -> [PendingReport] { try base.pendings(query) }
  func pendingDocument(_ id: String) throws(StoreError) -> [UInt8]? { try base.pendingDocument(id) }
  func pendingOriginal(_ id: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool {
    try base.pendingOriginal(id, each: each)
  }
  func expirePending(now: Int64) throws(StoreError) -> Int { try base.expirePending(now: now) }
  func close() throws(StoreError) { try base.close() }
}

extension AlteredStore {
  func counts(
    _ query: HistoryQuery,
    of dimensions: Set<ReportCounts.Dimension>
  ) throws(StoreError) -> ReportCounts { try base.counts(query, of: dimensions) }
  func findings(_ query: HistoryQuery, each: (ReportFindings) -> Void) throws(StoreError) {
    try base.findings(query, each: each)
  }
  func obligationCounts(_ query: ObligationQuery) throws(StoreError) -> ObligationCounts {
    try base.obligationCounts(query)
  }
  func unitReports(_ number: String, scope: AccessScope) throws(StoreError) -> [StoredSubmission] {
    try base.unitReports(number, scope: scope)
  }
}
