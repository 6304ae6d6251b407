import ReportModel
import SubmissionStore
import Synchronization

/// How much one account may send to this process. Nobody who works honestly meets these; a program that runs wild does.
public struct AccountQuota: Hashable, Sendable {
  /// The most bytes of uploads in one day of Western Indonesian Time.
  public var bytesPerDay: Int64 = 8 << 30
  /// The most filings, accepted or not, in one hour: a payroll office that files for every branch of a large house.
  public var filingsPerHour = 5000
  /// The most uploads at the same time.
  public var parallelUploads = 16

  /// The standard limits.
  public init() {}

  /// Which of the limits was met.
  enum Kind: Hashable, Sendable {
    case bytes(limit: Int64)
    case filings(limit: Int)
    case parallel(limit: Int)
  }
}

/// What every account has sent, counted in this process since it started; at most one line an account.
final class AccountQuotas: Sendable {
  private struct Count {
    var day: Int64 = -1
    var bytes: Int64 = 0
    var hour: Int64 = -1
    var filings = 0
    var uploads = 0
  }

  /// How long a client waits that has too many uploads at once, in seconds.
  private static let parallelWait = 2
  private static let hourMilliseconds: Int64 = 3_600_000
  private static let dayMilliseconds: Int64 = 86_400_000

  private let quota: AccountQuota
  private let clock: @Sendable () -> Int64
  private let counts = Mutex<[String: Count]>([:])

  init(_ quota: AccountQuota, clock: @escaping @Sendable () -> Int64) {
    self.quota = quota
    self.clock = clock
  }

  /// Runs the upload of an account, or refuses it: too many at once, too many filings this hour, too many bytes today.
  ///
  /// - Parameters:
  ///   - account: who sends; `nil`, nobody in particular, is bound by the limits of the server alone.
  ///   - stated: how many bytes are to come, where the caller said so.
  ///   - isFiling: whether it counts as a filing.
  ///   - upload: receives, and tells how many bytes came.
  func upload<Received>(
    by account: Account?,
    stated: Int64?,
    isFiling: Bool,
    _ upload: () async throws -> (Received, bytes: Int64)
  ) async throws -> Received {
    guard let name = account?.name else { return try await upload().0 }
    try begin(name, stated ?? 0, isFiling)
    defer { counts.withLock { $0[name]?.uploads -= 1 } }
    let (received, bytes) = try await upload()
    counts.withLock { $0[name]?.bytes += bytes }
    return received
  }

  private func begin(_ name: String, _ stated: Int64, _ isFiling: Bool) throws(Problem) {
    // Seven hours ahead of UTC, where the day of those who file begins.
    let now = clock() + 7 * Self.hourMilliseconds
    let day = now / Self.dayMilliseconds
    let hour = now / Self.hourMilliseconds
    let refusal: (AccountQuota.Kind, wait: Int64)? = counts.withLock { counts in
      var count = counts[name] ?? Count()
      if count.day != day { (count.day, count.bytes) = (day, 0) }
      if count.hour != hour { (count.hour, count.filings) = (hour, 0) }
      defer { counts[name] = count }
      if count.uploads >= quota.parallelUploads { return (.parallel(limit: quota.parallelUploads), 0) }
      if count.bytes + stated > quota.bytesPerDay {
        return (.bytes(limit: quota.bytesPerDay), (day + 1) * Self.dayMilliseconds - now)
      }
      if isFiling, count.filings >= quota.filingsPerHour {
        return (.filings(limit: quota.filingsPerHour), (hour + 1) * Self.hourMilliseconds - now)
      }
      count.uploads += 1
      if isFiling { count.filings += 1 }
      return nil
    }
    guard let (kind, wait) = refusal else { return }
    throw .quotaMet(kind, wait: wait == 0 ? Self.parallelWait : Int((wait + 999) / 1000))
  }
}
