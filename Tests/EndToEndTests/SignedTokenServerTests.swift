import Crypto
import Foundation
import JWTKit
import Testing

@Suite("A server that takes the tokens of a sign-in service, started as an operator starts it")
struct SignedTokenServerTests {
  private let folder: Folder
  private let issuer: TestIssuer
  private let server: LiveServer
  private var file: URL { folder.file("kunci.json") }

  init() throws {
    folder = try Folder()
    issuer = try TestIssuer()
    let file = try folder.write(TestIssuer.file(TestIssuer.strangers + issuer.keys()), to: "kunci.json")
    server = try LiveServer(
      store: folder.file("wlkp.sqlite").path,
      ["--jwks", file.path, "--set", "jwt-issuer=\(TestIssuer.issuer)", "--set", "jwt-audience=\(TestIssuer.audience)"]
    )
  }

  /// What a token opens: 200, or 401 when it does not hold.
  private func status(_ token: String) async throws -> Int {
    try await server.send("GET", "/v1/submissions", token: token).status
  }

  private func publish(_ text: String) throws { try Data(text.utf8).write(to: file, options: .atomic) }

  @Test("Every algorithm that is named opens the account, with keys beside it that are not for us")
  func algorithms() async throws {
    for algorithm in ["RS256", "RS512", "PS256", "PS384", "ES256", "ES384", "ES512", "EdDSA"] {
      #expect(try await status(issuer.token(algorithm)) == 200, "\(algorithm)")
    }
    #expect(try await status(server.token) == 200, "our own tokens count as before")
  }

  @Test("A token that does not hold does not settle what a key may be used with")
  func settled() async throws {
    for algorithm in ["PS512", "RS384", "ES256", "EdDSA", "none"] {
      let bad = try issuer.forged(head: #"{"alg":"\#(algorithm)","kid":"rsa"}"#) { _ in Data(repeating: 1, count: 256) }
      #expect(try await status(bad) == 401)
    }
    #expect(try await status(issuer.token("RS256")) == 200)
    #expect(try await status(issuer.token("PS256")) == 200)
  }

  @Test("Another issuer or audience, and a time more than a minute off, open nothing")
  func claims() async throws {
    let now = Date().timeIntervalSince1970
    let table: [(String, Int, (inout IssuedClaims) -> Void)] = [
      ("issuer", 401, { $0.iss = "https://lain.example" }), ("issuer with a slash", 401, { $0.iss += "/" }),
      ("audience", 401, { $0.aud = ["wlkp2"] }), ("audiences", 200, { $0.aud = ["lain", "wlkp"] }),
      ("ended long ago", 401, { $0.exp = now - 90 }), ("ended just now", 200, { $0.exp = now - 20 }),
      ("not yet", 401, { $0.nbf = now + 120 }), ("almost", 200, { $0.nbf = now + 20 }),
      ("from the future", 401, { $0.iat = now + 120 }), ("stranger", 401, { $0.sub = "siapa@contoh.example" }),
      ("nobody", 401, { $0.sub = "" }), ("milliseconds for seconds", 401, { $0.nbf = now * 1000 }),
    ]
    for (name, expected, change) in table {
      var claims = IssuedClaims()
      change(&claims)
      #expect(try await status(issuer.token("EdDSA", claims)) == expected, "\(name)")
    }
  }

  @Test("No signature, a public key as a secret, a key of one's own, and foreign heads open nothing")
  func forged() async throws {
    let pem = issuer.es256.publicKey.pemRepresentation
    let secrets = [Data(pem.utf8), Data((pem + "\n").utf8), Data(try issuer.keys().joined().utf8), Data("secret".utf8)]
    for secret in secrets {
      for name in ["es256", "rsa", "shared"] {
        let token = try issuer.forged(head: #"{"alg":"HS256","kid":"\#(name)"}"#) {
          Data(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: secret)))
        }
        #expect(try await status(token) == 401, "HS256 \(name)")
      }
    }
    let mine = ES256PrivateKey()
    let own = TestIssuer.ec("es256", "P-256", "ES256", mine.parameters)
    let heads = [
      #"{"alg":"none","kid":"es256"}"#, #"{"alg":"nOnE","kid":"es256"}"#, #"{"alg":"","kid":"es256"}"#,
      #"{"kid":"es256"}"#, #"{"alg":"ES256"}"#, #"{"alg":"ES256","kid":"../../../../dev/null"}"#,
      #"{"alg":"ES256","kid":"/etc/passwd"}"#, #"{"alg":"ES256","kid":"' OR 1=1 --"}"#,
      #"{"alg":"ES256","kid":["es256"]}"#, #"{"alg":"ES256","kid":"es256","jwk":\#(own)}"#,
      #"{"alg":"ES256","kid":"es256","jku":"https://lain.example/k.json"}"#, #"{"alg":"ES384","kid":"es256"}"#,
      #"{"alg":"ES256","kid":"es384"}"#, #"{"alg":"ES256","kid":"broken"}"#, #"{"alg":"ES256K","kid":"coin"}"#,
      #"{"alg":"RS256","kid":"es256"}"#, #"{"alg":"ES256","kid":"es256","b64":false,"crit":["b64"]}"#,
    ]
    for head in heads {
      let signed = try issuer.forged(head: head) { try Self.signature(mine, over: $0) }
      #expect(try await status(signed) == 401, "\(head)")
      // Nothing, and the zeros that some libraries once took for a signature of everything.
      for bytes in [Data(), Data(repeating: 0, count: 64)] {
        #expect(try await status(try issuer.forged(head: head) { _ in bytes }) == 401, "\(head)")
      }
    }
    let critical = try issuer.forged(head: #"{"alg":"ES256","kid":"es256","crit":["x"],"x":1}"#) {
      try Self.signature(issuer.es256, over: $0)
    }
    #expect(try await status(critical) == 401, "an unknown demand, rightly signed")
    let plain = try issuer.forged(head: #"{"alg":"ES256","kid":"es256"}"#) {
      try Self.signature(issuer.es256, over: $0)
    }
    #expect(try await status(plain) == 200, "canary: the same hand signs what holds")
  }

  @Test("A huge token is refused, and the server answers the next")
  func huge() async throws {
    let head = #"{"alg":"ES256","kid":"es256","x":"\#(String(repeating: "a", count: 7000))"}"#
    let token = try issuer.forged(head: head) { try Self.signature(issuer.es256, over: $0) }
    #expect(token.utf8.count > 8 << 10)
    #expect(try await status(token) == 401)
    // Longer than any field may be: turned away before it is a request.
    #expect((try? await status(String(repeating: "A", count: 40_000))) != 200)
    #expect(try await status(issuer.token("ES256")) == 200)
  }

  @Test("Keys change without a restart: both at once, then the new one alone, and none when the file is broken")
  func rotation() async throws {
    let fresh = try TestIssuer()
    let (old, new) = (try await issuer.token("EdDSA"), try await fresh.token("ES256"))
    #expect(try await status(new) == 401)
    let both = [try issuer.keys()[4], try fresh.keys()[1]]
    try publish(TestIssuer.file(both))
    #expect(try await [status(old), status(new)] == [200, 200])
    try publish(TestIssuer.file([both[1]]))
    #expect(try await [status(old), status(new)] == [401, 200])
    for broken in ["", "{\"keys\":[", TestIssuer.file(TestIssuer.strangers), TestIssuer.file([both[1], both[1]])] {
      try publish(broken)
      #expect(try await status(new) == 401, "\(broken.prefix(40))")
    }
    try FileManager.default.removeItem(at: file)
    #expect(try await status(new) == 401)
    try publish(TestIssuer.file(both))
    #expect(try await [status(old), status(new), status(server.token)] == [200, 200, 200])
  }

  @Test("A file of keys without one that can be used is named before the start")
  func checked() throws {
    // A key of 1024 bits (RFC 7518 section 3.3 asks for 2048).
    let weak =
      #"{"kty":"RSA","kid":"a","e":"AQAB","n":"v3xlzeZEkNHW359hI2HNK4XzGha4rzww96QUgFZEdWmlmVO-zj9LPTaDPHJ8ZnzcecIOS89S5Xqe3k5609vufTG4TCVHYYiapsUyzqbqwXIsWedUOxcJSgY6yNMa1jsz5UqFi0vdEwHZSM8F0uZxVmvQUyEGV90VSgoinCwqAD8"}"#
    for (text, code) in [(TestIssuer.file([weak]), 2), ("{}", 2), (TestIssuer.file(try issuer.keys()), 0)] {
      let file = try folder.write(text, to: "lain.json")
      let run = try BuiltProgram.run([
        "serve", "--store", folder.file("baru.sqlite").path, "--port", "0", "--check-config", "--jwks", file.path,
        "--set", "jwt-issuer=a", "--set", "jwt-audience=b",
      ])
      #expect(run.code == code, "\(run.errors)")
      #expect(code == 0 || run.errors.contains("lain.json"), "\(run.errors)")
    }
  }

  private static func signature(_ key: ES256PrivateKey, over data: Data) throws -> Data {
    try P256.Signing.PrivateKey(pemRepresentation: key.pemRepresentation).signature(for: data).rawRepresentation
  }
}
