/// A SHA-256 digest: 32 bytes, kept in place, so that millions of them cost no heap allocation.
///
/// ```swift
/// let digest = Digest.sha256(of: Array("abc".utf8))
/// print(digest.hex)  // ba7816bf8f01cfea414140de5dae2223…
/// ```
///
/// Digests compare in byte order, the first byte weighing most, which is also the order of their hex texts.
public struct Digest: Hashable, Sendable {
  /// The length of a digest, in bytes.
  public static let byteCount = 32

  // Four words in memory order: the bytes of the value are the bytes of the digest on any machine.
  var word0: UInt64 = 0
  var word1: UInt64 = 0
  var word2: UInt64 = 0
  var word3: UInt64 = 0

  /// All bytes zero; filled in place by the initialisers of this module.
  init() {}

  /// Takes exactly ``byteCount`` bytes; `nil` for any other number.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: bytes) }
  }

  /// Takes exactly ``byteCount`` bytes; `nil` for any other number.
  public init?(bytes: [UInt8]) {
    let made = bytes.withUnsafeBytes { Digest(bytes: $0) }
    guard let made else { return nil }
    self = made
  }

  /// The digest as ``byteCount`` bytes.
  public var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  /// Lends the 32 bytes without copying them; the pointer is valid only inside `body`.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try Swift.withUnsafeBytes(of: self, body)
  }
}

extension Digest: Comparable {
  /// Byte order, the first byte weighing most.
  public static func < (left: Digest, right: Digest) -> Bool {
    if left.word0 != right.word0 { return UInt64(bigEndian: left.word0) < UInt64(bigEndian: right.word0) }
    if left.word1 != right.word1 { return UInt64(bigEndian: left.word1) < UInt64(bigEndian: right.word1) }
    if left.word2 != right.word2 { return UInt64(bigEndian: left.word2) < UInt64(bigEndian: right.word2) }
    return UInt64(bigEndian: left.word3) < UInt64(bigEndian: right.word3)
  }
}
