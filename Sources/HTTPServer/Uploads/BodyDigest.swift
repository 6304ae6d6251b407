import AuditLog
import HTTPTypes
import Hummingbird

/// What a caller says the SHA-256 of the body is (RFC 9530). Bodies come unencoded, so that Content-Digest and
/// Repr-Digest speak of the same bytes.
struct BodyDigest {
  /// The header it stood in.
  let header: String
  /// The digest it gives.
  let digest: Digest

  /// The digests of a request; algorithms other than sha-256 are passed over, as the standard wants.
  static func stated(in request: Request) throws(Problem) -> [BodyDigest] {
    var found: [BodyDigest] = []
    for (name, label) in [(HTTPField.Name.contentDigest, "Content-Digest"), (.reprDigest, "Repr-Digest")] {
      guard let text = request.headers[name] else { continue }
      if let digest = try read(text, label) { found.append(BodyDigest(header: label, digest: digest)) }
    }
    return found
  }

  /// Reads the dictionary of a digest field; `nil` when it has no sha-256.
  static func read(_ text: String, _ header: String) throws(Problem) -> Digest? {
    var found: Digest?
    for member in text.split(separator: ",") {
      let parts = member.trimmed.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { throw .digestUnreadable(header: header) }
      guard parts[0] == "sha-256" else { continue }
      let value = parts[1]
      guard value.count > 2, value.first == ":", value.last == ":",
        let digest = Digest(base64: value.dropFirst().dropLast())
      else { throw .digestUnreadable(header: header) }
      found = digest
    }
    return found
  }

  /// Refuses a body with another hash.
  func require(_ hash: Digest) throws(Problem) {
    guard hash == digest else { throw .digestMismatch(header: header) }
  }
}
