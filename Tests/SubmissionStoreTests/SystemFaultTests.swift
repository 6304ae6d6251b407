import Foundation
import ReportModel
import Testing

@testable import SubmissionStore

/// `strace`, which makes a system call of another process fail.
enum Tracer {
  static let path = "/usr/bin/strace"

  /// Whether it is there and this machine lets one process trace another.
  static let isUsable: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-q", "-o", "/dev/null", "-e", "trace=none", "true"]
    return (try? process.run()).map { process.waitUntilExit() } != nil && process.terminationStatus == 0
  }()

  /// Lets a call on one of these files fail in this very process, and waits until the tracer is there. It ends with the
  /// process that it traces.
  static func attach(_ fault: SystemCallFault, paths: [String], log: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments =
      ["-f", "-q", "-o", log, "-p", String(getpid()), "-e", "trace=\(fault.call)"]
      + ["-e", "inject=\(fault.call):error=\(fault.error):when=\(fault.when)"] + paths.flatMap { ["-P", $0] }
    try process.run()
    for _ in 0..<500 {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      if status.contains("TracerPid:"), !status.contains("TracerPid:\t0\n") { return }
      usleep(10_000)
    }
    throw Missing()
  }

  struct Missing: Error {}
}

/// A system call that fails.
struct SystemCallFault: Codable, Sendable, CustomTestStringConvertible {
  let call: String
  let error: String
  /// Which calls of it in a thread, in strace's words: `3` the third, `2+` all from the second.
  let when: String

  var testDescription: String { "\(call) \(when) \(error)" }

  static let all: [SystemCallFault] =
    ["1", "2", "1+", "2+"].map { SystemCallFault(call: "fdatasync", error: "EIO", when: $0) }
    + ["1", "2", "3", "7", "12", "20", "4+"].map { SystemCallFault(call: "pwrite64", error: "EIO", when: $0) }
    + ["2", "11", "9+"].map { SystemCallFault(call: "pwrite64", error: "ENOSPC", when: $0) }
    + ["1", "2", "4", "1+"].map { SystemCallFault(call: "openat", error: "EIO", when: $0) }
    + ["1", "3"].map { SystemCallFault(call: "pread64", error: "EIO", when: $0) }
    + ["1", "1+"].map { SystemCallFault(call: "ftruncate", error: "EIO", when: $0) }
    + ["1", "2"].map { SystemCallFault(call: "fcntl", error: "EIO", when: $0) }
}

@Suite("A process whose system calls fail", .enabled(if: Tracer.isUsable, "strace is missing, or may not trace here"))
struct SystemFaultTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private var acknowledgements: String { scratch.path + "/tanda-terima" }

  @Test(
    "Loses nothing acknowledged, numbers nothing twice, and the next process goes on",
    arguments: SystemCallFault.all
  )
  func fault(_ fault: SystemCallFault) async throws {
    let first = try fileFirst()
    await #expect(processExitsWith: .success) {
      [
        path = scratch.store as String, folder = scratch.path as String, log = acknowledgements as String,
        fault = fault as SystemCallFault
      ] in
      // The files first: what fails is what the store asks of its own.
      let scratch = try Scratch(in: folder)
      let filings = try (2..<8).map { try Sample.of(company: $0).filing(in: scratch) }
      let paths = ["", "-wal", "-shm"].map { path + $0 }
      try Tracer.attach(fault, paths: paths, log: folder + "/strace")
      try Self.file(filings, path, log)
    }
    // A fault that never came about would prove nothing.
    #expect(try String(contentsOfFile: scratch.path + "/strace", encoding: .utf8).contains("(INJECTED)"))
    try inspect(first)
  }

  private func fileFirst() throws -> Receipt {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    defer { try? store.close() }
    return try store.keep(.of(company: 1), in: scratch).receipt
  }

  /// Files what it can: every failure must be a ``StoreError``. Notes the receipts that were handed out.
  private static func file(_ filings: [Filing], _ path: String, _ log: String) throws {
    var lines = ""
    for _ in 0..<2 {
      guard let store = try? SQLiteSubmissionStore.open(path: path, createIfMissing: false).store else { continue }
      for filing in filings {
        do throws(StoreError) {
          switch try store.file(filing) as FilingOutcome {
          case .accepted(_, let receipt), .alreadyFiled(_, let receipt):
            lines += "\(receipt.number.text) \(Data(receipt.text.utf8).base64EncodedString())\n"
          case .refused(let refusal): Issue.record("\(refusal)")
          }
        } catch {
          lines += "! \(error.message.en)\n"
        }
      }
      try? store.close()
    }
    try lines.write(toFile: log, atomically: true, encoding: .utf8)
  }

  /// What a process finds that comes after.
  private func inspect(_ first: Receipt) throws {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: false).store
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect(try store.receipt(first.number.text)?.text == first.text)
    for line in try String(contentsOfFile: acknowledgements, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      let kept = try #require(try store.receipt(String(words[0])), "\(words[0]) is lost")
      #expect(Data(kept.text.utf8).base64EncodedString() == words[1])
      #expect(kept.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    }
    // All that failed can be filed now; nothing is there twice.
    for company in 2..<8 { _ = try store.file(Sample.of(company: company).filing(in: scratch)) as FilingOutcome }
    let after = try store.check()
    #expect(after.isClean, "\(after.differences.map(\.message.en))")
    #expect(after.submissions == 7)
  }
}
