import Crypto

/// SHA-256 over bytes that come in pieces (FIPS 180-4).
///
/// ```swift
/// var hasher = DigestHasher()
/// hasher.update(firstBlock)
/// hasher.update(secondBlock)
/// let digest = hasher.finalize()
/// ```
///
/// A copy goes on independently of its original.
public struct DigestHasher: Sendable {
  private var state = SHA256()

  /// Nothing hashed yet.
  public init() {}

  /// Adds bytes; the pointer is not kept.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Adds bytes.
  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Adds bytes.
  public mutating func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Adds the 32 bytes of a digest.
  public mutating func update(_ digest: Digest) {
    digest.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// Adds the UTF-8 bytes of a text, as they are: nothing is normalised.
  public mutating func update(utf8 text: String) {
    var text = text
    text.withUTF8 { state.update(bufferPointer: UnsafeRawBufferPointer($0)) }
  }

  /// The digest of everything added so far; the hasher can go on afterwards.
  public func finalize() -> Digest {
    var digest = Digest()
    let result = state.finalize()
    result.withUnsafeBytes { source in
      withUnsafeMutableBytes(of: &digest) { $0.copyMemory(from: source) }
    }
    return digest
  }
}

extension Digest {
  /// The SHA-256 of all of `bytes`.
  public static func sha256(of bytes: UnsafeRawBufferPointer) -> Digest {
    var hasher = DigestHasher()
    hasher.update(bytes)
    return hasher.finalize()
  }

  /// The SHA-256 of all of `bytes`.
  public static func sha256(of bytes: [UInt8]) -> Digest {
    bytes.withUnsafeBytes { sha256(of: $0) }
  }

  /// The SHA-256 of all of `bytes`.
  public static func sha256(of bytes: RawSpan) -> Digest {
    bytes.withUnsafeBytes { sha256(of: $0) }
  }
}
