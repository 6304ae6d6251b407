import Foundation
import ReportModel
import ReportReading
import RuleEngine

/// Judges a report on a thread of its own while the caller reads it: one large file keeps two cores busy.
///
/// What the reader gives is judged in the order in which it came, so that the outcome is that of one thread. At most
/// ``waiting`` pieces lie between the two, so that memory does not grow with the file.
final class JudgingThread: RecordSink {
  /// Pieces between reading and judging: enough for the two to run unevenly, little enough for a few megabytes.
  private static let waiting = 2
  /// As much as a program's first thread has: rules may nest deeply.
  static let stackBytes = 8 << 20

  private enum Piece: Sendable {
    case layout(SectionLayout)
    case batch(RecordBatch)
    case finding(ReadingFinding)
    /// No more will come.
    case end(isUsable: Bool)
  }

  private let pieces = Handover<Piece>(capacity: waiting)
  private let result = Promise<RunResult>()
  private var isEnded = false

  /// Starts the thread.
  ///
  /// - Parameter sharesRules: whether the passes over all rows have a thread of their own beside the rules about rows.
  init(pack: RulePack, circumstances: Circumstances, only: Set<String>?, sharesRules: Bool) {
    let thread = Thread { [pieces, result] in
      let beside = sharesRules ? WorkThread(name: "wlkp-passes") : nil
      defer { beside?.end() }
      let sink = RunSink(RuleRun(pack: pack, circumstances: circumstances, only: only, beside: beside))
      while true {
        switch pieces.take() {
        case .layout(let layout): sink.receive(layout)
        case .batch(let batch): sink.receive(batch)
        case .finding(let finding): sink.receive(finding)
        case .end(let isUsable):
          return result.keep(isUsable ? sink.run.finish() : sink.run.finishUnreadable())
        }
      }
    }
    thread.name = "wlkp-judging"
    thread.stackSize = Self.stackBytes
    thread.start()
  }

  deinit {
    // Reading has failed: nobody waits for the outcome, but the thread must end.
    if !isEnded { pieces.give(.end(isUsable: false)) }
  }

  func receive(_ layout: SectionLayout) { pieces.give(.layout(layout)) }
  func receive(_ batch: RecordBatch) { pieces.give(.batch(batch)) }
  func receive(_ finding: ReadingFinding) { pieces.give(.finding(finding)) }

  /// Says that the file has been read, and waits for the outcome.
  func finish(isUsable: Bool) -> RunResult {
    isEnded = true
    pieces.give(.end(isUsable: isUsable))
    return result.wait()
  }
}

/// A thread of its own that does pieces of work one after the other.
struct WorkThread: SideWorker {
  /// Pieces given and not yet begun: each holds a batch.
  private static let waiting = 2

  private enum Piece: Sendable {
    case work(@Sendable () -> Void)
    case end
  }

  private let pieces = Handover<Piece>(capacity: waiting)

  /// Starts the thread; it ends with ``end()``.
  init(name: String) {
    let thread = Thread { [pieces] in
      while case .work(let work) = pieces.take() { work() }
    }
    thread.name = name
    thread.stackSize = JudgingThread.stackBytes
    thread.start()
  }

  func run(_ work: @escaping @Sendable () -> Void) { pieces.give(.work(work)) }

  func wait() {
    let done = Promise<Bool>()
    run { done.keep(true) }
    _ = done.wait()
  }

  /// Lets the thread end after what was given.
  func end() { pieces.give(.end) }
}

/// Works out the hash of a large file while it is read.
struct HashingThread {
  private let hash = Promise<Result<ContentHash, ReadingFault>>()

  /// Starts the thread.
  init(_ source: any SharedByteSource) {
    let thread = Thread { [hash] in
      do throws(ReadingFault) {
        hash.keep(.success(try source.contentHash()))
      } catch {
        hash.keep(.failure(error))
      }
    }
    thread.name = "wlkp-hashing"
    thread.start()
  }

  /// Waits for the hash.
  func finish() throws(ReadingFault) -> ContentHash { try hash.wait().get() }
}
