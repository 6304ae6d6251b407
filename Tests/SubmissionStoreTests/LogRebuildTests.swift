import AuditLog
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("A damaged log")
struct LogRebuildTests {
  private let scratch: Scratch
  private let number: String

  init() throws {
    scratch = try Scratch()
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    for serial in 1...5 { try store.keep(.of(company: serial), in: scratch) }
    number = try #require(try store.history(HistoryQuery()).submissions.first).number.text
    for serial in 1...3 { try store.record(StoreEvent(.looked, at: Int64(serial), actor: "siti", subject: number)) }
    try store.close()
  }

  private func damaged(_ sql: String) throws -> SQLiteSubmissionStore {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: scratch.store, configuration: configuration)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    return try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
  }

  private static let harms = [
    "DELETE FROM log_entry; DELETE FROM log_node",
    "UPDATE log_node SET digest = zeroblob(32)",
    "UPDATE log_entry SET entry = x'00'",
    "DELETE FROM log_node WHERE tree = 0 AND level = 0 AND position = 4",
    "INSERT INTO log_entry VALUES (0, 77, x'00')",
  ]

  @Test("What was filed can be read while the log's own tables are damaged", arguments: harms)
  func reading(_ sql: String) throws {
    let store = try damaged(sql)
    #expect(try store.submission(number)?.versions.count == 1)
    #expect(try store.history(HistoryQuery()).submissions.count == 5)
    #expect(try store.document(number) != nil)
    var original: [UInt8] = []
    #expect(try store.original(number) { original += $0 })
    #expect(original == Sample.of(company: 5).content)
    #expect(try store.events(EventQuery()).events.count == 3)
  }

  @Test("Without its tree there is no receipt, and the error says why")
  func receipt() throws {
    let store = try damaged("DELETE FROM log_entry; DELETE FROM log_node; DELETE FROM log_checkpoint")
    #expect(try store.submission(number) != nil)
    #expect(throws: StoreError.damaged(.checkpointMissing(size: 5))) { _ = try store.receipt(number) }
    #expect(throws: StoreError.damaged(.checkpointMissing(size: 0))) { _ = try store.rebuildLog() }
  }

  @Test("The log is made anew from the data, bit for bit", arguments: harms)
  func rebuild(_ sql: String) throws {
    let whole = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    let receipt = try whole.receipt(number)?.text
    try whole.close()
    let store = try damaged(sql)
    #expect(try store.rebuildLog().heads.mapValues(\.size) == [.submissions: 5, .access: 3])
    #expect(try store.check().differences == [])
    #expect(try store.receipt(number)?.text == receipt)
    try store.keep(.of(company: 6), in: scratch)
    #expect(try store.check().isClean)
  }

  @Test(
    "A log that the data do not lead to is left alone, and the difference named",
    arguments: [
      ("UPDATE submission SET record = replace(record, 'PUSAT', 'PUSAR') WHERE serial = 2", "root"),
      ("DELETE FROM submission WHERE serial = 5", "The report of log entry 4 is missing"),
      ("DELETE FROM submission WHERE serial = 2", "The report of log entry 1 is missing"),
      ("DELETE FROM event WHERE serial = 3", "Access log: The event of entry 2 is missing"),
      ("UPDATE log_checkpoint SET note = note || 'x' WHERE tree = 0 AND size = 5", "checkpoint"),
      ("DELETE FROM log_checkpoint WHERE tree = 0 AND size = 5", "The checkpoint for size 5 is missing"),
    ]
  )
  func refused(_ sql: String, _ words: String) throws {
    let store = try damaged(sql + "; DELETE FROM log_node")
    do throws(StoreError) {
      _ = try store.rebuildLog()
      Issue.record("rebuilt")
    } catch {
      #expect(error.message.en.contains(words), "\(error.message.en)")
    }
    #expect(try store.reading { try LogTables(database: $0, tree: .access).count("log_entry") } == 3)
    #expect(try store.reading { try LogTables(database: $0, tree: .submissions).count("log_node") } == 0)
  }
}

@Suite("States")
struct SubmissionStateTests {
  @Test("A kept report is accepted until a later version stands in its place")
  func kept() throws {
    let scratch = try Scratch()
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let first = try store.keep(Sample(), in: scratch).submission
    let second = try store.keep(Sample().correcting(first.number), in: scratch).submission
    #expect(first.state == .accepted)
    #expect(try store.submission(first.number.text)?.submission.state == .corrected(by: second.number))
  }

  @Test("The event of an attempt tells refused, waiting or expired")
  func attempts() throws {
    let scratch = try Scratch()
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let refused = try store.record(
      StoreEvent(.refused, at: 1, actor: "siti", details: [.init("reason", "duplicate-period")])
    )
    #expect(refused.state(at: 2) == .refused)
    let waiting = try store.record(
      StoreEvent(.refused, at: 0, actor: "siti", details: [.init("reason", "needs-confirmation")])
    )
    #expect(waiting.state(at: 1) == .awaitingConfirmation(until: 14 * 86_400_000))
    #expect(waiting.state(at: 86_400_000, confirmationDays: 1) == .expired)
    #expect(try store.record(StoreEvent(.looked, at: 1, actor: "siti")).state(at: 2) == nil)
  }

  @Test("What waits for confirmation expires at its moment, not before")
  func expiry() {
    let waiting = SubmissionState(judged: .needsConfirmation, at: 0)
    #expect(waiting == .awaitingConfirmation(until: 14 * 86_400_000))
    #expect(waiting.at(14 * 86_400_000 - 1) == waiting)
    #expect(waiting.at(14 * 86_400_000) == .expired)
    #expect(SubmissionState(judged: .rejected, at: 0).at(.max) == .refused)
  }

  @Test("Every state has its sentence and says what comes next, in both languages")
  func sentences() throws {
    let number = ReportNumber(region: "3273", period: 2025, serial: 1)
    let states: [SubmissionState] = [
      .received, .refused, .awaitingConfirmation(until: 0), .accepted, .corrected(by: number), .expired,
    ]
    let texts = states.flatMap { [$0.sentence.id, $0.sentence.en, $0.next.id, $0.next.en] }
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.hasSuffix(".") })
    #expect(Set(states.map(\.name)).count == states.count)
  }
}
