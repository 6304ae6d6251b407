import Foundation
import GRDB
import ReportModel
import Synchronization
import Testing

@testable import SubmissionStore

@Suite("Filings that arrive together")
struct GroupTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Files samples from many threads at once; what each came to, in the order of the samples.
  private func file(_ filings: [Filing], _ store: SQLiteSubmissionStore) -> [Result<FilingOutcome, StoreError>] {
    let results = Mutex<[Int: Result<FilingOutcome, StoreError>]>([:])
    DispatchQueue.concurrentPerform(iterations: filings.count) { index in
      let result = Result { () throws(StoreError) in try store.file(filings[index]) }
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in filings.indices.compactMap { results[$0] } }
  }

  @Test("Share checkpoints, and every one has a number and a receipt of its own")
  func shared() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let filings = try (0..<200).map { try Sample.of(company: $0).filing(in: scratch) }
    let receipts = file(filings, store).compactMap { result -> Receipt? in
      guard case .success(.accepted(_, let receipt)) = result else { return nil }
      return receipt
    }
    #expect(Set(receipts.map(\.record.number)).count == 200)
    #expect(receipts.allSatisfy { $0.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds } })
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions == 200)
    for receipt in receipts { #expect(try store.receipt(receipt.record.number.text)?.text == receipt.text) }
  }

  @Test("A filing that fails takes no other with it")
  func isolation() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let prepared = try (0..<6).map { index in
      var sample = Sample.of(company: index)
      // Large enough to be copied within the transaction, where its other content is found out.
      if index == 3 { sample.content = Array(repeating: 9, count: 5 << 20) }
      var filing = try sample.filing(in: scratch)
      if index == 3 { filing.original = try scratch.file(Array(repeating: 8, count: 5 << 20)) }
      return try store.prepare(filing)
    }
    let answers = store.group.write(prepared.map { .filing($0) })
    for (index, answer) in answers.enumerated() {
      if index == 3 {
        #expect(throws: StoreError.self) { _ = try answer.get() }
      } else if case .success(.filing(.accepted)) = answer {
      } else {
        Issue.record("\(index): \(answer)")
      }
    }
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions == 5)
    #expect(
      try store.pool.read { try $0.first("SELECT count(*) FROM log_checkpoint WHERE tree = 0") { $0.int(0) } } == 2
    )
  }

  @Test("The same bytes twice in one group are kept once")
  func twins() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let filing = try Sample().filing(in: scratch)
    let answers = store.group.write(
      try [
        .filing(store.prepare(filing)),
        .filing(store.prepare(filing)),
      ]
    )
    guard case .success(.filing(.accepted(let first, _))) = answers[0],
      case .success(.filing(.alreadyFiled(let second))) = answers[1]
    else {
      Issue.record("\(answers)")
      return
    }
    #expect(first.submission.number.text == second)
    #expect(try store.check().isClean)
  }

  @Test("When the group's transaction ends, each is tried alone and only the cause of it fails")
  func fullDisk() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    try store.keep(.of(company: 100), in: scratch)
    let pages = try store.pool.read { try $0.first("PRAGMA page_count") { $0.int(0) } ?? 0 }
    try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 100)") }
    let prepared = try (0..<4).map { index in
      var sample = Sample.of(company: index)
      if index == 1 { sample.content = Sample.noise(6_000_000) }
      return try store.prepare(sample.filing(in: scratch))
    }
    let answers = store.group.write(prepared.map { .filing($0) })
    let failed = answers.indices.filter { if case .failure = answers[$0] { true } else { false } }
    #expect(failed == [1])
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions == 4)
  }

  @Test("A checkpoint that was taken away shows by the one after it")
  func missingCheckpoint() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    for index in 0..<3 { try store.keep(.of(company: index), in: scratch) }
    try store.pool.write { try $0.execute(sql: "DELETE FROM log_checkpoint WHERE tree = 0 AND size = 2") }
    #expect(try store.check().differences.contains(.checkpointMissing(size: 2)))
  }
}
