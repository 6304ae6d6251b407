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
  /// How many there are, in the file or already judged.
  let size: Int64

  init(spool: Spool, hash: Digest, size: Int64? = nil) {
    self.spool = spool
    self.hash = hash
    self.size = size ?? spool.size
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
  ///
  /// - Parameter room: waits until another piece is welcome; that time is ours, not the sender's.
  func receive(
    _ request: Request,
    room: () async -> Void = {},
    _ take: (UnsafeRawBufferPointer) throws -> Void
  ) async throws {
    try requirePlain(request)
    if let length = Self.statedLength(request), length > limit {
      throw Problem.tooLarge(limit: limit)
    }
    var deadline = ContinuousClock.now.advanced(by: .seconds(timeout))
    var size: Int64 = 0
    for try await piece in request.body {
      size += Int64(piece.readableBytes)
      guard size <= limit else { throw Problem.tooLarge(limit: limit) }
      guard ContinuousClock.now < deadline else { throw Problem.tooSlow(limit: timeout) }
      try piece.withUnsafeReadableBytes(take)
      let full = ContinuousClock.now
      await room()
      deadline += ContinuousClock.now - full
    }
  }

  /// Receives a body that is one report.
  func report<Outcome>(
    _ request: Request,
    name: String,
    early: EarlyJudging<Outcome>?
  ) async throws -> ArrivedReport<Outcome> {
    let digests = try BodyDigest.stated(in: request)
    let stated = Self.statedLength(request)
    try room?.require(stated ?? 0)
    let report = ArrivingReport(try newSpool(), name: name, stated: stated, early: early)
    try await receive(request, room: { await report.room() }) { try report.take($0) }
    return try report.finish { hash in for digest in digests { try digest.require(hash) } }
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
