import AuditLog
import HTTPTypes
import Hummingbird
import NIOPosix
import SubmissionStore

/// The log's files as C2SP tlog-tiles names them, for tools that we did not write: the checkpoint, the tiles, and the
/// key that verifies them. The tree of submissions is public; of the access log only the checkpoint and the key are.
struct LogRoutes {
  /// A full tile never changes; a year is the longest that caches take a promise for (RFC 9111).
  static let forEver = "public, max-age=31536000, immutable"
  /// A partial tile does not change either, but nobody asks for it again once it has grown.
  static let forAWhile = "public, max-age=3600"

  let gate: Gate

  var endpoints: [Endpoint] {
    [
      .get("/log/checkpoint") { _, _ in try await checkpoint(of: .submissions) },
      .get("/log/key") { _, _ in Answer.plain(gate.store.publicKey.text + "\n") },
      .get("/log/tile/**") { request, _ in try await tile(request, "/log/", of: .submissions) },
      .get("/log/access/checkpoint") { _, _ in try await checkpoint(of: .access) },
      .get("/log/access/key") { _, _ in Answer.plain(gate.store.accessKey.text + "\n") },
      .get("/log/access/tile/**") { request, _ in
        _ = try await gate.account(request, [.auditor])
        var response = try await tile(request, "/log/access/", of: .access)
        response.headers[.cacheControl] = "private, no-store"
        return response
      },
    ]
  }

  private func checkpoint(of tree: LogTree) async throws -> Response {
    var response = Answer.plain(try await gate.checkpoint(of: tree).text)
    response.headers[.cacheControl] = "no-cache"
    return response
  }

  /// A tile of hashes or a bundle of entries; a tile that the signed tree does not have is not there.
  private func tile(_ request: Request, _ prefix: String, of tree: LogTree) async throws -> Response {
    let store = gate.store
    guard let tile = try? Tile(parsing: String(request.uri.path.dropFirst(prefix.count))),
      let bytes = try await NIOThreadPool.singleton.runIfActive({ try store.tile(tile, of: tree) })
    else { throw Problem.notFound(suggestion: nil) }
    var response = Answer.bytes(bytes, type: "application/octet-stream")
    response.headers[.cacheControl] = tile.isPartial ? Self.forAWhile : Self.forEver
    return response
  }
}
