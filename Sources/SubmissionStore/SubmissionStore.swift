import AuditLog
import ReportModel

/// A place that keeps accepted reports for good: submissions, their findings, originals and log in one.
///
/// Every call blocks until it is done and may come from any thread; the `async` forms of the same names leave the
/// caller's thread free. No call reads a clock.
public protocol SubmissionStore: ReportSurvey {
  /// The public half of the key that signs the log.
  var publicKey: VerifierKey { get }
  /// The public half of the key that signs the access log.
  var accessKey: VerifierKey { get }
  /// The lanes on which the `async` forms run.
  var lanes: StoreLanes { get }
  /// The people behind the accounts: passwords, sessions, invitations.
  var persons: any PersonRegister { get }

  /// Keeps a judged report, with its log entry and a signed checkpoint, in one transaction.
  ///
  /// The receipt is made after the commit is durable. A correction is a new submission; nothing is overwritten.
  ///
  /// - Throws: ``StoreError``; then either nothing was kept, or a repeated call answers `alreadyFiled`.
  func file(_ filing: Filing) throws(StoreError) -> FilingOutcome
  /// What an earlier request of this account with this key led to; `nil` when the key is new.
  func idempotencyEntry(account: String, key: String) throws(StoreError) -> IdempotencyEntry?

  /// A report with all its versions; `nil` when there is none of this number.
  func submission(_ number: String) throws(StoreError) -> SubmissionHistory?
  /// Submissions that match, newest first.
  func history(_ query: HistoryQuery) throws(StoreError) -> HistoryPage
  /// The reports of the same unit that a report is compared with: the latest versions of other periods and kinds, the
  /// newest first, at most `limit`; for a kept report only what was there before it.
  func earlierReports(
    of header: ReportHeader,
    before number: ReportNumber?,
    limit: Int
  ) throws(StoreError) -> [StoredSubmission]
  /// What units owe as of a day, the longest overdue first, as far as what they filed tells.
  func obligations(_ query: ObligationQuery) throws(StoreError) -> [UnitObligation]
  /// The assessment's document; `nil` when there is no report of this number.
  func document(_ number: String) throws(StoreError) -> [UInt8]?
  /// Lends the original piece by piece (at most 1 MiB each); `false` when there is no report of this number.
  func original(_ number: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool
  /// The receipt, the same bytes each time; `nil` when there is no report of this number.
  func receipt(_ number: String) throws(StoreError) -> Receipt?

  /// What was confirmed beside the file of a report; `nil` when nothing was, or there is no report of this number.
  func confirmation(_ number: String) throws(StoreError) -> StoredConfirmation?
  /// The report of the same bytes by the same unit; `nil` when there is none.
  func filed(_ file: ContentHash, by header: ReportHeader) throws(StoreError) -> StoredSubmission?

  /// Keeps a judged report that needs confirmation, sealed, until a moment in milliseconds since
  /// 1970-01-01T00:00:00Z. It is no submission yet; the same file handed in again is the same waiting report.
  func keepPending(_ filing: Filing, until end: Int64) throws(StoreError) -> PendingOutcome
  /// A report that waits; `nil` when none of this number does.
  func pending(_ id: String) throws(StoreError) -> PendingReport?
  /// The reports that wait, newest first.
  func pendings(_ query: PendingQuery) throws(StoreError) -> [PendingReport]
  /// The assessment's document of a waiting report; `nil` when none of this number waits.
  func pendingDocument(_ id: String) throws(StoreError) -> [UInt8]?
  /// Lends the file of a waiting report piece by piece (at most 1 MiB each); `false` when none of this number waits.
  func pendingOriginal(_ id: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool
  /// Lets go of every waiting report whose time has passed, each with an event; how many they were.
  @discardableResult
  func expirePending(now: Int64) throws(StoreError) -> Int

  /// The newest signed checkpoint.
  func checkpoint() throws(StoreError) -> SignedCheckpoint
  /// The newest signed checkpoint of a tree.
  func checkpoint(of tree: LogTree) throws(StoreError) -> SignedCheckpoint
  /// The newest signed checkpoints of a tree, the newest first, at most `limit`.
  func checkpoints(of tree: LogTree, limit: Int) throws(StoreError) -> [SignedCheckpoint]
  /// Proof that an entry (places from 0) stands in a tree, under its newest checkpoint.
  func inclusion(of position: Int, in tree: LogTree) throws(StoreError) -> TlogProof
  /// Proof that the tree of `new` entries is the tree of `old` with entries added at its end.
  func consistency(from old: Int, to new: Int, of tree: LogTree) throws(StoreError) -> ConsistencyProof
  /// The bytes of a public file (C2SP tlog-tiles); `nil` when the signed tree has no such tile.
  func tile(_ tile: Tile, of tree: LogTree) throws(StoreError) -> [UInt8]?
  /// Re-derives everything from the data and names what differs.
  func checkLog(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport

  /// Keeps something that happened around the store, with its entry of the access log, in one transaction.
  @discardableResult
  func record(_ event: StoreEvent) throws(StoreError) -> StoredEvent
  /// Events that match, newest first.
  func events(_ query: EventQuery) throws(StoreError) -> EventPage

  /// Re-derives the two trees from their entries alone: nodes, roots and signatures, not what the entries stand for.
  func checkTrees(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport

  /// Makes an account.
  func createAccount(name: String, role: Account.Role, scope: AccessScope, now: Int64) throws(StoreError) -> Account
  /// The account of this name.
  func account(_ name: String) throws(StoreError) -> Account?
  /// All accounts by name.
  func accounts() throws(StoreError) -> [Account]
  /// Makes a token for an account: 32 random bytes, of which only the hash is kept.
  func createToken(account: String, label: String, now: Int64, expiresAt: Int64?) throws(StoreError) -> IssuedToken
  /// The tokens of an account, oldest first.
  func tokens(account: String) throws(StoreError) -> [TokenInfo]
  /// Ends a token; one that was ended before stays as it is.
  func revokeToken(id: Int64, now: Int64) throws(StoreError)
  /// The account that a token stands for; `nil` when it is unknown, expired or revoked.
  func authenticate(token: String, now: Int64) throws(StoreError) -> Account?

  /// Lets go of the store; later calls fail.
  func close() throws(StoreError)
}

/// What a request with a key for retries led to.
public struct IdempotencyEntry: Hashable, Sendable {
  /// SHA-256 of the request that came first.
  public let requestHash: ContentHash
  /// The number it was kept under.
  public let number: ReportNumber
}
