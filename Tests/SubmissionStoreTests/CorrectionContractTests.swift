import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Corrections and retries, on every back end")
struct CorrectionContractTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test("A correction is a new submission with the next version", arguments: BackEnd.all)
  func chain(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    let second = try store.keep(Sample().correcting(first.number, "dua"), in: scratch).submission
    let third = try store.keep(Sample().correcting(second.number, "tiga"), in: scratch).submission
    #expect([first, second, third].map(\.record.version) == [1, 2, 3])
    #expect(third.record.corrects == second.number)
    #expect(Set([first, second, third].map(\.number)).count == 3)
    for number in [first, second, third].map(\.number.text) {
      let versions = try store.submission(number)?.versions ?? []
      #expect(versions.map(\.number) == [first.number, second.number, third.number])
      #expect(versions.map(\.correctedBy) == [second.number, third.number, nil])
    }
    var original: [UInt8] = []
    #expect(try store.original(first.number.text) { original += $0 })
    #expect(original == Sample().content)
    #expect(try store.check().isClean)
  }

  @Test("A corrected report cannot be corrected again; the latest version is named", arguments: BackEnd.all)
  func alreadyCorrected(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    let second = try store.keep(Sample().correcting(first.number, "dua"), in: scratch).submission
    #expect(
      try store.refusal(of: Sample().correcting(first.number, "lagi"), in: scratch)
        == .correctionTargetDiffers(number: first.number, .alreadyCorrected(latest: second.number))
    )
    var plain = Sample()
    plain.content = Array("bukan perbaikan".utf8)
    #expect(try store.refusal(of: plain, in: scratch) == .duplicatePeriod(existing: second.number))
  }

  @Test("A correction of a report that is not there is refused", arguments: BackEnd.all)
  func unknownTarget(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    (sample.filing, sample.corrects) = ("PERBAIKAN", "WLKP-LAMA-77")
    #expect(try store.refusal(of: sample, in: scratch) == .correctionTargetUnknown(number: "WLKP-LAMA-77"))
  }

  @Test("A correction that names no number is a first report, unless there is one", arguments: BackEnd.all)
  func unnamedTarget(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.filing = "PERBAIKAN"
    let first = try store.keep(sample, in: scratch).submission
    #expect(first.record.version == 1)
    sample.content = Array("lagi".utf8)
    #expect(try store.refusal(of: sample, in: scratch) == .duplicatePeriod(existing: first.number))
  }

  @Test("A correction must be of the same unit, kind and period", arguments: BackEnd.all)
  func otherTarget(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    let right = Sample().correcting(first.number)
    let cases: [(CorrectionDifference, (inout Sample) -> Void)] = [
      (.unit, { $0.unit = "CABANG-1" }),
      (.unit, { ($0.nib, $0.company) = ("9120009999999", "PT Lain") }),
      (.kind(expected: "TAHUNAN"), { $0.kind = "PENDIRIAN" }),
      (.period(expected: 2025), { $0.period = 2024 }),
    ]
    for (difference, change) in cases {
      var wrong = right
      change(&wrong)
      #expect(
        try store.refusal(of: wrong, in: scratch)
          == .correctionTargetDiffers(number: first.number, difference)
      )
    }
  }

  @Test("A correction may mend the NIB itself", arguments: BackEnd.all)
  func mendedNib(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    let first = try store.keep(Sample(), in: scratch).submission
    var mended = Sample().correcting(first.number)
    mended.nib = "9120001112224"
    let second = try store.keep(mended, in: scratch).submission
    #expect(second.record.version == 2)
    mended.content = Array("baru".utf8)
    (mended.filing, mended.corrects) = ("BARU", nil)
    #expect(try store.refusal(of: mended, in: scratch) == .duplicatePeriod(existing: second.number))
    #expect(try store.check().isClean)
  }

  @Test("A retried request with the same key is carried out once", arguments: BackEnd.all)
  func retry(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.key = IdempotencyKey(key: "kunci-1", requestHash: sample.assessment.file.hash)
    let first = try store.keep(sample, in: scratch)
    guard case .alreadyFiled(_, let receipt) = try store.file(sample.filing(in: scratch)) else {
      Issue.record("the retry was not recognised")
      return
    }
    #expect(receipt == first.receipt)
    let entry = try store.idempotencyEntry(account: sample.submitter, key: "kunci-1")
    #expect(entry == IdempotencyEntry(requestHash: sample.assessment.file.hash, number: first.submission.number))
    #expect(try store.idempotencyEntry(account: "lain", key: "kunci-1") == nil)
  }

  @Test("A key used for another request is refused; other accounts have keys of their own", arguments: BackEnd.all)
  func reusedKey(_ backEnd: BackEnd) throws {
    let store = try backEnd.open(scratch)
    var sample = Sample()
    sample.key = IdempotencyKey(key: "k", requestHash: sample.assessment.file.hash)
    try store.keep(sample, in: scratch)
    var other = Sample.of(company: 2)
    other.key = IdempotencyKey(key: "k", requestHash: other.assessment.file.hash)
    #expect(try store.refusal(of: other, in: scratch) == .idempotencyKeyReused(key: "k"))
    other.submitter = "budi@contoh.example"
    #expect(try store.refusal(of: other, in: scratch) == nil)
    other.key?.key = String(repeating: "k", count: 256)
    let filing = try other.filing(in: scratch)
    #expect(throws: StoreError.tooLarge(what: .idempotencyKey, bytes: 256, limit: 255)) { _ = try store.file(filing) }
  }
}
