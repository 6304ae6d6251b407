import AuditLog
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Filing, on every back end")
struct FilingContractTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("What was filed is read back as it was", arguments: BackEnd.all)
  func readsBack(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let sample = Sample()
    let (submission, receipt) = try store.keep(sample, in: scratch)
    #expect(submission.number.text == "3273-2025-00000001-0" || ReportNumber(submission.number.text) != nil)
    #expect(submission.record.company == sample.company)
    #expect(submission.record.verdict == .acceptedWithFindings)
    #expect(submission.details.findings.map(\.rule) == sample.rules)
    #expect(submission.details.syntax.delimiter == "\t")
    #expect(submission.details.rulesNotAssessed == 1)
    #expect(try store.document(submission.number.text) == sample.document)
    var original: [UInt8] = []
    #expect(try store.original(submission.number.text) { original += $0 })
    #expect(original == sample.content)
    let found = try store.submission(" \(submission.number.text) ")
    #expect(found == SubmissionHistory(submission: submission, versions: [submission]))
    #expect(receipt.record == submission.record)
    #expect(try store.check().isClean)
  }

  @Test("A number nobody was given leads nowhere", arguments: BackEnd.all, ["", "x", "3273-2025-00000001-9"])
  func unknownNumber(_ backEnd: BackEnd, number: String) throws {
    let store = try backEnd.open(scratch)
    #expect(try store.submission(number) == nil)
    #expect(try store.document(number) == nil)
    #expect(try store.receipt(number) == nil)
    #expect(try !store.original(number) { _ in })
  }

  @Test("The same bytes twice are answered with the first receipt", arguments: BackEnd.all)
  func sameBytes(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch)
    try store.keep(.of(company: 2), in: scratch)
    var again = Sample()
    again.receivedAt += 60_000
    guard case .alreadyFiled(let submission, let receipt) = try store.file(again.filing(in: scratch)) else {
      Issue.record("the same bytes were not recognised")
      return
    }
    #expect(submission == first.submission)
    #expect(receipt.text == first.receipt.text)
    #expect(try store.check().submissions == 2)
  }

  @Test("A receipt has the same bytes for ever", arguments: BackEnd.all)
  func sameReceipt(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var receipts: [Receipt] = []
    for serial in 1...9 { receipts.append(try store.keep(.of(company: serial), in: scratch).receipt) }
    for receipt in receipts {
      #expect(try store.receipt(receipt.number.text)?.text == receipt.text)
      #expect(receipt.verify(publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    }
  }

  @Test("A second report for the same period is refused with the first one's number", arguments: BackEnd.all)
  func duplicate(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    var second = Sample()
    second.content = Array("lain".utf8)
    second.company = "PT. CONTOH  SEJAHTERA TBK"
    #expect(try store.refusal(of: second, in: scratch) == .duplicatePeriod(existing: first.number))
    second.unit = "CABANG-1"
    #expect(try store.refusal(of: second, in: scratch) == nil)
    second.unit = "PUSAT"
    second.period = 2024
    #expect(try store.refusal(of: second, in: scratch) == nil)
  }

  @Test("Two events of one kind in one year are two reports", arguments: BackEnd.all)
  func events(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var event = Sample()
    event.kind = "PENGHENTIAN"
    event.eventDate = CivilDate(iso: "2025-03-01")
    let first = try store.keep(event, in: scratch).submission
    event.content = Array("kedua".utf8)
    #expect(try store.refusal(of: event, in: scratch) == .duplicatePeriod(existing: first.number))
    event.eventDate = CivilDate(iso: "2025-09-01")
    #expect(try store.refusal(of: event, in: scratch) == nil)
  }

  @Test("A day that a correction gave up is free again", arguments: BackEnd.all)
  func correctedDay(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var event = Sample()
    event.kind = "PENGHENTIAN"
    event.eventDate = CivilDate(iso: "2025-03-01")
    let first = try store.keep(event, in: scratch).submission
    var corrected = event.correcting(first.number)
    corrected.eventDate = CivilDate(iso: "2025-04-01")
    try store.keep(corrected, in: scratch)
    event.content = Array("peristiwa lain pada hari itu".utf8)
    #expect(try store.refusal(of: event, in: scratch) == nil)
  }

  @Test("A company without NIB is known by its NPWP, else by name and region", arguments: BackEnd.all)
  func identities(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    (sample.nib, sample.npwp) = (nil, "01.234.567.8-901.000")
    let first = try store.keep(sample, in: scratch).submission
    (sample.npwp, sample.content) = ("0012345678901000", Array("b".utf8))
    #expect(try store.refusal(of: sample, in: scratch) == .duplicatePeriod(existing: first.number))
    (sample.npwp, sample.content) = (nil, Array("c".utf8))
    let named = try store.keep(sample, in: scratch).submission
    (sample.company, sample.content) = ("pt. contoh sejahtera", Array("d".utf8))
    #expect(try store.refusal(of: sample, in: scratch) == .duplicatePeriod(existing: named.number))
    sample.region = "3171"
    #expect(try store.refusal(of: sample, in: scratch) == nil)
  }

  @Test("A verdict that forbids filing is an error of the caller", arguments: BackEnd.all)
  func forbiddenVerdict(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    for verdict in Verdict.allCases where !verdict.allowsFiling {
      var sample = Sample()
      sample.verdict = verdict
      let filing = try sample.filing(in: scratch)
      #expect(throws: StoreError.verdictForbidsFiling(verdict)) { _ = try store.file(filing) }
    }
  }

  @Test("A file that is not the judged one is not kept", arguments: BackEnd.all, [10, 6_000_000])
  func otherOriginal(_ backEnd: BackEnd, size: Int) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.content = Array(repeating: 1, count: size)
    var filing = try sample.filing(in: scratch)
    let other = Array(repeating: UInt8(2), count: size)
    filing.original = try scratch.file(other)
    let expected = StoreError.originalDiffers(
      path: filing.original,
      expected: sample.assessment.file.hash,
      found: ContentHash(Digest.sha256(of: other))
    )
    #expect(throws: expected) { _ = try store.file(filing) }
    #expect(try store.history(HistoryQuery()).submissions.isEmpty)
    #expect(try store.check().isClean)
  }

  @Test("A large original comes back in pieces, whole", arguments: BackEnd.all, [1 << 20, 5_000_001, 6 << 20])
  func largeOriginal(_ backEnd: BackEnd, size: Int) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.content = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 251) }
    let number = try store.keep(sample, in: scratch).submission.number.text
    var hasher = DigestHasher()
    var largest = 0
    #expect(
      try store.original(number) {
        hasher.update($0)
        largest = max(largest, $0.count)
      }
    )
    #expect(ContentHash(hasher.finalize()) == sample.assessment.file.hash)
    #expect(largest <= 1 << 20)
    #expect(try store.check().originalBytes == size)
  }

  @Test("A header without what identifies the report is named", arguments: BackEnd.all)
  func missingHeader(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.period = 12_025
    let filing = try sample.filing(in: scratch)
    #expect(throws: StoreError.headerIncomplete(fields: ["periodeTahun"])) { _ = try store.file(filing) }
  }

  @Test("Texts with line breaks and turned directions are kept and cannot break the record", arguments: BackEnd.all)
  func hostileTexts(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.company = "PT \"A\"\r\n--- catatan / record ---\nnumber 1\u{202E}\\ \u{0}e\u{301}"
    (sample.submitter, sample.unit) = ("-", "")
    let (submission, receipt) = try store.keep(sample, in: scratch)
    #expect(submission.record.company.unicodeScalars.elementsEqual(sample.company.unicodeScalars))
    #expect(submission.details.submitter == "-")
    #expect(submission.record.unit.isEmpty)
    #expect(Receipt.verify(Array(receipt.text.utf8), publicKey: store.publicKey).allSatisfy { $0.outcome == .holds })
    #expect(try store.check().isClean)
  }

  @Test("The async calls give the same answers", arguments: BackEnd.all)
  func asynchronous(_ backEnd: BackEnd) async throws {
    let store = try backEnd.open(scratch)
    let samples = (1...8).map { Sample.of(company: $0) }
    let filings = try samples.map { try $0.filing(in: scratch) }
    let receipts = try await withThrowingTaskGroup(of: Receipt?.self) { group in
      for filing in filings {
        group.addTask {
          guard case .accepted(_, let receipt) = try await store.file(filing) else { return nil }
          return receipt
        }
      }
      return try await group.reduce(into: [Receipt]()) { if let receipt = $1 { $0.append(receipt) } }
    }
    #expect(Set(receipts.map(\.number)).count == 8)
    for receipt in receipts { #expect(try await store.receipt(receipt.number.text) == receipt) }
    #expect(try await store.history(HistoryQuery()).submissions.count == 8)
  }
}
