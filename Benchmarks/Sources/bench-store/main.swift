import AuditLog
import Dispatch
import Foundation
import GRDB
@_spi(Assessor) import ReportModel
import SubmissionStore
import Synchronization

// How many filings a second become durable, against a bare SQLite insert of the same bytes in the same run; how fast
// the trees are checked; how long a proof takes. Usage: bench-store [FILINGS] [ENTRIES] [FOLDER]

let arguments = CommandLine.arguments.dropFirst().map { $0 }
let count = arguments.first.flatMap { Int($0) } ?? 20_000
let entries = arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
let folder = arguments.dropFirst(2).first ?? NSTemporaryDirectory() + "/wlkp-bench-store"
let filers = 16

/// Seconds that work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let time = try ContinuousClock().measure(work)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// A report of some 20 KB as companies send it: numbers and names that compress as such files do.
func report(_ serial: Int) -> [UInt8] {
  var text = "[kepala]\r\n1.0;TAHUNAN;PERPANJANGAN;2025;2025-11-30;2025-12-12;3273;PUSAT\r\n[tenaga_kerja]\r\n"
  var state = UInt64(truncatingIfNeeded: serial) &* 0x9E37_79B9_7F4A_7C15 | 1
  for row in 1...110 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let digits = String(state % 10_000_000_000)
    text += "\(row);PUSAT;Pekerja \(digits.prefix(4)) Contoh;ID;327301\(digits)9901;P;1990-01-\(row % 28 + 1);"
      + "PKWTT;2015-06-01;;SMA;5132;\(3_500_000 + Int(state % 4_000_000));0;Y;Y;Y;Y;BULANAN;40;WNI;L;5\r\n"
  }
  return Array(text.utf8)
}

func assessment(_ serial: Int, _ bytes: [UInt8]) -> Assessment {
  let hash = ContentHash(hex: Digest.sha256(of: bytes).hex)!
  var header = ReportHeader()
  (header.companyName, header.nib, header.unit) = ("PT Contoh \(serial)", "\(9_120_000_000_000 + serial)", "PUSAT")
  (header.kind, header.period, header.region, header.filing) = ("TAHUNAN", 2025, "3273", "BARU")
  let findings = (0..<10).map { number in
    Finding(
      rule: "WL-X-\(number)",
      grade: .compliance(.warning),
      severity: .warning,
      title: Bilingual(id: "Judul", en: "Title"),
      count: 1,
      places: [],
      law: []
    )
  }
  return Assessment(
    file: FileIdentity(name: "f.csv", bytes: Int64(bytes.count), hash: hash, syntax: FileSyntax(kind: .csv)),
    verdict: .acceptedWithFindings,
    header: header,
    rows: [],
    findings: findings,
    notAssessed: [],
    rulesAsked: 200,
    dates: AssessmentDates(received: CivilDate(dayNumber: 20_000), reference: nil),
    instruments: Instruments(
      form: .init(version: "1.0", hash: hash),
      pack: .init(version: "1", hash: hash),
      tables: hash,
      engine: "0",
      verifiedUntil: nil
    )
  )
}

try? FileManager.default.removeItem(atPath: folder)
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
let document = Array(String(repeating: #"{"rule":"WL-UPAH-001","row":17,"message":"Upah di bawah minimum"},"#, count: 60).utf8)

// The files first: making them is no part of the measurement.
let filings = try (0..<count).map { serial -> Filing in
  let bytes = report(serial)
  let path = "\(folder)/\(serial).csv"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return Filing(assessment: assessment(serial, bytes), document: document, original: path, submitter: "s", receivedAt: 1)
}
let payload = filings.reduce(Int64(0)) { $0 + $1.assessment.file.bytes + Int64(document.count) }
print("filings \(count), \(payload / Int64(count)) bytes each with their document, \(filers) filers")

// Bare SQLite: the same bytes, one row each, as many a transaction as our groups hold at most, and one a transaction.
func bare(_ name: String, perTransaction: Int) throws -> Double {
  let pool = try DatabasePool(path: "\(folder)/\(name).db")
  try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
  try pool.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, document BLOB, original BLOB) STRICT") }
  let time = try seconds {
    for start in stride(from: 0, to: count, by: perTransaction) {
      try pool.write { database in
        let insert = try database.cachedStatement(sql: "INSERT INTO t (document, original) VALUES (?, ?)")
        for filing in filings[start..<min(start + perTransaction, count)] {
          let original = try Data(contentsOf: URL(fileURLWithPath: filing.original))
          try insert.execute(arguments: [Data(filing.document), original])
        }
      }
    }
  }
  return Double(count) / time
}

let bareGrouped = try bare("kelompok", perTransaction: 64)
let bareSingle = try bare("tunggal", perTransaction: 1)

let store = try SQLiteSubmissionStore.open(path: "\(folder)/store.db", createIfMissing: true).store
let numbers = Mutex<[String]>([])

/// Microseconds of reading receipts, one after the other: the median and the slowest of a hundred.
func reads() throws -> (median: Double, slowest: Double) {
  let known = numbers.withLock { $0 }
  guard !known.isEmpty else { return (0, 0) }
  let times = try (0..<100).map { index in
    try seconds { _ = try store.receipt(known[index * 7919 % known.count]) } * 1e6
  }.sorted()
  return (times[50], times[99])
}

let next = Atomic<Int>(0)
let busyReads = Mutex<[(median: Double, slowest: Double)]>([])
let time = seconds {
  DispatchQueue.concurrentPerform(iterations: filers + 1) { filer in
    if filer == filers {
      while next.load(ordering: .relaxed) < count {
        usleep(100_000)
        if let measured = try? reads() { busyReads.withLock { $0.append(measured) } }
      }
      return
    }
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      guard case .accepted(let submission, _)? = try? store.file(filings[index]) as FilingOutcome else {
        fatalError("not accepted")
      }
      numbers.withLock { $0.append(submission.number.text) }
    }
  }
}
let ours = Double(count) / time
print(String(format: "%-44@ %9.0f /s", "bare insert, 64 a transaction" as NSString, bareGrouped))
print(String(format: "%-44@ %9.0f /s", "bare insert, one a transaction" as NSString, bareSingle))
print(String(format: "%-44@ %9.0f /s", "accepted with durable receipt" as NSString, ours))
print(String(format: "%-44@ %9.2f (asked: at most 2.5)", "bare, 64 a transaction / ours" as NSString, bareGrouped / ours))
let idle = try reads()
let busy = busyReads.withLock { $0.map(\.median).sorted() }
print(String(format: "receipt read, median: idle %.0f µs, while filing %.0f µs", idle.median, busy.isEmpty ? 0 : busy[busy.count / 2]))
try store.close()
let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/store.db")[.size] as? Int64 ?? 0
print("store: \(size / Int64(count)) bytes a submission of \(payload / Int64(count)) bytes")

// A log of a million entries, as events: the smallest that the store keeps.
let log = try SQLiteSubmissionStore.open(path: "\(folder)/log.db", createIfMissing: true).store
let filled = seconds {
  DispatchQueue.concurrentPerform(iterations: 64) { lane in
    for index in 0..<entries / 64 {
      _ = try? log.record(StoreEvent(.looked, at: Int64(index), actor: "bench-\(lane)")) as StoredEvent
    }
  }
}
let total = try log.checkpoint(of: .access).unverified.head.size
print(String(format: "%-44@ %9.0f /s", "events recorded" as NSString, Double(total) / filled))
var clean = false
let check = try seconds { clean = try log.checkTrees { _ in }.isClean }
print(String(format: "%-44@ %9.0f /s (asked: at least 300,000), clean: %@", "entries checked, of \(total)" as NSString, Double(total) / check, clean ? "yes" : "NO"))
let proofs = try (0..<1000).map { index in
  try seconds { _ = try log.inclusion(of: index * 7919 % total, in: .access) } * 1e6
}.sorted()
print(String(format: "inclusion proof: median %.0f µs, slowest of 1,000 %.0f µs (asked: below 1,000)", proofs[500], proofs[999]))
try? FileManager.default.removeItem(atPath: folder)
