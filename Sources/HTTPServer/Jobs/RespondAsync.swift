import HTTPTypes
import Hummingbird

/// `Prefer: respond-async` (RFC 7240 section 4.1): the caller does not want to wait for the judgement.
enum RespondAsync {
  /// Whether the caller said so.
  static func isWanted(_ request: Request) -> Bool {
    (request.headers[.prefer] ?? "").split(separator: ",").contains { preference in
      (preference.split(separator: ";").first ?? "").trimmed.lowercased() == "respond-async"
    }
  }

  /// The answer to such a request: taken, ask there.
  static func answer(_ job: Job) -> Response {
    Answer.json(
      job.json,
      .accepted,
      fields: [
        .location: job.address, .preferenceApplied: "respond-async",
        .retryAfter: String(Problem.retryAfterSeconds),
      ]
    )
  }
}
