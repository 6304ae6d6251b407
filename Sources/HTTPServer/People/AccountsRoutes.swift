import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// `/akun-akun`: all accounts, for administrators.
struct AccountsRoutes {
  /// How many accounts stand on a page.
  static let pageLength = 50

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/akun-akun", show), .post("/akun-akun", make), .get("/akun-akun/rincian", showOne),
      .post("/akun-akun/undang", invite), .post("/akun-akun/lingkup", changeScope),
      .post("/akun-akun/cabut", revokeToken), .post("/akun-akun/tutup", close),
    ]
  }

  // MARK: All

  @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, _) = try await gate.visitor(request, [.administrator])
    return try await list(request, visitor, FieldFaults())
  }

  @Sendable private func make(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, administrator, fields) = try await form(request)
    let name = fields["nama"] ?? ""
    guard let role = Account.Role(rawValue: fields["peran"] ?? "") else { throw Problem.formUnreadable }
    var faults = FieldFaults()
    if name.isEmpty { faults.add("nama", PersonWording.both("nameMissing")) }
    let scope = Self.scope(fields["lingkup"] ?? "", role, name, &faults)
    guard faults.isEmpty, let scope else {
      return try await list(request, visitor, faults, fields, .unprocessableContent)
    }
    do {
      let link = try await invited(name, role, scope, by: administrator.name)
      return invitation(request, visitor, link, name)
    } catch StoreError.accountNameUnusable, StoreError.accountExists {
      faults.add("nama", PersonWording.both("nameUnusable"))
      return try await list(request, visitor, faults, fields, .unprocessableContent)
    }
  }

  /// Makes an account with the link that lets its person in.
  private func invited(_ name: String, _ role: Account.Role, _ scope: AccessScope, by maker: String) async throws
    -> IssuedLink
  {
    let now = gate.clock()
    return try await gate.store.withPersons { persons throws(StoreError) in
      _ = try persons.createAccount(name: name, role: role, scope: scope, now: now, by: maker)
      return try persons.invite(name, now: now, by: maker)
    }
  }

  // MARK: One

  @Sendable private func showOne(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, administrator) = try await gate.visitor(request, [.administrator])
    let name = Self.parameter("akun", request) ?? ""
    return try await details(visitor, administrator, name, FieldFaults())
  }

  @Sendable private func invite(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, administrator, fields) = try await form(request)
    let (name, now) = (fields["akun"] ?? "", gate.clock())
    let link = try await known { () throws(StoreError) in
      try await gate.store.withPersons { persons throws(StoreError) in
        try persons.invite(name, now: now, by: administrator.name)
      }
    }
    return invitation(request, visitor, link, name)
  }

  @Sendable private func changeScope(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, administrator, fields) = try await form(request)
    let (name, now) = (fields["akun"] ?? "", gate.clock())
    guard let account = try await gate.store.account(named: name), account.closedAt == nil else {
      throw Problem.notFound(suggestion: nil)
    }
    var faults = FieldFaults()
    guard let scope = Self.scope(fields["lingkup"] ?? "", account.role, name, &faults) else {
      return try await details(visitor, administrator, name, faults, fields, .unprocessableContent)
    }
    try await gate.store.withPersons { persons throws(StoreError) in
      try persons.changeScope(of: name, to: scope, now: now, by: administrator.name)
    }
    return Self.back(to: name, "lingkup")
  }

  @Sendable private func revokeToken(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, administrator, fields) = try await form(request)
    guard let id = fields["nomor"].flatMap(Int64.init) else { throw Problem.formUnreadable }
    let name = fields["akun"] ?? ""
    try await known {
      try await gate.store.revoke(token: id, of: name, by: administrator.name, gate.clock())
    }
    return Self.back(to: name, "token")
  }

  @Sendable private func close(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, administrator, fields) = try await form(request)
    let (name, now) = (fields["akun"] ?? "", gate.clock())
    // Nobody locks themselves out, so there is always an administrator left.
    guard name != administrator.name, fields["yakin"] == "ya" else { throw Problem.formUnreadable }
    try await known {
      try await gate.store.withPersons { persons throws(StoreError) in
        try persons.closeAccount(name, now: now, by: administrator.name)
      }
    }
    return Self.back(to: name, "tutup")
  }

  // MARK: Parts

  private func form(_ request: Request) async throws -> (visitor: Visitor, account: Account, fields: FormFields) {
    let (visitor, account) = try await gate.visitor(request, [.administrator])
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields[FormToken.field], visitor)
    return (visitor, account, fields)
  }

  /// Work on an account by name: one that is not there is not found.
  private func known<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch StoreError.accountUnknown {
      throw Problem.notFound(suggestion: nil)
    }
  }

  /// The scope that was typed, or the usual one of the role.
  private static func scope(
    _ text: String,
    _ role: Account.Role,
    _ name: String,
    _ faults: inout FieldFaults
  ) -> AccessScope? {
    let usual = [Account.Role.company: "sendiri", .auditor: "*"][role] ?? "-"
    let scope = AccessScope(text.isEmpty ? usual : text, account: name)
    guard let scope, scope.fits(role) else {
      faults.add("lingkup", PersonWording.both(role == .inspector ? "inspectorScope" : "scopeUnusable"))
      return nil
    }
    return scope
  }

  private func invitation(_ request: Request, _ visitor: Visitor, _ link: IssuedLink, _ name: String) -> Response {
    let address = "\(Peer.origin(request, gate.configuration))/undangan/\(link.secret)"
    return pages.secretOnce(
      visitor,
      address,
      heading: "invited",
      once: "inviteOnce",
      back: Self.address(of: name),
      .accounts
    )
  }

  static func address(of name: String) -> String { "/akun-akun/rincian?akun=\(PageAddress.encoded(name))" }

  private static func back(to name: String, _ done: String) -> Response {
    Response(status: .seeOther, headers: [.location: address(of: name) + "&selesai=\(done)"])
  }

  static func parameter(_ name: String, _ request: Request) -> String? {
    for pair in (request.uri.query ?? "").split(separator: "&") where pair.hasPrefix(name + "=") {
      return HeaderParameters.percentDecoded(pair.dropFirst(name.count + 1).replacing("+", with: " "))
    }
    return nil
  }
}

extension SubmissionStore {
  /// An account by its name, without blocking the caller's thread.
  func account(named name: String) async throws(StoreError) -> Account? {
    try await withPersons { _ throws(StoreError) in try account(name) }
  }
}

extension AccessScope {
  /// Whether a scope makes sense for a role: companies see companies, inspectors regions.
  func fits(_ role: Account.Role) -> Bool {
    switch (role, self) {
    case (.company, .own), (.company, .companies), (.company, .units), (.inspector, .regions),
      (.inspector, .appointments), (.inspector, .everything), (.auditor, .everything), (_, .nothing):
      role != .inspector || self != .nothing
    default: false
    }
  }
}
