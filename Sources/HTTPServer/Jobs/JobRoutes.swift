import HTTPTypes
import Hummingbird
import SubmissionStore

/// `GET /v1/jobs/{id}`: how far a judgement is, and what came of it.
struct JobRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.get("/v1/jobs/{id}", state), .get("/v1/jobs/{id}/result", result)] }

  @Sendable private func state(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let job = try await job(request, context)
    var response = Answer.json(job.json)
    if job.end == nil { response.headers[.retryAfter] = String(Problem.retryAfterSeconds) }
    return response
  }

  /// The very answer that the caller would have got on the line.
  @Sendable private func result(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let job = try await job(request, context)
    guard let end = job.end else { throw Problem.notFound(suggestion: job.address) }
    guard let answer = end.answer?.whole else { throw Problem.internalFault }
    return answer.response
  }

  private func job(_ request: Request, _ context: BasicRequestContext) async throws -> Job {
    _ = try Query(request, knows: [])
    let id = try context.parameters.require("id")
    guard let job = gate.jobs.job(id, for: try await gate.caller(request)) else {
      throw Problem.notFound(suggestion: nil)
    }
    return job
  }
}
