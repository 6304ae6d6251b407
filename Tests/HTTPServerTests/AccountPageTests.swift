import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import SubmissionStore
import Testing

@testable import HTTPServer

/// The forms of the administrator's pages.
private struct Administration {
  let client: any TestClientProtocol
  let browser: Browser

  /// The status of a form's answer.
  func post(_ path: String, _ fields: [(String, String)]) async throws -> Int {
    Int(try await client.submit("/akun-akun/" + path, fields, in: browser).status.code)
  }
}

@Suite("Pages on accounts")
struct AccountPageTests {
  private let password = "kuda biru makan awan"

  /// What a page shows once.
  private func secret(_ page: String) -> String? {
    page.components(separatedBy: "<code id=\"rahasia\">").dropFirst().first.map { String($0.prefix { $0 != "<" }) }
  }

  /// The cookie and token of a browser that opened a page with a form for everybody.
  private let open = String(repeating: "E", count: 43)
  private var openFields: HTTPFields { [.cookie: "__Host-wlkp-awal=\(open)", .accept: "text/html"] }
  private var openToken: (String, String) { ("token", FormToken.token(for: open)) }

  @Test("The first administrator's link makes one account, once, and leads in")
  func start() async throws {
    let gate = try TestGate()
    try gate.store.persons.closeAccount("administrator", now: TestGate.now, by: nil)
    let path = "/mulai/" + (try #require(try gate.store.persons.startLink(now: TestGate.now)).secret)
    try await gate.server.application.test(.router) { client in
      #expect(try await client.get(path, [.accept: "text/html"]).text.contains("Administrator pertama"))
      let weak = [("nama", "admin"), ("sandi", "pendek"), ("ulang", "lain"), openToken]
      let refused = try await client.submit(path, weak, openFields)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("href=\"#sandi\""))
      #expect(refused.text.contains("href=\"#ulang\""))
      let fields = [("nama", "admin"), ("sandi", password), ("ulang", password), openToken]
      #expect(try await client.submit(path, fields.dropLast(), openFields).status == .forbidden)
      let made = try await client.submit(path, fields, openFields)
      #expect(made.status == .seeOther, "\(made.text.prefix(800))")
      #expect(made.headers[.location] == "/akun-akun")
      #expect(try gate.store.account("admin")?.role == .administrator)
      #expect(try await client.submit(path, fields, openFields).status == .gone)
      #expect(try await client.get(path, [.accept: "text/html"]).status == .gone)
    }
    #expect(try gate.store.persons.startLink(now: TestGate.now) == nil)
  }

  @Test("A store with an administrator has no start link, and an invented one opens nothing")
  func noStart() async throws {
    let gate = try TestGate()
    #expect(try gate.store.persons.startLink(now: TestGate.now) == nil)
    try await gate.server.application.test(.router) { client in
      for path in ["/mulai/", "/undangan/"] {
        let answer = try await client.get(path + String(repeating: "x", count: 43), [.accept: "text/html"])
        #expect(answer.status == .gone)
      }
    }
  }

  @Test("The administrator makes an account; its owner chooses a password by the link, once, and is in")
  func invitation() async throws {
    let gate = try TestGate()
    let administrator = try gate.browser("administrator")
    try await gate.server.application.test(.router) { client in
      let fields = [
        ("nama", "Siti/Pengawas @1"), ("peran", "inspector"), ("lingkup", "wilayah:32@2025-01-01..2026-12-31"),
      ]
      let made = try await client.submit("/akun-akun", fields, in: administrator)
      let link = try #require(secret(made.text), "\(made.text.prefix(1200))")
      let path = "/undangan/" + link.components(separatedBy: "/undangan/")[1]
      #expect(try await client.get(path, [.accept: "text/html"]).text.contains("Siti/Pengawas @1"))
      // A name in the form changes nothing: the link is for its account.
      let answer = [("nama", "auditor"), ("sandi", password), ("ulang", password), openToken]
      let entered = try await client.submit(path, answer, openFields)
      #expect(entered.status == .seeOther)
      #expect(try await client.submit(path, answer, openFields).status == .gone)
      #expect(try gate.store.persons.password(of: "auditor") == nil)
      #expect(try gate.store.persons.password(of: "Siti/Pengawas @1") != nil)
      let details = try await client.get(
        "/akun-akun/rincian?akun=Siti%2FPengawas%20%401",
        administrator.fields
      )
      #expect(details.text.contains("wilayah:32@2025-01-01..2026-12-31"))
    }
  }

  @Test(
    "An account that cannot be is explained at its field",
    arguments: [
      ("", "company", "", "nama"), ("company", "company", "", "nama"), ("baru", "company", "wilayah:32", "lingkup"),
      ("baru", "inspector", "", "lingkup"), ("baru", "inspector", "sendiri", "lingkup"),
      ("baru", "auditor", "x", "lingkup"),
      ("a\u{7}b", "auditor", "", "nama"),
    ]
  )
  func unusable(_ name: String, _ role: String, _ scope: String, _ field: String) async throws {
    let gate = try TestGate()
    let administrator = try gate.browser("administrator")
    let before = try gate.store.accounts().count
    try await gate.server.application.test(.router) { client in
      let fields = [("nama", name), ("peran", role), ("lingkup", scope)]
      let answer = try await client.submit("/akun-akun", fields, in: administrator)
      #expect(answer.status == .unprocessableContent)
      #expect(answer.text.contains("href=\"#\(field)\""))
    }
    #expect(try gate.store.accounts().count == before)
  }

  @Test("The administrator changes a scope, revokes a token and closes an account, but not the own one")
  func administration() async throws {
    let gate = try TestGate()
    let administrator = try gate.browser("administrator")
    let token = try #require(try gate.store.tokens(account: "inspector").first)
    try await gate.server.application.test(.router) { client in
      try await administer(gate, Administration(client: client, browser: administrator), token.id)
    }
  }

  private func administer(_ gate: TestGate, _ here: Administration, _ token: Int64) async throws {
    #expect(try await here.post("lingkup", [("akun", "inspector"), ("lingkup", "wilayah:31")]) == 303)
    #expect(try gate.store.account("inspector")?.scope == .regions(codes: ["31"]))
    #expect(try await here.post("lingkup", [("akun", "inspector"), ("lingkup", "sendiri")]) == 422)
    #expect(try await here.post("cabut", [("akun", "auditor"), ("nomor", String(token))]) == 404)
    #expect(try await here.post("cabut", [("akun", "inspector"), ("nomor", String(token))]) == 303)
    #expect(try await gate.store.authenticate(token: gate.tokens["inspector"] ?? "", now: TestGate.now) == nil)
    #expect(try await here.post("tutup", [("akun", "inspector")]) == 400, "only when it was ticked")
    #expect(try await here.post("tutup", [("akun", "administrator"), ("yakin", "ya")]) == 400)
    #expect(try await here.post("tutup", [("akun", "inspector"), ("yakin", "ya")]) == 303)
    #expect(try gate.store.account("inspector")?.closedAt == TestGate.now)
    for path in ["undang", "lingkup", "tutup"] {
      let fields = [("akun", "siapa-ini"), ("yakin", "ya"), ("lingkup", "*")]
      #expect(try await here.post(path, fields) == 404, "\(path)")
    }
  }

  @Test("A changed password ends every other session, and the old one opens nothing")
  func changePassword() async throws {
    let gate = try TestGate()
    let hash = try await gate.server.gate.doorkeeper.hashing.hash(password)
    try gate.store.persons.setPassword(hash, of: "auditor", now: TestGate.now, by: nil)
    let (here, elsewhere) = (try gate.browser("auditor"), try gate.browser("auditor"))
    let new = "sepeda merah di atas bukit"
    try await gate.server.application.test(.router) { client in
      let wrong = [("lama", "bukan ini ya bukan"), ("sandi", new), ("ulang", new)]
      let refused = try await client.submit("/akun/sandi", wrong, in: here)
      #expect(refused.status == .unprocessableContent)
      #expect(refused.text.contains("href=\"#lama\""))
      let changed = try await client.submit(
        "/akun/sandi",
        [("lama", password), ("sandi", new), ("ulang", new)],
        in: here
      )
      #expect(changed.status == .seeOther, "\(changed.text.prefix(800))")
      #expect(changed.headers[.setCookie]?.hasPrefix("__Host-wlkp=") ?? false)
      for browser in [here, elsewhere] {
        #expect(try await client.get("/akun", browser.fields).status == .seeOther)
      }
      #expect(try await gate.server.gate.knows("auditor", new))
      #expect(try await !gate.server.gate.knows("auditor", password))
    }
  }

  @Test("A person makes and revokes tokens of their own, and ends their other sessions")
  func tokens() async throws {
    let gate = try TestGate()
    let (here, elsewhere) = (try gate.browser("company"), try gate.browser("company"))
    try await gate.server.application.test(.router) { client in
      let made = try await client.submit("/akun/token", [("label", "Gaji <b>"), ("hari", "30")], in: here)
      let token = try #require(secret(made.text))
      #expect(try await gate.store.authenticate(token: token, now: TestGate.now)?.name == "company")
      let page = try await client.get("/akun", here.fields).text
      #expect(page.contains("Gaji &lt;b&gt;"))
      #expect(!page.contains(token))
      let id = try #require(try gate.store.tokens(account: "company").last?.id)
      let foreign = try gate.browser("rival")
      #expect(try await client.submit("/akun/token/cabut", [("nomor", String(id))], in: foreign).status == .notFound)
      #expect(try await client.submit("/akun/token/cabut", [("nomor", String(id))], in: here).status == .seeOther)
      #expect(try await gate.store.authenticate(token: token, now: TestGate.now) == nil)
      let sessions = try gate.store.persons.sessions(of: "company", now: TestGate.now)
      #expect(sessions.count == 2)
      let other = try #require(sessions.first)
      #expect(try await client.submit("/akun/sesi", [("sesi", String(other.id))], in: foreign).status == .seeOther)
      #expect(try await client.get("/akun", elsewhere.fields).status == .ok, "another's sessions are not touched")
      #expect(try await client.submit("/akun/sesi", [("sesi", String(other.id))], in: here).status == .seeOther)
      #expect(try await client.get("/akun", elsewhere.fields).status == .seeOther)
      for bad in [("label", ""), ("hari", "0"), ("hari", "9999"), ("hari", "x")] {
        let fields = [("label", "x"), ("hari", "3")].filter { $0.0 != bad.0 } + [bad]
        #expect(try await client.submit("/akun/token", fields, in: here).status == .unprocessableContent)
      }
    }
  }

  @Test(
    "A form of ours without its token, or with another session's, changes nothing",
    arguments: [
      "/keluar", "/akun/sandi", "/akun/token", "/akun/token/cabut", "/akun/sesi", "/akun-akun", "/akun-akun/undang",
      "/akun-akun/lingkup", "/akun-akun/cabut", "/akun-akun/tutup",
    ]
  )
  func forged(_ path: String) async throws {
    let gate = try TestGate()
    let (browser, other) = (try gate.browser("administrator"), try gate.browser("administrator"))
    let before = try await gate.store.events(EventQuery()).events.count
    try await gate.server.application.test(.router) { client in
      for token in ["", other.token, browser.token.uppercased()] {
        let answer = try await client.submit(path, [("akun", "company"), ("token", token)], browser.fields)
        #expect(answer.status == .forbidden)
      }
      var headers = browser.fields
      headers[.fetchSite] = "cross-site"
      let answer = try await client.submit(path, [("akun", "company"), ("token", browser.token)], headers)
      #expect(answer.status == .forbidden)
    }
    #expect(try await gate.store.events(EventQuery()).events.count == before)
  }

  @Test("Pages on accounts are in the reader's language and keep no copy on the way", arguments: ["id", "en"])
  func language(_ language: String) async throws {
    let gate = try TestGate()
    let administrator = try gate.browser("administrator")
    try await gate.server.application.test(.router) { client in
      for path in ["/masuk", "/akun", "/akun-akun", "/akun-akun/rincian?akun=company"] {
        let fields = path == "/masuk" ? [.accept: "text/html"] : administrator.fields
        let answer = try await client.get(path + (path.contains("?") ? "&" : "?") + "lang=\(language)", fields)
        #expect(answer.status == .ok, "\(path)")
        #expect(answer.text.contains("<html lang=\"\(language)\">"))
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.text.components(separatedBy: "<h1").count == 2, "\(path) has one heading")
        #expect(!answer.text.contains("{{"))
      }
    }
  }
}
