import HTTPTypes
import Hummingbird

/// A cookie that only this server reads and sets.
///
/// With the prefix `__Host-` browsers keep it only when it is Secure, for the whole host and nobody else, so that no
/// neighbouring host and no plain connection can plant one (RFC 6265bis section 4.1.3.2).
struct SessionCookie: Sendable {
  /// What a session's secret looks like: 32 bytes in base64 for URLs.
  static let secretLength = 43

  /// The cookie's name.
  let name: String
  private let attributes: String

  /// The cookie of a session.
  init(_ configuration: ServerConfiguration) { self.init("wlkp", configuration) }

  /// A cookie of a name of its own.
  init(_ base: String, _ configuration: ServerConfiguration) {
    // Some browsers take no Secure cookie from a plain connection, not even on the machine itself.
    let isPlain = configuration.plainCookies
    name = isPlain ? "\(base)-lokal" : "__Host-\(base)"
    attributes = (isPlain ? "" : "; Secure") + "; HttpOnly; SameSite=Lax; Path=/"
  }

  /// The secret that a request brings; `nil` when there is none, or one that cannot be ours.
  func secret(_ request: Request) -> String? {
    for field in request.headers[values: .cookie] {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1).map(\.trimmed)
        guard parts.count == 2, parts[0] == name else { continue }
        return parts[1].utf8.count == Self.secretLength ? parts[1] : nil
      }
    }
    return nil
  }

  /// The header field that sets it until the browser is closed.
  func setting(_ secret: String) -> String { "\(name)=\(secret)\(attributes)" }

  /// The header field that removes it.
  var removing: String { "\(name)=; Max-Age=0\(attributes)" }
}
