import Hummingbird

/// A path and query of this server, to go on to after a sign-in. What could lead elsewhere becomes the start page.
struct OwnPath: Hashable, Sendable {
  /// The longest, in bytes; ours with all their filters are shorter.
  static let lengthMax = 1024

  /// The path, beginning with one slash.
  let text: String

  /// - Parameter given: as it came, decoded once.
  init(_ given: String) {
    text = Self.isOwn(given) ? given : "/"
  }

  /// Where people sign in to go on to this path.
  var signInAddress: String { text == "/" ? "/masuk" : "/masuk?ke=\(PageAddress.encoded(text))" }

  /// The path and query that a request asks for, as a page may link to it; the start page when as a link it would lead
  /// elsewhere.
  static func asked(_ request: Request) -> String {
    let text = request.uri.path + (request.uri.query.map { "?\($0)" } ?? "")
    return text.utf8.first != slash || beginsOtherHost(text) ? "/" : text
  }

  /// Two slashes, or a backslash, which browsers read as a slash, would begin another host; a line end another header.
  private static func isOwn(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count <= lengthMax, bytes.first == slash, !beginsOtherHost(text) else { return false }
    return bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != backslash }
  }

  private static func beginsOtherHost(_ text: String) -> Bool {
    text.utf8.dropFirst().first.map { $0 == slash || $0 == backslash } ?? false
  }

  private static let slash = UInt8(ascii: "/")
  private static let backslash = UInt8(ascii: "\\")
}
