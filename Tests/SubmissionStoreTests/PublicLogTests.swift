import AuditLog
import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("The log's public files")
struct PublicLogTests {
  private let scratch: Scratch
  private var folder: String { scratch.path + "/log" }

  init() throws { scratch = try Scratch() }

  /// A store with this many entries in the log of submissions, put in without reports: only the trees matter here.
  private func store(entries: Int) throws -> SQLiteSubmissionStore {
    let store = try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
    try append(entries, to: store)
    return store
  }

  private func append(_ count: Int, to store: SQLiteSubmissionStore) throws {
    try store.changing { database, edges in
      for index in 0..<count {
        try edges.append(Commitment.entry(Digest.sha256(of: [UInt8(index & 0xFF)])), to: .submissions)
      }
    }
  }

  /// What the independent verifier says.
  private func verifier(_ key: VerifierKey, proof: String? = nil) throws -> (says: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("verify_log.py")
    process.arguments = ["python3", script.path, key.text, folder] + (proof.map { [$0] } ?? [])
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }

  @Test("Verify with a program that shares no code with ours", arguments: [0, 1, 5, 256, 300, 600])
  func independent(_ entries: Int) throws {
    let store = try store(entries: entries)
    #expect(try store.exportLog(.submissions, to: folder) == entries)
    let verdict = try verifier(store.publicKey)
    #expect(verdict == ("ok\n", 0))
    for index in [0, entries / 2, entries - 1] where (0..<entries).contains(index) {
      let proof = try scratch.file(Array(try store.inclusion(of: index, in: .submissions).text.utf8))
      let verdict = try verifier(store.publicKey, proof: proof)
      #expect(verdict == ("ok\n", 0), "entry \(index)")
    }
  }

  @Test(
    "A changed byte in any file is found by that program, too",
    arguments: ["checkpoint", "tile/0/000", "tile/entries/000", "tile/0/001.p/44"]
  )
  func changed(_ file: String) throws {
    let store = try store(entries: 300)
    _ = try store.exportLog(.submissions, to: folder)
    let url = URL(fileURLWithPath: folder + "/" + file)
    var bytes = try Data(contentsOf: url)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: url)
    #expect(try verifier(store.publicKey).status == 1)
  }

  @Test("An export adds to an earlier one, and the earlier state is a proved beginning")
  func grows() throws {
    let store = try store(entries: 10)
    _ = try store.exportLog(.submissions, to: folder)
    let old = try store.checkpoint(of: .submissions).unverified.head
    try append(600, to: store)
    #expect(try store.exportLog(.submissions, to: folder) == 610)
    #expect(try verifier(store.publicKey).status == 0)
    let head = try store.checkpoint(of: .submissions).unverified.head
    let proof = try store.consistency(from: 10, to: 610, of: .submissions)
    try proof.verify(oldRoot: old.root, newRoot: head.root)
    #expect(throws: StoreError.self) { _ = try store.consistency(from: 10, to: 611, of: .submissions) }
    #expect(throws: StoreError.self) { _ = try store.consistency(from: 11, to: 10, of: .submissions) }
  }

  @Test("A folder with another log, or a later state, is left untouched")
  func foreign() throws {
    let store = try store(entries: 10)
    _ = try store.exportLog(.submissions, to: folder)
    #expect(throws: StoreError.exportDiffers(path: folder)) { _ = try store.exportLog(.access, to: folder) }
    let other = try Scratch()
    let stranger = try SQLiteSubmissionStore.open(path: other.store, createIfMissing: true).store
    #expect(throws: StoreError.exportDiffers(path: folder)) { _ = try stranger.exportLog(.submissions, to: folder) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: folder + "/checkpoint"))
    #expect(throws: StoreError.exportDiffers(path: folder)) { _ = try store.exportLog(.submissions, to: folder) }
  }

  @Test("The access log is exported with its own key")
  func access() throws {
    let store = try store(entries: 0)
    for index in 1...3 { try store.record(StoreEvent(.looked, at: Int64(index), actor: "a")) }
    #expect(try store.exportLog(.access, to: folder) == 3)
    #expect(try verifier(store.accessKey).status == 0)
    #expect(try verifier(store.publicKey).status == 1)
  }

  @Test("There is no tile beyond the signed tree")
  func beyond() throws {
    let store = try store(entries: 300)
    for (path, isThere) in [
      ("tile/0/000", true), ("tile/0/001.p/44", true), ("tile/0/001.p/45", false), ("tile/0/001", false),
      ("tile/1/000.p/1", true), ("tile/1/000.p/2", false), ("tile/2/000.p/1", false), ("tile/entries/001.p/3", true),
    ] {
      #expect(try (store.tile(Tile(parsing: path), of: .submissions) != nil) == isThere, "\(path)")
    }
  }

  @Test("The trees alone are checked, and harm to them is named")
  func treesAlone() throws {
    let store = try store(entries: 300)
    for index in 1...3 { try store.record(StoreEvent(.looked, at: Int64(index), actor: "a")) }
    let clean = try store.checkTrees { _ in }
    #expect(clean.isClean, "\(clean.differences.map(\.message.en))")
    #expect((clean.entries, clean.events, clean.head?.size, clean.accessHead?.size) == (300, 3, 300, 3))
    try store.pool.write { try $0.execute(sql: "UPDATE log_entry SET entry = x'00' WHERE tree = 0 AND position = 7") }
    #expect(try store.checkTrees { _ in }.differences.contains { if case .tree = $0 { true } else { false } })
    try store.pool.write { try $0.execute(sql: "DELETE FROM log_entry WHERE tree = 1 AND position = 1") }
    #expect(try store.checkTrees { _ in }.differences.contains(.accessLog(.entryMissing(position: 1))))
  }
}
