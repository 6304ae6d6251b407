import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

/// One row of the table: who asks for what, and what the answer is.
struct Asked: Sendable, CustomTestStringConvertible {
  var method = HTTPRequest.Method.get
  var path: String
  var who: String?
  var headers: HTTPFields = [:]
  var body: String?
  var status: HTTPResponse.Status
  var problem: String?

  var testDescription: String { "\(method) \(path) \(who ?? "nobody") → \(status.code) \(problem ?? "")" }
}

@Suite("Routes")
struct RouteTests {
  /// A number of the right form that nobody got.
  static let unknown = "3273-2025-00000999-0"

  static let open: [Asked] = [
    Asked(path: "/", status: .ok), Asked(path: "/?lang=en", status: .ok), Asked(path: "/periksa", status: .seeOther),
    Asked(path: "/assets/wlkp.css", status: .ok), Asked(path: "/assets/ikon.svg", status: .ok),
    Asked(path: "/healthz", status: .ok), Asked(path: "/readyz", status: .ok),
    Asked(path: "/log/checkpoint", status: .ok), Asked(path: "/log/key", status: .ok),
    Asked(path: "/log/access/checkpoint", status: .ok), Asked(path: "/log/access/key", status: .ok),
    Asked(path: "/log/tile/0/000", status: .notFound, problem: "not-found"),
    Asked(path: "/log/tile/../key", status: .notFound, problem: "not-found"),
    Asked(path: "/v1/rules", status: .ok), Asked(path: "/v1/rules/WL-LAP-001", status: .ok),
    Asked(path: "/v1/rules/WL-LAP-999", status: .notFound, problem: "not-found"),
    Asked(path: "/v1/rules?x=1", status: .badRequest, problem: "parameter-unknown"),
    Asked(path: "/nowhere", status: .notFound, problem: "not-found"),
    Asked(path: "/v1/submissions/../rules", status: .notFound, problem: "not-found"),
    Asked(method: .head, path: "/healthz", status: .ok),
    Asked(method: .options, path: "/v1/validations", status: .noContent),
    Asked(path: "/v1/validations", status: .methodNotAllowed, problem: "method-not-allowed"),
    Asked(method: .query, path: "/", status: .methodNotAllowed, problem: "method-not-allowed"),
    Asked(method: .delete, path: "/v1/submissions", status: .methodNotAllowed, problem: "method-not-allowed"),
    Asked(method: .put, path: "/", status: .methodNotAllowed, problem: "method-not-allowed"),
    Asked(method: .trace, path: "/v1/rules", status: .methodNotAllowed, problem: "method-not-allowed"),
    Asked(
      path: "/v1/rules",
      headers: [.accept: "text/html"],
      status: .notAcceptable,
      problem: "not-acceptable"
    ),
  ]

  static let guarded: [Asked] = ["/v1/submissions", "/v1/submissions/\(unknown)"].flatMap { path in
    let found: HTTPResponse.Status = path == "/v1/submissions" ? .ok : .notFound
    let problem = path == "/v1/submissions" ? nil : "not-found"
    return [
      Asked(path: path, status: .unauthorized, problem: "unauthenticated"),
      Asked(path: path, who: "wlkp_nonsense", status: .unauthorized, problem: "unauthenticated"),
      Asked(path: path, who: "expired", status: .unauthorized, problem: "unauthenticated"),
      Asked(path: path, who: "administrator", status: .forbidden, problem: "forbidden"),
      Asked(path: path, who: "company", status: found, problem: problem),
      Asked(path: path, who: "inspector", status: found, problem: problem),
      Asked(path: path, who: "auditor", status: found, problem: problem),
    ]
  }

  static let lists: [Asked] = [
    ("period=2025", HTTPResponse.Status.ok, nil), ("period=2020-2025&verdict=accepted&latest=true&limit=1", .ok, nil),
    ("company=PT%20Contoh+Baik&kind=TAHUNAN&region=32&rule=WL-LAP-001", .ok, nil),
    ("nib=9120001112223&npwp=012345678901234&unit=PUSAT&sector=10&size=small&submitter=siti", .ok, nil),
    ("findings=1-10&notAssessed=50-&since=2025-01-01&before=2026-01-01", .ok, nil),
    ("size=huge", .badRequest, "parameter-unusable"), ("findings=9-1", .badRequest, "parameter-unusable"),
    ("since=kemarin", .badRequest, "parameter-unusable"),
    ("period=x", .badRequest, "parameter-unusable"), ("period=2025-2020", .badRequest, "parameter-unusable"),
    ("verdict=fine", .badRequest, "parameter-unusable"), ("limit=0", .badRequest, "parameter-unusable"),
    ("limit=501", .badRequest, "parameter-unusable"), ("after=nonsense", .badRequest, "parameter-unusable"),
    ("limit=1&limit=2", .badRequest, "parameter-unusable"), ("company=%ZZ", .badRequest, "parameter-unusable"),
    ("scope=everything", .badRequest, "parameter-unknown"),
  ].map { query, status, problem in
    Asked(path: "/v1/submissions?\(query)", who: "auditor", status: status, problem: problem)
  }

  static let posts: [Asked] = [
    Asked(method: .post, path: "/v1/submissions", body: "x", status: .unauthorized, problem: "unauthenticated"),
    Asked(
      method: .post,
      path: "/v1/submissions",
      who: "inspector",
      body: "x",
      status: .forbidden,
      problem: "forbidden"
    ),
    Asked(method: .post, path: "/v1/submissions", who: "auditor", body: "x", status: .forbidden, problem: "forbidden"),
    Asked(
      method: .post,
      path: "/v1/submissions",
      who: "administrator",
      body: "x",
      status: .forbidden,
      problem: "forbidden"
    ),
    Asked(
      method: .post,
      path: "/v1/submissions",
      who: "company",
      headers: [.idempotencyKey: "two words"],
      body: "x",
      status: .badRequest,
      problem: "idempotency-key-unusable"
    ),
    Asked(
      method: .post,
      path: "/v1/submissions",
      who: "company",
      body: "x",
      status: .unprocessableContent,
      problem: "rejected"
    ),
    Asked(method: .post, path: "/v1/validations", body: "", status: .ok),
    Asked(method: .post, path: "/v1/validations", body: "\u{0}\u{1}\u{2}", status: .ok),
    Asked(method: .post, path: "/v1/validations?as-of=2025-01-01", body: "x", status: .ok),
    Asked(
      method: .post,
      path: "/v1/validations?as-of=2025-02-30",
      body: "x",
      status: .badRequest,
      problem: "parameter-unusable"
    ),
    Asked(
      method: .post,
      path: "/v1/validations",
      headers: [.contentType: "application/json"],
      body: "{}",
      status: .unsupportedMediaType,
      problem: "media-type"
    ),
    Asked(
      method: .post,
      path: "/v1/validations",
      headers: [.contentEncoding: "gzip"],
      body: "x",
      status: .unsupportedMediaType,
      problem: "content-encoding"
    ),
    Asked(
      method: .post,
      path: "/v1/validations",
      headers: [.accept: "application/pdf"],
      body: "x",
      status: .notAcceptable,
      problem: "not-acceptable"
    ),
    Asked(
      method: .post,
      path: "/v1/validations",
      headers: [.contentDigest: "sha-256=nonsense"],
      body: "x",
      status: .badRequest,
      problem: "digest-unreadable"
    ),
    Asked(
      method: .post,
      path: "/periksa",
      body: "x",
      status: .unsupportedMediaType,
      problem: "media-type"
    ),
    Asked(
      method: .post,
      path: "/periksa",
      headers: [.contentType: "multipart/form-data; boundary=B"],
      body: "--B\r\n",
      status: .badRequest,
      problem: "form-unreadable"
    ),
    Asked(
      method: .post,
      path: "/periksa",
      headers: [.contentType: "multipart/form-data; boundary=B"],
      body: "--B--\r\n",
      status: .badRequest,
      problem: "file-missing"
    ),
  ]

  @Test("Every route answers everybody as the table says")
  func table() async throws {
    let gate = try TestGate()
    try await gate.server.application.test(.router) { client in
      for asked in Self.open + Self.guarded + Self.lists + Self.posts {
        var headers = gate.authorization(asked.who)
        if asked.body != nil { headers[.contentType] = "text/csv" }
        for field in asked.headers { headers[field.name] = field.value }
        let answer = try await client.executeRequest(
          uri: asked.path,
          method: asked.method,
          headers: headers,
          body: asked.body.map { ByteBuffer(string: $0) }
        )
        #expect(answer.status == asked.status, "\(asked.testDescription): \(answer.text.prefix(300))")
        #expect(answer.problem == asked.problem, "\(asked.testDescription)")
        expectShell(answer, asked)
      }
    }
    #expect(try gate.leftovers().isEmpty)
  }

  /// What every answer must carry.
  private func expectShell(_ answer: TestResponse, _ asked: Asked) {
    let policy = answer.headers[.contentSecurityPolicy] ?? ""
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    #expect(answer.headers[.referrerPolicy] == "same-origin")
    #expect(answer.headers[.requestID] != nil)
    let cache =
      asked.path.hasPrefix("/assets")
      ? "public, max-age=3600"
      : asked.path.hasPrefix("/v1/rules") && asked.status == .ok
        ? "public, no-cache" : asked.path.hasSuffix("/checkpoint") ? "no-cache" : "no-store"
    #expect(answer.headers[.cacheControl] == cache)
    switch answer.status {
    case .unauthorized: #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=") == true)
    case .methodNotAllowed: #expect(answer.headers[.allow]?.isEmpty == false)
    case .unsupportedMediaType where answer.problem == "media-type": #expect(answer.headers[.acceptPost] != nil)
    default: break
    }
  }

  @Test("Problems speak the caller's language", arguments: [("id", "Perlu token"), ("en-GB", "Token needed")])
  func languages(header: String, title: String) async throws {
    try await TestGate().server.application.test(.router) { client in
      let answer = try await client.get("/v1/submissions", [.acceptLanguage: header])
      #expect(try answer.json["title"] as? String == title)
      #expect(try answer.json["status"] as? Int == 401)
      #expect(answer.headers[.contentLanguage] == String(header.prefix(2)))
    }
  }

  @Test("Every problem has a type of its own, and both languages")
  func problems() {
    let all: [Problem] = [
      .notFound(suggestion: nil), .methodNotAllowed(allowed: "GET"), .parameterUnknown(name: "a"),
      .parameterUnusable(name: "a"), .mediaType(accepted: "a"), .contentEncoding, .notAcceptable(offered: "a"),
      .tooLarge(limit: 1 << 20), .tooSlow(limit: 1), .digestUnreadable(header: "a"), .digestMismatch(header: "a"),
      .idempotencyKeyUnusable, .multipart(.endMissing), .fileMissing, .unauthenticated(tokenGiven: false),
      .forbidden(role: .company), .otherCompany, .notFileableHere, .originalErased,
      .notAccepted(.rejected, sentence: .init(id: "a", en: "b"), result: "{}"),
      .notAccepted(.needsConfirmation, sentence: .init(id: "a", en: "b"), result: "{}"),
      .refused(.idempotencyKeyReused(key: "a"), result: nil),
      .refused(.correctionTargetUnknown(number: "a"), result: nil), .headerIncomplete(fields: ["nib"]), .busy,
      .storeUnavailable, .ruleFault, .internalFault,
    ]
    #expect(Set(all.map(\.row.slug)).count == all.count)
    for row in all.map(\.row) {
      for text in [row.title, row.detail] { #expect(!text.id.isEmpty && !text.en.isEmpty && text.id != text.en) }
    }
  }
}
