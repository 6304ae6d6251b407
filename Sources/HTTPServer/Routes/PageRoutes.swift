import HTTPTypes
import Hummingbird
import Intake
import ReportModel

/// The pages for people: upload a file, read what was found. Nothing is kept.
struct PageRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/") { request, _ in
        let language = CallerLanguage.of(request)
        return Answer.page(pages.start(language), language: language)
      },
      .get("/periksa") { request, _ in
        Response(status: .seeOther, headers: [.location: "/?lang=\(CallerLanguage.of(request).rawValue)"])
      },
      .post("/periksa", check),
      .get("/assets/wlkp.css") { _, _ in Self.asset("text/css; charset=utf-8", Stylesheet.text) },
      .get("/assets/ikon.svg") { _, _ in Self.asset("image/svg+xml", Stylesheet.icon) },
    ]
  }

  @Sendable private func check(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let language = CallerLanguage.of(request)
    let form = try await FormUpload.receive(request, by: gate.pageBodies)
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
      return (judgement, pages.result(judgement.assessment, language))
    }
    withExtendedLifetime(form) {}
    try gate.requireComplete(judgement, context.logger)
    return Answer.page(page, language: language)
  }

  private static func asset(_ type: String, _ text: String) -> Response {
    var response = Answer.make(.ok, type: type, text: text)
    response.headers[.cacheControl] = "public, max-age=3600"
    return response
  }
}
