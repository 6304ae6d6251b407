import Glibc
import ReportReading
import ResultRendering
import RuleEngine

/// The workers of a batch: gives them files, collects answers, replaces those that end or hang. One thread; nothing
/// happens but in `turn`.
final class WorkerPool {
  /// What came of one file.
  enum Answer {
    case line([UInt8])
    case fault(BatchFault, name: String)
  }

  private let command: WorkerCommand
  private let limits: BatchLimits
  /// The key of person prints, when persons are compared.
  private let key: PersonKey?
  /// Takes the prints of the persons in a file, piece by piece.
  var takePrints: (_ prints: [PersonPrint], _ number: Int) -> Void = { _, _ in }
  private var workers: [WorkerProcess] = []
  private var waiting: ArraySlice<BatchJob> = []
  private(set) var heldBytes = 0
  /// Answers not fetched yet, by number.
  var answers: [Int: Answer] = [:]
  /// What the first worker said it judges with.
  private(set) var greeting: String?
  /// How many workers ended before their time.
  private(set) var losses = 0

  /// Starts the workers.
  init(_ command: WorkerCommand, count: Int, limits: BatchLimits, key: PersonKey?) throws(BatchRun.Fault) {
    self.command = command
    self.limits = limits
    self.key = key
    // A worker that is gone shows as an error of `write` and as the end of its output, not as a signal to this process.
    signal(SIGPIPE, SIG_IGN)
    for _ in 0..<max(1, count) { workers.append(try start()) }
  }

  deinit {
    for worker in workers { _ = worker.end() }
  }

  /// Whether no more files should be given before some are answered.
  var isFull: Bool {
    waiting.count >= workers.count * limits.filesAhead || heldBytes >= limits.heldBytes
  }

  /// Whether every file given was answered.
  var isIdle: Bool { waiting.isEmpty && workers.allSatisfy(\.jobs.isEmpty) }

  /// Takes a file; its answer appears in `answers`.
  func give(_ job: BatchJob) {
    heldBytes += job.heldBytes
    waiting.append(job)
    deal()
  }

  /// Sends a large file piece by piece to a worker that has nothing else to do.
  func stream(
    _ source: any ByteSource,
    number: Int,
    name: String,
    isForPeopleOnly: Bool = false
  ) throws(BatchRun.Fault) {
    while !isIdle { try turn(wait: true) }
    let job = BatchJob(
      number: number,
      name: name,
      content: .streamed(size: source.size),
      isForPeopleOnly: isForPeopleOnly
    )
    let worker = workers[0]
    worker.take(job, at: Self.now())
    var chunk = [UInt8](repeating: 0, count: Spool.chunkBytes)
    var offset: Int64 = 0
    while offset < source.size, worker.has(number) {
      let count: Int
      do throws(ReadingFault) {
        count = try Self.read(source, &chunk, offset)
      } catch {
        // The worker waits for bytes that do not come: it is replaced.
        replace(worker, BatchFaults.reading(error))
        return
      }
      worker.append(count == chunk.count ? chunk : Array(chunk[..<count]))
      offset += Int64(count)
      worker.frontSince = Self.now()
      while worker.waitingBytes > chunk.count * 4, worker.has(number) { try turn(wait: true) }
    }
  }

  private static func read(_ source: any ByteSource, _ chunk: inout [UInt8], _ offset: Int64) throws(ReadingFault)
    -> Int
  {
    var result: Result<Int, ReadingFault> = .success(0)
    chunk.withUnsafeMutableBytes { buffer in
      do throws(ReadingFault) {
        result = .success(try source.read(into: buffer, at: offset))
      } catch {
        result = .failure(error)
      }
    }
    let count = try result.get()
    if count == 0 { throw .changedWhileReading(path: "") }
    return count
  }

  /// One round: writes what the pipes take, reads what has come, replaces workers that are gone or hang.
  func turn(wait: Bool) throws(BatchRun.Fault) {
    if limits.isStopped() { throw .system(SystemFault(number: ECANCELED)) }
    deal()
    if workers.isEmpty { throw .system(SystemFault(number: ECHILD)) }
    var polls: [pollfd] = []
    for worker in workers {
      polls.append(pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0))
      polls.append(pollfd(fd: worker.wantsToWrite ? worker.input : -1, events: Int16(POLLOUT), revents: 0))
    }
    // Waits for the next answer, but looks at the clock often enough to see a hanging worker.
    let count = poll(&polls, nfds_t(polls.count), wait ? 200 : 0)
    if count > 0 {
      for (index, worker) in workers.enumerated() {
        if polls[2 * index + 1].revents != 0 { worker.write() }
        if polls[2 * index].revents != 0 { try hear(worker) }
      }
    }
    try endHangingWorkers()
    deal()
  }

  /// Lets all workers end.
  func finish() {
    for worker in workers { _ = worker.close() }
    workers = []
  }

  // MARK: Parts of a round

  private func deal() {
    var round = 0
    while !waiting.isEmpty, round < limits.filesAhead {
      for worker in workers where worker.jobs.count <= round {
        guard let job = waiting.popFirst() else { break }
        worker.take(job, at: Self.now())
        worker.write()
      }
      round += 1
    }
    if waiting.isEmpty { waiting = [] }
  }

  private func hear(_ worker: WorkerProcess) throws(BatchRun.Fault) {
    let isOpen = worker.read()
    while let answer = worker.nextAnswer() {
      guard worker.isReady else {
        worker.isReady = true
        worker.frontSince = Self.now()
        greeting = greeting ?? String(decoding: answer, as: UTF8.self)
        continue
      }
      if let prints = PrintPiece.prints(in: answer) {
        if let job = worker.jobs.first { takePrints(prints, job.number) }
        continue
      }
      guard let job = worker.finishFront(at: Self.now()) else { continue }
      heldBytes -= job.heldBytes
      if !job.isForPeopleOnly { answers[job.number] = .line(answer) }
    }
    if !isOpen { try lose(worker) }
  }

  private func endHangingWorkers() throws(BatchRun.Fault) {
    let time = Self.now()
    for worker in workers {
      guard let job = worker.jobs.first else { continue }
      let limit = worker.isReady ? limits.seconds(forBytes: BatchFaults.size(of: job)) : limits.secondsToStart
      guard time - worker.frontSince > limit else { continue }
      guard worker.isReady else { throw .workerCannotStart(status: worker.end()) }
      replace(worker, BatchFaults.tooSlow(seconds: limit))
    }
  }

  private func lose(_ worker: WorkerProcess) throws(BatchRun.Fault) {
    let status = worker.end()
    guard worker.isReady else {
      workers.removeAll { $0 === worker }
      throw .workerCannotStart(status: status)
    }
    replace(worker, BatchFaults.ended(status: status), hasEnded: true)
  }

  /// Puts a new worker in the place of one whose file in work gets this fault; the other files it had are dealt anew.
  private func replace(_ worker: WorkerProcess, _ fault: BatchFault, hasEnded: Bool = false) {
    losses += 1
    if !hasEnded { _ = worker.end() }
    if let culprit = worker.jobs.first {
      heldBytes -= culprit.heldBytes
      if !culprit.isForPeopleOnly { answers[culprit.number] = .fault(fault, name: culprit.name) }
    }
    waiting = ArraySlice(Array(worker.jobs.dropFirst()) + waiting)
    worker.forgetJobs()
    guard let place = workers.firstIndex(where: { $0 === worker }) else { return }
    // When no new one can be started the others go on; without any the batch ends with a fault in `turn`.
    if let successor = try? start() { workers[place] = successor } else { workers.remove(at: place) }
  }

  private func start() throws(BatchRun.Fault) -> WorkerProcess {
    do throws(SystemFault) {
      let worker = try WorkerProcess(command)
      if let key { worker.append(BatchJob(number: 0, name: "", content: .key(key)).message) }
      return worker
    } catch {
      throw .system(error)
    }
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
