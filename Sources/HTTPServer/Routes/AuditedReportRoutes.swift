import AuditLog
import HTTPTypes
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import RuleEngine
import SubmissionStore

/// One report before the auditor: its page, its replay, and its proofs to take along.
struct AuditedReportRoutes {
  /// Events about a report that its page lists; the rest stand on the page of events.
  static let eventsListed = 20

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/audit/laporan/{number}", show), .post("/audit/laporan/{number}/ulang", replay),
      .get("/audit/laporan/{number}/bukti", proof), .get("/audit/laporan/{number}/tanda-terima", receipt),
      .get("/audit/laporan/{number}/hasil", result),
    ]
  }

  // MARK: The page

  @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, AuditorRoutes.roles)
    _ = try FormQuery(request, knows: [])
    let history = try await history(context, account)
    try await gate.note(.submission, by: account, subject: history.submission.number)
    return try await page(history, visitor, replay: nil)
  }

  /// Judges the report again, on the threads that judge.
  @Sendable private func replay(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, AuditorRoutes.roles)
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields["token"], visitor)
    let history = try await history(context, account)
    let submission = history.submission
    let kept = KeptReports(store: gate.store, assessor: ReportAssessor(engine: gate.engine))
    let outcome = try await gate.judging.run { try kept.replay(submission) }
    try await gate.note(.replay, by: account, subject: submission.number, [.init("outcome", Self.word(outcome))])
    let address = "/audit/laporan/\(submission.number.text)"
    return try await page(history, visitor.opening(address), replay: outcome)
  }

  private func page(_ history: SubmissionHistory, _ visitor: Visitor, replay: Replay?) async throws -> Response {
    let number = history.submission.number.text
    let proof = try await entryProof(history.submission)
    var query = EventQuery()
    (query.subject, query.limit) = (number, Self.eventsListed)
    let events = try await gate.store.events(query)
    let page = AuditedReportPage(words: ReportWords(engine: gate.engine, language: visitor.language))
    return pages.page(
      visitor,
      title: AuditorWording.reportTitle(number),
      place: .audit,
      body: pages["auditReport"],
      page.content(history, proof: proof, events: events, replay: replay)
    )
  }

  /// The report that the path names; one outside the auditor's scope answers like one that is not there.
  private func history(_ context: BasicRequestContext, _ account: Account) async throws -> SubmissionHistory {
    guard let number = ReportNumber(try context.parameters.require("number")),
      let history = try await gate.store.submission(number.text), account.scope.includes(history.submission)
    else { throw Problem.notFound(suggestion: nil) }
    return history
  }

  private func entryProof(_ submission: StoredSubmission) async throws -> EntryProof {
    let store = gate.store
    return try await NIOThreadPool.singleton.runIfActive {
      try EntryProof.read(of: submission.logPosition, in: store)
    }
  }

  private static func word(_ outcome: Replay) -> String {
    switch outcome {
    case .same: "same"
    case .differs: "differs"
    case .otherInstruments: "other-pack"
    case .erased: "erased"
    case .priorMissing: "prior-missing"
    }
  }

  // MARK: Files

  @Sendable private func proof(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, AuditorRoutes.roles)
    let submission = try await history(context, account).submission
    let entry = try await entryProof(submission)
    try await gate.note(.proof, by: account, subject: submission.number)
    return file(Array(entry.proof.text.utf8), "text/plain; charset=utf-8", "bukti-\(submission.number.text).tlog-proof")
  }

  @Sendable private func receipt(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, AuditorRoutes.roles)
    let number = try await history(context, account).submission.number
    guard let receipt = try await gate.store.receipt(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.receipt, by: account, subject: number)
    return file(Array(receipt.text.utf8), "text/plain; charset=utf-8", "tanda-terima-\(number.text).txt")
  }

  @Sendable private func result(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, AuditorRoutes.roles)
    let number = try await history(context, account).submission.number
    guard let document = try await gate.store.document(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.result, by: account, subject: number)
    return file(document, "application/json", "hasil-\(number.text).json")
  }

  private func file(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
    Answer.file(bytes, type: type, name: name)
  }
}

extension Visitor {
  /// The same visitor at another address: one that a form was posted to is none to come back to.
  fileprivate func opening(_ path: String) -> Visitor {
    Visitor(
      account: account,
      language: language,
      csrf: csrf,
      path: path,
      session: session,
      comesFromHere: comesFromHere
    )
  }
}
