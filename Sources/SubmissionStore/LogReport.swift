import AuditLog

/// What a whole check found.
public struct LogReport: Hashable, Sendable {
  /// The most differences that are listed; all are counted.
  public static let differencesListed = 100

  /// Number of submissions seen.
  public internal(set) var submissions = 0
  /// Number of log entries seen.
  public internal(set) var entries = 0
  /// Bytes of originals hashed.
  public internal(set) var originalBytes: Int64 = 0
  /// The newest signed head; `nil` when there is none that verifies.
  public internal(set) var head: TreeHead?
  /// Number of entries of the access log seen.
  public internal(set) var events = 0
  /// The newest signed head of the access log; `nil` when there is none that verifies.
  public internal(set) var accessHead: TreeHead?
  /// The first differences in the order of the log.
  public private(set) var differences: [StoreDifference] = []
  /// How many there are in all.
  public private(set) var differenceCount = 0

  /// Whether everything is as it was put in.
  public var isClean: Bool { differenceCount == 0 }

  mutating func add(_ difference: StoreDifference) {
    differenceCount += 1
    if differences.count < Self.differencesListed { differences.append(difference) }
  }
}

/// How far a whole check has come.
public struct LogCheckProgress: Hashable, Sendable {
  /// Submissions checked.
  public let done: Int
  /// Submissions in all.
  public let total: Int
}
