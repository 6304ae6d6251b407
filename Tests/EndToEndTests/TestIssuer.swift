import Crypto
import CryptoExtras
import Foundation
import JWTKit

/// What a sign-in service writes into a token.
struct IssuedClaims: JWTPayload {
  var iss = TestIssuer.issuer
  var sub = "hrd@contoh.example"
  var aud: [String] = [TestIssuer.audience]
  var exp = Date().timeIntervalSince1970 + 600
  var nbf: Double?
  var iat: Double? = Date().timeIntervalSince1970

  func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// A sign-in service with a pair of keys of every kind, and the file that tells the public halves as such services do.
struct TestIssuer {
  static let issuer = "https://masuk.contoh.example"
  static let audience = "wlkp"

  let rsa: _RSA.Signing.PrivateKey
  let es256 = ES256PrivateKey()
  let es384 = ES384PrivateKey()
  let es512 = ES512PrivateKey()
  let ed: EdDSA.PrivateKey
  let edPublic: String

  init() throws {
    rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let pair = Curve25519.Signing.PrivateKey()
    ed = EdDSA.PrivateKey(backing: pair)
    edPublic = Self.url(pair.publicKey.rawRepresentation)
  }

  // MARK: The file

  /// The public keys; `rsa` says nothing of its algorithm, as some services leave it out.
  func keys() throws -> [String] {
    let primitives = try rsa.publicKey.getKeyPrimitives()
    return [
      #"{"kty":"RSA","kid":"rsa","use":"sig","e":"\#(Self.url(primitives.publicExponent))","n":"\#(Self.url(primitives.modulus))","x5c":["AAAA"]}"#,
      Self.ec("es256", "P-256", "ES256", es256.parameters), Self.ec("es384", "P-384", "ES384", es384.parameters),
      Self.ec("es512", "P-521", "ES512", es512.parameters),
      #"{"kty":"OKP","crv":"Ed25519","kid":"ed","alg":"EdDSA","x":"\#(edPublic)"}"#,
    ]
  }

  /// Keys that stand beside the others in real files and are not for us.
  static let strangers = [
    #"{"kty":"RSA","kid":"rsa","use":"enc","alg":"RSA-OAEP-256","e":"AQAB","n":"AAAA"}"#,
    #"{"kty":"oct","kid":"shared","alg":"HS256","k":"c2VjcmV0"}"#,
    #"{"kty":"EC","crv":"secp256k1","kid":"coin","alg":"ES256K","x":"AAAA","y":"AAAA"}"#,
    #"{"kty":"AKP","kid":"new","alg":"ML-DSA-65","pub":"AAAA"}"#,
    #"{"kty":"EC","crv":"P-256","kid":"broken","alg":"ES256","x":"AAAA","y":"AAAA"}"#,
  ]

  static func file(_ keys: [String]) -> String { "{\"keys\":[\(keys.joined(separator: ","))]}" }

  static func ec(_ name: String, _ curve: String, _ algorithm: String, _ point: ECDSAParameters?) -> String {
    #"{"kty":"EC","crv":"\#(curve)","kid":"\#(name)","alg":"\#(algorithm)","x":"\#(url(point?.x))","y":"\#(url(point?.y))"}"#
  }

  // MARK: Tokens

  /// A token by the way of its name: an algorithm.
  func token(_ algorithm: String, _ claims: IssuedClaims = IssuedClaims()) async throws -> String {
    let keys = JWTKeyCollection()
    let key = try Insecure.RSA.PrivateKey(backing: rsa)
    let name: JWKIdentifier
    switch algorithm {
    case "RS256": (_, name) = (await keys.add(rsa: key, digestAlgorithm: .sha256, kid: "rsa"), "rsa")
    case "RS512": (_, name) = (await keys.add(rsa: key, digestAlgorithm: .sha512, kid: "rsa"), "rsa")
    case "PS256": (_, name) = (await keys.add(pss: key, digestAlgorithm: .sha256, kid: "rsa"), "rsa")
    case "PS384": (_, name) = (await keys.add(pss: key, digestAlgorithm: .sha384, kid: "rsa"), "rsa")
    case "ES384": (_, name) = (await keys.add(ecdsa: es384, kid: "es384"), "es384")
    case "ES512": (_, name) = (await keys.add(ecdsa: es512, kid: "es512"), "es512")
    case "EdDSA": (_, name) = (await keys.add(eddsa: ed, kid: "ed"), "ed")
    default: (_, name) = (await keys.add(ecdsa: es256, kid: "es256"), "es256")
    }
    return try await keys.sign(claims, kid: name)
  }

  /// A token with a head and a signature of somebody's own making.
  func forged(head: String, signature: (Data) throws -> Data) throws -> String {
    let claims = try JSONEncoder().encode(IssuedClaims())
    let signed = Self.url(Data(head.utf8)) + "." + Self.url(claims)
    return signed + "." + Self.url(try signature(Data(signed.utf8)))
  }

  /// Base64 for URLs.
  static func url(_ data: Data) -> String { url(data.base64EncodedString()) }

  private static func url(_ text: String?) -> String {
    (text ?? "").replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}
