import FoundationEssentials
import JWTKit

/// Checks tokens that an issuer signed (RFC 7519, RFC 8725), with the keys of a file that is read again when it changes.
actor SignedTokens {
  /// The longest token, in bytes; more would be another issuer's business.
  static let lengthMax = 8 << 10
  /// The largest file of keys, in bytes.
  static let keysFileMax = 256 << 10
  /// How far the issuer's clock may be from ours, in milliseconds.
  static let skew: Int64 = 60_000

  private let issuer: TokenIssuer
  private var keys: IssuerKeys?
  private var stamp: FileStamp?

  init(_ issuer: TokenIssuer) { self.issuer = issuer }

  /// The account's name that a token stands for; `nil` when it does not hold.
  ///
  /// - Parameter now: in milliseconds since 1970-01-01T00:00:00Z.
  func subject(of token: String, now: Int64) async -> String? {
    guard token.utf8.count <= Self.lengthMax, let head = Head(token) else { return nil }
    // Without keys that can be read nothing holds: a key that was taken out must not live on.
    guard (try? await refresh()) != nil else { return nil }
    guard head.crit == nil, head.isToken, let checker = keys?.checker(key: head.kid, algorithm: head.alg),
      let claims = try? await checker.verify(token, as: Claims.self)
    else { return nil }
    return claims.hold(for: issuer, now: now, skew: Self.skew) ? claims.sub : nil
  }

  /// Reads the keys when their file is another than before.
  ///
  /// - Throws: ``Fault`` when they cannot be read.
  func refresh() async throws {
    let found = FileStamp(issuer.keysFile)
    guard found == nil || found != stamp else { return }
    (stamp, keys) = (nil, nil)
    guard let bytes = SmallFile.read(issuer.keysFile, limit: Self.keysFileMax + 1), bytes.count <= Self.keysFileMax,
      let fresh = try? await IssuerKeys(bytes)
    else { throw Fault.keysUnreadable(path: issuer.keysFile) }
    (stamp, keys) = (found, fresh)
  }

  /// Why keys cannot be used.
  enum Fault: Error, Equatable {
    /// The file is missing, too large, no JWK set, without a usable key, or with two of one name.
    case keysUnreadable(path: String)
  }
}

extension SignedTokens {
  /// The parts of a token's head that decide how it is checked.
  private struct Head: Decodable {
    let alg: String
    let kid: String
    let typ: String?
    let crit: [String]?

    /// Reads the part before the first dot; `nil` when it is none.
    init?(_ token: String) {
      let parts = token.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, let bytes = Self.decoded(parts[0]),
        let head = try? JSONDecoder().decode(Head.self, from: bytes)
      else { return nil }
      self = head
    }

    /// A plain token or one for access (RFC 9068), so that none made for something else passes.
    var isToken: Bool { typ.map { ["jwt", "at+jwt"].contains($0.lowercased()) } ?? true }

    private static func decoded(_ text: Substring) -> Data? {
      let plain = text.replacing("-", with: "+").replacing("_", with: "/")
      return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4))
    }
  }

  /// What a token claims.
  private struct Claims: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let exp: Double
    let nbf: Double?
    let iat: Double?

    /// The signature was checked by then; what is claimed is compared with our clock in `hold`.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    func hold(for issuer: TokenIssuer, now: Int64, skew: Int64) -> Bool {
      guard iss == issuer.issuer, aud.list.contains(issuer.audience), !sub.isEmpty else { return false }
      let (now, skew) = (Double(now) / 1000, Double(skew) / 1000)
      return exp + skew > now && (nbf ?? now) - skew <= now && (iat ?? now) - skew <= now
    }
  }

  /// One audience or several.
  private struct Audience: Codable, Sendable {
    let list: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      list = try (try? container.decode([String].self)) ?? [container.decode(String.self)]
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encode(list)
    }
  }
}
