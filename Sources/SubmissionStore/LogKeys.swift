import AuditLog
import Crypto

/// The keys that sign a store's two trees.
///
/// One secret file is enough: the access log's key is derived from the log's (HKDF, RFC 5869), so that whoever knows
/// one public half learns nothing of the other, and an operator has one file to guard.
struct LogKeys: Sendable {
  /// Ends the origin of the access log.
  static let accessSuffix = "/akses"
  private static let purpose = "wlkp access log key v1"

  /// Signs the log of submissions.
  let submissions: SigningKey
  /// Signs the log of events.
  let access: SigningKey

  init(_ key: SigningKey) throws(LogError) {
    submissions = key
    let seed = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Array(key.privateText.utf8)),
      info: Array(Self.purpose.utf8),
      outputByteCount: 32
    )
    access = try SigningKey(name: key.verifier.name + Self.accessSuffix, seed: seed.withUnsafeBytes { Array($0) })
  }

  subscript(tree: LogTree) -> SigningKey {
    switch tree {
    case .submissions: submissions
    case .access: access
    }
  }
}
