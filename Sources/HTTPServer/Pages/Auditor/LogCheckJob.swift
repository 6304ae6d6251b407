import Dispatch
import SubmissionStore
import Synchronization

/// The whole check of the log, run on request: one at a time, on a queue of its own, so that neither requests nor
/// judgements wait for it. The last result stays until the next begins or the server stops.
final class LogCheckJob: Sendable {
  /// What is checked.
  enum Extent: String, Sendable, CaseIterable {
    /// Entries, nodes, roots and signatures: the two trees alone.
    case trees = "pohon"
    /// Everything that is kept, the originals among it.
    case whole = "semua"
  }

  /// How the check stands.
  enum State: Sendable {
    /// None was asked for since the server started.
    case never
    /// One is running: who asked, when it began, and how far it is.
    case running(Run, done: Int, total: Int)
    /// It came to an end.
    case finished(Run, at: Int64, LogReport)
    /// The store failed.
    case failed(Run, at: Int64)
  }

  /// One check.
  struct Run: Sendable {
    let extent: Extent
    /// The account that asked for it.
    let actor: String
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    let startedAt: Int64
  }

  private let kept = Mutex(State.never)
  private let queue = DispatchQueue(label: "wlkp.log-check", qos: .utility)

  var state: State { kept.withLock { $0 } }

  /// Begins a check; `false` when one is running.
  ///
  /// - Parameter clock: the time in milliseconds since 1970-01-01T00:00:00Z, asked once more at the end.
  func start(
    _ extent: Extent,
    of store: any SubmissionStore,
    by actor: String,
    clock: @escaping @Sendable () -> Int64
  ) -> Bool {
    let run = Run(extent: extent, actor: actor, startedAt: clock())
    let isFree = kept.withLock { state in
      if case .running = state { return false }
      state = .running(run, done: 0, total: 0)
      return true
    }
    guard isFree else { return false }
    queue.async { [self] in
      let result = Result { () throws(StoreError) in try check(run, store) }
      let now = clock()
      kept.withLock { state in
        switch result {
        case .success(let report): state = .finished(run, at: now, report)
        case .failure: state = .failed(run, at: now)
        }
      }
    }
    return true
  }

  private func check(_ run: Run, _ store: any SubmissionStore) throws(StoreError) -> LogReport {
    func note(_ progress: LogCheckProgress) {
      kept.withLock { $0 = .running(run, done: progress.done, total: progress.total) }
    }
    switch run.extent {
    case .trees: return try store.checkTrees(progress: note)
    case .whole: return try store.checkLog(progress: note)
    }
  }
}
