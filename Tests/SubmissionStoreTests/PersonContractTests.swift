import ReportModel
import Testing

@testable import SubmissionStore

@Suite("People behind accounts, on every back end")
struct PersonContractTests {
  private let scratch: Scratch
  private let now: Int64 = 1_765_508_645_678
  private let hour: Int64 = 3_600_000

  init() throws { scratch = try Scratch() }

  private func hash(_ byte: UInt8) throws -> PasswordHash {
    let bytes = [UInt8](repeating: byte, count: PasswordHash.length)
    return try #require(PasswordHash(bytes: bytes, salt: bytes, cost: .usual))
  }

  private func store(_ backEnd: BackEnd) throws -> any SubmissionStore {
    let store = try backEnd.open(scratch)
    _ = try store.createAccount(name: "siti", role: .inspector, scope: .regions(codes: ["32"]), now: now)
    return store
  }

  @Test("A password is read back as it was set, and the last one counts", arguments: BackEnd.all)
  func password(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    #expect(try persons.password(of: "siti") == nil)
    #expect(try persons.password(of: "nobody") == nil)
    try persons.setPassword(hash(1), of: "siti", now: now, by: nil)
    try persons.setPassword(hash(2), of: "siti", now: now, by: "siti")
    #expect(try persons.password(of: "siti") == hash(2))
    #expect(throws: StoreError.accountUnknown(name: "x")) {
      try persons.setPassword(hash(1), of: "x", now: now, by: nil)
    }
    #expect(try store.check().isClean)
  }

  @Test("A session holds for eight hours of use, and half an hour of none", arguments: BackEnd.all)
  func lifetime(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    let opened = try persons.openSession(account: "siti", now: now)
    #expect(opened.secret.utf8.count == 43)
    #expect(!"\(opened)".contains(opened.secret))
    #expect(try persons.session(opened.secret, now: now)?.account.name == "siti")
    #expect(try persons.session("x" + opened.secret.dropFirst(), now: now) == nil)
    let idle = try persons.openSession(account: "siti", now: now)
    #expect(try persons.session(idle.secret, now: now + PersonSession.idleMax - 1) != nil)
    // The look before was noted, and counts as use.
    #expect(try persons.session(idle.secret, now: now + 2 * PersonSession.idleMax - 2) != nil)
    #expect(try persons.session(opened.secret, now: now + PersonSession.idleMax) == nil)
    var time = now + 2 * PersonSession.idleMax
    while time < now + PersonSession.lifetime {
      #expect(try persons.session(idle.secret, now: time) != nil)
      time += 20 * 60_000
    }
    #expect(try persons.session(idle.secret, now: now + PersonSession.lifetime) == nil)
    #expect(try store.check().isClean)
  }

  @Test(
    "A session ends when it is ended, when the password changes, and when the account is closed",
    arguments: BackEnd.all
  )
  func ends(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    let (one, two) = (
      try persons.openSession(account: "siti", now: now), try persons.openSession(account: "siti", now: now)
    )
    #expect(try persons.sessions(of: "siti", now: now).map(\.id) == [two.session.id, one.session.id])
    _ = try store.createAccount(name: "budi", role: .auditor, scope: .everything, now: now)
    try persons.endSession(id: one.session.id, of: "budi", now: now)
    #expect(try persons.session(one.secret, now: now) != nil, "another account cannot end it")
    try persons.endSession(id: one.session.id, of: "siti", now: now)
    #expect(try persons.session(one.secret, now: now) == nil)
    #expect(try persons.session(two.secret, now: now) != nil)
    try persons.setPassword(hash(1), of: "siti", now: now, by: nil)
    #expect(try persons.session(two.secret, now: now) == nil)
    let three = try persons.openSession(account: "siti", now: now)
    let token = try store.createToken(account: "siti", label: "x", now: now, expiresAt: nil)
    let link = try persons.invite("siti", now: now, by: nil)
    try persons.closeAccount("siti", now: now, by: "budi")
    #expect(try persons.session(three.secret, now: now) == nil)
    #expect(try store.authenticate(token: token.secret, now: now) == nil)
    #expect(try persons.password(of: "siti") == nil)
    #expect(try persons.link(link.secret, now: now) == nil)
    #expect(try persons.openAccount("siti", now: now) == nil)
    #expect(throws: StoreError.accountUnknown(name: "siti")) { _ = try persons.openSession(account: "siti", now: now) }
    #expect(throws: StoreError.accountUnknown(name: "siti")) {
      _ = try store.createToken(account: "siti", label: "y", now: now, expiresAt: nil)
    }
    #expect(try store.check().isClean)
  }

  @Test("There are never more than so many sessions of one account", arguments: BackEnd.all)
  func bounded(_ backEnd: BackEnd) throws {
    let persons = try store(backEnd).persons
    let first = try persons.openSession(account: "siti", now: now)
    for index in 1...PersonSession.openMax {
      _ = try persons.openSession(account: "siti", now: now + Int64(index))
    }
    #expect(try persons.sessions(of: "siti", now: now + 100).count == PersonSession.openMax)
    #expect(try persons.session(first.secret, now: now + 100) == nil)
  }

  @Test("An invitation sets a password once, within its time, and the newest counts", arguments: BackEnd.all)
  func invitation(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    let early = try persons.invite("siti", now: now, by: "admin")
    let link = try persons.invite("siti", now: now, by: "admin")
    #expect(try persons.link(early.secret, now: now) == nil)
    #expect(try persons.link(link.secret, now: now)?.account == "siti")
    #expect(try persons.link(link.secret, now: now + OneTimeLink.invitationLifetime) == nil)
    #expect(try persons.accept(link.secret, password: hash(3), now: now).name == "siti")
    #expect(try persons.password(of: "siti") == hash(3))
    for secret in [early.secret, link.secret, "x"] {
      #expect(throws: StoreError.linkUnusable) { _ = try persons.accept(secret, password: hash(4), now: now) }
    }
    #expect(throws: StoreError.accountUnknown(name: "x")) { _ = try persons.invite("x", now: now, by: nil) }
    #expect(try store.check().isClean)
  }

  @Test("The first administrator's link is there until there is one, and works once", arguments: BackEnd.all)
  func start(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    let old = try #require(try persons.startLink(now: now))
    let link = try #require(try persons.startLink(now: now))
    #expect(try persons.link(old.secret, now: now) == nil, "each start makes a new one")
    #expect(try persons.link(link.secret, now: now + OneTimeLink.startLifetime) == nil)
    #expect(throws: StoreError.linkUnusable) { _ = try persons.accept(link.secret, password: hash(1), now: now) }
    let account = try persons.start(link.secret, name: "admin", password: hash(1), now: now)
    #expect(account.role == .administrator)
    #expect(try persons.password(of: "admin") == hash(1))
    #expect(try persons.startLink(now: now) == nil)
    #expect(throws: StoreError.linkUnusable) {
      _ = try persons.start(link.secret, name: "other", password: hash(1), now: now)
    }
    let invitation = try persons.invite("siti", now: now, by: nil)
    #expect(throws: StoreError.linkUnusable) {
      _ = try persons.start(invitation.secret, name: "other", password: hash(1), now: now)
    }
    #expect(try store.check().isClean)
  }

  @Test("A link that was made before there was an administrator opens nothing afterwards", arguments: BackEnd.all)
  func startAfter(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let link = try #require(try store.persons.startLink(now: now))
    _ = try store.createAccount(name: "admin", role: .administrator, scope: .nothing, now: now)
    #expect(try store.persons.link(link.secret, now: now) == nil)
    #expect(throws: StoreError.linkUnusable) {
      _ = try store.persons.start(link.secret, name: "other", password: hash(1), now: now)
    }
  }

  @Test("Every change leaves an event with who did what to whom, and no secret", arguments: BackEnd.all)
  func events(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let persons = store.persons
    let before = try store.events(EventQuery()).events.count
    let session = try persons.openSession(account: "siti", now: now)
    try persons.endSession(id: session.session.id, of: "siti", now: now)
    let link = try persons.invite("siti", now: now, by: "admin")
    _ = try persons.accept(link.secret, password: hash(9), now: now)
    try persons.changeScope(of: "siti", to: .regions(codes: ["31"]), now: now, by: "admin")
    try persons.closeAccount("siti", now: now, by: "admin")
    let events = try store.events(EventQuery()).events.dropLast(before).reversed().map(\.event)
    let told = events.map { event in
      "\(event.actor) \(event.kind.rawValue) \(event.subject ?? "-") \(event.details.first?.value ?? "-")"
    }
    #expect(
      told == [
        "siti signed-in siti 1", "siti signed-out siti 1", "admin account-changed siti invited",
        "siti account-changed siti password", "admin account-changed siti scope", "admin account-changed siti closed",
      ]
    )
    let all = try store.events(EventQuery()).events.map(\.text).joined()
    for secret in [session.secret, link.secret] { #expect(!all.contains(secret)) }
  }

  @Test("A scope that is changed holds at once for tokens and sessions", arguments: BackEnd.all)
  func scope(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let session = try store.persons.openSession(account: "siti", now: now)
    let token = try store.createToken(account: "siti", label: "x", now: now, expiresAt: nil)
    try store.persons.changeScope(of: "siti", to: .regions(codes: ["31"]), now: now, by: nil)
    #expect(try store.authenticate(token: token.secret, now: now)?.scope == .regions(codes: ["31"]))
    #expect(try store.persons.session(session.secret, now: now)?.account.scope == .regions(codes: ["31"]))
    #expect(try store.check().isClean)
  }

  @Test("A head office with very many companies gets its account", arguments: BackEnd.all)
  func longScope(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    let scope = AccessScope.companies(nibs: (0..<200).map { String(9_120_001_112_000 + $0) })
    _ = try store.persons.createAccount(name: "pusat", role: .company, scope: scope, now: now, by: "admin")
    try store.persons.changeScope(of: "pusat", to: scope, now: now, by: "admin")
    #expect(try store.account("pusat")?.scope == scope)
  }

  @Test("A token is revoked by its own account only", arguments: BackEnd.all)
  func foreignToken(_ backEnd: BackEnd) throws {
    let store = try store(backEnd)
    _ = try store.createAccount(name: "budi", role: .auditor, scope: .everything, now: now)
    let token = try store.persons.createToken(account: "siti", label: "x", now: now, expiresAt: nil, by: "siti")
    #expect(throws: StoreError.tokenUnknown(id: token.info.id)) {
      try store.persons.revokeToken(id: token.info.id, of: "budi", now: now, by: "budi")
    }
    try store.persons.revokeToken(id: token.info.id, of: "siti", now: now, by: "siti")
    #expect(try store.authenticate(token: token.secret, now: now) == nil)
  }
}
