import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SubmissionStore

@testable import HTTPServer

/// A browser in which somebody has signed in: its cookie, and what the hidden field `token` of its forms holds.
struct Browser: Sendable {
  /// The request header with the cookie, and the wish for pages.
  let fields: HTTPFields
  /// The hidden field of every form.
  let token: String

  init(secret: String, configuration: ServerConfiguration = ServerConfiguration()) {
    fields = [.cookie: "\(SessionCookie(configuration).name)=\(secret)", .accept: "text/html"]
    token = FormToken.token(for: secret)
  }
}

extension PasswordCost {
  /// So little that tests need not wait.
  static var quick: PasswordCost {
    guard let cost = PasswordCost(logN: 4, blockSize: 1, parallelism: 1) else { preconditionFailure("in range") }
    return cost
  }
}

extension TestGate {
  /// A browser in which an account of this gate is signed in.
  func browser(_ name: String) throws -> Browser {
    Browser(secret: try store.persons.openSession(account: name, now: Self.now).secret)
  }
}

extension TestClientProtocol {
  /// Posts an ordinary form.
  func submit(_ uri: String, _ fields: [(String, String)], _ headers: HTTPFields = [:]) async throws -> TestResponse {
    let body = fields.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    var headers = headers
    headers[.contentType] = FormFields.mediaType
    return try await executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: body))
  }

  /// Posts an ordinary form from a browser, with its token.
  func submit(_ uri: String, _ fields: [(String, String)], in browser: Browser) async throws -> TestResponse {
    try await submit(uri, fields + [(FormToken.field, browser.token)], browser.fields)
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 48...57, 65...90, 97...122: String(Unicode.Scalar(byte))
      default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }
}
