/// What scrypt (RFC 7914) makes of a password, with everything that is needed to make it again.
public struct PasswordHash: Hashable, Sendable {
  /// The length of ``bytes`` and ``salt``, in bytes.
  public static let length = 32

  /// What the derivation gave.
  public let bytes: [UInt8]
  /// What was mixed in, different for each password.
  public let salt: [UInt8]
  /// What the derivation costs.
  public let cost: PasswordCost

  /// - Returns: `nil` unless `bytes` and `salt` have ``length`` bytes.
  public init?(bytes: [UInt8], salt: [UInt8], cost: PasswordCost) {
    guard bytes.count == Self.length, salt.count == Self.length else { return nil }
    self.bytes = bytes
    self.salt = salt
    self.cost = cost
  }
}

/// What one derivation with scrypt costs (RFC 7914 section 2). Text: `scrypt:17:8:1`
public struct PasswordCost: Hashable, Sendable {
  /// The logarithm of N to the base 2, 1…20.
  public let logN: Int
  /// The block size r, 1…16.
  public let blockSize: Int
  /// The parallelisation p, 1…4.
  public let parallelism: Int

  private static let word = "scrypt"

  /// What a new password's hash costs: 128 MiB and, on one core of 2026, half a second (OWASP's first choice). Dearer
  /// would let a handful of sign-ins take a small machine from those who file.
  public static let usual = PasswordCost(unchecked: 17, 8, 1)

  private init(unchecked logN: Int, _ blockSize: Int, _ parallelism: Int) {
    self.logN = logN
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// - Returns: `nil` outside the ranges, which keep one derivation below 2 GiB.
  public init?(logN: Int, blockSize: Int, parallelism: Int) {
    guard (1...20).contains(logN), (1...16).contains(blockSize), (1...4).contains(parallelism) else { return nil }
    self.logN = logN
    self.blockSize = blockSize
    self.parallelism = parallelism
  }

  /// Reads the kept text.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Self.word, let logN = Int(parts[1]), let size = Int(parts[2]),
      let parallelism = Int(parts[3])
    else { return nil }
    self.init(logN: logN, blockSize: size, parallelism: parallelism)
  }

  var text: String { "\(Self.word):\(logN):\(blockSize):\(parallelism)" }
}

/// A person's sign-in that holds.
public struct PersonSession: Hashable, Sendable {
  /// How long a sign-in holds at the most, in milliseconds: a working day.
  public static let lifetime: Int64 = 8 * 3_600_000
  /// How long it holds while nothing is done, in milliseconds: a break, not an evening at an unlocked machine.
  public static let idleMax: Int64 = 30 * 60_000
  /// How often it is noted that something was done, in milliseconds: each note waits for the disk.
  public static let notedEvery: Int64 = 5 * 60_000
  /// The most sign-ins of one account at a time; the one unused for longest ends when there is one more.
  public static let openMax = 20

  /// The session's number.
  public let id: Int64
  /// Whose it is, with the scope that holds now.
  public let account: Account
  /// When the person signed in, in milliseconds since 1970-01-01T00:00:00Z.
  public let createdAt: Int64
  /// When something was last done, give or take ``notedEvery``.
  public let seenAt: Int64
}

/// A new session: the only time that its secret is known.
public struct OpenedSession: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What the browser keeps.
  public let secret: String
  /// What is kept here.
  public let session: PersonSession

  /// Without the secret, so that no log shows it.
  public var description: String { "session \(session.id) (\(session.account.name))" }
  /// Without the secret.
  public var debugDescription: String { description }
  /// Without the secret.
  public var customMirror: Mirror { Mirror(self, children: ["session": session]) }
}

/// A link that opens one door once.
public struct OneTimeLink: Hashable, Sendable {
  /// What it is for. The raw values are kept and never change.
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// To set the password of an account.
    case invitation
    /// To make the first administrator.
    case firstAdministrator = "first-administrator"
  }

  /// How long an invitation holds, in milliseconds: over a weekend.
  public static let invitationLifetime: Int64 = 72 * 3_600_000
  /// How long the first administrator's link holds, in milliseconds: whoever starts a server is there.
  public static let startLifetime: Int64 = 3_600_000

  /// The link's number.
  public let id: Int64
  /// What it is for.
  public let purpose: Purpose
  /// Whom it is for; `nil` for the first administrator, who has no account yet.
  public let account: String?
  /// From when on it no longer holds, in milliseconds since 1970-01-01T00:00:00Z.
  public let expiresAt: Int64
}

/// A new link: the only time that its secret is known.
public struct IssuedLink: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The last part of the link's address.
  public let secret: String
  /// What is kept of it.
  public let link: OneTimeLink

  /// Without the secret, so that no log shows it.
  public var description: String { "link \(link.id)" }
  /// Without the secret.
  public var debugDescription: String { description }
  /// Without the secret.
  public var customMirror: Mirror { Mirror(self, children: ["link": link]) }
}
