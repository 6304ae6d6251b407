import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// `/mulai/{token}` and `/undangan/{token}`: what links for one use open.
struct LinkRoutes {
  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/mulai/{token}") { try await show($0, $1, .firstAdministrator) },
      .post("/mulai/{token}") { try await use($0, $1, .firstAdministrator) },
      .get("/undangan/{token}") { try await show($0, $1, .invitation) },
      .post("/undangan/{token}") { try await use($0, $1, .invitation) },
    ]
  }

  @Sendable private func show(
    _ request: Request,
    _ context: BasicRequestContext,
    _ purpose: OneTimeLink.Purpose
  ) async throws -> Response {
    let (secret, link) = try await link(context, purpose)
    return page(try await gate.visitor(request), link, secret, name: "", FieldFaults())
  }

  @Sendable private func use(
    _ request: Request,
    _ context: BasicRequestContext,
    _ purpose: OneTimeLink.Purpose
  ) async throws -> Response {
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try OpenForm(gate.configuration).require(fields[FormToken.field], request)
    let (secret, link) = try await link(context, purpose)
    let name = link.account ?? fields["nama"] ?? ""
    var faults = FieldFaults()
    if name.isEmpty { faults.add("nama", PersonWording.both("nameMissing")) }
    NewPassword.check(fields, account: name, &faults)
    let visitor = try await gate.visitor(request)
    guard faults.isEmpty else { return page(visitor, link, secret, name: name, faults, .unprocessableContent) }
    let hash = try await gate.doorkeeper.hashing.hash(fields["sandi"] ?? "")
    let session: OpenedSession
    do {
      session = try await open(link, secret, name, hash)
    } catch let error as StoreError {
      guard NewAccount.isFaultOfName(error) else { throw error == .linkUnusable ? Problem.linkUnusable : error }
      faults.add("nama", PersonWording.both("nameUnusable"))
      return page(visitor, link, secret, name: name, faults, .unprocessableContent)
    }
    return try await entering(session, request, link)
  }

  /// Sets the password by the link, and signs in.
  private func open(
    _ link: OneTimeLink,
    _ secret: String,
    _ name: String,
    _ hash: PasswordHash
  ) async throws -> OpenedSession {
    let now = gate.clock()
    return try await gate.store.withPersons { persons throws(StoreError) in
      let account =
        switch link.purpose {
        case .invitation: try persons.accept(secret, password: hash, now: now)
        case .firstAdministrator: try persons.start(secret, name: name, password: hash, now: now)
        }
      return try persons.openSession(account: account.name, now: now)
    }
  }

  private func entering(_ session: OpenedSession, _ request: Request, _ link: OneTimeLink) async throws -> Response {
    gate.doorkeeper.tries.succeeded(account: session.session.account.name)
    return try await gate.entering(session, request, at: OwnPath(link.purpose == .invitation ? "/" : "/akun-akun"))
  }

  private func link(
    _ context: BasicRequestContext,
    _ purpose: OneTimeLink.Purpose
  ) async throws -> (secret: String, link: OneTimeLink) {
    let (secret, now) = (try context.parameters.require("token"), gate.clock())
    let link = try await gate.store.withPersons { persons throws(StoreError) in try persons.link(secret, now: now) }
    guard let link, link.purpose == purpose else { throw Problem.linkUnusable }
    return (secret, link)
  }

  private func page(
    _ visitor: Visitor,
    _ link: OneTimeLink,
    _ secret: String,
    name: String,
    _ faults: FieldFaults,
    _ status: HTTPResponse.Status = .ok
  ) -> Response {
    let form = OpenForm(gate.configuration)
    var values = PersonWording.values(visitor.language, faults)
    values["openToken"] = form.token
    values["action"] = (link.purpose == .invitation ? "/undangan/" : "/mulai/") + secret
    values["nama"] = name
    values["invited"] = link.account
    let isStart = link.purpose == .firstAdministrator
    values["heading"] = PersonWording.both(isStart ? "startHeading" : "invitationHeading")[visitor.language]
    values["lead"] = PersonWording.both(isStart ? "startLead" : "invitationLead")[visitor.language]
    let title = PersonWording.both(isStart ? "startHeading" : "invitationHeading")
    let response = pages.page(
      visitor,
      title: faults.isEmpty ? title : PageWording.faulty(title),
      place: .none,
      status: status,
      body: pages["oneTimeLink"],
      values
    )
    return form.sending(response)
  }
}

/// A new password, typed twice.
enum NewPassword {
  /// Adds what is wrong with the fields `sandi` and `ulang`.
  static func check(_ fields: FormFields, account: String, _ faults: inout FieldFaults) {
    let password = fields["sandi"] ?? ""
    if let fault = PasswordRule.fault(password, account: account) { faults.add("sandi", fault.message) }
    if fields["ulang"] != password { faults.add("ulang", PersonWording.both("differ")) }
  }
}

/// A new account's name.
enum NewAccount {
  /// Whether a store refused a name, and another one would do.
  static func isFaultOfName(_ error: StoreError) -> Bool {
    switch error {
    case .accountNameUnusable, .accountExists: true
    default: false
    }
  }
}
