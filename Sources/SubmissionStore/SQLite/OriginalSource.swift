import AuditLog
import Glibc
import ReportModel

/// The original on its way into the store, hashed while it is copied.
///
/// A small file is read, checked and sealed before the write transaction begins, so that others wait for its inserts
/// only; a large one is copied piece by piece within it and never held whole.
struct OriginalSource {
  /// What counts as small, in bytes: most reports, without memory growing by concurrent filings.
  private static let smallBytesMax: Int64 = 4 << 20

  private let path: String
  private let expected: ContentHash
  private let cipher: OriginalCipher
  private let pieces: [[UInt8]]?

  init(path: String, expected: ContentHash, cipher: OriginalCipher) throws {
    self.path = path
    self.expected = expected
    self.cipher = cipher
    let status = try PosixFile.status(path)
    guard let status else { throw FileFault(path: path, errno: ENOENT) }
    guard status.isFile else { throw FileFault(path: path, errno: EISDIR) }
    guard status.bytes <= Filing.originalBytesMax else {
      throw StoreError.tooLarge(what: .original, bytes: status.bytes, limit: Filing.originalBytesMax)
    }
    guard status.bytes <= Self.smallBytesMax else {
      pieces = nil
      return
    }
    var pieces: [[UInt8]] = []
    try Self.copy(path, expected: expected, bytes: status.bytes) { piece in
      pieces.append(try cipher.seal(piece, ordinal: pieces.count))
    }
    self.pieces = pieces
  }

  /// Hands out the sealed pieces; throws after the last one when the content's hash is not the expected one.
  func copy(_ each: (Int, [UInt8]) throws -> Void) throws {
    if let pieces {
      for (ordinal, piece) in pieces.enumerated() { try each(ordinal, piece) }
    } else {
      var ordinal = 0
      try Self.copy(path, expected: expected) { piece in
        try each(ordinal, cipher.seal(piece, ordinal: ordinal))
        ordinal += 1
      }
    }
  }

  private static func copy(
    _ path: String,
    expected: ContentHash,
    bytes: Int64 = .max,
    _ each: (ArraySlice<UInt8>) throws -> Void
  ) throws {
    let file = try PosixFile(path, flags: O_RDONLY)
    var hasher = DigestHasher()
    var total: Int64 = 0
    // No larger than the file and the byte by which its end shows: most reports are far smaller than a piece.
    let room = Int(min(bytes, Int64(PosixFile.pieceBytes) - 1)) + 1
    var buffer = [UInt8](repeating: 0, count: room)
    while true {
      let count = try file.read(into: &buffer)
      total += Int64(count)
      // The file may have grown since it was measured.
      guard total <= Filing.originalBytesMax else {
        throw StoreError.tooLarge(what: .original, bytes: total, limit: Filing.originalBytesMax)
      }
      if count > 0 {
        hasher.update(buffer[..<count])
        try each(buffer[..<count])
      }
      if count < buffer.count { break }
    }
    let found = ContentHash(hasher.finalize())
    guard found == expected else {
      throw StoreError.originalDiffers(path: path, expected: expected, found: found)
    }
  }
}
