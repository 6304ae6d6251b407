import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// `/masuk` and `/keluar`: in and out.
struct SignInRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [.get("/masuk", show), .post("/masuk", enter), .post("/keluar", leave)]
  }

  @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    let path = OwnPath(request.uri.queryParameters["ke"].map { String($0) } ?? "/")
    guard visitor.account == nil else { return Response(status: .seeOther, headers: [.location: path.text]) }
    return page(visitor, path, name: "", FieldFaults())
  }

  @Sendable private func enter(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try OpenForm(gate.configuration).require(fields[FormToken.field], request)
    let (name, path) = (fields["nama"] ?? "", OwnPath(fields["ke"] ?? "/"))
    var faults = FieldFaults()
    if name.isEmpty { faults.add("nama", PersonWording.both("nameMissing")) }
    if (fields["sandi"] ?? "").isEmpty { faults.add("sandi", PersonWording.both("passwordMissing")) }
    let visitor = try await gate.visitor(request)
    guard faults.isEmpty else { return page(visitor, path, name: name, faults, .unprocessableContent) }
    let outcome = try await gate.signIn(name: name, password: fields["sandi"] ?? "", from: Peer.address(request))
    switch outcome {
    case .open(let session): return try await gate.entering(session, request, at: path)
    case .refused:
      faults.add("nama", PersonWording.both("refused"))
      return page(visitor, path, name: name, faults, .unprocessableContent)
    case .waits(let seconds):
      faults.add("nama", PersonWording.waits(seconds))
      var response = page(visitor, path, name: name, faults, .tooManyRequests)
      response.headers[.retryAfter] = String(seconds)
      return response
    }
  }

  @Sendable private func leave(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let visitor = try await gate.visitor(request)
    let cookie = SessionCookie(gate.configuration)
    let answer = Response(status: .seeOther, headers: [.location: "/", .setCookie: cookie.removing])
    // Who is out already is where they wanted to be.
    guard let session = visitor.session else { return answer }
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields[FormToken.field], visitor)
    let now = gate.clock()
    try await gate.store.withPersons { persons throws(StoreError) in
      try persons.endSession(id: session.id, of: session.account.name, now: now)
    }
    return answer
  }

  private func page(
    _ visitor: Visitor,
    _ path: OwnPath,
    name: String,
    _ faults: FieldFaults,
    _ status: HTTPResponse.Status = .ok
  ) -> Response {
    let form = OpenForm(gate.configuration)
    var values = PersonWording.values(visitor.language, faults)
    values["openToken"] = form.token
    values["ke"] = path.text
    values["nama"] = name
    let title = faults.isEmpty ? PersonWording.both("signIn") : PageWording.faulty(PersonWording.both("signIn"))
    return form.sending(
      pages.page(visitor, title: title, place: .none, status: status, body: pages["signIn"], values)
    )
  }
}
