import AuditLog
public import ReportModel
public import ReportReading

extension ByteSource {
  /// The SHA-256 of all bytes, read once from front to back.
  public func contentHash() throws(ReadingFault) -> ContentHash {
    var hasher = DigestHasher()
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Spool.chunkBytes, alignment: 16)
    defer { chunk.deallocate() }
    var offset: Int64 = 0
    while true {
      let count = try read(into: chunk, at: offset)
      if count == 0 { break }
      hasher.update(UnsafeRawBufferPointer(rebasing: chunk[0..<count]))
      offset += Int64(count)
    }
    return ContentHash(hex: hasher.finalize().hex) ?? Self.emptyHash
  }

  private static var emptyHash: ContentHash {
    guard let hash = ContentHash(hex: Digest.sha256(of: []).hex) else { preconditionFailure("a digest has 64 digits") }
    return hash
  }
}
