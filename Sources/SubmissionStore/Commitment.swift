import AuditLog
import ReportModel

/// The blinded hashes that bind a submission to its leaf.
///
/// A leaf shows a hash only; the salt keeps anyone from finding what it stands for by trying.
enum Commitment {
  /// Length of a salt, in bytes: as long as the hash, so that trying salts is hopeless.
  static let saltLength = 32
  private static let recordDomain = "wlkp submission record commitment v1\n"
  private static let detailsDomain = "wlkp submission details commitment v1\n"
  private static let eventDomain = "wlkp event commitment v1\n"
  private static let entryTitle = "wlkp-entry/1 "

  /// Fresh random bytes from the operating system.
  static func salt() -> [UInt8] { RandomBytes.make(saltLength) }

  static func record(_ text: String, salt: [UInt8]) -> Digest {
    digest(recordDomain, salt, text)
  }

  /// The details have a salt of their own that no receipt shows: who holds a receipt cannot try out findings.
  static func details(_ text: String, salt: [UInt8]) -> Digest {
    digest(detailsDomain, salt, text)
  }

  static func event(_ text: String, salt: [UInt8]) -> Digest {
    digest(eventDomain, salt, text)
  }

  /// What the log keeps for a commitment: all that the public ever sees of a submission.
  static func entry(_ commitment: Digest) -> [UInt8] {
    var entry = TextBytes(room: entryTitle.utf8.count + 2 * Digest.byteCount + 1)
    entry.add(entryTitle)
    entry.add(commitment.hex)
    entry.add(byte: UInt8(ascii: "\n"))
    return entry.bytes
  }

  private static func digest(_ domain: String, _ salt: [UInt8], _ text: String) -> Digest {
    var hasher = DigestHasher()
    hasher.update(utf8: domain)
    hasher.update(salt)
    hasher.update(utf8: text)
    return hasher.finalize()
  }
}

extension Digest {
  /// A content hash as bytes. The digits were checked when the hash was made.
  init?(_ hash: ContentHash) {
    self.init(hex: hash.hex)
  }
}
