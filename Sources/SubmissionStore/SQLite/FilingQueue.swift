import Dispatch
import Glibc
import Synchronization

/// Filings and events that wait for the one writer, gathered so that a group of them waits for the disk once.
///
/// The first caller to come writes its own at once; those who come meanwhile wait, and one of them then writes
/// for all. So nobody waits for a clock, a lone filing is as quick as before, and the busier it gets the larger the
/// groups become.
final class FilingQueue: Sendable {
  /// The largest group, in writes: what one of them can wait for the others stays below a tenth of a second.
  static let groupMax = 64
  /// How often others are let through while a group gathers.
  private static let turnsMax = 32

  /// A write and the caller who waits for its answer.
  final class Ticket: Sendable {
    /// What a waiting caller is woken for.
    enum Call: Sendable {
      /// Write for those who wait, this ticket among them.
      case lead
      /// The answer.
      case answer(Result<WriteAnswer, any Error>)
    }

    let write: StoreWrite
    private let bell = DispatchSemaphore(value: 0)
    private let call = Mutex<Call?>(nil)

    init(_ write: StoreWrite) { self.write = write }

    func ring(_ call: Call) {
      self.call.withLock { $0 = call }
      bell.signal()
    }

    func wait() -> Call {
      while true {
        bell.wait()
        if let call = call.withLock({ $0.take() }) { return call }
      }
    }
  }

  private struct State {
    var waiting: [Ticket] = []
    var isWriting = false
    /// How many writes the last group had: so many callers are likely to come again.
    var lastGroup = 0
  }

  private let state = Mutex(State())

  /// Has something written, by this thread or by another one, and gives its answer.
  ///
  /// - Parameter write: writes a group, at most ``groupMax`` writes, and answers each, in their order.
  func run(
    _ one: StoreWrite,
    write: ([StoreWrite]) -> [Result<WriteAnswer, any Error>]
  ) throws -> WriteAnswer {
    let ticket = Ticket(one)
    let leads = state.withLock { state in
      state.waiting.append(ticket)
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if !leads, case .answer(let answer) = ticket.wait() { return try answer.get() }
    return try lead(ticket, write).get()
  }

  /// Lets those who were just answered come again before the next group begins, as long as more of them come: a group
  /// costs one wait for the disk and two signatures, however large. A lone caller never waits.
  private func gather() {
    var before = 0
    for _ in 0..<Self.turnsMax {
      let (waiting, last) = state.withLock { ($0.waiting.count, $0.lastGroup) }
      guard last > 1, waiting > before, waiting < Self.groupMax else { return }
      before = waiting
      sched_yield()
    }
  }

  /// Writes the next group, which holds the leader's own ticket, and hands the lead on.
  private func lead(
    _ leader: Ticket,
    _ write: ([StoreWrite]) -> [Result<WriteAnswer, any Error>]
  ) -> Result<WriteAnswer, any Error> {
    gather()
    // Whoever leads is the first of those who wait: the lead is handed on in the order of arrival.
    let group = state.withLock { state in
      let group = Array(state.waiting.prefix(Self.groupMax))
      state.waiting.removeFirst(group.count)
      state.lastGroup = group.count
      return group
    }
    let answers = write(group.map(\.write))
    let next = state.withLock { state in
      state.isWriting = !state.waiting.isEmpty
      return state.waiting.first
    }
    next?.ring(.lead)
    var own = answers[0]
    for (ticket, answer) in zip(group, answers) {
      if ticket === leader { own = answer } else { ticket.ring(.answer(answer)) }
    }
    return own
  }
}
