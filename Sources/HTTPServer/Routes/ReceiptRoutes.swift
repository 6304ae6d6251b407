import HTTPTypes
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import ResultRendering
import SubmissionStore

/// Receipts: for people on a page or on paper, for programs as the text that proves itself, and their verification.
struct ReceiptRoutes {
  /// The forms of a receipt; the first is given to who does not say.
  static let forms = ["text/plain", "text/html", "application/pdf"]
  /// What may hold a receipt or its code.
  static let accepted = ["text/plain", "application/octet-stream"]

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/v1/submissions/{number}/receipt", receipt), .post("/v1/receipts/verification", verify),
      .get("/tanda-terima") { request, _ in
        pages.receiptForm(try await gate.visitor(request))
      },
      .post("/tanda-terima", verifyForm),
    ]
  }

  // MARK: Giving out

  @Sendable private func receipt(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let form = try Accepting(request).choose(Self.forms)
    let (history, account) = try await gate.visible(request, context, knows: ["lang"])
    let number = history.submission.number
    guard let receipt = try await gate.store.receipt(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.receipt, by: account, subject: number)
    var response = try await make(form, history.submission, receipt, gate.visitor(request))
    response.headers[.vary] = "Accept, Accept-Language"
    guard form == Self.forms[0] else { return response }
    return EntityTag.tagged(response, Array(receipt.text.utf8), for: request)
  }

  /// A receipt in one of ``forms``.
  func make(
    _ form: String,
    _ submission: StoredSubmission,
    _ receipt: Receipt,
    _ visitor: Visitor
  ) async throws -> Response {
    let language = visitor.language
    let card = ReceiptCard(submission, receipt)
    let name = "tanda-terima-\(submission.number.text)"
    switch form {
    case "text/html": return pages.receipt(card, visitor)
    case "application/pdf":
      let made = try await NIOThreadPool.singleton.runIfActive { ReceiptPDF(card, language: language).bytes() }
      guard let bytes = made else { throw Problem.internalFault }
      return Answer.file(bytes, type: "application/pdf", name: name + ".pdf")
    default:
      return Answer.file(Array(receipt.text.utf8), type: "text/plain; charset=utf-8", name: name + ".txt")
    }
  }

  // MARK: Verifying

  @Sendable private func verify(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let form = try Accepting(request).choose(["application/json", "text/html"])
    try ReportMedia.require(request, oneOf: Self.accepted)
    _ = try Query(request, knows: ["lang"])
    var bytes: [UInt8] = []
    try await receiver(limit: Int64(Receipt.byteLimit)).receive(request) { bytes += $0 }
    let verification = try await verification(of: bytes)
    var response =
      form == "text/html"
      ? try await pages.verification(verification, gate.visitor(request)) : Answer.json(verification.json)
    response.headers[.vary] = "Accept, Accept-Language"
    return response
  }

  /// The page's form: the same check of an uploaded file.
  @Sendable private func verifyForm(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    // Room for what a form puts around a file.
    let form = try await FormUpload.receive(request, by: receiver(limit: Int64(Receipt.byteLimit) + 4096))
    let path = form.upload.spool.path
    let read = try await NIOThreadPool.singleton.runIfActive { SmallFile.read(path, limit: Receipt.byteLimit + 4096) }
    withExtendedLifetime(form) {}
    guard let bytes = read else { throw Problem.internalFault }
    return pages.verification(try await verification(of: bytes), visitor)
  }

  private func receiver(limit: Int64) -> BodyReceiver { gate.bodies(limit: limit) }

  /// Checks a receipt with the log's key, and looks up whether a later version has taken its place.
  func verification(of bytes: [UInt8]) async throws -> ReceiptVerification {
    let text = ReceiptVerification.text(bytes)
    let steps = Receipt.verify(text, publicKey: gate.store.publicKey)
    guard steps.allSatisfy({ $0.outcome == .holds }), let receipt = try? Receipt(parsing: text) else {
      return ReceiptVerification(steps: steps, proved: nil, isCorrected: false)
    }
    let history = try await gate.store.submission(receipt.number.text)
    let isCorrected = history?.submission.correctedBy != nil
    return ReceiptVerification(steps: steps, proved: receipt.record, isCorrected: isCorrected)
  }
}

/// How the verification of a receipt came out.
struct ReceiptVerification: Sendable {
  /// What was checked, in order.
  let steps: [VerificationStep]
  /// What the receipt proves; `nil` when it proves nothing: then nothing that it says is repeated.
  let proved: SubmissionRecord?
  /// Whether a later version has taken the report's place.
  let isCorrected: Bool

  /// The receipt's text, also when the code of a printed receipt was given (some scanners put a word before it).
  static func text(_ bytes: [UInt8]) -> [UInt8] {
    let prefix = Array(Receipt.codePrefix.utf8)
    guard let start = bytes.firstRange(of: prefix)?.lowerBound else { return bytes }
    let code = bytes[start...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return Receipt.text(ofCode: String(decoding: code, as: UTF8.self)) ?? bytes
  }

  /// One sentence first.
  var sentence: Bilingual {
    guard proved != nil else {
      return Bilingual(id: "Tanda terima ini tidak terbukti asli.", en: "This receipt is not proved genuine.")
    }
    return isCorrected
      ? Bilingual(
        id: "Tanda terima ini asli; laporannya sudah diperbaiki oleh laporan yang lebih baru.",
        en: "This receipt is genuine; a later report has corrected its report."
      ) : Bilingual(id: "Tanda terima ini asli.", en: "This receipt is genuine.")
  }

  var json: JSONValue {
    .object([
      .init("genuine", .flag(proved != nil)), .init("sentence", .both(sentence)),
      .init("corrected", .flag(isCorrected)), .init("receipt", proved.map(Self.record) ?? .null),
      .init(
        "steps",
        .list(
          steps.map { step in
            .object([
              .init("step", .text(step.kind.rawValue)), .init("outcome", .text(Self.word(step.outcome))),
              .init("message", .both(step.message)),
            ])
          }
        )
      ),
    ])
  }

  /// The outcome in one word, the same in JSON and as a class of the page.
  static func word(_ outcome: VerificationStep.Outcome) -> String {
    switch outcome {
    case .holds: "holds"
    case .fails: "fails"
    case .notReached: "not-reached"
    }
  }

  private static func record(_ record: SubmissionRecord) -> JSONValue {
    .object([
      .init("number", .text(record.number.text)), .init("company", .text(record.company)),
      .init("unit", .text(record.unit)), .init("kind", .text(record.kind)),
      .init("period", .number(Int64(record.period))), .init("region", .text(record.region)),
      .init("version", .number(Int64(record.version))), .init("verdict", .text(record.verdict.rawValue)),
      .init("receivedAt", .text(SubmissionJSON.instant(record.receivedAt))),
      .init("validFrom", .optional(record.validity?.first.description)),
      .init("validTo", .optional(record.validity?.last.description)),
      .init("fileSha256", .text(record.fileHash.hex)), .init("authority", .optional(record.authority)),
    ])
  }
}
