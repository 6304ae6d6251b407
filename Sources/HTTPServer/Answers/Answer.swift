import HTTPTypes
import Hummingbird
import NIOCore
import ReportModel

/// Makes answers; the one place where bodies get their type.
enum Answer {
  /// An answer with a text.
  static func make(
    _ status: HTTPResponse.Status,
    type: String,
    text: String,
    language: Language? = nil,
    fields: HTTPFields = [:]
  ) -> Response {
    var headers = fields
    headers[.contentType] = type
    if let language {
      headers[.contentLanguage] = language.rawValue
      headers[.vary] = "Accept-Language"
    }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// An answer in JSON.
  static func json(_ value: JSONValue, _ status: HTTPResponse.Status = .ok, fields: HTTPFields = [:]) -> Response {
    make(status, type: "application/json", text: value.text, fields: fields)
  }

  /// Plain text, byte for byte.
  static func plain(_ text: String, _ status: HTTPResponse.Status = .ok) -> Response {
    make(status, type: "text/plain; charset=utf-8", text: text)
  }

  /// Bytes as they are.
  static func bytes(_ bytes: [UInt8], type: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }

  /// Bytes to be saved under a name of ours, which needs no escaping.
  static func file(_ bytes: [UInt8], type: String, name: String) -> Response {
    var response = Self.bytes(bytes, type: type)
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  /// A page.
  static func page(_ html: String, _ status: HTTPResponse.Status = .ok, language: Language) -> Response {
    make(status, type: "text/html; charset=utf-8", text: html, language: language)
  }
}

extension HTTPField.Name {
  // The literals are tokens, which is all that this initialiser asks for.
  static let acceptPost = named("Accept-Post")
  static let contentDigest = named("Content-Digest")
  static let reprDigest = named("Repr-Digest")
  static let wantContentDigest = named("Want-Content-Digest")
  static let idempotencyKey = named("Idempotency-Key")
  static let fileName = named("X-File-Name")
  static let forwardedFor = named("X-Forwarded-For")
  static let forwardedProto = named("X-Forwarded-Proto")
  static let peerAddress = named("Wlkp-Peer-Address")
  static let peerScheme = named("Wlkp-Peer-Scheme")
  static let prefer = named("Prefer")
  static let preferenceApplied = named("Preference-Applied")
  static let fetchSite = named("Sec-Fetch-Site")
  static let requestID = named("X-Request-Id")
  static let referrerPolicy = named("Referrer-Policy")
  static let permissionsPolicy = named("Permissions-Policy")
  static let openerPolicy = named("Cross-Origin-Opener-Policy")
  static let resourcePolicy = named("Cross-Origin-Resource-Policy")

  private static func named(_ name: String) -> HTTPField.Name {
    guard let made = HTTPField.Name(name) else { preconditionFailure("\(name) is a token") }
    return made
  }
}
