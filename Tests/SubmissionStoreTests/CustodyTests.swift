import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Originals at rest")
struct CustodyTests {
  private let scratch: Scratch
  private let secret = "NIK 3273014101909999"

  init() throws { scratch = try Scratch() }

  private func open() throws -> SQLiteSubmissionStore {
    try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
  }

  private func original(_ number: String, in store: SQLiteSubmissionStore) throws -> [UInt8] {
    var bytes: [UInt8] = []
    _ = try store.original(number) { bytes += $0 }
    return bytes
  }

  /// A kept report whose original holds the secret, of a size that is sealed before or within the transaction.
  private func keep(_ store: SQLiteSubmissionStore, bytes: Int) throws -> (number: String, content: [UInt8]) {
    var sample = Sample()
    let line = Array((secret + "\n").utf8)
    sample.content = (0..<max(1, bytes / line.count)).flatMap { _ in line }
    return (try store.keep(sample, in: scratch).submission.number.text, sample.content)
  }

  @Test("Lie sealed in the file and come back byte for byte", arguments: [1, 3_000_000, 6_000_000])
  func sealed(_ size: Int) throws {
    let store = try open()
    let (number, content) = try keep(store, bytes: size)
    #expect(try original(number, in: store) == content)
    try store.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    #expect(file.range(of: Data(secret.utf8)) == nil)
    #expect(file.count < 1_000_000, "a text of one repeated line is kept compressed")
  }

  @Test("Bytes that do not compress come back, too")
  func random() throws {
    let store = try open()
    var sample = Sample()
    var generator = SystemRandomNumberGenerator()
    sample.content = (0..<2_500_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let number = try store.keep(sample, in: scratch).submission.number.text
    #expect(try original(number, in: store) == sample.content)
    #expect(try store.check().isClean)
  }

  @Test("Are read with a rotated key, and the old key opens nothing any more")
  func rotation() throws {
    let store = try open()
    let (number, content) = try keep(store, bytes: 100)
    let old = try DataKeyFile(store: scratch.store).read()
    #expect(try store.rotateDataKey(actor: "admin", at: 5) == 1)
    #expect(try original(number, in: store) == content)
    #expect(try store.check().isClean)
    #expect(try store.events(EventQuery()).events.map(\.event.kind) == [.keysRotated])
    try store.close()
    #expect(try original(number, in: try open()) == content)
    try DataKeyFile(store: scratch.store).write(old)
    let withOldKey = try open()
    #expect(throws: StoreError.self) { _ = try original(number, in: withOldKey) }
    #expect(try withOldKey.check().differences == [.originalKey(number: number)])
  }

  @Test("A rotation that was cut off after the new key was written is finished by the next one")
  func interruptedRotation() throws {
    let store = try open()
    let (number, content) = try keep(store, bytes: 100)
    let file = DataKeyFile(store: scratch.store)
    try file.write([DataKey.generate()] + file.read())
    try store.close()
    let reopened = try open()
    #expect(try original(number, in: reopened) == content)
    #expect(try reopened.rotateDataKey(actor: "admin", at: 6) == 1)
    #expect(try file.read().count == 1)
    #expect(try original(number, in: reopened) == content)
  }

  @Test("Erasing by order destroys the key, leaves an event, and every proof holds")
  func erasure() throws {
    let store = try open()
    let (number, _) = try keep(store, bytes: 100)
    let receipt = try store.receipt(number)
    let wrapped = try store.pool.read { try $0.first("SELECT wrapped FROM original_key") { $0.bytes(0) } }
    let order = ErasureOrder(orderedBy: "kepala", agreedBy: "arsiparis", reason: "akhir masa simpan", at: 9)
    #expect(try store.eraseOriginal(number, by: order))
    #expect(throws: StoreError.originalErased(number: number)) { _ = try original(number, in: store) }
    #expect(throws: StoreError.originalErased(number: number)) { _ = try store.eraseOriginal(number, by: order) }
    #expect(try store.check().isClean)
    #expect(try store.receipt(number)?.text == receipt?.text)
    #expect(receipt?.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds } == true)
    #expect(try store.events(EventQuery()).events.map(\.event.subject) == [number])
    try store.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    #expect(file.range(of: Data(try #require(wrapped))) == nil, "the key is overwritten, not only unlinked")
  }

  @Test(
    "An order without a second person or a reason is none",
    arguments: [("a", "a", "x"), ("a", "", "x"), ("", "b", "x"), ("a", "b", "")]
  )
  func poorOrder(_ ordered: String, _ agreed: String, _ reason: String) throws {
    let store = try open()
    let (number, content) = try keep(store, bytes: 100)
    let order = ErasureOrder(orderedBy: ordered, agreedBy: agreed, reason: reason, at: 9)
    #expect(throws: StoreError.erasureOrderUnusable) { _ = try store.eraseOriginal(number, by: order) }
    #expect(try original(number, in: store) == content)
  }

  @Test("A key file that is lost is said so, and no new one is put in its place")
  func lostKey() throws {
    let store = try open()
    _ = try keep(store, bytes: 100)
    try store.close()
    let path = scratch.store + ".datakey"
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: StoreError.dataKeyMissing(keyFile: path)) { _ = try open() }
    #expect(!FileManager.default.fileExists(atPath: path))
    try Data("x\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(throws: StoreError.dataKeyUnreadable(keyFile: path)) { _ = try open() }
    try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
    #expect(throws: StoreError.keyExposed(keyFile: path, mode: 0o604)) { _ = try open() }
  }

  @Test("A store of the first version opens, keeps its originals in the clear and seals new ones")
  func firstVersion() throws {
    let queue = try DatabaseQueue(path: scratch.store)
    try queue.close()
    let store = try open()
    let (number, content) = try keep(store, bytes: 100)
    // As the first version kept it.
    try store.pool.write { database in
      try database.run("DELETE FROM original_key")
      try database.run("UPDATE original_piece SET bytes = ?", [SQLValue(content)])
      try database.run("UPDATE document SET bytes = ?", [SQLValue(Sample().document)])
    }
    #expect(try original(number, in: store) == content)
    #expect(try store.document(number) == Sample().document)
    #expect(try store.check().isClean)
    let order = ErasureOrder(orderedBy: "a", agreedBy: "b", reason: "c", at: 1)
    #expect(try store.eraseOriginal(number, by: order))
    #expect(throws: StoreError.originalErased(number: number)) { _ = try original(number, in: store) }
    #expect(try store.check().isClean)
  }

  @Test("A backup taken while the store is in use opens as a store and checks clean")
  func backup() throws {
    let store = try open()
    let (number, content) = try keep(store, bytes: 100)
    let target = scratch.path + "/cadangan.db"
    try store.backUp(to: target, actor: "admin", at: 3)
    #expect(throws: StoreError.fileFailed(path: target, errno: EEXIST)) {
      try store.backUp(to: target, actor: "admin", at: 3)
    }
    _ = try store.keep(.of(company: 9), in: scratch)
    let copy = try SQLiteSubmissionStore.open(path: target, createIfMissing: false).store
    #expect(try original(number, in: copy) == content)
    let report = try copy.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    #expect((report.submissions, report.events) == (1, 1))
  }
}
