/// The two hashes of the tree (RFC 6962 section 2.1, RFC 9162 section 2.1.1).
///
/// A leaf starts with the byte 0 and an inner node with the byte 1, so that no entry can pass as a node.
public enum MerkleHash {
  private static let leafPrefix: UInt8 = 0
  private static let nodePrefix: UInt8 = 1

  /// The root of a tree without leaves: the SHA-256 of no bytes.
  public static let emptyRoot = Digest.sha256(of: [])

  /// The leaf hash of an entry: SHA-256(0x00 || entry).
  public static func leaf(_ entry: UnsafeRawBufferPointer) -> Digest {
    var hasher = DigestHasher()
    withUnsafeBytes(of: leafPrefix) { hasher.update($0) }
    hasher.update(entry)
    return hasher.finalize()
  }

  /// The leaf hash of an entry: SHA-256(0x00 || entry).
  public static func leaf(_ entry: [UInt8]) -> Digest {
    entry.withUnsafeBytes { leaf($0) }
  }

  /// The leaf hash of an entry: SHA-256(0x00 || entry).
  public static func leaf(_ entry: RawSpan) -> Digest {
    entry.withUnsafeBytes { leaf($0) }
  }

  /// The hash of an inner node: SHA-256(0x01 || left || right).
  public static func node(_ left: Digest, _ right: Digest) -> Digest {
    // One buffer on the stack and one call: three small updates cost more than the copy.
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * Digest.byteCount, alignment: 1) { buffer in
      buffer[0] = nodePrefix
      buffer.storeBytes(of: left, toByteOffset: 1, as: Digest.self)
      buffer.storeBytes(of: right, toByteOffset: 1 + Digest.byteCount, as: Digest.self)
      return Digest.sha256(of: UnsafeRawBufferPointer(buffer))
    }
  }
}
