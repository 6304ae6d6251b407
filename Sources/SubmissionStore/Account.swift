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
}

/// Which reports somebody may see.
public enum AccessScope: Hashable, Sendable {
  /// All of them. Text: `*`
  case everything
  /// Those the account filed itself. Text: `sendiri`
  case own(submitter: String)
  /// Those of companies with one of these NIBs. Text: `nib:9120001112223,9120001112224`
  case companies(nibs: [String])
  /// Those of regions whose code begins with one of these. Text: `wilayah:32,3171`
  case regions(codes: [String])
  /// None. Text: `-`
  case nothing

  private static let ownWord = "sendiri"
  private static let companiesWord = "nib:"
  private static let regionsWord = "wilayah:"

  /// Reads a scope's text for the account of this name; `nil` when it is none of the forms.
  public init?(_ text: String, account: String) {
    switch text {
    case "*": self = .everything
    case "-": self = .nothing
    case Self.ownWord: self = .own(submitter: account)
    default:
      guard
        let list = Self.list(text, Self.companiesWord).map(AccessScope.companies)
          ?? Self.list(text, Self.regionsWord).map(AccessScope.regions)
      else { return nil }
      self = list
    }
  }

  /// The scope as it is written and kept.
  public var text: String {
    switch self {
    case .everything: "*"
    case .own: Self.ownWord
    case .companies(let nibs): Self.companiesWord + nibs.joined(separator: ",")
    case .regions(let codes): Self.regionsWord + codes.joined(separator: ",")
    case .nothing: "-"
    }
  }

  /// Whether a submission is in this scope.
  public func includes(_ submission: StoredSubmission) -> Bool {
    switch self {
    case .everything: true
    case .own(let submitter): submission.details.submitter.utf8.elementsEqual(submitter.utf8)
    case .companies(let nibs): nibs.contains { UnitIdentity.nib($0) == UnitIdentity.nib(submission.details.nib) }
    case .regions(let codes): codes.contains { submission.record.region.hasPrefix($0) }
    case .nothing: false
    }
  }

  /// Whether an account of this scope may file a report with this header.
  ///
  /// Companies are told by their NIB; a report without one is nobody's that is bound to a NIB.
  public func allowsFiling(_ header: ReportHeader) -> Bool {
    switch self {
    case .everything, .own: true
    case .companies(let nibs):
      UnitIdentity.nib(header.nib).map { nib in nibs.contains { UnitIdentity.nib($0) == nib } } ?? false
    case .regions(let codes): codes.contains { header.region?.hasPrefix($0) ?? false }
    case .nothing: false
    }
  }

  private static func list(_ text: String, _ word: String) -> [String]? {
    guard text.hasPrefix(word) else { return nil }
    let items = text.dropFirst(word.count).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let areDigits = items.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    return areDigits ? items : nil
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
