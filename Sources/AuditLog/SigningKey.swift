import Crypto

/// A private key that signs notes. Whoever has it can sign as the log: keep its text in a file only the log can read.
///
/// The file holds one line, `PRIVATE+KEY+name+hash+base64`, as Go's note tools write it; the base64 holds the algorithm
/// byte and the 32-byte seed (RFC 8032 section 5.1.5). Printing or dumping a key shows its public half only.
public struct SigningKey: Sendable {
  private static let prefix = "PRIVATE+KEY+"
  /// The longest key file that is read, in bytes: a name of a few hundred bytes and 44 characters of key are less.
  public static let fileByteLimit = 4096

  /// The public half.
  public let verifier: VerifierKey
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a new key from the system's random numbers.
  ///
  /// - Throws: ``LogError/keyNameMalformed(_:)``.
  public static func generate(name: String) throws(LogError) -> SigningKey {
    try SigningKey(name: name, key: Curve25519.Signing.PrivateKey())
  }

  /// A key from its 32-byte seed.
  ///
  /// - Throws: ``LogError/keyNameMalformed(_:)``, ``LogError/keyTextMalformed``.
  public init(name: String, seed: [UInt8]) throws(LogError) {
    guard seed.count == VerifierKey.byteCount,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { throw .keyTextMalformed }
    try self.init(name: name, key: key)
  }

  /// Reads the text of a key file: the one line, with or without its newline.
  ///
  /// - Throws: ``LogError/keyTextMalformed``, ``LogError/keyNameMalformed(_:)``,
  ///   ``LogError/keyAlgorithmUnknown(_:)``, ``LogError/keyHashDiffers(name:stated:computed:)``.
  public init(parsing fileText: String) throws(LogError) {
    var bytes = Array(fileText.utf8)
    if bytes.last == StrictText.newline { bytes.removeLast() }
    guard bytes.count < Self.fileByteLimit, bytes.starts(with: Self.prefix.utf8) else { throw .keyTextMalformed }
    let parts = try KeyText(parsing: Array(bytes.dropFirst(Self.prefix.utf8.count)))
    try self.init(name: parts.name, seed: parts.key)
    // The hash is over the public key, so it also proves that the seed was read right.
    try parts.require(keyID: verifier.keyID)
  }

  private init(name: String, key: Curve25519.Signing.PrivateKey) throws(LogError) {
    self.key = key
    verifier = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
  }

  /// The text of the key file, newline included. **Secret.**
  public var privateText: String {
    let seed = Array(key.rawRepresentation)
    let parts = KeyText(name: verifier.name, keyID: verifier.keyID, algorithm: verifier.algorithm, key: seed)
    return Self.prefix + parts.text + "\n"
  }

  /// Signs a message: 64 bytes (RFC 8032).
  ///
  /// - Throws: ``LogError/signingFailed(name:)`` when the cryptographic library refuses.
  public func signature(over message: [UInt8]) throws(LogError) -> [UInt8] {
    do {
      return Array(try key.signature(for: message))
    } catch {
      throw .signingFailed(name: verifier.name)
    }
  }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// The public half.
  public var description: String { "SigningKey(\(verifier.text))" }

  /// Shows the public half only, so that `dump` cannot leak the secret one.
  public var customMirror: Mirror {
    Mirror(self, children: ["verifier": verifier])
  }
}
