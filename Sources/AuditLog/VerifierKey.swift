import Crypto

/// How a key signs a note: the signature type byte of C2SP signed-note.
public enum NoteAlgorithm: UInt8, Hashable, Sendable {
  /// Ed25519 (RFC 8032) over the note's text.
  case ed25519 = 0x01
}

/// A public key that verifies signatures on notes, with the name it signs under.
///
/// Its text is the *vkey* known from Go's checksum database: `name+hash+base64`, where the base64 holds the algorithm
/// byte and the 32 bytes of the key, and the hash is the first four bytes, in hex, of
/// SHA-256(name || 0x0A || algorithm || key).
///
/// ```swift
/// let key = try VerifierKey(parsing: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
/// ```
public struct VerifierKey: Hashable, Sendable {
  /// Length of an Ed25519 public key, and of the seed of a private one, in bytes.
  static let byteCount = 32

  /// The name of who signs; for a log, its origin. Not empty, no spaces, no plus sign.
  public let name: String
  /// How the key signs.
  public let algorithm: NoteAlgorithm
  /// The public key: 32 bytes.
  public let publicKey: [UInt8]
  /// The key hash, the four bytes read with the highest first.
  public let keyID: UInt32

  /// A key from its parts.
  ///
  /// - Throws: ``LogError/keyNameMalformed(_:)``, ``LogError/keyTextMalformed``.
  public init(name: String, publicKey: [UInt8]) throws(LogError) {
    guard Self.isName(name) else { throw .keyNameMalformed(name) }
    guard publicKey.count == Self.byteCount else { throw .keyTextMalformed }
    self.name = name
    self.publicKey = publicKey
    algorithm = .ed25519
    keyID = Self.keyID(name: name, algorithm: .ed25519, publicKey: publicKey)
  }

  /// Reads a vkey text, without anything around it.
  ///
  /// - Throws: ``LogError/keyTextMalformed``, ``LogError/keyNameMalformed(_:)``,
  ///   ``LogError/keyAlgorithmUnknown(_:)``, ``LogError/keyHashDiffers(name:stated:computed:)``.
  public init(parsing text: String) throws(LogError) {
    let parts = try KeyText(parsing: Array(text.utf8))
    try self.init(name: parts.name, publicKey: parts.key)
    try parts.require(keyID: keyID)
  }

  /// The vkey text.
  public var text: String {
    KeyText(name: name, keyID: keyID, algorithm: algorithm, key: publicKey).text
  }

  /// Whether `signature` (64 bytes) is this key's over `message`.
  public func isValid(signature: [UInt8], over message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: message)
  }

  /// Whether a text can be a key's name: not empty, no Unicode space, no plus, no control character.
  static func isName(_ name: String) -> Bool {
    StrictText.isLine(name) && name.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace }
  }

  private static func keyID(name: String, algorithm: NoteAlgorithm, publicKey: [UInt8]) -> UInt32 {
    var hasher = DigestHasher()
    hasher.update(utf8: name)
    hasher.update([StrictText.newline, algorithm.rawValue])
    hasher.update(publicKey)
    return UInt32(bigEndian: hasher.finalize().withUnsafeBytes { $0.load(as: UInt32.self) })
  }
}

extension VerifierKey: CustomStringConvertible {
  /// The vkey text; it holds nothing secret.
  public var description: String { text }
}

/// The parts of `name+hash+base64`, the form of public and private key texts alike.
struct KeyText {
  let name: String
  let keyID: UInt32
  let algorithm: NoteAlgorithm
  let key: [UInt8]

  var text: String {
    "\(name)+\(Hex.text(of: keyID))+\(Base64.encode([algorithm.rawValue] + key))"
  }
}

extension KeyText {
  private static let plus = UInt8(ascii: "+")
  private static let hashDigits = 8

  init(parsing text: [UInt8]) throws(LogError) {
    // Base64 may hold plus signs too, so only the first two divide.
    let parts = text.split(separator: Self.plus, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let name = StrictText.utf8(parts[0]) else { throw .keyTextMalformed }
    guard VerifierKey.isName(name) else { throw .keyNameMalformed(name) }
    guard let keyID = Self.keyID(parts[1]), let data = Base64.decode(parts[2]) else { throw .keyTextMalformed }
    guard let type = data.first else { throw .keyTextMalformed }
    guard let algorithm = NoteAlgorithm(rawValue: type) else { throw .keyAlgorithmUnknown(type) }
    self.init(name: name, keyID: keyID, algorithm: algorithm, key: Array(data.dropFirst()))
  }

  /// - Throws: ``LogError/keyHashDiffers(name:stated:computed:)`` unless the text states this key hash.
  func require(keyID computed: UInt32) throws(LogError) {
    guard keyID == computed else { throw .keyHashDiffers(name: name, stated: keyID, computed: computed) }
  }

  private static func keyID(_ text: ArraySlice<UInt8>) -> UInt32? {
    guard text.count == hashDigits else { return nil }
    var value: UInt32 = 0
    for character in text {
      guard let digit = Hex.value(of: character), !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(character) else {
        return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
