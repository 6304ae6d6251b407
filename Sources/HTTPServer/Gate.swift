import HTTPTypes
import Hummingbird
import Intake
import Logging
import ReportModel
import RuleEngine
import SubmissionStore

/// What all routes share: the desk, the store, the threads, the limits and the clock.
struct Gate: Sendable {
  let configuration: ServerConfiguration
  let engine: Engine
  let desk: IntakeDesk
  /// Where reports are judged: work for the processor.
  let judging: WorkingThreads
  /// Where large reports are judged that have arrived: small ones do not wait behind them.
  let largeJudging: WorkingThreads
  /// Where large reports are judged while they arrive.
  let arriving: WorkingThreads
  /// Where judged reports are kept: waiting for the disk, together.
  let filing: WorkingThreads
  /// What companies are working on.
  let drafts: DraftShelf
  /// What the inspectors' pages share.
  let inspection: InspectionDesk
  /// Lets people in.
  let doorkeeper: Doorkeeper
  /// Checks the tokens that somebody else signed.
  let signedTokens: SignedTokens?
  let clock: @Sendable () -> Int64
  /// The whole check of the log, run on an auditor's request.
  let logCheck = LogCheckJob()
  /// What was done, in numbers.
  let meters = Meters()
  /// Open connections.
  let connections: ConnectionCount
  /// What every account has sent.
  let quotas: AccountQuotas
  /// Judgements for callers who did not wait.
  let jobs: JobBoard
  /// Set when the server stops.
  let stop = StopMark()

  var store: any SubmissionStore { desk.store }

  /// Where a report of so many bytes is judged once it has arrived.
  func judging(of bytes: Int64) -> WorkingThreads { bytes < configuration.largeBytes ? judging : largeJudging }

  /// How large reports are judged while they arrive.
  func early<Outcome>(
    keepsFile: Bool,
    _ judge: @escaping @Sendable (ArrivingSource, _ name: String) throws -> Outcome
  ) -> EarlyJudging<Outcome> {
    EarlyJudging(threads: arriving, from: configuration.largeBytes, keepsFile: keepsFile, judge: judge)
  }

  /// The room on the disk of the uploads.
  var room: DiskRoom { DiskRoom(configuration) }

  /// The room on the disk of the store; `nil` when nobody said where it is.
  var storeRoom: DiskRoom? {
    configuration.storePath.map { DiskRoom(directory: DiskRoom.folder(of: $0), reserve: configuration.diskReserve) }
  }

  /// Receives bodies of the API.
  var apiBodies: BodyReceiver { bodies(limit: configuration.bodyLimit) }

  /// Receives the form of the page.
  var pageBodies: BodyReceiver { bodies(limit: configuration.pageBodyLimit) }

  /// Receives bodies of at most so many bytes.
  func bodies(limit: Int64) -> BodyReceiver {
    BodyReceiver(
      limit: limit,
      timeout: configuration.requestTimeout,
      directory: configuration.spoolDirectory,
      room: room
    )
  }

  /// The account behind a request that anybody may make; `nil` when none is named, or none that holds.
  func caller(_ request: Request) async throws -> Account? {
    guard request.headers[.authorization] != nil else { return nil }
    return try? await account(request, Set(Account.Role.allCases))
  }

  /// The account behind a request, when its role is one of these.
  func account(_ request: Request, _ roles: Set<Account.Role>) async throws -> Account {
    guard let token = Self.bearer(request.headers[.authorization] ?? "") else {
      throw Problem.unauthenticated(tokenGiven: false)
    }
    guard let account = try await owner(of: token) else { throw Problem.unauthenticated(tokenGiven: true) }
    guard roles.contains(account.role) else { throw Problem.forbidden(role: account.role) }
    return account
  }

  /// The account that a token stands for: one of our own, or one that somebody signed, which has dots.
  private func owner(of token: String) async throws -> Account? {
    let now = clock()
    guard token.utf8.contains(UInt8(ascii: ".")) else { return try await store.authenticate(token: token, now: now) }
    guard let name = await signedTokens?.subject(of: token, now: now) else { return nil }
    return try await store.withPersons { persons throws(StoreError) in try persons.openAccount(name, now: now) }
  }

  /// The token of an Authorization header (RFC 6750 section 2.1).
  static func bearer(_ header: String) -> String? {
    let parts = header.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// Records what of ours broke in a judgement, and refuses to call it one when it is not complete.
  func requireComplete(_ judgement: Judgement, _ logger: Logger) throws(Problem) {
    guard !judgement.faults.isEmpty else { return }
    let faults = judgement.faults.map { "\($0.rule): \($0.error)" }
    logger.error("rules failed", metadata: ["faults": .array(faults.map { .string($0) })])
    if judgement.assessment.verdict == .notAssessed { throw .ruleFault }
  }
}
