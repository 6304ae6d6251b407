import AuditLog
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ReportModel
import RuleEngine
import SubmissionStore
import Synchronization
import Testing

@testable import HTTPServer

@Suite("Our own faults")
struct FaultTests {
  @Test("A clock that is set back, or far ahead, stops nobody: reports are filed, read and looked at, and it is ready")
  func clock() async throws {
    let moment = Mutex(TestGate.now)
    let gate = try TestGate(clock: { moment.withLock { $0 } })
    let day: Int64 = 86_400_000
    try await gate.server.application.test(.router) { client in
      for (index, days) in [0, -1, -4000, 400, 0].enumerated() {
        moment.withLock { $0 = TestGate.now + Int64(days) * day }
        let filed = try await client.post(
          "/v1/submissions",
          SampleReports.accepted(unit: "U\(index)"),
          gate.authorization("company")
        )
        // Of a day before the form was there no report can be accepted: that is said, and nothing breaks.
        #expect([.created, .unprocessableContent].contains(filed.status), "\(days): \(filed.text.prefix(200))")
        #expect(days < -1 || filed.status == .created, "\(days): \(filed.text.prefix(200))")
        #expect(try await client.get("/v1/submissions", gate.authorization("inspector")).status == .ok)
        #expect(try await client.get("/readyz").status == .ok)
      }
    }
  }

  @Test(
    "A store that fails is our fault, said without inner details",
    arguments: [
      (StoreError.busy(path: "/secret/place", waitedFor: 5000), 503, "store-unavailable"),
      (.diskFull(path: "/secret/place"), 503, "store-unavailable"),
      (.storageFailed(code: 11, message: "/secret/place is malformed"), 500, "internal"),
    ]
  )
  func failingStore(error: StoreError, status: Int, problem: String) async throws {
    let gate = try TestGate(over: { FailingStore(base: $0, error: error) })
    try await gate.server.application.test(.router) { client in
      let answer = try await client.post(
        "/v1/submissions",
        SampleReports.accepted(),
        gate.authorization("company")
      )
      #expect(answer.status.code == status)
      #expect(answer.problem == problem)
      #expect(!answer.text.contains("secret"))
      #expect((answer.headers[.retryAfter] != nil) == (status == 503))
      let ready = try await client.get("/readyz")
      #expect((ready.status, ready.problem) == (.serviceUnavailable, "not-ready"))
      #expect(try await client.get("/healthz").status == .ok)
    }
    #expect(gate.log.text.contains("request failed"))
    #expect(!gate.log.text.contains("secret"))
  }

  @Test("A rule that breaks is answered 500 and named in the log; the report is not blamed")
  func brokenRule() async throws {
    let gate = try TestGate(engine: Engine(source: BrokenRule()))
    try await gate.server.application.test(.router) { client in
      for path in ["/v1/validations", "/v1/submissions"] {
        let answer = try await client.post(path, SampleReports.accepted(), gate.authorization("company"))
        #expect((answer.status, answer.problem) == (.internalServerError, "rule-fault"), "\(answer.text.prefix(300))")
      }
    }
    #expect(gate.log.text.contains("WL-LAP-990"))
    #expect(try await gate.store.history(HistoryQuery()).submissions.isEmpty)
  }

  @Test("When all threads and the queue are taken, the next report is told to come again")
  func overload() async throws {
    var configuration = ServerConfiguration()
    configuration.judgingThreads = 1
    configuration.judgingQueue = 0
    let gate = try TestGate(configuration)
    let (started, announce) = AsyncStream.makeStream(of: Void.self)
    let latch = Latch()
    try await gate.server.application.test(.router) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await gate.server.gate.judging.run {
            announce.finish()
            latch.wait()
          }
        }
        for await _ in started {}
        let busy = try await client.post("/v1/validations", SampleReports.accepted())
        #expect((busy.status, busy.problem) == (.serviceUnavailable, "busy"))
        #expect(busy.headers[.retryAfter] == "2")
        #expect(try await client.get("/readyz").status == .ok)
        latch.open()
        try await group.waitForAll()
        #expect(try await client.post("/v1/validations", SampleReports.accepted()).status == .ok)
      }
    }
  }

  @Test("Reports that wait for the disk take no judging thread, and too many of them are told to come again")
  func waitingForTheDisk() async throws {
    var configuration = ServerConfiguration()
    configuration.judgingThreads = 1
    configuration.judgingQueue = 0
    configuration.filingThreads = 2
    let gate = try TestGate(configuration)
    let latch = Latch()
    try await gate.server.application.test(.router) { client in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for wait in 1...3 {
          let (started, announce) = AsyncStream.makeStream(of: Void.self)
          // Two stand in the store, the third takes the one place in the queue.
          group.addTask {
            if wait == 3 { announce.finish() }
            try await gate.server.gate.filing.run {
              announce.finish()
              latch.wait()
            }
          }
          for await _ in started {}
          if wait < 2 {
            let filed = try await client.post(
              "/v1/submissions",
              SampleReports.accepted(),
              gate.authorization("company")
            )
            #expect(filed.status == .created)
          }
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(try await client.post("/v1/validations", SampleReports.accepted()).status == .ok)
        let busy = try await client.post(
          "/v1/submissions",
          SampleReports.accepted(unit: "LAIN"),
          gate.authorization("company")
        )
        #expect((busy.status, busy.problem) == (.serviceUnavailable, "busy"))
        latch.open()
        try await group.waitForAll()
      }
      #expect(try await gate.store.history(HistoryQuery()).submissions.count == 1)
    }
  }
}

/// Holds a thread until it is opened.
private final class Latch: Sendable {
  private let isOpen = Atomic(false)

  func open() { isOpen.store(true, ordering: .releasing) }

  func wait() { while !isOpen.load(ordering: .acquiring) { usleep(1000) } }
}

/// The built-in schemas with one rule more, which divides by zero for every report.
private struct BrokenRule: SchemaSource {
  private let base = BuiltInSchemas()
  var paths: [String] { base.paths }

  func read(_ path: String) -> [UInt8]? {
    guard path == "rules/laporan.yaml", let text = base.read(path) else { return base.read(path) }
    return text + Array(Self.rule.utf8)
  }

  private static let rule = """

    - id: WL-LAP-990
      grade: data.error
      holds: 1 / (kepala.periodeTahun - kepala.periodeTahun) == 1
      at: [kepala.periodeTahun]
      basis: FILE
      in_force: [{ from: 1981-07-31 }]
      law: []
      title: { id: rusak, en: broken }
      message: { id: rusak, en: broken }
      explain: { id: rusak, en: broken }
      cases:
        - { name: a, on: 2025-12-01, given: { kepala: { periodeTahun: 2025 } }, finds: true }
        - { name: b, on: 2025-12-01, given: { kepala: { periodeTahun: 2025 } }, finds: false }

    """
}

/// A store that knows its accounts and fails at everything else.
private struct FailingStore: SubmissionStore {
  let base: SQLiteSubmissionStore
  let error: StoreError

  var publicKey: VerifierKey { base.publicKey }
  var accessKey: VerifierKey { base.accessKey }
  var lanes: StoreLanes { base.lanes }
  var persons: any PersonRegister { base.persons }

  func file(_ filing: Filing) throws(StoreError) -> FilingOutcome { throw error }
  func idempotencyEntry(account: String, key: String) throws(StoreError) -> IdempotencyEntry? { throw error }
  func submission(_ number: String) throws(StoreError) -> SubmissionHistory? { throw error }
  func history(_ query: HistoryQuery) throws(StoreError) -> HistoryPage { throw error }
  func document(_ number: String) throws(StoreError) -> [UInt8]? { throw error }
  func original(_ number: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool {
    throw error
  }
  func receipt(_ number: String) throws(StoreError) -> Receipt? { throw error }
  func earlierReports(
    of header: ReportHeader,
    before number: ReportNumber?,
    limit: Int
  ) throws(StoreError) -> [StoredSubmission] { throw error }
  func obligations(_ query: ObligationQuery) throws(StoreError) -> [UnitObligation] { throw error }
  func record(_ event: StoreEvent) throws(StoreError) -> StoredEvent { throw error }
  func events(_ query: EventQuery) throws(StoreError) -> EventPage { throw error }
  func checkpoint(of tree: LogTree) throws(StoreError) -> SignedCheckpoint { throw error }
  func inclusion(of position: Int, in tree: LogTree) throws(StoreError) -> TlogProof { throw error }
  func consistency(from old: Int, to new: Int, of tree: LogTree) throws(StoreError) -> ConsistencyProof { throw error }
  func tile(_ tile: Tile, of tree: LogTree) throws(StoreError) -> [UInt8]? { throw error }
  func checkTrees(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport { throw error }
  func checkpoint() throws(StoreError) -> SignedCheckpoint { throw error }
  func checkLog(progress: (LogCheckProgress) -> Void) throws(StoreError) -> LogReport { throw error }
  func createAccount(
    name: String,
    role: Account.Role,
    scope: AccessScope,
    now: Int64
  ) throws(StoreError) -> Account { throw error }
  func account(_ name: String) throws(StoreError) -> Account? { try base.account(name) }
  func accounts() throws(StoreError) -> [Account] { try base.accounts() }
  func createToken(
    account: String,
    label: String,
    now: Int64,
    expiresAt: Int64?
  ) throws(StoreError) -> IssuedToken { throw error }
  func tokens(account: String) throws(StoreError) -> [TokenInfo] { throw error }
  func revokeToken(id: Int64, now: Int64) throws(StoreError) { throw error }
  func authenticate(token: String, now: Int64) throws(StoreError) -> Account? {
    try base.authenticate(token: token, now: now)
  }
  func close() throws(StoreError) { try base.close() }
}

// What came later fails just the same.
extension FailingStore {
  func confirmation(_ number: String) throws(StoreError) -> StoredConfirmation? { throw error }
  func filed(_ file: ContentHash, by header: ReportHeader) throws(StoreError) -> StoredSubmission? { throw error }
  func keepPending(_ filing: Filing, until end: Int64) throws(StoreError) -> PendingOutcome { throw error }
  func pending(_ id: String) throws(StoreError) -> PendingReport? { throw error }
  func pendings(_ query: PendingQuery) throws(StoreError) -> [PendingReport] { throw error }
  func pendingDocument(_ id: String) throws(StoreError) -> [UInt8]? { throw error }
  func pendingOriginal(_ id: String, each: (UnsafeRawBufferPointer) throws -> Void) throws(StoreError) -> Bool {
    throw error
  }
  func expirePending(now: Int64) throws(StoreError) -> Int { throw error }
  func counts(
    _ query: HistoryQuery,
    of dimensions: Set<ReportCounts.Dimension>
  ) throws(StoreError) -> ReportCounts { throw error }
  func findings(_ query: HistoryQuery, each: (ReportFindings) -> Void) throws(StoreError) { throw error }
  func obligationCounts(_ query: ObligationQuery) throws(StoreError) -> ObligationCounts { throw error }
  func unitReports(_ number: String, scope: AccessScope) throws(StoreError) -> [StoredSubmission] { throw error }
}
