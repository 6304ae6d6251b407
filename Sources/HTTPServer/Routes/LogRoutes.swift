import AuditLog
import HTTPTypes
import Hummingbird
import SubmissionStore

/// The public half of the log: its newest signed checkpoint, and the key that it is verified with.
struct LogRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.get("/log/checkpoint", checkpoint), .get("/log/key", key)] }

  @Sendable private func checkpoint(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    Answer.plain(try await gate.checkpoint().text)
  }

  @Sendable private func key(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    Answer.plain(gate.store.publicKey.text + "\n")
  }
}
