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
  /// Where judged reports are kept: waiting for the disk, together.
  let filing: WorkingThreads
  let clock: @Sendable () -> Int64

  var store: any SubmissionStore { desk.store }

  /// Receives bodies of the API.
  var apiBodies: BodyReceiver {
    BodyReceiver(
      limit: configuration.bodyLimit,
      timeout: configuration.requestTimeout,
      directory: configuration.spoolDirectory
    )
  }

  /// Receives the form of the page.
  var pageBodies: BodyReceiver {
    BodyReceiver(
      limit: configuration.pageBodyLimit,
      timeout: configuration.requestTimeout,
      directory: configuration.spoolDirectory
    )
  }

  /// The account behind a request, when its role is one of these.
  func account(_ request: Request, _ roles: Set<Account.Role>) async throws -> Account {
    guard let token = Self.bearer(request.headers[.authorization] ?? "") else {
      throw Problem.unauthenticated(tokenGiven: false)
    }
    guard let account = try await store.authenticate(token: token, now: clock()) else {
      throw Problem.unauthenticated(tokenGiven: true)
    }
    guard roles.contains(account.role) else { throw Problem.forbidden(role: account.role) }
    return account
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
