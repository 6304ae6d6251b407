import HTTPTypes
import Intake
import Logging
import ReportModel
import ServiceLifecycle
import SubmissionStore
import Synchronization

/// Judgements for callers who do not stay on the line (RFC 7240, `respond-async`): each has an address at which its
/// state and, for an hour, its result can be asked. They live in this process; after a restart they are gone, and what
/// was filed by them is found like every other report.
final class JobBoard: Service {
  /// How often results are looked through for those whose time is over.
  private static let sweepInterval = Duration.seconds(30)

  private let most: Int
  /// How long a result is kept, in milliseconds.
  private let kept: Int64
  private let directory: String?
  private let clock: @Sendable () -> Int64
  private let jobs = Mutex<[String: Job]>([:])

  init(_ configuration: ServerConfiguration, clock: @escaping @Sendable () -> Int64) {
    most = configuration.jobsMax
    kept = Int64(configuration.jobKept) * 1000
    directory = configuration.spoolDirectory
    self.clock = clock
  }

  /// How many are there, finished ones with their results among them.
  var count: Int { jobs.withLock { $0.count } }

  /// Takes a judgement, or refuses it when too many are there already.
  ///
  /// - Parameters:
  ///   - owner: the account that may ask for it; `nil`: whoever has its address.
  ///   - bytes: the size of what was received.
  ///   - work: judges and makes the answer; what it throws becomes the answer, too.
  func accept(
    owner: Account?,
    bytes: Int64,
    language: Language,
    logger: Logger,
    _ work: @escaping @Sendable (JobProgress) async throws -> MadeAnswer
  ) throws(Problem) -> Job {
    let now = clock()
    let progress = JobProgress()
    let job = Job(
      id: Self.newID(),
      owner: owner?.name,
      bytes: bytes,
      acceptedAt: now,
      progress: progress
    )
    let isTaken = jobs.withLock { jobs in
      sweep(&jobs, now)
      guard jobs.count < most else { return false }
      jobs[job.id] = job
      return true
    }
    guard isTaken else { throw .busy }
    let task = Task {
      let answer: MadeAnswer
      do {
        answer = try await work(progress)
      } catch {
        answer = MadeAnswer(ProblemTranslation.problem(error, logger), language)
      }
      finish(job.id, answer)
    }
    jobs.withLock { $0[job.id]?.task = task }
    return job
  }

  /// The job of an address, for whoever may ask for it; to all others it is not there.
  func job(_ id: String, for account: Account?) -> Job? {
    let now = clock()
    guard
      let job = jobs.withLock({ jobs in
        sweep(&jobs, now)
        return jobs[id]
      })
    else { return nil }
    return job.owner == nil || job.owner == account?.name ? job : nil
  }

  private func finish(_ id: String, _ answer: MadeAnswer) {
    let end = Job.End(answer: KeptAnswer(answer, directory: directory), expiresAt: clock() + kept)
    jobs.withLock { $0[id]?.end = end }
  }

  private func sweep(_ jobs: inout [String: Job], _ now: Int64) {
    jobs = jobs.filter { _, job in job.end.map { $0.expiresAt > now } ?? true }
  }

  /// 128 random bits: an address that nobody guesses.
  private static func newID() -> String {
    let bits = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))
    return [bits.0, bits.1].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Removes old results while the server runs, and lets it stop only when all work that was taken is done.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.sweepInterval)
        let now = self.clock()
        self.jobs.withLock { self.sweep(&$0, now) }
      }
    }
    for task in jobs.withLock({ $0.values.compactMap(\.task) }) { await task.value }
  }
}
