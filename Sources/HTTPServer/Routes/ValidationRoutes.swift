import HTTPTypes
import Hummingbird
import Intake
import ReportModel
import ResultRendering

/// `POST /v1/validations`: judge, keep nothing.
struct ValidationRoutes {
  let gate: Gate

  var endpoints: [Endpoint] { [.post("/v1/validations", validate)] }

  @Sendable private func validate(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    try ReportMedia.require(request)
    let query = try Query(request, knows: ["as-of"])
    let day = try query.value("as-of") { CivilDate(iso: $0) }
    let upload = try await gate.apiBodies.upload(request)
    let delivery = IntakeDesk.Delivery(
      path: upload.spool.path,
      name: FileName.of(request),
      submitter: "",
      receivedAt: gate.clock(),
      asOf: day
    )
    let desk = gate.desk
    let (judgement, result) = try await gate.judging.run {
      let judgement = try desk.judge(delivery)
      return (judgement, JSONRenderer.render(judgement.assessment))
    }
    withExtendedLifetime(upload) {}
    try gate.requireComplete(judgement, context.logger)
    return Answer.json(.document(result))
  }
}
