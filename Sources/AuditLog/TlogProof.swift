/// A proof in one text that needs nothing but the log's public key: inclusion proof and signed checkpoint
/// (C2SP tlog-proof@v1).
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra …base64, optional…
/// index 73894
/// gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
///
/// example.com/fancylog
/// 109482
/// sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
/// — example.com/fancylog hI2DJw…
/// ```
public struct TlogProof: Hashable, Sendable {
  /// The longest proof that is read, in bytes: the largest checkpoint, and as much again for extra data and hashes.
  public static let byteLimit = 2 * SignedNote.byteLimit

  /// Opaque data of the application; **not** covered by any signature.
  public let extra: [UInt8]?
  /// The leaf and the way from it to the root.
  public let inclusion: InclusionProof
  /// The checkpoint whose root the way leads to.
  public let checkpoint: SignedCheckpoint

  /// Makes a proof from kept nodes.
  ///
  /// - Throws: ``LogError/indexOutsideTree(index:size:)``, ``LogError/nodeMissing(level:index:)``, or what the source
  ///   throws.
  public init(
    index: Int,
    under checkpoint: SignedCheckpoint,
    from source: some NodeSource,
    extra: [UInt8]? = nil
  ) throws {
    inclusion = try InclusionProof(index: index, size: checkpoint.unverified.head.size, from: source)
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Makes a proof from its parts.
  ///
  /// - Throws: ``LogError/indexOutsideTree(index:size:)``, ``LogError/proofLengthWrong(expected:found:)``.
  public init(
    index: Int,
    path: [Digest],
    checkpoint: SignedCheckpoint,
    extra: [UInt8]? = nil
  ) throws(LogError) {
    inclusion = try InclusionProof(index: index, size: checkpoint.unverified.head.size, path: path)
    self.checkpoint = checkpoint
    self.extra = extra
  }

  /// Checks everything that can be checked offline: the signature, the log's name, and the way from the leaf to the
  /// signed root.
  ///
  /// - Parameters:
  ///   - leafHash: made by the caller from the entry itself, with ``MerkleHash``.
  ///   - key: the log's public key, from a place the caller trusts.
  ///   - origin: the log's name; when absent, the key's name, as C2SP recommends.
  /// - Returns: the checkpoint, now verified.
  /// - Throws: ``LogError/signatureWrong(name:)``, ``LogError/signatureMissing(names:)``,
  ///   ``LogError/originDiffers(expected:found:)``, ``LogError/rootDiffers(expected:computed:)``.
  public func verify(
    leafHash: Digest,
    key: VerifierKey,
    origin: String? = nil
  ) throws(LogError) -> Checkpoint {
    let statement = try checkpoint.verified(by: [key], origin: origin ?? key.name)
    try inclusion.verify(leafHash: leafHash, root: statement.head.root)
    return statement
  }
}

extension TlogProof {
  private static let title = Array("c2sp.org/tlog-proof@v1".utf8)
  private static let extraWord = Array("extra ".utf8)
  private static let indexWord = Array("index ".utf8)
  /// The most hashes a way can have: one per level of the largest tree.
  private static let pathLimit = Int.bitWidth - 1

  /// The proof as it is stored and sent: the same bytes that were read.
  public var text: String {
    var lines = [String(decoding: Self.title, as: UTF8.self)]
    if let extra { lines.append("extra " + Base64.encode(extra)) }
    lines.append("index \(inclusion.index)")
    lines += inclusion.path.map(\.base64)
    return lines.map { $0 + "\n" }.joined() + "\n" + checkpoint.text
  }

  /// Reads a proof. Nothing is verified by reading it.
  ///
  /// - Throws: ``LogError/proofTooLarge(bytes:limit:)``, ``LogError/proofMalformed(line:)`` with lines from 1,
  ///   ``LogError/indexOutsideTree(index:size:)``, ``LogError/proofLengthWrong(expected:found:)``, and the cases of
  ///   ``SignedCheckpoint/init(parsing:)-([UInt8])``, whose lines and offsets count from the checkpoint's start.
  public init(parsing bytes: [UInt8]) throws(LogError) {
    guard bytes.count <= Self.byteLimit else { throw .proofTooLarge(bytes: bytes.count, limit: Self.byteLimit) }
    var lines = LineCursor(bytes)
    guard lines.next() == Self.title[...] else { throw .proofMalformed(line: 1) }
    var line = lines.next()
    var extra: [UInt8]?
    if let text = line, text.starts(with: Self.extraWord) {
      extra = Base64.decode(text.dropFirst(Self.extraWord.count))
      guard extra != nil else { throw .proofMalformed(line: lines.number) }
      line = lines.next()
    }
    guard let text = line, text.starts(with: Self.indexWord),
      let index = StrictText.decimal(text.dropFirst(Self.indexWord.count))
    else { throw .proofMalformed(line: lines.number) }
    let path = try Self.path(from: &lines)
    let checkpoint = try SignedCheckpoint(parsing: Array(lines.rest))
    try self.init(index: index, path: path, checkpoint: checkpoint, extra: extra)
  }

  /// Reads a proof.
  ///
  /// - Throws: as for bytes.
  public init(parsing text: String) throws(LogError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The hashes up to the empty line.
  private static func path(from lines: inout LineCursor) throws(LogError) -> [Digest] {
    var path: [Digest] = []
    while let line = lines.next() {
      if line.isEmpty { return path }
      guard path.count < pathLimit, let digest = Digest(base64: line) else { break }
      path.append(digest)
    }
    throw .proofMalformed(line: lines.number)
  }
}

/// Hands out lines one by one and knows their number.
private struct LineCursor {
  /// What has not been handed out.
  private(set) var rest: ArraySlice<UInt8>
  /// Number of the line handed out last, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  /// The next line without its newline; `nil` when no newline follows.
  mutating func next() -> ArraySlice<UInt8>? {
    number += 1
    guard let end = rest.firstIndex(of: StrictText.newline) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return rest[..<end]
  }
}
