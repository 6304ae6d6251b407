import AuditLog
import HTTPTypes
import Hummingbird

/// Conditional requests (RFC 9110 section 13): who has the very bytes already gets 304 instead of them.
enum EntityTag {
  /// Tags looked at in one header; more is nobody's real cache.
  private static let tagsMax = 64

  /// The strong tag of a representation.
  static func of(_ bytes: [UInt8]) -> String { "\"\(Digest.sha256(of: bytes).hex.prefix(32))\"" }

  /// The answer with its tag, or 304 when the caller names that tag.
  static func tagged(_ response: Response, _ bytes: [UInt8], for request: Request) -> Response {
    var response = response
    let tag = of(bytes)
    response.headers[.eTag] = tag
    guard matches(request.headers[.ifNoneMatch] ?? "", tag) else { return response }
    var unchanged = Response(status: .notModified)
    for name in [HTTPField.Name.eTag, .vary, .cacheControl, .contentLanguage] {
      unchanged.headers[name] = response.headers[name]
    }
    return unchanged
  }

  /// Whether a list of tags, or `*`, holds this one; weak ones count (section 13.1.2).
  static func matches(_ header: String, _ tag: String) -> Bool {
    header.split(separator: ",").prefix(tagsMax).map(\.trimmed).contains { given in
      given == "*" || given == tag || given == "W/" + tag
    }
  }
}
