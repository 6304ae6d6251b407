import AuditLog
import Foundation
import ReportModel
import Synchronization
import Testing

@testable import SubmissionStore

@Suite("A process that dies at any moment under load")
struct TortureTests {
  /// Rounds of this run; `make torture` asks for a thousand.
  private static let rounds = ProcessInfo.processInfo.environment["WLKP_TORTURE_ROUNDS"].flatMap { Int($0) } ?? 20
  /// After so many rounds a new store begins: what all rounds left is looked through at the end of each store, and that
  /// must not take longer the more rounds are asked for.
  private static let roundsPerStore = 25
  /// Stores that are tortured at the same time, so that one round's waiting is another's work.
  private static let storesAtOnce = 2

  @Test("Loses no acknowledged report, round after round")
  func rounds() async throws {
    let progress = Progress(of: Self.rounds)
    var stores = stride(from: 0, to: Self.rounds, by: Self.roundsPerStore).makeIterator()
    try await withThrowingTaskGroup(of: Void.self) { group in
      func next() {
        guard let first = stores.next() else { return }
        group.addTask {
          let victim = try Victim()
          for round in first..<min(first + Self.roundsPerStore, Self.rounds) {
            try await victim.die(round)
            progress.add(acknowledged: try victim.inspectNew())
          }
          try victim.inspectAll()
        }
      }
      for _ in 0..<Self.storesAtOnce { next() }
      while try await group.next() != nil { next() }
    }
    // A load that files nothing would lose nothing, too.
    #expect(progress.rounds == Self.rounds && progress.acknowledged > Self.rounds)
  }
}

/// How far the run is; says so now and then.
private final class Progress: Sendable {
  private static let told = 50

  private let all: Int
  private let done = Mutex((rounds: 0, acknowledged: 0))

  init(of all: Int) { self.all = all }

  var rounds: Int { done.withLock { $0.rounds } }
  var acknowledged: Int { done.withLock { $0.acknowledged } }

  /// One round more, after which everything that it acknowledged was found.
  func add(acknowledged: Int) {
    let (rounds, total) = done.withLock { done in
      done = (done.rounds + 1, done.acknowledged + acknowledged)
      return done
    }
    guard rounds % Self.told == 0 else { return }
    print("torture: \(rounds) of \(all) rounds, \(total) acknowledged reports, none lost so far")
  }
}

/// A store whose process is killed round after round.
private final class Victim {
  private let scratch: Scratch
  private var generator = SystemRandomNumberGenerator()
  /// How many acknowledgements were looked at after their own round.
  private var seen = 0

  init() throws { scratch = try Scratch() }

  private var acknowledgements: String { scratch.path + "/tanda-terima" }

  /// Files in a process of its own until it is killed.
  func die(_ round: Int) async throws {
    let delay = Int.random(in: 1...300, using: &generator)
    await #expect(processExitsWith: .signal(SIGKILL), "round \(round), killed after \(delay) ms") {
      [
        path = scratch.store as String, log = acknowledgements as String, folder = scratch.path as String,
        round = round as Int, delay = delay as Int
      ]
      in
      try Load(store: path, acknowledgements: log, folder: folder, round: round).run(killedAfter: delay)
    }
  }

  /// What was acknowledged in the last round is there, byte for byte; how many that were.
  func inspectNew() throws -> Int {
    // The first one may have died while it made the store.
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    defer { try? store.close() }
    let lines = try lines()
    let new = lines[seen...]
    for line in new { try inspect(line, store) }
    seen = lines.count
    return new.count
  }

  /// Everything that was ever acknowledged is there and proved, no number was given twice, the whole check is clean.
  func inspectAll() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    defer { try? store.close() }
    let lines = try lines()
    for line in lines {
      let receipt = try inspect(line, store)
      #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    }
    #expect(Set(lines.map { $0.prefix { $0 != " " } }).count == lines.count, "a number was given twice")
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions >= lines.count)
  }

  @discardableResult
  private func inspect(_ line: Substring, _ store: SQLiteSubmissionStore) throws -> Receipt {
    let words = line.split(separator: " ")
    let (number, hash) = try (#require(words.first), #require(words.last))
    let receipt = try #require(try store.receipt(String(number)), "\(number) is lost")
    #expect(Load.hash(receipt) == hash)
    return receipt
  }

  private func lines() throws -> [Substring] {
    guard FileManager.default.fileExists(atPath: acknowledgements) else { return [] }
    return try String(contentsOfFile: acknowledgements, encoding: .utf8).split(separator: "\n")
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
