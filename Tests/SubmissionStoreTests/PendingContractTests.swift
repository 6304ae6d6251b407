import AuditLog
import Foundation
import GRDB
import ReportModel
import Testing

@testable import SubmissionStore

extension Sample {
  /// A report that asks for a confirmation, of a content that must not lie about in the clear.
  static var asking: Sample {
    var sample = Sample()
    sample.verdict = .needsConfirmation
    sample.content = Array("kepala;2025\r\nNIK 3273014101909999\r\n".utf8)
    sample.document = Array(#"{"verdict":"needs-confirmation"}"#.utf8)
    return sample
  }

  /// The same report once it is confirmed.
  func confirmed(_ rows: [ReportModel.Confirmation], by submitter: String, at moment: Int64) -> (
    Sample, ConfirmationRecord
  ) {
    var sample = self
    sample.verdict = .acceptedWithFindings
    sample.submitter = submitter
    let record = ConfirmationRecord(file: assessment.file.hash, submitter: submitter, at: moment, rows: rows)
    sample.confirmations = record.companion.hash
    return (sample, record)
  }
}

@Suite("Reports that wait for confirmation")
struct PendingContractTests {
  private let scratch: Scratch
  private let day: Int64 = 86_400_000
  private let rows = [
    ReportModel.Confirmation(rule: "WL-ID-001", section: "tenaga_kerja", row: 2, column: "nik", reason: "SESUAI_KTP"),
    ReportModel.Confirmation(rule: "WL-ID-002", reason: "LAINNYA", note: "kartu lama,\nditerbitkan 1998"),
  ]

  init() throws { scratch = try Scratch() }

  private func waiting(_ store: any SubmissionStore, _ sample: Sample = .asking) throws -> PendingReport {
    let filing = try sample.filing(in: scratch)
    guard case .waiting(let pending) = try store.keepPending(filing, until: sample.receivedAt + 14 * day) else {
      throw CocoaError(.featureUnsupported)
    }
    return pending
  }

  private func confirm(_ pending: PendingReport, in store: any SubmissionStore) throws -> FilingOutcome {
    let (sample, record) = Sample.asking.confirmed(rows, by: "budi", at: pending.receivedAt + day)
    var filing = try sample.filing(in: scratch)
    (filing.confirmation, filing.pending) = (record, pending.id)
    return try store.file(filing)
  }

  private func kinds(_ store: any SubmissionStore) throws -> [StoreEvent.Kind] {
    try store.events(EventQuery()).events.map(\.event.kind)
  }

  @Test("Are found by number and by who may see them, with their file and document", arguments: BackEnd.all)
  func found(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let pending = try waiting(store)
    #expect(try store.pending(" " + pending.id.lowercased()) == pending)
    #expect(pending.header.companyName == "PT Contoh Sejahtera")
    #expect(pending.state(at: pending.expiresAt - 1) == .awaitingConfirmation(until: pending.expiresAt))
    #expect(pending.state(at: pending.expiresAt) == .expired)
    var bytes: [UInt8] = []
    #expect(try store.pendingOriginal(pending.id) { bytes += $0 })
    #expect(bytes == Sample.asking.content)
    #expect(try store.pendingDocument(pending.id) == Sample.asking.document)
    #expect(try store.history(HistoryQuery()).submissions.isEmpty, "what waits is no submission")
    #expect(try kinds(store) == [.waiting])
    var query = PendingQuery()
    #expect(try store.pendings(query) == [pending])
    query.scope = .regions(codes: ["32"])
    #expect(try store.pendings(query).isEmpty, "an inspector sees what was filed")
    query.scope = .companies(nibs: ["9120001112223"])
    #expect(try store.pendings(query) == [pending])
    query.scope = .own(submitter: "orang lain")
    #expect(try store.pendings(query).isEmpty)
    query = PendingQuery()
    query.openAt = pending.expiresAt
    #expect(try store.pendings(query).isEmpty)
    #expect(try store.check().isClean)
  }

  @Test("Handed in twice are one", arguments: BackEnd.all)
  func twice(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    #expect(try waiting(store) == waiting(store))
    #expect(try kinds(store) == [.waiting])
  }

  @Test("Once confirmed are kept under a number, with a signed record beside the file", arguments: BackEnd.all)
  func confirmed(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let pending = try waiting(store)
    guard case .accepted(let submission, let receipt) = try confirm(pending, in: store) else {
      Issue.record("not kept")
      return
    }
    let number = submission.number.text
    let kept = try #require(try store.confirmation(number))
    #expect(kept.record.rows == rows)
    #expect(kept.record.submitter == "budi")
    #expect(try kept.note.signers(among: [store.publicKey]) == [store.publicKey])
    #expect(submission.record.confirmations == kept.record.companion.hash)
    #expect(receipt.text.contains("confirmations \(kept.record.companion.hash.hex)\n"))
    #expect(Receipt.verify(Array(receipt.text.utf8), publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    #expect(try store.pending(pending.id) == nil)
    #expect(try kinds(store) == [.confirmed, .waiting])
    #expect(try store.filed(pending.fileHash, by: pending.header)?.number == submission.number)
    let report = try store.check()
    #expect(report.isClean, "\(report.differences.map(\.message.en))")
    // The second of two that confirm at once, and the same file handed in once more.
    guard case .alreadyFiled(_, let again) = try confirm(pending, in: store) else {
      Issue.record("kept twice")
      return
    }
    #expect(again.text == receipt.text)
    let filing = try Sample.asking.filing(in: scratch)
    guard case .alreadyFiled(let same, _) = try store.keepPending(filing, until: .max) else {
      Issue.record("waits again")
      return
    }
    #expect(same.number == submission.number)
  }

  @Test("That nobody confirms in time are let go, with an event, and leave no bytes", arguments: BackEnd.all)
  func expired(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let pending = try waiting(store)
    #expect(try store.expirePending(now: pending.expiresAt - 1) == 0)
    #expect(try store.expirePending(now: pending.expiresAt) == 1)
    #expect(try store.pending(pending.id) == nil)
    #expect(try store.pendingOriginal(pending.id) { _ in } == false)
    #expect(try kinds(store) == [.expired, .waiting])
    #expect(throws: StoreError.pendingUnknown(id: pending.id)) { _ = try confirm(pending, in: store) }
    #expect(try store.check().isClean)
    #expect(try waiting(store).id != pending.id, "the file can be handed in again")
  }

  @Test("Are bounded for each account", arguments: BackEnd.all)
  func bounded(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    for company in 0..<PendingReport.waitingMax {
      var sample = Sample.of(company: company)
      sample.verdict = .needsConfirmation
      _ = try waiting(store, sample)
    }
    #expect(throws: StoreError.tooManyPending(limit: PendingReport.waitingMax)) { _ = try waiting(store) }
    var other = Sample.asking
    other.submitter = "lain"
    _ = try waiting(store, other)
  }

  @Test("Only what needs confirmation waits, and only with its own confirmation is it kept", arguments: BackEnd.all)
  func misuse(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let accepted = try Sample().filing(in: scratch)
    #expect(throws: StoreError.verdictForbidsFiling(.acceptedWithFindings)) {
      _ = try store.keepPending(accepted, until: 1)
    }
    let (sample, record) = Sample.asking.confirmed(rows, by: "budi", at: 1)
    var filing = try sample.filing(in: scratch)
    #expect(throws: StoreError.confirmationDiffers) { _ = try store.file(filing) }
    filing.confirmation = ConfirmationRecord(file: record.file, submitter: "budi", at: 2, rows: rows)
    #expect(throws: StoreError.confirmationDiffers) { _ = try store.file(filing) }
    filing = accepted
    filing.confirmation = record
    #expect(throws: StoreError.confirmationDiffers) { _ = try store.file(filing) }
  }

  @Test("A companion record is read from its one spelling only")
  func spelling() throws {
    let record = ConfirmationRecord(file: Sample().assessment.file.hash, submitter: "budi", at: 5, rows: rows)
    #expect(ConfirmationRecord(parsing: record.text) == record)
    #expect(record.text.contains("keterangan kartu lama,\\u{a}diterbitkan 1998\n"))
    for (before, after) in [("rows 2", "rows 1"), ("rows 2", "rows 3"), ("nomor_urut 2", "nomor_urut 02")] {
      #expect(ConfirmationRecord(parsing: record.text.replacingOccurrences(of: before, with: after)) == nil)
    }
  }
}

@Suite("Waiting reports at rest")
struct PendingCustodyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func open() throws -> SQLiteSubmissionStore {
    try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true).store
  }

  @Test("Lie sealed, are read after a rotation of the data key, and the key file may not be lost while they wait")
  func sealed() throws {
    let store = try open()
    guard case .waiting(let pending) = try store.keepPending(Sample.asking.filing(in: scratch), until: .max) else {
      Issue.record("does not wait")
      return
    }
    #expect(try store.rotateDataKey(actor: "admin", at: 1) == 1)
    var bytes: [UInt8] = []
    #expect(try store.pendingOriginal(pending.id) { bytes += $0 })
    #expect(bytes == Sample.asking.content)
    #expect(try store.check().isClean)
    try store.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    #expect(file.range(of: Data("3273014101909999".utf8)) == nil)
    try FileManager.default.removeItem(atPath: scratch.store + ".datakey")
    #expect(throws: StoreError.dataKeyMissing(keyFile: scratch.store + ".datakey")) { _ = try open() }
  }

  @Test("What was confirmed beside the file lies sealed and goes with the original's key")
  func erased() throws {
    let store = try open()
    let rows = [ReportModel.Confirmation(rule: "WL-ID-001", reason: "LAINNYA", note: "menurut kartu Siti Rahma")]
    let (sample, record) = Sample.asking.confirmed(rows, by: "budi", at: 1)
    var filing = try sample.filing(in: scratch)
    filing.confirmation = record
    guard case .accepted(let submission, _) = try store.file(filing) else {
      Issue.record("not kept")
      return
    }
    let number = submission.number.text
    try store.rotateDataKey(actor: "admin", at: 1)
    #expect(try store.confirmation(number)?.record == record)
    let order = ErasureOrder(orderedBy: "a", agreedBy: "b", reason: "c", at: 1)
    #expect(try store.eraseOriginal(number, by: order))
    #expect(throws: StoreError.originalErased(number: number)) { _ = try store.confirmation(number) }
    #expect(try store.check().isClean)
    try store.close()
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch.store))
    #expect(file.range(of: Data("Siti Rahma".utf8)) == nil)
  }
}
