import Foundation
import ReportModel
import Testing

@testable import SubmissionStore

@Suite(
  "A process whose system calls fail on key files and backups",
  .enabled(if: Tracer.isUsable, "strace is missing, or may not trace here")
)
struct CustodyFaultTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private static func faults(_ calls: [(String, [String])]) -> [SystemCallFault] {
    calls.flatMap { call, times in times.map { SystemCallFault(call: call, error: "EIO", when: $0) } }
  }

  private static let keyFaults = faults([
    ("openat", ["1", "2", "3", "1+"]), ("write", ["1", "2", "1+"]), ("fsync", ["1", "2", "3", "1+"]),
    ("rename", ["1", "2", "1+"]),
  ])

  private func isInjected() throws -> Bool {
    try String(contentsOfFile: scratch.path + "/strace", encoding: .utf8).contains("(INJECTED)")
  }

  private func original(_ number: String, in store: SQLiteSubmissionStore) throws -> [UInt8] {
    var bytes: [UInt8] = []
    _ = try store.original(number) { bytes += $0 }
    return bytes
  }

  @Test(
    "A rotation of the data key that fails anywhere loses no original, and the next one succeeds",
    arguments: keyFaults
  )
  func rotation(_ fault: SystemCallFault) async throws {
    let made = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let number = try made.keep(Sample(), in: scratch).submission.number.text
    try made.close()
    await #expect(processExitsWith: .success) {
      [path = scratch.store as String, folder = scratch.path as String, fault = fault as SystemCallFault] in
      let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
      // Left by a rotation that was cut off; the tracer knows only files that are there.
      _ = try PosixFile(path + ".datakey.new", flags: O_RDWR | O_CREAT, mode: 0o600)
      let files = [".datakey", ".datakey.new"].map { path + $0 } + [folder]
      try Tracer.attach(fault, paths: files, log: folder + "/strace")
      do throws(StoreError) { try store.rotateDataKey(actor: "admin", at: 5) } catch {
        #expect(!error.message.en.isEmpty)
      }
    }
    #expect(try isInjected())
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    #expect(try original(number, in: store) == Sample().content)
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    try store.rotateDataKey(actor: "admin", at: 6)
    #expect(try DataKeyFile(store: scratch.store).read().count == 1)
    #expect(try original(number, in: store) == Sample().content)
  }

  @Test(
    "Making a store that fails on a key file leaves nothing that stands in the way of the next try",
    arguments: keyFaults
  )
  func making(_ fault: SystemCallFault) async throws {
    await #expect(processExitsWith: .success) {
      [path = scratch.store as String, folder = scratch.path as String, fault = fault as SystemCallFault] in
      let suffixes = [".key", ".key.new", ".pub", ".pub.new", ".datakey", ".datakey.new"]
      try Tracer.attach(fault, paths: suffixes.map { path + $0 } + [folder], log: folder + "/strace")
      do throws(StoreError) { _ = try SQLiteSubmissionStore.open(path: path, createIfMissing: true) } catch {
        #expect(!error.message.en.isEmpty)
      }
    }
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let (_, receipt) = try store.keep(Sample(), in: scratch)
    #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    #expect(try store.check().isClean)
    try store.close()
    #expect(try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store.check().isClean)
  }

  private static let copyFaults = faults([
    ("openat", ["1", "2", "3"]), ("pwrite64", ["1", "5", "1+"]), ("write", ["1", "2"]), ("fsync", ["1", "2", "1+"]),
    ("fdatasync", ["1"]),
  ])

  @Test(
    "A backup that fails says so and harms nothing; what it left is no whole store, or a clean one",
    arguments: copyFaults
  )
  func backup(_ fault: SystemCallFault) async throws {
    let made = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    try made.keep(Sample(), in: scratch)
    try made.close()
    let target = scratch.path + "/cadangan.db"
    await #expect(processExitsWith: .success) {
      [
        path = scratch.store as String, folder = scratch.path as String, target = target as String,
        fault = fault as SystemCallFault
      ] in
      let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
      let files = ["", "-journal", ".key", ".pub", ".datakey"].map { target + $0 }
      try Tracer.attach(fault, paths: files, log: folder + "/strace")
      do throws(StoreError) { try store.backUp(to: target, actor: "admin", at: 5) } catch {
        #expect(!error.message.en.isEmpty)
      }
    }
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    #expect(try store.check().isClean)
    if let copy = try? SQLiteSubmissionStore.open(path: target, createIfMissing: false).store,
      let report = try? copy.check()
    {
      #expect(report.isClean, "\(report.differences.map(\.message.en))")
    }
    try store.backUp(to: scratch.path + "/kedua.db", actor: "admin", at: 6)
    #expect(
      try SQLiteSubmissionStore.open(path: scratch.path + "/kedua.db", createIfMissing: false).store.check().isClean
    )
  }
}

@Suite("A clock that goes backwards")
struct ClockTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("Numbers, log and receipts go on; the newest filed stays first, whatever its time says")
  func backwards() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    var times: [Int64] = []
    for index in 0..<6 {
      var sample = Sample.of(company: index)
      sample.receivedAt -= Int64(index) * 86_400_000
      times.append(sample.receivedAt)
      let (submission, receipt) = try store.keep(sample, in: scratch)
      #expect(submission.logPosition == index)
      #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
      try store.record(StoreEvent(.looked, at: sample.receivedAt, actor: "siti"))
    }
    #expect(try store.history(HistoryQuery()).submissions.map(\.record.receivedAt) == times.reversed())
    var query = HistoryQuery()
    (query.receivedFrom, query.receivedBefore) = (times[4], times[1])
    #expect(try store.history(query).submissions.map(\.record.receivedAt) == [times[4], times[3], times[2]])
    #expect(try store.check().isClean)
  }

  @Test("What waits expires by the time it was given, however often the clock jumps")
  func waiting() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let filing = try Sample.asking.filing(in: scratch)
    _ = try store.keepPending(filing, until: filing.receivedAt + 1000)
    #expect(try store.expirePending(now: filing.receivedAt - 86_400_000) == 0)
    #expect(try store.expirePending(now: filing.receivedAt + 1000) == 1)
    #expect(try store.expirePending(now: filing.receivedAt) == 0)
    #expect(try store.check().isClean)
  }

  @Test("A token that was ended stays ended when the clock goes back before its end")
  func tokens() throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    _ = try store.createAccount(name: "siti", role: .company, scope: .own(submitter: "siti"), now: 1000)
    let token = try store.createToken(account: "siti", label: "a", now: 1000, expiresAt: nil)
    try store.revokeToken(id: token.info.id, now: 2000)
    #expect(try store.authenticate(token: token.secret, now: 500) == nil)
  }
}
