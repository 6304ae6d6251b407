/// One signature line of a note, not verified by itself.
public struct NoteSignature: Hashable, Sendable {
  /// The name of the key.
  public let name: String
  /// The key hash, the four bytes read with the highest first.
  public let keyID: UInt32
  /// What follows the key hash: for Ed25519, 64 bytes.
  public let signature: [UInt8]

  /// The line without its newline.
  var text: String {
    let id = withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
    return "\u{2014} \(name) \(Base64.encode(id + signature))"
  }
}

/// A text with one or more signatures (C2SP signed-note). Reading one verifies nothing; ``signers(among:)`` does.
///
/// Reading is strict: for each note there is exactly one sequence of bytes, and ``text`` gives it back unchanged.
public struct SignedNote: Hashable, Sendable {
  /// The longest note that is read, in bytes: room for the largest allowed number of post-quantum signatures.
  public static let byteLimit = 1_000_000
  /// The most signatures that are read; C2SP asks for at least 16.
  public static let signatureLimit = 64

  /// What is signed, its final newline included.
  public let body: String
  /// The signatures in the order of their lines.
  public let signatures: [NoteSignature]

  /// Signs a text with each of the keys, in their order.
  ///
  /// - Throws: ``LogError/noteBodyMalformed`` when the text does not end in a newline or has control characters,
  ///   ``LogError/noteWithoutSignatures`` without keys, ``LogError/signingFailed(name:)``.
  public init(body: String, signedBy keys: [SigningKey]) throws(LogError) {
    let message = Array(body.utf8)
    guard message.last == StrictText.newline, Self.firstControlCharacter(in: message) == nil else {
      throw .noteBodyMalformed
    }
    guard !keys.isEmpty else { throw .noteWithoutSignatures }
    var made: [NoteSignature] = []
    for key in keys {
      let signature = try key.signature(over: message)
      made.append(NoteSignature(name: key.verifier.name, keyID: key.verifier.keyID, signature: signature))
    }
    self.body = body
    signatures = made
  }

  /// Reads a note.
  ///
  /// - Throws: the `note…`, `signature…` and `tooManySignatures` cases of ``LogError``.
  public init(parsing bytes: [UInt8]) throws(LogError) {
    guard bytes.count <= Self.byteLimit else { throw .noteTooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    if let offset = Self.firstControlCharacter(in: bytes) { throw .noteControlCharacter(byteOffset: offset) }
    guard StrictText.utf8(bytes) != nil else { throw .noteNotUTF8 }
    guard let blank = Self.lastBlankLine(of: bytes) else { throw .noteWithoutSignatures }
    guard let lines = StrictText.lines(bytes[(blank + 1)...]) else { throw .noteWithoutSignatures }
    guard lines.count <= Self.signatureLimit else { throw .tooManySignatures(limit: Self.signatureLimit) }
    let bodyBytes = bytes[..<blank]
    let linesBefore = bodyBytes.count { $0 == StrictText.newline } + 1
    var read: [NoteSignature] = []
    for (position, line) in lines.enumerated() {
      guard let signature = NoteSignature(line: line) else {
        throw .signatureLineMalformed(line: linesBefore + position + 1)
      }
      read.append(signature)
    }
    body = String(decoding: bodyBytes, as: UTF8.self)
    signatures = read
  }

  /// The note as it is stored and sent.
  public var text: String {
    body + "\n" + signatures.map { $0.text + "\n" }.joined()
  }

  /// The keys, of those given, that signed this note, in the order of their signatures.
  ///
  /// Signatures of keys that are not given are left aside, even when they share a name or a key hash with one.
  ///
  /// - Throws: ``LogError/signatureWrong(name:)`` when a signature of a given key does not fit: then the whole note is
  ///   refused. ``LogError/signatureMissing(names:)`` when none of the keys signed.
  public func signers(among keys: [VerifierKey]) throws(LogError) -> [VerifierKey] {
    let message = Array(body.utf8)
    var signers: [VerifierKey] = []
    for signature in signatures {
      for key in keys where key.keyID == signature.keyID && key.name.hasSameBytes(as: signature.name) {
        guard key.isValid(signature: signature.signature, over: message) else {
          throw .signatureWrong(name: key.name)
        }
        if !signers.contains(key) { signers.append(key) }
      }
    }
    guard !signers.isEmpty else { throw .signatureMissing(names: keys.map(\.name)) }
    return signers
  }

  private static func firstControlCharacter(in bytes: [UInt8]) -> Int? {
    bytes.firstIndex { $0 < StrictText.space && $0 != StrictText.newline }
  }

  /// Place of the newline that makes the last empty line, which stands between text and signatures.
  private static func lastBlankLine(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    for place in stride(from: bytes.count - 1, to: 0, by: -1)
    where bytes[place] == StrictText.newline && bytes[place - 1] == StrictText.newline {
      return place
    }
    return nil
  }
}

extension NoteSignature {
  private static let dash = Array("\u{2014} ".utf8)
  private static let keyIDBytes = 4

  /// Reads a signature line without its newline; `nil` when it is not one.
  init?(line: [UInt8]) {
    guard line.starts(with: Self.dash) else { return nil }
    let parts = line.dropFirst(Self.dash.count).split(
      separator: StrictText.space,
      omittingEmptySubsequences: false
    )
    guard parts.count == 2, let name = StrictText.utf8(parts[0]), VerifierKey.isName(name) else { return nil }
    guard let data = Base64.decode(parts[1]), data.count > Self.keyIDBytes else { return nil }
    self.name = name
    keyID = data.prefix(Self.keyIDBytes).reduce(0) { $0 << 8 | UInt32($1) }
    signature = Array(data.dropFirst(Self.keyIDBytes))
  }
}
