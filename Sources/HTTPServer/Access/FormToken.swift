import AuditLog
import Crypto
import HTTPTypes
import Hummingbird

/// What a form carries so that no other site's page can post in a person's name: made from the session's secret, which
/// no other site knows, and useless without the cookie.
enum FormToken {
  /// The hidden field's name.
  static let field = "token"
  private static let purpose = "wlkp form token v1"

  /// The token of a secret, in 64 hexadecimal digits.
  static func token(for secret: String) -> String {
    let key = SymmetricKey(data: Array(secret.utf8))
    let code = HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: key)
    return Digest(bytes: Array(code))?.hex ?? ""
  }

  /// Whether two tokens are one; how long it takes tells nothing of where they differ.
  static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count, !one.isEmpty else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

/// From where a request comes, as far as its browser says: the first fence before what a form changes; the token is the
/// second.
enum RequestOrigin {
  /// Whether nothing says that another site sent this.
  ///
  /// Browsers say it by Sec-Fetch-Site (W3C Fetch Metadata); older ones, and plain connections, by Origin (RFC 6454).
  /// A program says neither.
  static func isOurs(_ request: Request) -> Bool {
    if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
    guard let origin = request.headers[.origin] else { return true }
    guard let host = request.head.authority, let mark = origin.firstRange(of: "://") else { return false }
    return origin[mark.upperBound...].lowercased() == host.lowercased()
  }
}

/// Secrets of cookies: 32 random bytes from the operating system, in base64 for URLs.
enum SessionSecret {
  /// A new one.
  static func new() -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var generator = SystemRandomNumberGenerator()
    // 43 characters of six bits are 258 bits; each is drawn on its own.
    let characters = (0..<SessionCookie.secretLength).map { _ in
      alphabet[Int(truncatingIfNeeded: generator.next() & 63)]
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
