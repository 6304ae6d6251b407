import AuditLog
import Foundation
@_spi(Assessor) import ReportModel
import Testing

@testable import SubmissionStore

/// A directory of one test, removed with it.
final class Scratch {
  let path: String
  private var count = 0

  /// - Parameter parent: where to make it; a process that is going to die leaves its directory to the parent's owner.
  init(in parent: String = NSTemporaryDirectory()) throws {
    path = parent + "/wlkp-store-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: String { path + "/store.db" }

  /// A file with this content, under a new name.
  func file(_ content: [UInt8]) throws -> String {
    count += 1
    let file = path + "/laporan-\(count)"
    try Data(content).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// A copy of a closed store with its key.
  func copy(of store: String, named name: String) throws -> String {
    let copy = path + "/\(name).db"
    for suffix in ["", ".key", ".pub", ".datakey"] {
      try FileManager.default.copyItem(atPath: store + suffix, toPath: copy + suffix)
    }
    return copy
  }
}

/// A report as tests describe it: only what matters to them.
struct Sample {
  var company = "PT Contoh Sejahtera"
  var nib: String? = "9120001112223"
  var npwp: String?
  var unit = "PUSAT"
  var kind = "TAHUNAN"
  var period = 2025
  var region = "3273"
  var filing = "BARU"
  var corrects: String?
  var eventDate: CivilDate?
  var verdict = Verdict.acceptedWithFindings
  var rules = ["WL-PKWT-007", "WL-UPAH-001"]
  var content = Array("kepala;2025\r\n".utf8)
  var submitter = "siti@contoh.example"
  var receivedAt: Int64 = 1_765_508_645_678
  var document = Array(#"{"verdict":"accepted-with-findings"}"#.utf8)
  var key: IdempotencyKey?
  var confirmations: ContentHash?

  var assessment: Assessment {
    var header = ReportHeader()
    (header.companyName, header.nib, header.npwp, header.unit) = (company, nib, npwp, unit)
    (header.kind, header.period, header.region, header.filing) = (kind, period, region, filing)
    (header.corrects, header.eventDate, header.formVersion) = (corrects, eventDate, "1.0")
    (header.sector, header.workers, header.referenceDate) = ("10710", 12, CivilDate(iso: "2025-11-30"))
    let hash = ContentHash(Digest.sha256(of: content))
    var instruments = Instruments(
      form: .init(version: "1.0", hash: hash),
      pack: .init(version: "2026.11", hash: hash),
      tables: hash,
      engine: "0.1.0",
      verifiedUntil: nil
    )
    instruments.confirmations = confirmations
    return Assessment(
      file: FileIdentity(
        name: "laporan.csv",
        bytes: Int64(content.count),
        hash: hash,
        syntax: FileSyntax(kind: .csv, encoding: "UTF-8", delimiter: "\t")
      ),
      verdict: verdict,
      header: header,
      rows: [SectionCount(section: "tenagaKerja", rows: 12)],
      findings: rules.map(Self.finding),
      notAssessed: [NotAssessed(rule: "WL-TREN-001", reason: .needsPriorReports, count: 1, missing: [])],
      rulesAsked: 40,
      dates: AssessmentDates(received: CivilDate(dayNumber: 20434), reference: header.referenceDate),
      instruments: instruments
    )
  }

  func filing(in scratch: Scratch) throws -> Filing {
    Filing(
      assessment: assessment,
      document: document,
      original: try scratch.file(content),
      submitter: submitter,
      receivedAt: receivedAt,
      idempotency: key
    )
  }

  private static func finding(_ rule: String) -> Finding {
    Finding(
      rule: rule,
      grade: .compliance(.warning),
      severity: .warning,
      title: Bilingual(id: "Judul", en: "Title"),
      count: 3,
      places: [Place(location: Location(row: 1), message: Message(Bilingual(id: "Pesan", en: "Message")))],
      law: []
    )
  }

  /// The same report with other bytes, as a correction of a number.
  func correcting(_ number: ReportNumber, _ text: String = "diperbaiki") -> Sample {
    var sample = self
    sample.filing = "PERBAIKAN"
    sample.corrects = number.text
    sample.content = Array(text.utf8)
    return sample
  }

  /// Bytes that no compression makes shorter, the same each time.
  static func noise(_ count: Int) -> [UInt8] {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
  }

  /// The report of another company.
  static func of(company serial: Int) -> Sample {
    var sample = Sample()
    sample.company = "PT Contoh \(serial)"
    sample.nib = String(9_120_000_000_000 + serial)
    sample.content = Array("laporan perusahaan \(serial)".utf8)
    return sample
  }
}

extension SubmissionStore {
  /// Files a sample that must be accepted.
  @discardableResult
  func keep(
    _ sample: Sample,
    _ confirmation: ConfirmationRecord? = nil,
    in scratch: Scratch
  ) throws -> (submission: StoredSubmission, receipt: Receipt) {
    var filing = try sample.filing(in: scratch)
    filing.confirmation = confirmation
    let outcome: FilingOutcome = try file(filing)
    guard case .accepted(let submission, let receipt) = outcome else { throw Unexpected(outcome: outcome) }
    return (submission, receipt)
  }

  func refusal(of sample: Sample, in scratch: Scratch) throws -> FilingRefusal? {
    guard case .refused(let refusal) = try file(sample.filing(in: scratch)) else { return nil }
    return refusal
  }

  func check() throws -> LogReport { try checkLog { _ in } }
}

struct Unexpected: Error {
  let outcome: FilingOutcome
}

/// A way to keep submissions. Each runs the whole contract.
struct BackEnd: Sendable, CustomTestStringConvertible {
  let name: String
  let open: @Sendable (Scratch, StoreOptions) throws -> any SubmissionStore

  var testDescription: String { name }

  static let all = [
    BackEnd(name: "SQLite") { scratch, options in
      try SQLiteSubmissionStore.open(path: scratch.store, createIfMissing: true, options: options).store
    }
  ]

  func open(_ scratch: Scratch) throws -> any SubmissionStore { try open(scratch, StoreOptions()) }
}

extension PosixFile {
  /// The bytes of a whole file.
  static func all(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
