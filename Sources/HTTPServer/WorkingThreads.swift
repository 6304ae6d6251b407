import NIOPosix
import ServiceLifecycle
import Synchronization

/// A fixed number of threads for work that blocks or takes long, with a bounded queue before them: such work may
/// neither stand on an event loop nor take the threads of everything else.
final class WorkingThreads: Service {
  private let pool: NIOThreadPool
  private let most: Int
  private let taken = Mutex(0)

  /// Starts `threads` threads with room for `queue` waiting jobs.
  init(threads: Int, queue: Int) {
    pool = NIOThreadPool(numberOfThreads: max(1, threads))
    most = max(1, threads) + max(0, queue)
    pool.start()
  }

  /// Runs a job on one of the threads, or refuses it at once when the queue is full.
  func run<Value: Sendable>(_ job: @escaping @Sendable () throws -> Value) async throws -> Value {
    let isTaken = taken.withLock { count in
      guard count < most else { return false }
      count += 1
      return true
    }
    guard isTaken else { throw Problem.busy }
    defer { taken.withLock { $0 -= 1 } }
    return try await pool.runIfActive(job)
  }

  /// Lives until the server has answered its last request; services stop in the reverse order of their start.
  func run() async throws {
    try? await gracefulShutdown()
    try await pool.shutdownGracefully()
  }
}
