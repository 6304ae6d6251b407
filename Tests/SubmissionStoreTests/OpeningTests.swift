import AuditLog
import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Opening an SQLite store")
struct OpeningTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func open(
    createIfMissing: Bool = false,
    _ options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> (store: SQLiteSubmissionStore, opening: StoreOpening) {
    try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: createIfMissing, options: options)
  }

  private func error(createIfMissing: Bool = true, _ options: StoreOptions = StoreOptions()) -> StoreError? {
    do throws(StoreError) {
      _ = try open(createIfMissing: createIfMissing, options)
      return nil
    } catch {
      return error
    }
  }

  private var keyFile: String { scratch.store + ".key" }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test("A missing store is made only when asked, with its key, and says so")
  func creates() throws {
    #expect(error(createIfMissing: false) == .storeMissing(path: scratch.store))
    #expect(!FileManager.default.fileExists(atPath: scratch.store))
    let made = try open(createIfMissing: true)
    #expect(made.opening == .created(keyFile: keyFile, publicKeyFile: scratch.store + ".pub"))
    #expect(try mode(keyFile) == 0o600)
    #expect(try mode(scratch.store) == 0o600)
    #expect(try String(contentsOfFile: scratch.store + ".pub", encoding: .utf8) == made.store.publicKey.text + "\n")
    #expect(try String(contentsOfFile: keyFile, encoding: .utf8).hasPrefix("PRIVATE+KEY+wlkp.local/log+"))
    #expect(!FileManager.default.fileExists(atPath: keyFile + ".new"))
    try made.store.close()
    let again = try open(createIfMissing: true)
    #expect(again.opening == .opened)
    #expect(again.store.publicKey == made.store.publicKey)
    #expect(try again.store.check().isClean)
  }

  @Test("Every commit waits for the disk: synchronous reads back as FULL, in WAL mode, with foreign keys")
  func pragmas() throws {
    let store = try open(createIfMissing: true).store
    let read = try store.pool.writeWithoutTransaction { database in
      try ["synchronous", "journal_mode", "foreign_keys", "busy_timeout"].map { name in
        try database.first("PRAGMA \(name)") { $0.text(0) }
      }
    }
    #expect(read == ["2", "wal", "1", "5000"])
  }

  @Test("The origin is chosen once")
  func origin() throws {
    let options = StoreOptions(origin: "contoh.example/log")
    #expect(try open(createIfMissing: true, options).store.origin == "contoh.example/log")
    #expect(try open().store.origin == "contoh.example/log")
    #expect(
      error(StoreOptions(origin: "lain.example/log"))
        == .originDiffers(expected: "contoh.example/log", found: "lain.example/log")
    )
  }

  @Test("An unusable origin is refused before anything is kept, and the next try succeeds")
  func unusableOrigin() throws {
    #expect(error(StoreOptions(origin: "a b")) == .log(.keyNameMalformed("a b")))
    #expect(error() == nil)
  }

  @Test("A store without its key is an error, never a new key")
  func missingKey() throws {
    try open(createIfMissing: true).store.close()
    try FileManager.default.removeItem(atPath: keyFile)
    #expect(error() == .keyMissing(keyFile: keyFile))
    #expect(!FileManager.default.fileExists(atPath: keyFile))
  }

  @Test("A key without its store is an error, never a second log under one key")
  func missingStore() throws {
    try open(createIfMissing: true).store.close()
    try FileManager.default.removeItem(atPath: scratch.store)
    #expect(error() == .keyWithoutStore(path: scratch.store, keyFile: keyFile))
    try Data().write(to: URL(fileURLWithPath: scratch.store))
    #expect(error() == .keyWithoutStore(path: scratch.store, keyFile: keyFile))
  }

  @Test("A start interrupted before the key got its name is finished by the next one")
  func interruptedStart() throws {
    let key = try open(createIfMissing: true).store.publicKey
    try FileManager.default.moveItem(atPath: keyFile, toPath: keyFile + ".new")
    let next = try open()
    #expect(next.store.publicKey == key)
    #expect(FileManager.default.fileExists(atPath: keyFile))
  }

  @Test("A start interrupted before the store was written begins anew")
  func emptyFile() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.store))
    try Data("sisa".utf8).write(to: URL(fileURLWithPath: keyFile + ".new"))
    #expect(error(createIfMissing: false) == .storeMissing(path: scratch.store))
    #expect(try open(createIfMissing: true).opening != .opened)
  }

  @Test("Another key, a damaged key and an exposed key are refused")
  func wrongKeys() throws {
    let store = try open(createIfMissing: true).store
    let right = try Data(contentsOf: URL(fileURLWithPath: keyFile))
    let other = try SigningKey.generate(name: store.origin)
    try PosixFile.write(Array(other.privateText.utf8), to: keyFile, mode: 0o600)
    #expect(
      error() == .keyDiffers(keyFile: keyFile, expected: store.publicKey.text, found: other.verifier.text)
    )
    try PosixFile.write(Array("bukan kunci".utf8), to: keyFile, mode: 0o600)
    #expect(error() == .keyUnreadable(keyFile: keyFile, .keyTextMalformed))
    try PosixFile.write(Array(right), to: keyFile, mode: 0o644)
    #expect(error() == .keyExposed(keyFile: keyFile, mode: 0o644))
    try PosixFile.write(Array(right), to: keyFile, mode: 0o640)
    #expect(error() == nil)
  }

  @Test("A foreign SQLite file is refused and left as it was")
  func foreign() throws {
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.write { try $0.execute(sql: "CREATE TABLE t (a); INSERT INTO t VALUES (1)") }
    try queue.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    #expect(error() == .notAStore(path: scratch.store))
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.store)) == before)
    #expect(!FileManager.default.fileExists(atPath: keyFile))
  }

  @Test("A text file, a directory and a path into nowhere are refused clearly")
  func notDatabases() throws {
    try Data("nama;nilai\n".utf8).write(to: URL(fileURLWithPath: scratch.store))
    #expect(error() == .notAStore(path: scratch.store))
    try FileManager.default.removeItem(atPath: scratch.store)
    try FileManager.default.createDirectory(atPath: scratch.store, withIntermediateDirectories: false)
    #expect(error() == .notAStore(path: scratch.store))
    let nowhere = scratch.path + "/tidak/ada.db"
    #expect(throws: StoreError.fileFailed(path: nowhere, errno: ENOENT)) {
      _ = try SQLiteSubmissionStore.open(path: nowhere, createIfMissing: true)
    }
  }

  @Test("A store of a later version is not touched")
  func newer() throws {
    try open(createIfMissing: true).store.close()
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    #expect(error() == .storeTooNew(path: scratch.store, version: 99, known: Int(Schema.version)))
  }

  @Test("A store held by another process for too long is reported as busy; nothing is lost")
  func busy() throws {
    var options = StoreOptions()
    options.busyTimeout = 50
    let store = try open(createIfMissing: true, options).store
    let other = try DatabaseQueue(path: scratch.store)
    let filing = try Sample().filing(in: scratch)
    try other.inDatabase { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      #expect(throws: StoreError.busy(path: scratch.store, waitedFor: 50)) { _ = try store.file(filing) }
      try database.execute(sql: "ROLLBACK")
    }
    try store.keep(Sample(), in: scratch)
    #expect(try store.check().isClean)
  }

  @Test("Two stores open on one file take turns")
  func twoWriters() async throws {
    let stores = [try open(createIfMissing: true).store, try open().store]
    let filings = try (1...20).map { try Sample.of(company: $0).filing(in: scratch) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, filing) in filings.enumerated() {
        group.addTask { _ = try await stores[place % 2].file(filing) }
      }
      try await group.waitForAll()
    }
    let report = try await stores[0].lanes.reading { () throws(StoreError) in try stores[0].checkLog { _ in } }
    #expect(report.isClean)
    #expect(report.submissions == 20)
  }

  @Test("Every error has its sentence in both languages")
  func messages() {
    let errors: [StoreError] = [
      .storeMissing(path: "p"), .notAStore(path: "p"), .storeTooNew(path: "p", version: 2, known: 1),
      .keyMissing(keyFile: "k"), .keyWithoutStore(path: "p", keyFile: "k"),
      .keyUnreadable(keyFile: "k", .keyTextMalformed), .keyExposed(keyFile: "k", mode: 0o644),
      .keyDiffers(keyFile: "k", expected: "a", found: "b"), .originDiffers(expected: "a", found: "b"),
      .fileFailed(path: "p", errno: ENOENT), .busy(path: "p", waitedFor: 5), .diskFull(path: "p"),
      .readOnly(path: "p"), .storageFailed(code: 1, message: "m"), .log(.keyTextMalformed), .damaged(.register),
      .verdictForbidsFiling(.rejected), .headerIncomplete(fields: ["f"]),
      .tooLarge(what: .document, bytes: 2, limit: 1), .accountNameUnusable, .accountExists(name: "n"),
      .accountUnknown(name: "n"), .tokenUnknown(id: 1), .cursorUnusable,
    ]
    #expect(Set(errors.map(\.message)).count == errors.count)
    #expect(StoreError.keyExposed(keyFile: "k", mode: 0o644).message.en.contains("644"))
    #expect(StoreError.fileFailed(path: "p", errno: ENOENT).message.en.contains("No such file"))
  }
}
