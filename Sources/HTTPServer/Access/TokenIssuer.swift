/// Whose signed tokens (JWT, RFC 7519) are taken beside this server's own: a sign-in service of the authority. Roles and
/// scopes stay this server's: the token only says whose account it is.
public struct TokenIssuer: Hashable, Sendable {
  /// The file with the issuer's public keys (a JWK set, RFC 7517); read again when it changes.
  public var keysFile: String
  /// What the tokens' `iss` must be.
  public var issuer: String
  /// What must be among the tokens' `aud`.
  public var audience: String

  /// An issuer.
  public init(keysFile: String, issuer: String, audience: String) {
    self.keysFile = keysFile
    self.issuer = issuer
    self.audience = audience
  }

  /// Reads the keys as a start would; whether there are any that can be used.
  public func hasKeys() async -> Bool { (try? await SignedTokens(self).refresh()) != nil }
}
