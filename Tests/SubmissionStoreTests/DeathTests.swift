import AuditLog
import Foundation
import ReportModel
import Testing

@testable import SubmissionStore

/// Ends the process at a step as a power cut would: no cleaning up, no last words.
private struct DieAt: FailurePoint {
  let step: FilingStep
  let isAfter: Bool

  func before(_ step: FilingStep) { if step == self.step, !isAfter { kill(getpid(), SIGKILL) } }
  func after(_ step: FilingStep) { if step == self.step, isAfter { kill(getpid(), SIGKILL) } }
}

@Suite("A process that dies while it files")
struct DeathTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("Loses nothing acknowledged and numbers nothing twice", arguments: FilingStep.allCases, [false, true])
  func dies(_ step: FilingStep, _ isAfter: Bool) async throws {
    let acknowledged = try fileFirst()

    await #expect(processExitsWith: .signal(SIGKILL)) {
      [
        path = scratch.store as String, parent = scratch.path as String, step = step.rawValue as String,
        isAfter = isAfter as Bool
      ] in
      let scratch = try Scratch(in: parent)
      let store = try SQLiteSubmissionStore.open(
        path: path,
        createIfMissing: false,
        options: StoreOptions(),
        failures: DieAt(step: #require(FilingStep(rawValue: step)), isAfter: isAfter)
      ).store
      try store.keep(.of(company: 2), in: scratch)
    }

    try inspect(step, isAfter, acknowledged)
  }

  private func fileFirst() throws -> Receipt {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    defer { try? store.close() }
    return try store.keep(.of(company: 1), in: scratch).receipt
  }

  /// What a process finds that comes after the dead one.
  private func inspect(_ step: FilingStep, _ isAfter: Bool, _ acknowledged: Receipt) throws {
    let reopened = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    #expect(try reopened.receipt(acknowledged.number.text)?.text == acknowledged.text)
    #expect(try reopened.check().isClean)
    let second: FilingOutcome = try reopened.file(Sample.of(company: 2).filing(in: scratch))
    switch second {
    case .accepted(let submission, _): #expect(submission.logPosition == 1)
    // The commit lasted, and only its answer was lost.
    case .alreadyFiled(let submission, let receipt):
      #expect(step == .commit && isAfter)
      #expect(submission.logPosition == 1)
      #expect(receipt.verify(publicKey: reopened.publicKey).allSatisfy { $0.outcome == .holds })
    case .refused(let refusal): Issue.record("\(refusal)")
    }
    let report = try reopened.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions == 2)
  }
}
