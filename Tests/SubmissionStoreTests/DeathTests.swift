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

@Suite("A process that dies at any moment under load")
struct TortureTests {
  private let scratch: Scratch
  /// Rounds of this run; `make torture` asks for a thousand.
  private static let rounds = ProcessInfo.processInfo.environment["WLKP_TORTURE_ROUNDS"].flatMap { Int($0) } ?? 20

  init() throws { scratch = try Scratch() }

  private var acknowledgements: String { scratch.path + "/tanda-terima" }

  @Test("Loses no acknowledged report, round after round")
  func rounds() async throws {
    var generator = SystemRandomNumberGenerator()
    for round in 1...Self.rounds {
      let delay = Int.random(in: 1...150, using: &generator)
      await #expect(processExitsWith: .signal(SIGKILL), "round \(round), killed after \(delay) ms") {
        [
          path = scratch.store as String, log = acknowledgements as String, folder = scratch.path as String,
          round = round as Int, delay = delay as Int
        ]
        in
        try Load(store: path, acknowledgements: log, folder: folder, round: round).run(killedAfter: delay)
      }
      try inspect(whole: round % 20 == 0, isLast: round == Self.rounds)
    }
  }

  /// Every acknowledged receipt is there, byte for byte; the whole check is clean.
  private func inspect(whole: Bool, isLast: Bool) throws {
    let whole = whole || isLast
    // The first one may have died while it made the store.
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    defer { try? store.close() }
    let lines = try (String(contentsOfFile: acknowledgements, encoding: .utf8)).split(separator: "\n")
    var numbers: Set<Substring> = []
    for line in lines.suffix(whole ? lines.count : 200) {
      let words = line.split(separator: " ")
      let (number, hash) = try (#require(words.first), #require(words.last))
      #expect(numbers.insert(number).inserted, "\(number) was given twice")
      let receipt = try #require(try store.receipt(String(number)), "\(number) is lost")
      #expect(Load.hash(receipt) == hash)
      if whole { #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds }) }
    }
    if whole {
      let report = try store.check()
      #expect(report.isClean, "\(report.differences.map(\.message.en))")
      #expect(report.submissions >= lines.count)
    }
    // A load that files nothing would lose nothing, too.
    if isLast { #expect(lines.count > Self.rounds) }
  }
}

/// Several filers at once, until the process is killed.
private struct Load {
  let store: String
  let acknowledgements: String
  let folder: String
  let round: Int

  private static let filers = 6

  static func hash(_ receipt: Receipt) -> Substring {
    Substring(ContentHash(Digest.sha256(of: Array(receipt.text.utf8))).hex)
  }

  func run(killedAfter delay: Int) throws {
    let log = open(acknowledgements, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    try #require(log >= 0)
    Thread.detachNewThread {
      usleep(useconds_t(delay * 1000))
      kill(getpid(), SIGKILL)
    }
    // Opening is a moment to die in, too.
    let store = try SQLiteSubmissionStore.open(path: store, createIfMissing: true).store
    DispatchQueue.concurrentPerform(iterations: Self.filers) { filer in
      guard let scratch = try? Scratch(in: folder) else { return }
      for index in 0... {
        let company = (round * Self.filers + filer) * 100_000 + index
        guard let filing = try? Sample.of(company: company).filing(in: scratch),
          case .accepted(_, let receipt)? = try? store.file(filing) as FilingOutcome
        else { continue }
        let line = Array("\(receipt.number.text) \(Self.hash(receipt))\n".utf8)
        // One write a line, below the size up to which an append is whole.
        _ = line.withUnsafeBytes { write(log, $0.baseAddress, $0.count) }
      }
    }
  }
}
