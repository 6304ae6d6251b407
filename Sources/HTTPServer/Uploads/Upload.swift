import AuditLog
import Hummingbird
import Intake
import NIOCore
import ReportModel

/// A body that has arrived whole and lies in a temporary file, which goes with this object.
/// `@unchecked`: the spool is closed; from here on only its path and size are read.
final class Upload: @unchecked Sendable {
  /// The file.
  let spool: Spool
  /// SHA-256 of its bytes.
  let hash: Digest

  init(spool: Spool, hash: Digest) {
    self.spool = spool
    self.hash = hash
  }

  /// The hash as the model writes it.
  var contentHash: ContentHash {
    guard let hash = ContentHash(hex: hash.hex) else { preconditionFailure("a digest has 64 digits") }
    return hash
  }
}

/// Writes a body to a temporary file piece by piece, under a size and a time limit.
struct BodyReceiver {
  /// The most bytes of the whole body.
  let limit: Int64
  /// The longest that it may take, in seconds.
  let timeout: Int
  /// Where the file goes.
  let directory: String?
  /// The room that must be left there; `nil` for bodies too small to ask.
  var room: DiskRoom?

  /// Lends every piece of a body to `take`, in order, under the limits.
  func receive(_ request: Request, _ take: (UnsafeRawBufferPointer) throws -> Void) async throws {
    try requirePlain(request)
    if let length = Self.statedLength(request), length > limit {
      throw Problem.tooLarge(limit: limit)
    }
    let deadline = ContinuousClock.now.advanced(by: .seconds(timeout))
    var size: Int64 = 0
    for try await piece in request.body {
      size += Int64(piece.readableBytes)
      guard size <= limit else { throw Problem.tooLarge(limit: limit) }
      guard ContinuousClock.now < deadline else { throw Problem.tooSlow(limit: timeout) }
      try piece.withUnsafeReadableBytes(take)
    }
  }

  /// Receives a body that is one file.
  func upload(_ request: Request) async throws -> Upload {
    let digests = try BodyDigest.stated(in: request)
    try room?.require(Self.statedLength(request) ?? 0)
    let spool = try newSpool()
    var hasher = DigestHasher()
    try await receive(request) { bytes in
      hasher.update(bytes)
      try spool.append(bytes)
    }
    spool.close()
    let hash = hasher.finalize()
    for digest in digests { try digest.require(hash) }
    return Upload(spool: spool, hash: hash)
  }

  func newSpool() throws(Spool.Fault) -> Spool { try Spool(directory: directory, limit: limit) }

  /// How many bytes the caller says are to come.
  static func statedLength(_ request: Request) -> Int64? { request.headers[.contentLength].flatMap { Int64($0) } }

  private func requirePlain(_ request: Request) throws(Problem) {
    let encoding = request.headers[.contentEncoding] ?? "identity"
    guard encoding.lowercased() == "identity" else { throw .contentEncoding }
    // Another coding than this one has no end that others would agree on (RFC 9112 section 6.1).
    guard (request.headers[.transferEncoding] ?? "chunked").lowercased() == "chunked" else { throw .bodyUnreadable }
  }
}
