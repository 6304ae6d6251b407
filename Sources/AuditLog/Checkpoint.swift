/// What a log states about itself at one moment: who it is, how many leaves it has, and their root
/// (the note text of C2SP tlog-checkpoint).
///
/// ```
/// example.com/behind-the-sofa
/// 20852163
/// CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
/// ```
public struct Checkpoint: Hashable, Sendable {
  /// The log's unique name, by custom an address without scheme.
  public let origin: String
  /// Size and root of the tree.
  public let head: TreeHead
  /// Further lines, opaque and usually none.
  public let extensions: [String]

  /// A checkpoint from its parts.
  ///
  /// - Throws: ``LogError/checkpointMalformed(line:)`` with the number of the line that could not be written.
  public init(origin: String, head: TreeHead, extensions: [String] = []) throws(LogError) {
    guard StrictText.isLine(origin) else { throw .checkpointMalformed(line: 1) }
    guard head.size >= 0 else { throw .checkpointMalformed(line: 2) }
    if let bad = extensions.firstIndex(where: { !StrictText.isLine($0) }) {
      throw .checkpointMalformed(line: Self.fixedLines + bad + 1)
    }
    self.origin = origin
    self.head = head
    self.extensions = extensions
  }

  /// Reads the text of a checkpoint, without signatures.
  ///
  /// - Throws: ``LogError/checkpointMalformed(line:)``, lines counted from 1.
  public init(parsing body: String) throws(LogError) {
    guard let lines = StrictText.lines(body.utf8) else { throw .checkpointMalformed(line: 1) }
    guard !lines[0].isEmpty else { throw .checkpointMalformed(line: 1) }
    guard lines.count >= Self.fixedLines else { throw .checkpointMalformed(line: lines.count + 1) }
    guard let size = StrictText.decimal(lines[1]) else { throw .checkpointMalformed(line: 2) }
    guard let root = Digest(base64: lines[2]) else { throw .checkpointMalformed(line: 3) }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    try self.init(
      origin: texts[0],
      head: TreeHead(size: size, root: root),
      extensions: Array(texts[Self.fixedLines...])
    )
  }

  /// The text that is signed, its final newline included.
  public var body: String {
    let fixed = [origin, String(head.size), head.root.base64]
    return (fixed + extensions).map { $0 + "\n" }.joined()
  }

  /// Origin, size and root.
  private static let fixedLines = 3
}

/// A checkpoint with its signatures (C2SP tlog-checkpoint in a signed-note).
///
/// Reading one verifies nothing: what it says is ``unverified`` until ``verified(by:origin:)`` gives it out.
///
/// ```swift
/// let signed = try SignedCheckpoint(checkpoint, signedBy: [key])
/// let checkpoint = try SignedCheckpoint(parsing: signed.text).verified(by: [key.verifier], origin: "example.com/log")
/// ```
public struct SignedCheckpoint: Hashable, Sendable {
  /// The note with its signatures.
  public let note: SignedNote
  /// What the checkpoint states, whoever may have written it.
  public let unverified: Checkpoint

  /// Signs a checkpoint. The log's own key is by custom named like the origin.
  ///
  /// - Throws: ``LogError/noteWithoutSignatures`` without keys, ``LogError/signingFailed(name:)``.
  public init(_ checkpoint: Checkpoint, signedBy keys: [SigningKey]) throws(LogError) {
    note = try SignedNote(body: checkpoint.body, signedBy: keys)
    unverified = checkpoint
  }

  /// Reads a signed checkpoint.
  ///
  /// - Throws: the cases of ``SignedNote/init(parsing:)``, ``LogError/checkpointMalformed(line:)``.
  public init(parsing bytes: [UInt8]) throws(LogError) {
    note = try SignedNote(parsing: bytes)
    unverified = try Checkpoint(parsing: note.body)
  }

  /// Reads a signed checkpoint.
  ///
  /// - Throws: as for bytes.
  public init(parsing text: String) throws(LogError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The checkpoint as it is stored and served: the same bytes that were read.
  public var text: String { note.text }

  /// The checkpoint, once at least one of the keys signed it and it is of the expected log.
  ///
  /// - Throws: ``LogError/signatureWrong(name:)``, ``LogError/signatureMissing(names:)``,
  ///   ``LogError/originDiffers(expected:found:)``.
  public func verified(by keys: [VerifierKey], origin: String) throws(LogError) -> Checkpoint {
    _ = try note.signers(among: keys)
    guard unverified.origin.hasSameBytes(as: origin) else {
      throw .originDiffers(expected: origin, found: unverified.origin)
    }
    return unverified
  }
}
