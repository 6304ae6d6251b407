import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

extension Problem {
  /// How long a client should wait before it tries again, in seconds.
  static let retryAfterSeconds = 2

  /// The header fields that belong to the status.
  var fields: HTTPFields {
    switch self {
    case .methodNotAllowed(let allowed): [.allow: allowed]
    case .mediaType(let accepted): [.acceptPost: accepted]
    case .unauthenticated(let tokenGiven):
      [.wwwAuthenticate: "Bearer realm=\"wlkp\"" + (tokenGiven ? ", error=\"invalid_token\"" : "")]
    case .quotaMet(_, let wait): [.retryAfter: String(wait)]
    case .draftFiled(let number): [.location: "/laporan/\(number)?baru=1"]
    case .signInFirst(let path): [.location: OwnPath(path).signInAddress]
    case .tooManyTries(let seconds): [.retryAfter: String(seconds)]
    case .busy, .noRoom, .notReady, .storeUnavailable: [.retryAfter: String(Self.retryAfterSeconds)]
    case .digestUnreadable, .digestMismatch: [.wantContentDigest: "sha-256=10"]
    default: [:]
    }
  }

  /// The answer as problem details (RFC 9457).
  func response(in language: Language) -> Response {
    Answer.make(
      row.status,
      type: "application/problem+json",
      text: document(in: language),
      language: language,
      fields: fields
    )
  }

  /// The problem details as a JSON document.
  func document(in language: Language) -> String {
    let row = row
    var members: [JSONValue.Member] = [
      .init("type", .text(row.type)), .init("title", .text(row.title[language])),
      .init("status", .number(Int64(row.status.code))), .init("detail", .text(row.detail[language])),
    ]
    members += extensions
    return JSONValue.object(members).text
  }

  /// Members beyond the five of the standard.
  private var extensions: [JSONValue.Member] {
    switch self {
    case .notAccepted(let verdict, _, let result):
      [.init("verdict", .text(verdict.rawValue)), .init("result", .document(result))]
    case .refused(let refusal, let result):
      [.init("existing", Self.existing(refusal))] + (result.map { [.init("result", .document($0))] } ?? [])
    case .headerIncomplete(let fields): [.init("fields", .list(fields.map(JSONValue.text)))]
    case .tooLarge(let limit): [.init("limit", .number(limit))]
    case .notReady(let reasons): [.init("reasons", .list(reasons.map { .text($0.rawValue) }))]
    default: []
    }
  }

  private static func existing(_ refusal: FilingRefusal) -> JSONValue {
    switch refusal {
    case .duplicatePeriod(let number): .text(number.text)
    case .correctionTargetDiffers(_, .alreadyCorrected(let latest)): .text(latest.text)
    case .correctionTargetDiffers(let number, _): .text(number.text)
    case .correctionTargetUnknown, .idempotencyKeyReused, .otherCompany: .null
    }
  }
}
