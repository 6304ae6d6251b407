import HTTPTypes
import Hummingbird
import ReportModel
import RuleEngine
import SubmissionStore

/// `/akun`: one's own account: password, tokens, devices.
struct AccountRoutes {
  /// Who has one.
  static let roles = Set(Account.Role.allCases)
  /// The longest label of a token, in characters.
  private static let labelMax = 100
  private static let dayMilliseconds: Int64 = 86_400_000

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/akun", show), .post("/akun/sandi", changePassword), .post("/akun/token", makeToken),
      .post("/akun/token/cabut", revokeToken), .post("/akun/sesi", endSession),
    ]
  }

  @Sendable private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, Self.roles)
    return try await page(visitor, account, FieldFaults())
  }

  // MARK: Password

  @Sendable private func changePassword(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account, fields) = try await form(request)
    let (name, now) = (account.name, gate.clock())
    var faults = FieldFaults()
    let waiting = gate.doorkeeper.tries.wait(account: name, now: now)
    if waiting > 0 { throw Problem.tooManyTries(seconds: waiting) }
    if try await !gate.knows(name, fields["lama"] ?? "") {
      _ = gate.doorkeeper.tries.failed(account: name, now: now)
      try await gate.store.record(StoreEvent(.signInRefused, at: now, actor: name, subject: name))
      faults.add("lama", PersonWording.both("wrongOld"))
    }
    NewPassword.check(fields, account: name, &faults)
    guard faults.isEmpty else { return try await page(visitor, account, faults, status: .unprocessableContent) }
    let hash = try await gate.doorkeeper.hashing.hash(fields["sandi"] ?? "")
    gate.doorkeeper.tries.succeeded(account: name)
    let session = try await gate.store.withPersons { persons throws(StoreError) in
      try persons.setPassword(hash, of: name, now: now, by: name)
      // The old sessions have ended, this one with them.
      return try persons.openSession(account: name, now: now)
    }
    return try await gate.entering(session, request, at: OwnPath("/akun?selesai=sandi"))
  }

  // MARK: Tokens

  @Sendable private func makeToken(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account, fields) = try await form(request)
    guard Self.mayHaveTokens(account) else { throw Problem.forbidden(role: account.role) }
    var faults = FieldFaults()
    let label = fields["label"] ?? ""
    if label.isEmpty || label.count > Self.labelMax { faults.add("label", PersonWording.both("labelMissing")) }
    let days = fields["hari"].flatMap(Int64.init).flatMap { (1...3650).contains($0) ? $0 : nil }
    if days == nil { faults.add("hari", PersonWording.both("daysUnusable")) }
    guard faults.isEmpty, let days else {
      return try await page(visitor, account, faults, status: .unprocessableContent)
    }
    let (name, now) = (account.name, gate.clock())
    let token = try await gate.store.withPersons { persons throws(StoreError) in
      try persons.createToken(
        account: name,
        label: label,
        now: now,
        expiresAt: now + days * Self.dayMilliseconds,
        by: name
      )
    }
    return pages.secretOnce(visitor, token.secret, heading: "tokenMade", once: "tokenOnce", back: "/akun", .account)
  }

  @Sendable private func revokeToken(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account, fields) = try await form(request)
    guard let id = fields["nomor"].flatMap(Int64.init) else { throw Problem.formUnreadable }
    let (name, now) = (account.name, gate.clock())
    try await gate.store.revoke(token: id, of: name, by: name, now)
    return Response(status: .seeOther, headers: [.location: "/akun?selesai=token"])
  }

  /// Administrators keep accounts by hand; nothing of the interface is for them.
  static func mayHaveTokens(_ account: Account) -> Bool { account.role != .administrator }

  // MARK: Sessions

  @Sendable private func endSession(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account, fields) = try await form(request)
    guard let id = fields["sesi"].flatMap(Int64.init) else { throw Problem.formUnreadable }
    let (name, now) = (account.name, gate.clock())
    try await gate.store.withPersons { persons throws(StoreError) in
      try persons.endSession(id: id, of: name, now: now)
    }
    return Response(status: .seeOther, headers: [.location: "/akun?selesai=sesi"])
  }

  // MARK: The page

  private func form(_ request: Request) async throws -> (visitor: Visitor, account: Account, fields: FormFields) {
    let (visitor, account) = try await gate.visitor(request, Self.roles)
    let fields = try await FormFields.receive(request, by: gate.pageBodies)
    try gate.requireToken(fields[FormToken.field], visitor)
    return (visitor, account, fields)
  }

  private func page(
    _ visitor: Visitor,
    _ account: Account,
    _ faults: FieldFaults,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let (name, now) = (account.name, gate.clock())
    let store = gate.store
    let (sessions, tokens) = try await store.withPersons { persons throws(StoreError) in
      (try persons.sessions(of: name, now: now), try store.tokens(account: name))
    }
    var values = PersonWording.values(visitor.language, faults)
    values["name"] = name
    values["role"] = PersonWording.name(account.role)[visitor.language]
    values["scope"] = ScopeWording(tables: gate.engine.tables).text(account.scope)[visitor.language]
    values["done"] = PersonPages.done(visitor)
    values["mayHaveTokens"] = Self.mayHaveTokens(account)
    values.merge(PersonPages.tokens(tokens, now, visitor.language)) { $1 }
    values["sessions"] = sessions.map { session -> [String: Any] in
      [
        "id": String(session.id), "since": PageTime.moment(session.createdAt, visitor.language),
        "seen": PageTime.moment(session.seenAt, visitor.language), "isThis": session.id == visitor.session?.id,
      ]
    }
    return pages.page(
      visitor,
      title: PersonWording.both("account"),
      place: .account,
      status: status,
      body: pages["account"],
      values
    )
  }
}

extension SubmissionStore {
  /// Ends a token of an account; one that is not this account's is not there.
  func revoke(token id: Int64, of owner: String, by actor: String, _ now: Int64) async throws {
    do {
      try await withPersons { persons throws(StoreError) in
        try persons.revokeToken(id: id, of: owner, now: now, by: actor)
      }
    } catch StoreError.tokenUnknown {
      throw Problem.notFound(suggestion: nil)
    }
  }
}
