import Glibc
import HTTPTypes
import Hummingbird
import Intake
import NIOCore
import NIOPosix
import ReportModel
import SubmissionStore

/// `GET /v1/submissions/{number}/original`: the file as it was filed, byte for byte, in constant memory.
struct OriginalRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.get("/v1/submissions/{number}/original", original)] }

  @Sendable private func original(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (history, account) = try await gate.visible(request, context)
    let submission = history.submission
    try Accepting(request).require(Self.form(submission.details.syntax.kind).media)
    let answer = try await answer(submission)
    try await gate.note(.original, by: account, subject: submission.number)
    return answer
  }

  /// The file of a report, to be saved under a name of ours.
  func answer(_ submission: StoredSubmission) async throws -> Response {
    let type = Self.form(submission.details.syntax.kind)
    let file = try await fetch(submission.number)
    return Response(
      status: .ok,
      headers: [
        .contentType: type.media,
        .contentDisposition: "attachment; filename=\"laporan-\(submission.number.text).\(type.ending)\"",
      ],
      body: file.body
    )
  }

  /// Takes the original out of the store whole before the answer begins: one that no longer opens is a clear answer,
  /// not a file that ends early.
  private func fetch(_ number: ReportNumber) async throws -> SpooledFile {
    let store = gate.store
    let directory = gate.configuration.spoolDirectory
    return try await NIOThreadPool.singleton.runIfActive {
      let spool = try Spool(directory: directory, limit: Filing.originalBytesMax)
      guard try store.original(number.text, each: { try spool.append($0) }) else {
        throw Problem.notFound(suggestion: nil)
      }
      spool.close()
      return try withExtendedLifetime(spool) { try SpooledFile(path: spool.path, size: spool.size) }
    }
  }

  private static func form(_ kind: FileSyntax.Kind) -> (media: String, ending: String) {
    switch kind {
    case .xml: ("application/xml", "xml")
    case .csv: ("text/csv", "csv")
    case .csvArchive: ("application/zip", "zip")
    case .workbook: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
    case .unknown: ("application/octet-stream", "bin")
    }
  }
}

/// A temporary file that is only open, without a name: it goes when nobody sends it any more.
final class SpooledFile: Sendable {
  private static let chunkBytes = 1 << 18

  private let descriptor: Int32
  private let size: Int64

  init(path: String, size: Int64) throws(Spool.Fault) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
    self.size = size
  }

  deinit { close(descriptor) }

  /// The file as an answer's body.
  var body: ResponseBody {
    ResponseBody(contentLength: Int(size)) { writer in
      var offset: Int64 = 0
      while offset < self.size {
        let piece = try await NIOThreadPool.singleton.runIfActive { [offset] in try self.piece(at: offset) }
        offset += Int64(piece.readableBytes)
        try await writer.write(piece)
      }
      try await writer.finish(nil)
    }
  }

  private func piece(at offset: Int64) throws(Spool.Fault) -> ByteBuffer {
    var buffer = ByteBufferAllocator().buffer(capacity: Self.chunkBytes)
    let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.chunkBytes) { bytes in
      max(0, pread(descriptor, bytes.baseAddress, min(bytes.count, Self.chunkBytes), off_t(offset)))
    }
    guard count > 0 else { throw .system(EIO) }
    return buffer
  }
}
