import ReportModel

/// Who may use the store, and for what.
public struct Account: Hashable, Sendable {
  /// The longest name, in bytes of UTF-8: as long as an e-mail address may be.
  public static let nameLengthMax = 254

  /// What an account may do.
  public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// Files for its own units and sees them.
    case company
    /// Sees the reports of its regions.
    case inspector
    /// Sees everything; every look is logged.
    case auditor
    /// Keeps accounts and packs; sees no report data.
    case administrator
  }

  /// The name, unique in the store.
  public let name: String
  /// What it may do.
  public let role: Role
  /// Which reports it may see.
  public let scope: AccessScope
  /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
  public let createdAt: Int64
  /// From when on it opens nothing any more.
  public let closedAt: Int64?

  init(name: String, role: Role, scope: AccessScope, createdAt: Int64, closedAt: Int64? = nil) {
    self.name = name
    self.role = role
    self.scope = scope
    self.createdAt = createdAt
    self.closedAt = closedAt
  }

  /// The account with the part of its scope that holds at a moment, in milliseconds since 1970-01-01T00:00:00Z.
  public func asOf(_ now: Int64) -> Account {
    let scope = scope.on(UTCTime(milliseconds: now).wibDay)
    return Account(name: name, role: role, scope: scope, createdAt: createdAt, closedAt: closedAt)
  }
}

/// What is known of a token; the token itself is not kept.
public struct TokenInfo: Hashable, Sendable {
  /// The token's number.
  public let id: Int64
  /// The account it stands for.
  public let account: String
  /// What it is for, in its owner's words.
  public let label: String
  /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
  public let createdAt: Int64
  /// From when on it no longer holds; `nil`: until it is revoked.
  public let expiresAt: Int64?
  /// When it was revoked.
  public let revokedAt: Int64?
}

/// A new token: the only time that its text is known.
public struct IssuedToken: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The secret, such as `wlkp_…`; show it once and forget it.
  public let secret: String
  /// What is kept of it.
  public let info: TokenInfo

  /// Without the secret, so that no log shows it.
  public var description: String { "token \(info.id) (\(info.account))" }
  /// Without the secret.
  public var debugDescription: String { description }
  /// Without the secret.
  public var customMirror: Mirror { Mirror(self, children: ["info": info]) }
}
