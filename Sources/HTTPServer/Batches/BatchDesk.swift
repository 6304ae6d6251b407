import Glibc
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import ResultRendering
import RuleEngine
import ServiceLifecycle
import SubmissionStore
import Synchronization

/// Judges archives of reports that somebody uploaded, one after the other and each with worker processes, so that a
/// file that ends or hangs the program costs its own result and never the server.
///
/// What is kept of an upload lies in a folder of its own, which only this user can read: the archive until it is judged,
/// the results for a day. Nothing of it goes into the store.
final class BatchDesk: Service {
  private let configuration: ServerConfiguration
  private let engine: Engine
  private let clock: @Sendable () -> Int64
  private let pool = NIOThreadPool(numberOfThreads: 1)
  private let shelf = Mutex(BatchShelf())
  private let parent: String
  private let folder = Mutex<OwnFolder?>(nil)

  init(_ configuration: ServerConfiguration, engine: Engine, clock: @escaping @Sendable () -> Int64) {
    self.configuration = configuration
    self.engine = engine
    self.clock = clock
    parent = OwnFolder.parent(configuration.spoolDirectory)
    OwnFolder.removeAbandoned(in: parent, for: .batches)
    pool.start()
  }

  /// Lives until the server stops; a batch in work is ended, because its results would not be there afterwards.
  func run() async throws {
    try? await gracefulShutdown()
    shelf.withLock { $0.isClosed = true }
    try await pool.shutdownGracefully()
    folder.withLock { $0 = nil }
  }

  // MARK: What people ask for

  /// Takes an archive and queues it.
  ///
  /// - Parameter path: a file of ours; it is moved away.
  /// - Throws: ``BatchShelf/Refusal`` when there is no room, `Spool.Fault` when it cannot be kept.
  func add(path: String, bytes: Int64, name: String, owner: String) throws -> UploadedBatch {
    sweep()
    let batch = UploadedBatch(name: name, bytes: bytes, owner: owner, at: clock())
    try shelf.withLock { shelf throws(BatchShelf.Refusal) in try shelf.add(batch) }
    do {
      let folder = try ownFolder()
      guard rename(path, batch.archive(in: folder)) == 0 else { throw Spool.Fault.system(errno) }
    } catch {
      shelf.withLock { $0.remove(batch.id) }
      throw error
    }
    pool.submit { [self] state in
      if state == .active { work(batch.id) }
    }
    return batch
  }

  /// The batches of an account, newest first.
  func batches(of owner: String) -> [UploadedBatch] {
    sweep()
    return shelf.withLock { $0.batches(of: owner) }
  }

  /// A batch of an account; `nil` when it has none of this name.
  func batch(_ id: String, of owner: String) -> UploadedBatch? {
    sweep()
    return shelf.withLock { $0.batch(id, of: owner) }
  }

  /// How many batches are before this one.
  func placeInQueue(_ id: String) -> Int { shelf.withLock { $0.placeInQueue(id) } }

  /// Ends a batch and removes what is kept of it.
  func remove(_ id: String, of owner: String) {
    guard let batch = shelf.withLock({ $0.batch(id, of: owner) }) else { return }
    shelf.withLock { $0.remove(id) }
    // One in work still writes to its files; it removes them itself when it sees that it is no longer wanted.
    if case .running = batch.state { return }
    removeFiles(of: batch)
  }

  /// The file of a finished batch's result lines.
  func results(of batch: UploadedBatch) -> String? {
    folder.withLock { $0 }.map { batch.results(in: $0.path) }
  }

  // MARK: Work

  private func work(_ id: String) {
    guard let batch = shelf.withLock({ $0.begin(id) }), let folder = folder.withLock({ $0?.path }) else { return }
    let end = ContinuousClock.now.advanced(by: .seconds(BatchShelf.secondsMax))
    do throws(BatchRun.Fault) {
      let summary = try judge(batch, folder: folder, until: end)
      shelf.withLock { $0.finish(id, .done(summary), at: clock()) }
    } catch {
      let failure: UploadedBatch.Failure
      if ContinuousClock.now >= end {
        failure = .tookTooLong
      } else if shelf.withLock({ $0.filesDone(id) }) > BatchShelf.filesMax {
        failure = .tooManyFiles
      } else {
        failure = .ours
      }
      shelf.withLock { $0.finish(id, .failed(failure), at: clock()) }
    }
    unlink(batch.archive(in: folder))
    if shelf.withLock({ !$0.has(id) }) { removeFiles(of: batch) }
  }

  private func judge(
    _ batch: UploadedBatch,
    folder: String,
    until end: ContinuousClock.Instant
  ) throws(BatchRun.Fault) -> BatchSummary {
    let archive = batch.archive(in: folder)
    let command = WorkerCommand(program: configuration.batchProgram, arguments: configuration.batchArguments)
    var plan = BatchRun.Plan(worker: command, workers: configuration.batchWorkers, log: batch.results(in: folder))
    plan.limits.called = { path in
      path.hasPrefix(archive) ? batch.name + path.dropFirst(archive.count) : path
    }
    plan.limits.isStopped = { [self] in
      let isWanted = shelf.withLock {
        $0.has(batch.id) && !$0.isClosed && $0.filesDone(batch.id) <= BatchShelf.filesMax
      }
      return !isWanted || ContinuousClock.now >= end
    }
    var summary = BatchSummary()
    // Asked by the run that it asks: it must not keep it alive.
    var reading: () -> (found: Int, bytes: Int64) = { (0, 0) }
    let form = engine.form
    let run = try BatchRun(plan, form: { form }) { [self] result in
      summary.add(result.entry, alone: result.alone)
      let (found, bytes) = reading()
      let progress = UploadedBatch.Progress(files: summary.files, found: found, bytesRead: bytes)
      shelf.withLock { $0.note(progress, of: batch.id) }
    }
    reading = { [weak run] in (run?.filesFound ?? 0, run?.bytesRead ?? 0) }
    try run.judge(path: archive)
    try run.finish(comparing: [archive])
    return summary
  }

  // MARK: Files

  /// The folder for uploads; it is made when the first one comes.
  private func ownFolder() throws(Spool.Fault) -> String {
    try folder.withLock { made throws(Spool.Fault) in
      if let made { return made.path }
      let new = try OwnFolder(in: parent, for: .batches)
      made = new
      return new.path
    }
  }

  /// Forgets what has been kept long enough.
  private func sweep() {
    for batch in shelf.withLock({ $0.removeExpired(at: clock()) }) { removeFiles(of: batch) }
  }

  private func removeFiles(of batch: UploadedBatch) {
    guard let folder = folder.withLock({ $0?.path }) else { return }
    unlink(batch.archive(in: folder))
    unlink(batch.results(in: folder))
  }
}
