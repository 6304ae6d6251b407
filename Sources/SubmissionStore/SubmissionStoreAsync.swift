import Dispatch
import ReportModel

/// Where blocking calls run for `async` callers: beside each other, and filings apart from reads, so that neither waits
/// for the other's threads. A store gathers filings that wait at the same time into one transaction.
public struct StoreLanes: Sendable {
  private let filings = DispatchQueue(label: "wlkp.store.filing", attributes: .concurrent)
  private let reads = DispatchQueue(label: "wlkp.store.read", attributes: .concurrent)

  /// New lanes.
  public init() {}

  func filing<Value: Sendable>(
    _ work: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await Self.run(on: filings, work)
  }

  func reading<Value: Sendable>(
    _ work: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    try await Self.run(on: reads, work)
  }

  private static func run<Value: Sendable>(
    on queue: DispatchQueue,
    _ work: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: Result(catching: work)) }
    }
    return try result.get()
  }
}

extension SubmissionStore {
  /// Keeps a judged report without blocking the caller's thread.
  public func file(_ filing: Filing) async throws(StoreError) -> FilingOutcome {
    try await lanes.filing { () throws(StoreError) in try file(filing) }
  }

  /// What an earlier request of this account with this key led to.
  public func idempotencyEntry(account: String, key: String) async throws(StoreError) -> IdempotencyEntry? {
    try await lanes.reading { () throws(StoreError) in try idempotencyEntry(account: account, key: key) }
  }

  /// A report with all its versions.
  public func submission(_ number: String) async throws(StoreError) -> SubmissionHistory? {
    try await lanes.reading { () throws(StoreError) in try submission(number) }
  }

  /// Submissions that match, newest first.
  public func history(_ query: HistoryQuery) async throws(StoreError) -> HistoryPage {
    try await lanes.reading { () throws(StoreError) in try history(query) }
  }

  /// What units owe as of a day, the longest overdue first.
  public func obligations(_ query: ObligationQuery) async throws(StoreError) -> [UnitObligation] {
    try await lanes.reading { () throws(StoreError) in try obligations(query) }
  }

  /// The assessment's document.
  public func document(_ number: String) async throws(StoreError) -> [UInt8]? {
    try await lanes.reading { () throws(StoreError) in try document(number) }
  }

  /// The receipt, the same bytes each time.
  public func receipt(_ number: String) async throws(StoreError) -> Receipt? {
    try await lanes.reading { () throws(StoreError) in try receipt(number) }
  }

  /// The account that a token stands for.
  public func authenticate(token: String, now: Int64) async throws(StoreError) -> Account? {
    try await lanes.reading { () throws(StoreError) in try authenticate(token: token, now: now) }
  }

  /// Keeps something that happened around the store.
  @discardableResult
  public func record(_ event: StoreEvent) async throws(StoreError) -> StoredEvent {
    try await lanes.filing { () throws(StoreError) in try record(event) }
  }

  /// Events that match, newest first.
  public func events(_ query: EventQuery) async throws(StoreError) -> EventPage {
    try await lanes.reading { () throws(StoreError) in try events(query) }
  }

  /// Lets go of every waiting report whose time has passed; how many they were.
  @discardableResult
  public func expirePending(now: Int64) async throws(StoreError) -> Int {
    try await lanes.filing { () throws(StoreError) in try expirePending(now: now) }
  }
}
