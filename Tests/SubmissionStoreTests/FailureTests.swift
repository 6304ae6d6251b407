import GRDB
import ReportModel
import Synchronization
import Testing

@testable import SubmissionStore

/// Fails a filing once, before or after a step.
private final class FailOnce: FailurePoint {
  struct Planned: Error {}

  private let step: FilingStep
  private let isAfter: Bool
  private let armed = Mutex(true)

  init(_ step: FilingStep, isAfter: Bool) {
    self.step = step
    self.isAfter = isAfter
  }

  func before(_ step: FilingStep) throws { try fail(step, isAfter: false) }
  func after(_ step: FilingStep) throws { try fail(step, isAfter: true) }

  private func fail(_ step: FilingStep, isAfter: Bool) throws {
    guard step == self.step, isAfter == self.isAfter else { return }
    let fires = armed.withLock { armed in
      defer { armed = false }
      return armed
    }
    if fires { throw Planned() }
  }
}

@Suite("A filing that fails on its way")
struct FailureTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(
    "Leaves the store whole, and the next try succeeds",
    arguments: FilingStep.allCases,
    [false, true]
  )
  func everyStep(_ step: FilingStep, isAfter: Bool) throws {
    let store = try SQLiteSubmissionStore.open(
      path: scratch.store,
      createIfMissing: true,
      options: StoreOptions(),
      failures: FailOnce(step, isAfter: isAfter)
    ).store
    var sample = Sample()
    sample.key = IdempotencyKey(key: "k", requestHash: sample.assessment.file.hash)
    let filing = try sample.filing(in: scratch)
    #expect(throws: StoreError.self) { _ = try store.file(filing) }
    // After the commit the answer was lost, not the submission: the twin "failed, but persisted".
    let isPersisted = step == .commit && isAfter
    #expect(try store.history(HistoryQuery()).submissions.count == (isPersisted ? 1 : 0))
    #expect(try store.check().isClean)
    try store.close()

    let reopened = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    switch try reopened.file(filing) {
    case .accepted(let submission, let receipt):
      #expect(!isPersisted)
      #expect(submission.logPosition == 0)
      #expect(receipt.verify(publicKey: reopened.publicKey).allSatisfy { $0.outcome == .holds })
    case .alreadyFiled(_, let receipt):
      #expect(isPersisted)
      #expect(receipt.verify(publicKey: reopened.publicKey).allSatisfy { $0.outcome == .holds })
    case .refused(let refusal): Issue.record("\(refusal)")
    }
    let report = try reopened.check()
    #expect(report.isClean)
    #expect(report.submissions == 1)
  }

  @Test("A full disk is said to be full, and with room again the same filing succeeds")
  func diskFull() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    try store.keep(.of(company: 1), in: scratch)
    var sample = Sample.of(company: 2)
    sample.content = Sample.noise(6_000_000)
    let filing = try sample.filing(in: scratch)
    // SQLite's own limit stands in for the disk's: a few pages more than there are.
    let pages = try store.pool.read { try $0.first("PRAGMA page_count") { $0.int(0) } ?? 0 }
    try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 100)") }
    #expect(throws: StoreError.diskFull(path: scratch.store)) { _ = try store.file(filing) }
    #expect(try store.check().isClean)
    try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    guard case .accepted = try store.file(filing) else {
      Issue.record("not accepted after the disk had room again")
      return
    }
    let report = try store.check()
    #expect(report.isClean)
    #expect(report.submissions == 2)
  }

  @Test("A clock that goes backwards changes neither numbers nor order")
  func clockBackwards() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    for (serial, time) in [Int64(9_000), 5_000, -1, 5_000].enumerated() {
      var sample = Sample.of(company: serial)
      sample.receivedAt = time
      try store.keep(sample, in: scratch)
    }
    let page = try store.history(HistoryQuery())
    #expect(page.submissions.map(\.record.receivedAt) == [5_000, -1, 5_000, 9_000])
    #expect(try store.check().isClean)
  }

  @Test("An original that vanishes before it is read leaves nothing behind")
  func vanishedOriginal() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    var filing = try Sample().filing(in: scratch)
    filing.original = scratch.path + "/hilang"
    #expect(throws: StoreError.fileFailed(path: filing.original, errno: 2)) { _ = try store.file(filing) }
    filing.original = scratch.path
    #expect(throws: StoreError.fileFailed(path: filing.original, errno: 21)) { _ = try store.file(filing) }
    #expect(try store.check().isClean)
  }
}
