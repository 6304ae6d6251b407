import HTTPTypes
import Hummingbird
import Intake
import SubmissionStore

/// The pages for everybody: upload a file, read what was found. Nothing is kept.
struct PageRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/", start),
      .get("/periksa") { _, _ in Response(status: .seeOther, headers: [.location: "/"]) },
      .post("/periksa", check),
    ] + PageAsset.all.map(\.endpoint)
  }

  @Sendable private func start(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    guard let account = visitor.account else { return pages.start(visitor) }
    switch account.role {
    case .company: return try await CompanyRoutes(gate: gate, pages: pages).start(visitor, account)
    case .inspector: return Self.go(to: Place.region)
    case .auditor: return Self.go(to: Place.audit)
    case .administrator: return Self.go(to: Place.accounts)
    }
  }

  private static func go(to place: Place) -> Response {
    Response(status: .seeOther, headers: [.location: place.address ?? "/"])
  }

  @Sendable private func check(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    let form = try await gate.form(request, by: visitor.account, gate.pageBodies)
    let delivery = IntakeDesk.Delivery(
      path: form.upload.spool.path,
      name: form.fileName,
      submitter: "",
      receivedAt: gate.clock()
    )
    let desk = gate.desk
    let pages = pages
    let (judgement, page) = try await gate.judging.run {
      let judgement = try desk.judge(delivery)
      return (judgement, pages.result(judgement.assessment, delivery.path, visitor))
    }
    withExtendedLifetime(form) {}
    try gate.requireComplete(judgement, context.logger)
    gate.meters.judged(judgement.assessment)
    return page
  }
}
