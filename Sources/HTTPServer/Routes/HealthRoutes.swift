import AuditLog
import HTTPTypes
import Hummingbird
import NIOPosix
import SubmissionStore

/// Whether the process lives, and whether it can do its work.
struct HealthRoutes {
  let gate: Gate

  var endpoints: [Endpoint] {
    [
      .get("/healthz") { _, _ in Answer.json(.object([.init("status", .text("alive"))])) },
      .get("/readyz", ready),
    ]
  }

  /// Ready means that a report could be received, judged and kept now; else the answer says what is missing.
  @Sendable private func ready(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let hindrances = await gate.hindrances()
    guard hindrances.isEmpty else { throw Problem.notReady(reasons: hindrances) }
    return Answer.json(.object([.init("status", .text("ready"))]))
  }
}

extension Gate {
  /// The newest checkpoint of a tree, read off the event loops and off the judging threads, which may all be busy.
  func checkpoint(of tree: LogTree = .submissions) async throws -> SignedCheckpoint {
    let store = store
    return try await NIOThreadPool.singleton.runIfActive { try store.checkpoint(of: tree) }
  }
}
