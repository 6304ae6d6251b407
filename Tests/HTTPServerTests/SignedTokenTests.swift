import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JWTKit
import SubmissionStore
import Testing

@testable import HTTPServer

/// What the tests' issuer writes into a token.
private struct Claims: JWTPayload {
  var iss: String? = "https://masuk.contoh.example"
  var sub: String? = "inspector"
  var aud: [String] = ["wlkp"]
  var exp: Double? = Double(TestGate.now) / 1000 + 600
  var nbf: Double?
  var iat: Double? = Double(TestGate.now) / 1000

  func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// An issuer with keys of its own and the file that tells their public halves.
private struct Issuer {
  let scratch: Scratch
  let key = ES256PrivateKey()
  let ed = Curve25519.Signing.PrivateKey()
  var file: String { scratch.path + "/kunci.json" }
  var configuration: TokenIssuer {
    TokenIssuer(keysFile: file, issuer: "https://masuk.contoh.example", audience: "wlkp")
  }

  init() throws {
    scratch = try Scratch()
    try publish([ec(key, "ec-1")])
  }

  /// A public key as the file tells it.
  func ec(_ key: ES256PrivateKey, _ name: String, alg: String? = "ES256") -> String {
    let parameters = key.parameters
    let use = alg.map { ",\"alg\":\"\($0)\"" } ?? ""
    return """
      {"kty":"EC","crv":"P-256","kid":"\(name)"\(use),"x":"\(Self.url(parameters?.x))","y":"\(Self.url(parameters?.y))"}
      """
  }

  func publish(_ keys: [String]) throws {
    try Data("{\"keys\":[\(keys.joined(separator: ","))]}".utf8).write(to: URL(fileURLWithPath: file))
  }

  /// A token signed with the key of this name.
  func token(_ claims: Claims = Claims(), _ name: String = "ec-1", by key: ES256PrivateKey? = nil) async throws
    -> String
  {
    let keys = JWTKeyCollection()
    await keys.add(ecdsa: key ?? self.key, kid: JWKIdentifier(string: name))
    return try await keys.sign(claims, kid: JWKIdentifier(string: name))
  }

  /// The standard alphabet as the one for URLs.
  private static func url(_ text: String?) -> String {
    (text ?? "").replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  static func part(_ json: String) -> String { url(Data(json.utf8).base64EncodedString()) }
}

@Suite("Tokens that somebody else signed")
struct SignedTokenTests {
  private let issuer: Issuer
  private let tokens: SignedTokens
  private let now = TestGate.now

  init() throws {
    issuer = try Issuer()
    tokens = SignedTokens(issuer.configuration)
  }

  @Test("A token of the issuer stands for the account that it names")
  func good() async throws {
    #expect(await tokens.subject(of: try issuer.token(), now: now) == "inspector")
  }

  @Test("The interface takes role and scope from our own accounts, and no token of an account that is not there")
  func interface() async throws {
    var configuration = ServerConfiguration()
    configuration.tokenIssuer = issuer.configuration
    let gate = try TestGate(configuration)
    try await gate.server.application.test(.router) { client in
      func status(_ token: String) async throws -> Int {
        Int(try await client.get("/v1/submissions", [.authorization: "Bearer \(token)"]).status.code)
      }
      #expect(try await status(issuer.token()) == 200)
      var unknown = Claims()
      unknown.sub = "siapa-ini"
      #expect(try await status(issuer.token(unknown)) == 401)
      var administrator = Claims()
      administrator.sub = "administrator"
      #expect(try await status(issuer.token(administrator)) == 403)
      try gate.store.persons.closeAccount("inspector", now: TestGate.now, by: nil)
      #expect(try await status(issuer.token()) == 401)
    }
    let without = try TestGate()
    try await without.server.application.test(.router) { client in
      let answer = try await client.get("/v1/submissions", [.authorization: "Bearer \(issuer.token())"])
      #expect(answer.status == .unauthorized, "a server that knows no issuer takes none")
    }
  }

  @Test("A token for another, from another, or out of its time does not hold; a minute's difference of clocks does")
  func claims() async throws {
    let seconds = Double(now) / 1000
    let table: [(String, Bool, (inout Claims) -> Void)] = [
      ("other issuer", false, { $0.iss = "https://lain.example" }), ("no issuer", false, { $0.iss = nil }),
      ("other audience", false, { $0.aud = ["lain"] }), ("no audience", false, { $0.aud = [] }),
      ("one of several audiences", true, { $0.aud = ["lain", "wlkp"] }),
      ("no subject", false, { $0.sub = nil }), ("empty subject", false, { $0.sub = "" }),
      ("no end", false, { $0.exp = nil }), ("ended", false, { $0.exp = seconds - 61 }),
      ("just ended", true, { $0.exp = seconds - 59 }), ("not yet", false, { $0.nbf = seconds + 61 }),
      ("almost", true, { $0.nbf = seconds + 59 }), ("from the future", false, { $0.iat = seconds + 61 }),
      ("without a date", true, { $0.iat = nil }),
    ]
    for (name, holds, change) in table {
      var claims = Claims()
      change(&claims)
      #expect((await tokens.subject(of: try issuer.token(claims), now: now) != nil) == holds, "\(name)")
    }
  }

  @Test("A token that nobody signed, or with a public key as if it were a secret, does not hold")
  func confusion() async throws {
    let claims = Issuer.part(
      "{\"iss\":\"https://masuk.contoh.example\",\"sub\":\"inspector\",\"aud\":[\"wlkp\"],\"exp\":\(now / 1000 + 600)}"
    )
    for algorithm in ["none", "None", "NONE", ""] {
      let head = Issuer.part("{\"alg\":\"\(algorithm)\",\"kid\":\"ec-1\"}")
      for signature in ["", "AA"] {
        #expect(await tokens.subject(of: "\(head).\(claims).\(signature)", now: now) == nil, "\(algorithm)")
      }
    }
    // The attacker's dream: the public key's text as the secret of an HMAC.
    let secrets = [
      Array(try Data(contentsOf: URL(fileURLWithPath: issuer.file))),
      Array(issuer.key.publicKey.pemRepresentation.utf8),
    ]
    for secret in secrets {
      let head = Issuer.part("{\"alg\":\"HS256\",\"kid\":\"ec-1\"}")
      let code = HMAC<SHA256>.authenticationCode(for: Data("\(head).\(claims)".utf8), using: SymmetricKey(data: secret))
      let signature = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
      #expect(await tokens.subject(of: "\(head).\(claims).\(signature)", now: now) == nil)
    }
  }

  @Test("A key of another name, without a name, or of another issuer opens nothing")
  func keys() async throws {
    #expect(await tokens.subject(of: try issuer.token(by: ES256PrivateKey()), now: now) == nil)
    #expect(await tokens.subject(of: try issuer.token(Claims(), "ec-2"), now: now) == nil)
    let nameless = JWTKeyCollection()
    await nameless.add(ecdsa: issuer.key)
    #expect(await tokens.subject(of: try await nameless.sign(Claims()), now: now) == nil)
  }

  @Test("A head that demands what we do not know, or is for something else, does not hold")
  func head() async throws {
    let keys = JWTKeyCollection()
    await keys.add(ecdsa: issuer.key, kid: "ec-1")
    for (field, value, holds) in [
      ("typ", "JWT", true), ("typ", "at+jwt", true), ("typ", "logout+jwt", false), ("typ", "id", false),
    ] {
      let token = try await keys.sign(Claims(), kid: "ec-1", header: JWTHeader(fields: [field: .string(value)]))
      #expect((await tokens.subject(of: token, now: now) != nil) == holds, "\(field) \(value)")
    }
    let critical = try await keys.sign(
      Claims(),
      kid: "ec-1",
      header: JWTHeader(fields: ["crit": .array([.string("b64")])])
    )
    #expect(await tokens.subject(of: critical, now: now) == nil)
  }

  @Test("What is no token does not hold", arguments: ["", ".", "..", "...", "a.b.c", "e30.e30.e30", "x.", "eyJ.eyJ.."])
  func garbage(_ text: String) async { #expect(await tokens.subject(of: text, now: now) == nil) }

  @Test("A token that was changed or is too long does not hold")
  func changed() async throws {
    let token = try await issuer.token()
    let parts = token.split(separator: ".")
    let other = try await issuer.token(
      { () -> Claims in
        var claims = Claims()
        claims.sub = "administrator"
        return claims
      }()
    ).split(separator: ".")
    #expect(await tokens.subject(of: "\(parts[0]).\(other[1]).\(parts[2])", now: now) == nil)
    #expect(await tokens.subject(of: token + String(repeating: "A", count: SignedTokens.lengthMax), now: now) == nil)
  }

  @Test("When the keys change, the new one counts and the old one no more")
  func rotation() async throws {
    let old = try await issuer.token()
    #expect(await tokens.subject(of: old, now: now) == "inspector")
    let fresh = ES256PrivateKey()
    try issuer.publish([issuer.ec(issuer.key, "ec-1"), issuer.ec(fresh, "ec-2", alg: nil)])
    let new = try await issuer.token(Claims(), "ec-2", by: fresh)
    #expect(await tokens.subject(of: new, now: now) == "inspector")
    #expect(await tokens.subject(of: old, now: now) == "inspector")
    try issuer.publish([issuer.ec(fresh, "ec-2")])
    #expect(await tokens.subject(of: old, now: now) == nil)
    #expect(await tokens.subject(of: new, now: now) == "inspector")
  }

  @Test(
    "A file of keys that cannot be read opens nothing, not even with the keys from before",
    arguments: ["", "{", "{\"keys\":[{}]}", "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AA\"}]}", "[]"]
  )
  func broken(_ text: String) async throws {
    let token = try await issuer.token()
    #expect(await tokens.subject(of: token, now: now) == "inspector")
    try Data(text.utf8).write(to: URL(fileURLWithPath: issuer.file))
    #expect(await tokens.subject(of: token, now: now) == nil)
    await #expect(throws: SignedTokens.Fault.keysUnreadable(path: issuer.file)) { try await tokens.refresh() }
  }

  @Test("Two keys of one name are refused: which one counts would be chance")
  func twins() async throws {
    try issuer.publish([issuer.ec(issuer.key, "ec-1"), issuer.ec(ES256PrivateKey(), "ec-1")])
    #expect(await tokens.subject(of: try issuer.token(), now: now) == nil)
  }
}
