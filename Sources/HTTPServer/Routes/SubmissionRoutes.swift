import HTTPTypes
import Hummingbird
import Intake
import Logging
import ReportModel
import ResultRendering
import SubmissionStore

/// `POST /v1/submissions`: judge, keep when accepted, answer with the receipt's address.
struct SubmissionRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.post("/v1/submissions", submit)] }

  @Sendable private func submit(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let account = try await gate.account(request, [.company])
    try ReportMedia.require(request)
    _ = try Query(request, knows: [])
    let key = try IdempotencyField.read(request)
    let stated = BodyReceiver.statedLength(request)
    let name = FileName.of(request)
    let desk = gate.desk
    let early = gate.early(keepsFile: true) { source, name in
      try desk.examine(handedIn("", name, account), arriving: source)
    }
    let report = try await gate.upload(by: account, stated: stated, isFiling: true) {
      let report = try await gate.apiBodies.report(request, name: name, early: early)
      return (report, report.upload.size)
    }
    let upload = report.upload
    let idempotency = key.map { IdempotencyKey(key: $0, requestHash: upload.contentHash) }
    if let idempotency, let answer = try await repeated(idempotency, account) { return answer.response }
    var delivery = handedIn(upload.spool.path, name, account)
    delivery.idempotency = idempotency
    let right = FilingRight(account: account, store: gate.store)
    let logger = context.logger
    let work: @Sendable (JobProgress) async throws -> MadeAnswer = { [delivery] progress in
      // What went wrong while the report arrived will do so again, or was not the report's.
      let early = try? await report.judging?.value
      let answer = try await file(delivery, early, bytes: upload.size, right, logger, progress)
      withExtendedLifetime(upload) {}
      return answer
    }
    guard RespondAsync.isWanted(request) else { return try await work(JobProgress()).response }
    let language = CallerLanguage.of(request)
    return RespondAsync.answer(
      try gate.jobs.accept(owner: account, bytes: upload.size, language: language, logger: logger, work)
    )
  }

  /// What an account hands in now.
  private func handedIn(_ path: String, _ name: String, _ account: Account) -> IntakeDesk.Delivery {
    var delivery = IntakeDesk.Delivery(
      path: path,
      name: name,
      submitter: account.name,
      receivedAt: gate.clock()
    )
    delivery.scope = account.scope
    return delivery
  }

  /// Judges on the judging threads, then waits for the disk on those of filing, where many may wait together.
  private func file(
    _ delivery: IntakeDesk.Delivery,
    _ early: IntakeDesk.EarlyJudgement?,
    bytes: Int64,
    _ right: FilingRight,
    _ logger: Logger,
    _ progress: JobProgress
  ) async throws -> MadeAnswer {
    let desk = gate.desk
    let (judgement, result) = try await gate.judging(of: bytes).run {
      progress.begin()
      let judgement = try desk.examine(delivery, early: early)
      return (judgement, JSONRenderer.render(judgement.assessment))
    }
    try gate.requireComplete(judgement, logger)
    let meters = gate.meters
    meters.judged(judgement.assessment)
    return try await gate.filing.run {
      if let hindrance = try right.hindrance(judgement.assessment) {
        try desk.note(delivery, judgement.assessment, reason: hindrance.kind)
        meters.filed(hindrance.kind)
        throw hindrance.problem
      }
      let outcome = try desk.keep(judgement, delivery)
      meters.filed(outcome.word)
      return try Self.answer(outcome, result, right)
    }
  }

  private static func answer(
    _ outcome: IntakeDesk.Outcome,
    _ result: String,
    _ right: FilingRight
  ) throws -> MadeAnswer {
    switch outcome {
    case .filed(_, let submission, _):
      return Self.kept(submission.number, submission.record.verdict, result, .created)
    case .alreadyFiled(_, let submission, _):
      // Who has the bytes knows the content, but not who filed it, nor its number.
      guard right.sees(submission) else { throw Problem.notFileableHere }
      return Self.kept(submission.number, submission.record.verdict, result, .ok)
    case .refused(_, let refusal): throw try right.told(refusal, result: result)
    case .notAccepted(let judgement):
      let assessment = judgement.assessment
      throw Problem.notAccepted(
        assessment.verdict,
        sentence: VerdictWording.sentence(for: assessment),
        result: result
      )
    }
  }

  /// The answer to a request that was answered before: what was kept then, without judging again.
  private func repeated(_ key: IdempotencyKey, _ account: Account) async throws -> MadeAnswer? {
    guard let entry = try await gate.store.idempotencyEntry(account: account.name, key: key.key) else { return nil }
    guard entry.requestHash == key.requestHash else {
      throw Problem.refused(.idempotencyKeyReused(key: key.key), result: nil)
    }
    guard let history = try await gate.store.submission(entry.number.text),
      let document = try await gate.store.document(entry.number.text)
    else { throw Problem.internalFault }
    let verdict = history.submission.record.verdict
    return Self.kept(entry.number, verdict, String(decoding: document, as: UTF8.self), .ok)
  }

  private static func kept(
    _ number: ReportNumber,
    _ verdict: Verdict,
    _ result: String,
    _ status: HTTPResponse.Status
  ) -> MadeAnswer {
    let address = SubmissionJSON.address(number)
    let document = JSONValue.object([
      .init("number", .text(number.text)), .init("verdict", .text(verdict.rawValue)),
      .init("receipt", .text(address + "/receipt")), .init("result", .document(result)),
    ])
    return MadeAnswer(document.text, status: status, location: address)
  }
}

extension IntakeDesk.Outcome {
  /// What came of a filing, in one word for metrics.
  var word: String {
    switch self {
    case .filed: "filed"
    case .alreadyFiled: "already-filed"
    case .notAccepted: "not-accepted"
    case .refused(_, let refusal): refusal.kind
    }
  }
}

/// The Idempotency-Key header: a client's own word for a request, so that sending it again does nothing twice.
enum IdempotencyField {
  /// The key, with or without the quotation marks of the standard's draft; `nil` when there is none.
  static func read(_ request: Request) throws(Problem) -> String? {
    guard var text = request.headers[.idempotencyKey].map({ $0[...].trimmed }) else { return nil }
    if text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = String(text.dropFirst().dropLast()) }
    let isVisible = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") }
    guard isVisible, (1...IdempotencyKey.lengthMax).contains(text.utf8.count) else { throw .idempotencyKeyUnusable }
    return text
  }
}
