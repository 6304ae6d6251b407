import Glibc
import NIOPosix
import ServiceLifecycle
import Synchronization

/// A fixed number of threads for work that blocks or takes long, with a bounded queue before them: such work may
/// neither stand on an event loop nor take the threads of everything else.
final class WorkingThreads: Service {
  private struct State {
    var taken = 0
    /// When a job was last finished, or the first was taken after a time without any.
    var lastMove = ContinuousClock.now
  }

  private let pool: NIOThreadPool
  private let state = Mutex(State())
  /// The most jobs that may run and wait.
  let most: Int
  private let standsBack: Bool

  /// Starts `threads` threads with room for `queue` waiting jobs.
  ///
  /// - Parameter standsBack: whether they, and the threads that their jobs start, let the machine's other work go first.
  init(threads: Int, queue: Int, standsBack: Bool = false) {
    pool = NIOThreadPool(numberOfThreads: max(1, threads))
    most = max(1, threads) + max(0, queue)
    self.standsBack = standsBack
    pool.start()
  }

  /// Runs a job on one of the threads, or refuses it at once when the queue is full.
  func run<Value: Sendable>(_ job: @escaping @Sendable () throws -> Value) async throws -> Value {
    guard take() else { throw Problem.busy }
    defer { leave() }
    return try await perform(job)
  }

  /// Starts a job on one of the threads; `nil` when neither a thread nor a place in the queue is free.
  func start<Value: Sendable>(_ job: @escaping @Sendable () throws -> Value) -> Task<Value, any Error>? {
    guard take() else { return nil }
    return Task {
      defer { leave() }
      return try await perform(job)
    }
  }

  private func perform<Value: Sendable>(_ job: @escaping @Sendable () throws -> Value) async throws -> Value {
    guard standsBack else { return try await pool.runIfActive(job) }
    return try await pool.runIfActive {
      ThreadPriority.standBack()
      return try job()
    }
  }

  private func leave() {
    state.withLock { state in
      state.taken -= 1
      state.lastMove = .now
    }
  }

  private func take() -> Bool {
    state.withLock { state in
      guard state.taken < most else { return false }
      if state.taken == 0 { state.lastMove = .now }
      state.taken += 1
      return true
    }
  }

  /// Jobs that run or wait.
  var depth: Int { state.withLock { $0.taken } }

  /// Whether jobs are there and none has been finished for this long.
  func isStuck(after time: Duration) -> Bool {
    state.withLock { $0.taken > 0 && ContinuousClock.now - $0.lastMove > time }
  }

  /// Lives until the server has answered its last request; services stop in the reverse order of their start.
  func run() async throws {
    try? await gracefulShutdown()
    try await pool.shutdownGracefully()
  }
}

/// How a thread stands to the machine's other work.
private enum ThreadPriority {
  /// Of 19, the most: a small report that waits for one of two cores shall have it at once, and a large one, which takes
  /// seconds, has what is left over.
  private static let niceness: Int32 = 19

  /// Lets the calling thread stand back from now on, which on Linux is a thread's own matter (setpriority(2), "C
  /// library/kernel differences"); threads that it starts do the same. Where the system refuses, all stays as it was.
  static func standBack() {
    _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
  }
}

/// Threads that stop together, so that the wait for each is not added up.
struct WorkingThreadsTogether: Service {
  let all: [WorkingThreads]

  func run() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for threads in all { group.addTask { try await threads.run() } }
      try await group.waitForAll()
    }
  }
}
