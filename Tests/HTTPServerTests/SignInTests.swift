import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import SubmissionStore
import Testing

@testable import HTTPServer

/// A password that every rule likes.
private let goodPassword = "kuda biru makan awan"

/// What a browser holds between two requests.
private struct Jar {
  var cookies: [String: String] = [:]

  var fields: HTTPFields {
    let pairs = cookies.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
    return pairs.isEmpty ? [.accept: "text/html"] : [.accept: "text/html", .cookie: pairs]
  }

  /// Keeps what an answer sets.
  mutating func keep(_ answer: TestResponse) {
    for field in answer.headers[values: .setCookie] {
      let pair = field.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = field.contains("Max-Age=0") ? nil : String(pair[1])
    }
  }
}

/// The hidden field of the first form of a page.
private func hiddenToken(_ page: String) -> String? {
  page.components(separatedBy: "name=\"token\" value=\"").dropFirst().last { !$0.hasPrefix("\"") }
    .map { String($0.prefix { $0 != "\"" }) }
}

extension TestGate {
  /// Gives an account a password.
  fileprivate func setPassword(_ password: String, of name: String) async throws {
    let hash = try await server.gate.doorkeeper.hashing.hash(password)
    try store.persons.setPassword(hash, of: name, now: Self.now, by: nil)
  }

  /// The kinds of events of sign-ins, oldest first.
  fileprivate func signIns() throws -> [String] {
    var query = EventQuery()
    query.limit = HistoryQuery.limitMax
    return try store.events(query).events.reversed().map(\.event)
      .filter { [.signedIn, .signInRefused, .signInLocked, .signedOut].contains($0.kind) }
      .map { "\($0.actor) \($0.kind.rawValue)" }
  }
}

extension TestClientProtocol {
  /// Opens the sign-in page and posts it.
  fileprivate func signIn(
    _ name: String,
    _ password: String,
    to path: String = "/",
    _ jar: inout Jar
  ) async throws -> TestResponse {
    let page = try await get("/masuk", jar.fields)
    jar.keep(page)
    let fields = [
      ("nama", name), ("sandi", password), ("ke", path), ("token", hiddenToken(page.text) ?? ""),
    ]
    let answer = try await submit("/masuk", fields, jar.fields)
    jar.keep(answer)
    return answer
  }
}

@Suite("Signing in and out")
struct SignInTests {
  @Test("With the right password a person gets in, goes on to where they were, and gets out again")
  func inAndOut() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "inspector")
    try await gate.server.application.test(.router) { client in
      var jar = Jar()
      let first = try await client.get("/akun", jar.fields)
      #expect(first.status == .seeOther)
      #expect(first.headers[.location] == "/masuk?ke=%2Fakun")
      let answer = try await client.signIn("inspector", goodPassword, to: "/akun", &jar)
      #expect(answer.status == .seeOther, "\(answer.text.prefix(600))")
      #expect(answer.headers[.location] == "/akun")
      let account = try await client.get("/akun", jar.fields)
      #expect(account.status == .ok)
      #expect(account.text.contains("<dd>Jawa Barat (32)</dd>") && !account.text.contains("wilayah:"))
      let out = try await client.submit("/keluar", [("token", hiddenToken(account.text) ?? "")], jar.fields)
      #expect(out.status == .seeOther)
      // The cookie is gone from the browser, and worth nothing to who kept a copy.
      #expect(try await client.get("/akun", jar.fields).status == .seeOther)
      jar.keep(out)
      #expect(jar.cookies["__Host-wlkp"] == nil)
    }
    #expect(try gate.signIns() == ["inspector signed-in", "inspector signed-out"])
  }

  @Test("The cookie is for this host alone, for no script, and for no other site's forms")
  func cookie() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    try await gate.server.application.test(.router) { client in
      var jar = Jar()
      let answer = try await client.signIn("auditor", goodPassword, &jar)
      let field = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("__Host-wlkp=") })
      #expect(field.hasSuffix("; Secure; HttpOnly; SameSite=Lax; Path=/"))
      #expect(!field.contains("Domain"))
    }
  }

  @Test("On plain connections of one machine the cookie has another name and no prefix it cannot keep")
  func plainCookie() {
    var configuration = ServerConfiguration()
    configuration.plainCookies = true
    let field = SessionCookie(configuration).setting("x")
    #expect(field == "wlkp-lokal=x; HttpOnly; SameSite=Lax; Path=/")
  }

  @Test("A wrong password and an unknown account get the same answer, after the same work")
  func sameAnswer() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "company")
    try await gate.server.application.test(.router) { client in
      var answers: [String] = []
      // An account with another password, one without any, one that was closed, and none.
      try gate.store.persons.closeAccount("rival", now: TestGate.now, by: nil)
      for name in ["company", "inspector", "rival", "siapa-ini"] {
        var jar = Jar()
        let answer = try await client.signIn(name, "salah salah salah", &jar)
        #expect(answer.status == .unprocessableContent)
        #expect(jar.cookies["__Host-wlkp"] == nil)
        var text = answer.text.replacingOccurrences(of: name, with: "NAMA")
        if let token = hiddenToken(text) { text = text.replacingOccurrences(of: token, with: "TOKEN") }
        answers.append(text)
      }
      #expect(Set(answers).count == 1)
    }
    // The name that no account has is not repeated: it may be a password in the wrong field.
    #expect(
      try gate.signIns() == [
        "company sign-in-refused", "inspector sign-in-refused", "- sign-in-refused", "- sign-in-refused",
      ]
    )
  }

  @Test("A hash is made whether there is an account or not, at the same cost")
  func sameWork() async throws {
    let hashing = PasswordHashing(cost: .quick)
    #expect(try await !hashing.matches(goodPassword, nil))
    #expect(try await !hashing.matches("", nil))
    let hash = try await hashing.hash(goodPassword)
    #expect(hash.cost == .quick)
    #expect(try await hashing.matches(goodPassword, hash))
    #expect(try await !hashing.matches(goodPassword + " ", hash))
    #expect(try await !hashing.matches("", hash))
    #expect(try await !hashing.matches(String(repeating: "x", count: PasswordRule.bytesMax + 1), hash))
    #expect(try await hashing.hash(goodPassword) != hash, "each has a salt of its own")
  }

  @Test("A session that somebody planted is not taken over: the sign-in makes a new one and ends the old")
  func fixation() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    let planted = try gate.store.persons.openSession(account: "rival", now: TestGate.now).secret
    try await gate.server.application.test(.router) { client in
      for value in [planted, String(repeating: "A", count: 43)] {
        var jar = Jar(cookies: ["__Host-wlkp-awal": String(repeating: "B", count: 43)])
        let token = FormToken.token(for: String(repeating: "B", count: 43))
        jar.cookies["__Host-wlkp"] = value
        let answer = try await client.submit(
          "/masuk",
          [("nama", "auditor"), ("sandi", goodPassword), ("token", token)],
          jar.fields
        )
        jar.keep(answer)
        #expect(answer.status == .seeOther)
        #expect(jar.cookies["__Host-wlkp"] != value)
        #expect(jar.cookies["__Host-wlkp"]?.count == 43)
        #expect(try gate.store.persons.session(value, now: TestGate.now) == nil)
      }
    }
  }

  @Test("A form without the cookie's own token, or from another site, is refused", arguments: 0..<6)
  func crossSite(_ variant: Int) async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    try await gate.server.application.test(.router) { client in
      let secret = String(repeating: "C", count: 43)
      var headers: HTTPFields = [.cookie: "__Host-wlkp-awal=\(secret)"]
      var token = FormToken.token(for: secret)
      switch variant {
      case 0: token = ""
      case 1: token = FormToken.token(for: String(repeating: "D", count: 43))
      case 2: headers[.cookie] = nil
      case 3: headers[.fetchSite] = "cross-site"
      case 4: headers[.fetchSite] = "same-site"
      default: headers[.origin] = "https://lain.example"
      }
      let fields = [("nama", "auditor"), ("sandi", goodPassword), ("token", token)]
      let answer = try await client.submit("/masuk", fields, headers)
      #expect(answer.status == .forbidden)
      #expect(answer.problem == "form-expired")
      #expect(answer.headers[.setCookie] == nil)
    }
    #expect(try gate.signIns() == [])
  }

  @Test(
    "Signing in leads on to our own pages only",
    arguments: [
      "//lain.example", "https://lain.example/", "/\\lain.example", "\\\\lain.example", "javascript:alert(1)", "akun",
      "/akun\r\nSet-Cookie: x=1", "/ akun", "", "/" + String(repeating: "a", count: 2000), "/\u{202E}",
    ]
  )
  func openRedirect(_ path: String) async throws {
    #expect(OwnPath(path).text == "/")
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    try await gate.server.application.test(.router) { client in
      var jar = Jar()
      let answer = try await client.signIn("auditor", goodPassword, to: path, &jar)
      #expect(answer.status == .seeOther)
      #expect(answer.headers[.location] == "/")
    }
  }

  @Test("A path of ours, with its parameters, is kept")
  func ownPath() {
    #expect(OwnPath("/wilayah?tahun=2025&cari=a%20b").text == "/wilayah?tahun=2025&cari=a%20b")
    #expect(OwnPath("/akun?x=//y").text == "/akun?x=//y")
  }

  @Test("After ten failures an account waits, its right password too, and is told how long")
  func lockout() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    try await gate.server.application.test(.router) { client in
      for name in ["auditor", "siapa-ini"] {
        var jar = Jar()
        for _ in 1..<Tries.failuresMax {
          #expect(try await client.signIn(name, "salah salah salah", &jar).status == .unprocessableContent)
        }
        let last = try await client.signIn(name, "salah salah salah", &jar)
        #expect(last.status == .tooManyRequests)
        #expect(last.headers[.retryAfter] == "30")
        #expect(last.text.contains("30 detik"))
        let right = try await client.signIn(name, goodPassword, &jar)
        #expect(right.status == .tooManyRequests, "an account that does not exist waits just the same")
      }
      var jar = Jar()
      #expect(try await client.signIn("company", "salah salah salah", &jar).status == .unprocessableContent)
    }
    #expect(
      try gate.signIns().filter { $0.hasSuffix("sign-in-locked") } == ["auditor sign-in-locked", "- sign-in-locked"]
    )
  }

  @Test("The waits of an account grow, end, and are forgotten after a success or a quiet quarter of an hour")
  func waits() {
    let tries = Tries()
    for _ in 1..<Tries.failuresMax { #expect(tries.failed(account: "a", now: 0) == 0) }
    #expect(tries.failed(account: "a", now: 0) == 30)
    #expect(tries.wait(account: "a", now: 29_000) == 1)
    #expect(tries.wait(account: "a", now: 30_000) == 0)
    #expect(tries.failed(account: "a", now: 30_000) == 60)
    var longest = 0
    for index in 1...40 { longest = max(longest, tries.failed(account: "a", now: 30_000 + Int64(index))) }
    #expect(longest == 15 * 60, "never longer, and never for good")
    let later = 30_040 + Tries.windowMilliseconds + 1
    #expect(tries.failed(account: "a", now: later) == 0)
    for _ in 1..<Tries.failuresMax { _ = tries.failed(account: "a", now: later) }
    #expect(tries.wait(account: "a", now: later) > 0)
    tries.succeeded(account: "a")
    #expect(tries.wait(account: "a", now: later) == 0)
  }

  @Test("When the clock is set back, nobody waits for the time to come again")
  func clockSetBack() {
    let tries = Tries()
    let ahead: Int64 = 10_000_000_000
    for _ in 0..<20 { _ = tries.failed(account: "a", now: ahead) }
    #expect(tries.wait(account: "a", now: ahead - 5000) > 0, "a few seconds change nothing")
    #expect(tries.wait(account: "a", now: 1000) == 0)
    #expect(tries.failed(account: "a", now: 1000) == 0)
    for _ in 0..<Int(Tries.burst) { _ = tries.take(address: "192.0.2.1", now: ahead) }
    #expect(tries.take(address: "192.0.2.1", now: 1000) <= 2)
  }

  @Test("An address has so many tries, gets them back slowly, and cannot fill the memory")
  func addresses() {
    let tries = Tries()
    for _ in 0..<Int(Tries.burst) { #expect(tries.take(address: "192.0.2.1", now: 0) == 0) }
    #expect(tries.take(address: "192.0.2.1", now: 0) == 2)
    #expect(tries.take(address: "192.0.2.2", now: 0) == 0)
    #expect(tries.take(address: "192.0.2.1", now: 2000) == 0)
    #expect(tries.take(address: "192.0.2.1", now: 2000) > 0)
    for index in 0..<(Tries.entriesMax + 10) { _ = tries.take(address: "x\(index)", now: Int64(index)) }
    #expect(tries.take(address: "192.0.2.1", now: 3000) == 0, "the oldest was forgotten")
  }

  @Test("An address that tries too often is told when to come back, whatever names it tries; others go on")
  func addressWaits() async throws {
    let gate = try TestGate()
    try await gate.setPassword(goodPassword, of: "auditor")
    try await gate.server.application.test(.router) { client in
      let secret = String(repeating: "F", count: 43)
      func tried(_ name: String, from address: String) async throws -> TestResponse {
        let headers: HTTPFields = [.cookie: "__Host-wlkp-awal=\(secret)", .peerAddress: address]
        let fields = [("nama", name), ("sandi", goodPassword), ("token", FormToken.token(for: secret))]
        return try await client.submit("/masuk", fields, headers)
      }
      for index in 0..<Int(Tries.burst) {
        #expect(try await tried("orang-\(index)", from: "192.0.2.7").status == .unprocessableContent)
      }
      let refused = try await tried("auditor", from: "192.0.2.7")
      #expect(refused.status == .tooManyRequests)
      #expect(refused.headers[.retryAfter] == "2")
      #expect(refused.problem == "too-many-tries")
      #expect(try await tried("auditor", from: "192.0.2.8").status == .seeOther)
    }
  }

  @Test("Addresses of one IPv6 network count as one")
  func networks() {
    #expect(Tries.network("192.0.2.1") == "192.0.2.1")
    #expect(Tries.network("2001:db8:1:2:3:4:5:6") == Tries.network("2001:db8:1:2:ffff::1"))
    #expect(Tries.network("2001:db8:1:2::1") != Tries.network("2001:db8:1:3::1"))
    #expect(Tries.network("::1") == "::/64")
  }

  @Test(
    "What is no good password is named",
    arguments: [
      ("pendek", PasswordRule.Fault.tooShort), ("", .tooShort), ("Katasandi123", .tooCommon),
      ("qwertyuiopas", .tooCommon), ("aaaaaaaaaaaaaa", .tooCommon), ("abcabcabcabc", .tooCommon),
      ("P@ssw0rd2025!", .tooCommon), ("Rahasia-Kantor 2025", .tooCommon), ("INDONESIA1945", .tooCommon),
      ("KemnakerWajibLapor1", .tooCommon), ("bismillah12345", .tooCommon), ("mnbvcxzlkjhg", .tooCommon),
      ("123456789012", .onlyDigits), ("3273014101909901", .onlyDigits), ("0812-3456-7890", .onlyDigits),
      ("siti.aminah@contoh.go.id", .holdsName), ("SITI.AMINAH@contoh.go.id", .holdsName),
      ("kuda siti.aminah baterai", .holdsName), ("SitiAminah2025!", .holdsName),
      (String(repeating: "kata ", count: 300), .tooLong),
    ]
  )
  func rule(_ password: String, _ fault: PasswordRule.Fault) {
    #expect(PasswordRule.fault(password, account: "siti.aminah@contoh.go.id") == fault)
  }

  @Test(
    "A long sentence is a good password, whatever its letters",
    arguments: [
      goodPassword, "тихая вода точит камень", "🐴🔋📎🌧️ kuda baterai", "laporan gaji di kantor baru",
      "hrd-nya kopi tubruk",
    ]
  )
  func goodRule(_ password: String) { #expect(PasswordRule.fault(password, account: "hrd@contoh.go.id") == nil) }

  @Test("Every reason is said in plain words in both languages", arguments: PasswordRule.Fault.allCases)
  func words(_ fault: PasswordRule.Fault) {
    for language in Language.allCases { #expect(fault.message[language].count > 30) }
    #expect(fault.message[.id] != fault.message[.en])
  }
}
