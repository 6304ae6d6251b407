import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Accounts and tokens, on every back end")
struct AccountContractTests {
  private let scratch: Scratch
  private let now: Int64 = 1_765_508_645_678

  init() throws { scratch = try Scratch() }

  @Test("An account is read back as it was made", arguments: BackEnd.all)
  func account(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    for (role, scope) in [
      (Account.Role.company, AccessScope.companies(nibs: ["9120001112223"])), (.inspector, .regions(codes: ["32"])),
      (.auditor, .everything), (.administrator, .nothing),
    ] {
      let made = try store.createAccount(name: role.rawValue, role: role, scope: scope, now: now)
      #expect(try store.account(role.rawValue) == made)
    }
    let own = try store.createAccount(name: "a", role: .company, scope: .own(submitter: "a"), now: now)
    #expect(try store.accounts().map(\.name) == ["a", "administrator", "auditor", "company", "inspector"])
    #expect(try store.accounts().first == own)
    #expect(try store.account("x") == nil)
    #expect(try store.check().isClean)
  }

  @Test("A name can be used once, and must print", arguments: BackEnd.all)
  func names(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    _ = try store.createAccount(name: "siti", role: .auditor, scope: .everything, now: now)
    #expect(throws: StoreError.accountExists(name: "siti")) {
      _ = try store.createAccount(name: "siti", role: .company, scope: .nothing, now: now)
    }
    for name in ["", "a\nb", "a\u{202E}b", "-", String(repeating: "x", count: 255)] {
      #expect(throws: StoreError.accountNameUnusable) {
        _ = try store.createAccount(name: name, role: .company, scope: .nothing, now: now)
      }
    }
  }

  @Test("A token opens its account until it expires or is revoked", arguments: BackEnd.all)
  func tokens(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let siti = try store.createAccount(name: "siti", role: .auditor, scope: .everything, now: now)
    let forever = try store.createToken(account: "siti", label: "laptop", now: now, expiresAt: nil)
    let short = try store.createToken(account: "siti", label: "uji", now: now, expiresAt: now + 1000)
    #expect(forever.secret.hasPrefix("wlkp_"))
    #expect(forever.secret.utf8.count == 5 + 43)
    #expect(forever.secret != short.secret)
    #expect(try store.authenticate(token: forever.secret, now: now) == siti)
    #expect(try store.authenticate(token: short.secret, now: now + 999) == siti)
    #expect(try store.authenticate(token: short.secret, now: now + 1000) == nil)
    #expect(try store.authenticate(token: forever.secret + " ", now: now) == nil)
    #expect(try store.authenticate(token: "", now: now) == nil)
    try store.revokeToken(id: forever.info.id, now: now + 5)
    try store.revokeToken(id: forever.info.id, now: now + 9)
    #expect(try store.authenticate(token: forever.secret, now: now) == nil)
    #expect(try store.tokens(account: "siti").map(\.revokedAt) == [now + 5, nil])
    #expect(try store.tokens(account: "siti").map(\.label) == ["laptop", "uji"])
    #expect(try store.check().isClean)
  }

  @Test("Unknown accounts and tokens are named", arguments: BackEnd.all)
  func unknown(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    #expect(throws: StoreError.accountUnknown(name: "x")) {
      _ = try store.createToken(account: "x", label: "", now: now, expiresAt: nil)
    }
    #expect(throws: StoreError.accountUnknown(name: "x")) { _ = try store.tokens(account: "x") }
    #expect(throws: StoreError.tokenUnknown(id: 7)) { try store.revokeToken(id: 7, now: now) }
  }

  @Test("A token's text is in no description", arguments: BackEnd.all)
  func hidden(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    _ = try store.createAccount(name: "siti", role: .auditor, scope: .everything, now: now)
    let token = try store.createToken(account: "siti", label: "", now: now, expiresAt: nil)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped] { #expect(!text.contains(token.secret)) }
  }

  @Test(
    "A scope's text is read back; anything else is refused",
    arguments: ["*", "-", "sendiri", "nib:9120001112223", "wilayah:32,3171"]
  )
  func scopeText(_ text: String) {
    #expect(AccessScope(text, account: "a")?.text == text)
    #expect(AccessScope(text + ",", account: "a") == nil)
  }
}
