import Crypto
import CryptoExtras
import SubmissionStore

/// Makes and checks passwords' hashes, on threads of its own: each costs a good part of a second and memory.
struct PasswordHashing: Sendable {
  /// How many are worked on at the same time: one, so that sign-ins take at most one core and 128 MiB.
  static let threads = 1
  /// How many may wait; one more is answered 503.
  static let queue = 16

  let workers: WorkingThreads
  /// What a new hash costs; an old one is checked at the cost it was made with.
  let cost: PasswordCost

  init(cost: PasswordCost) {
    self.cost = cost
    workers = WorkingThreads(threads: Self.threads, queue: Self.queue)
  }

  /// The hash of a new password.
  func hash(_ password: String) async throws -> PasswordHash {
    let cost = cost
    return try await workers.run {
      let salt = Self.salt()
      guard let hash = PasswordHash(bytes: try Self.derive(password, salt, cost), salt: salt, cost: cost) else {
        throw Problem.internalFault
      }
      return hash
    }
  }

  /// Whether a password is the one that a hash was made of. Without a hash the same work is done for nothing, so that
  /// the time does not tell which accounts there are.
  func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
    let cost = hash?.cost ?? cost
    return try await workers.run {
      let made = try Self.derive(password, hash?.salt ?? Self.salt(), cost)
      let kept = hash?.bytes ?? [UInt8](repeating: 0, count: PasswordHash.length)
      let isSame = zip(made, kept).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
      return isSame && hash != nil && Self.isPossible(password)
    }
  }

  /// Whether a text can be anybody's password: what is not is not worked on at length.
  private static func isPossible(_ password: String) -> Bool {
    (1...PasswordRule.bytesMax).contains(password.utf8.count)
  }

  private static func derive(_ password: String, _ salt: [UInt8], _ cost: PasswordCost) throws -> [UInt8] {
    // An empty text has no address to hand to the library; it matches nothing anyway.
    let bytes = isPossible(password) ? Array(password.utf8) : [0]
    return try KDF.Scrypt.deriveKey(
      from: bytes,
      salt: salt,
      outputByteCount: PasswordHash.length,
      rounds: 1 << cost.logN,
      blockSize: cost.blockSize,
      parallelism: cost.parallelism
    ).withUnsafeBytes { Array($0) }
  }

  /// Random bytes from the operating system.
  private static func salt() -> [UInt8] {
    SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
  }
}
