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

  /// Ready means that the store answers a real question.
  @Sendable private func ready(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    do {
      _ = try await gate.checkpoint()
    } catch {
      throw Problem.storeUnavailable
    }
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
