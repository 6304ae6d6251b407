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
    let upload = try await gate.apiBodies.upload(request)
    let idempotency = key.map { IdempotencyKey(key: $0, requestHash: upload.contentHash) }
    if let idempotency, let answer = try await repeated(idempotency, account) { return answer }
    let delivery = IntakeDesk.Delivery(
      path: upload.spool.path,
      name: FileName.of(request),
      submitter: account.name,
      receivedAt: gate.clock(),
      idempotency: idempotency
    )
    let desk = gate.desk
    let (outcome, result) = try await gate.judging.run {
      let outcome = try desk.submit(delivery)
      return (outcome, JSONRenderer.render(outcome.judgement.assessment))
    }
    withExtendedLifetime(upload) {}
    try gate.requireComplete(outcome.judgement, context.logger)
    return try answer(outcome, result)
  }

  private func answer(_ outcome: IntakeDesk.Outcome, _ result: String) throws(Problem) -> Response {
    switch outcome {
    case .filed(_, let submission, _):
      return Self.kept(submission.number, submission.record.verdict, result, .created)
    case .alreadyFiled(_, let submission, _):
      return Self.kept(submission.number, submission.record.verdict, result, .ok)
    case .refused(_, let refusal): throw .refused(refusal, result: result)
    case .notAccepted(let judgement):
      let assessment = judgement.assessment
      throw .notAccepted(
        assessment.verdict,
        sentence: VerdictWording.sentence(for: assessment),
        result: result
      )
    }
  }

  /// The answer to a request that was answered before: what was kept then, without judging again.
  private func repeated(_ key: IdempotencyKey, _ account: Account) async throws -> Response? {
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
  ) -> Response {
    let address = SubmissionJSON.address(number)
    return Answer.json(
      .object([
        .init("number", .text(number.text)), .init("verdict", .text(verdict.rawValue)),
        .init("receipt", .text(address + "/receipt")), .init("result", .document(result)),
      ]),
      status,
      fields: [.location: address]
    )
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
