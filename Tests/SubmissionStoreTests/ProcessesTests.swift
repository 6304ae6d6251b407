import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Several processes on one store")
struct ProcessesTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// How many reports each process files; the first half is filed by both.
  private static let reports = 40

  @Test("Two that file at once number nothing twice, and the log stays clean")
  func twoProcesses() async throws {
    try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store.close()
    let (store, folder) = (scratch.store, scratch.path)
    async let one: Void = Self.process(1, store, folder)
    async let two: Void = Self.process(2, store, folder)
    _ = await (one, two)

    var accepted: [Substring: Substring] = [:]
    var again: [(number: Substring, company: Substring)] = []
    for process in 1...2 {
      for line in try String(contentsOfFile: Self.log(process, folder), encoding: .utf8).split(separator: "\n") {
        let words = line.split(separator: " ")
        try #require(words.count == 3)
        if words[0] == "accepted" {
          #expect(accepted.updateValue(words[2], forKey: words[1]) == nil, "\(words[1]) was given twice")
        } else {
          again.append((words[1], words[2]))
        }
      }
    }
    // What both filed was accepted from one and answered to the other with the same number.
    #expect(accepted.count == Self.reports / 2 * 3)
    #expect(again.count == Self.reports / 2)
    for (number, company) in again { #expect(accepted[number] == company) }
    let report = try SQLiteSubmissionStore.open(path: store, createIfMissing: false).store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(report.submissions == Self.reports / 2 * 3)
  }

  private static func log(_ process: Int, _ folder: String) -> String { folder + "/proses-\(process)" }

  private static func process(_ number: Int, _ path: String, _ folder: String) async {
    await #expect(processExitsWith: .success) {
      [
        path = path as String, folder = folder as String, log = log(number, folder) as String, number = number as Int
      ] in
      let scratch = try Scratch(in: folder)
      let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: false).store
      var lines = ""
      for index in 0..<Self.reports {
        let company = index < Self.reports / 2 ? index : number * 1000 + index
        switch try store.file(Sample.of(company: company).filing(in: scratch)) as FilingOutcome {
        case .accepted(_, let receipt):
          #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
          lines += "accepted \(receipt.number.text) \(company)\n"
        case .alreadyFiled(_, let receipt): lines += "again \(receipt.number.text) \(company)\n"
        case .refused(let refusal): Issue.record("\(refusal)")
        }
      }
      try lines.write(toFile: log, atomically: true, encoding: .utf8)
      try store.close()
    }
  }

  @Test("A store that another one holds is read meanwhile, and said to be busy on filing")
  func locked() throws {
    var options = StoreOptions()
    options.busyTimeout = 50
    let first = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    let receipt = try first.keep(.of(company: 1), in: scratch).receipt
    let other = try DatabaseQueue(path: scratch.store)
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      defer { try? database.execute(sql: "ROLLBACK") }
      let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true, options: options).store
      #expect(try store.receipt(receipt.number.text)?.text == receipt.text)
      #expect(try store.check().isClean)
      let filing = try Sample.of(company: 2).filing(in: scratch)
      #expect(throws: StoreError.busy(path: scratch.store, waitedFor: 50)) { _ = try store.file(filing) }
    }
    #expect(try first.check().submissions == 1)
  }

  @Test("A store that may not be written is said to be so, and is left as it was")
  func readOnly() async throws {
    try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store.close()
    let before = try Data(contentsOf: URL(filePath: scratch.store))
    // The superuser may write anything: the other process is nobody, and the secrets are nobody's.
    let nobody: uid_t = getuid() == 0 ? 65_534 : getuid()
    for suffix in [".key", ".datakey"] { #expect(chown(scratch.store + suffix, nobody, nobody) == 0) }
    let source = try Sample.of(company: 1).filing(in: scratch)
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) where !name.contains("key") {
      #expect(chmod(scratch.path + "/" + name, 0o444) == 0)
    }
    #expect(chmod(scratch.path, 0o555) == 0)
    defer { _ = chmod(scratch.path, 0o755) }
    await #expect(processExitsWith: .success) {
      [path = scratch.store as String, original = source.original as String, nobody = nobody as UInt32] in
      if getuid() == 0 { try #require(setgid(nobody) == 0 && setuid(nobody) == 0) }
      let sample = Sample.of(company: 1)
      let filing = Filing(
        assessment: sample.assessment,
        document: sample.document,
        original: original,
        submitter: sample.submitter,
        receivedAt: 1
      )
      #expect(throws: StoreError.readOnly(path: path)) {
        let store = try SQLiteSubmissionStore.open(path: path, createIfMissing: true).store
        _ = try store.file(filing) as FilingOutcome
      }
    }
    #expect(try Data(contentsOf: URL(filePath: scratch.store)) == before)
  }
}
