import ReportModel
import RuleEngine

/// A report to look through once more for the persons in it whom other companies list, on its way to a worker.
///
/// In bytes, integers little-endian: period (8), hash of the archive (64 digits), how many prints (8), the prints (8 each),
/// how many other files (4), their numbers (8 each), then the report as in `ComparedReport`.
struct SharedPeopleJob {
  var period: Int
  var archive: ContentHash
  var prints: [UInt64]
  /// Numbers of files that list one of them.
  var others: [Int]
  var report: ComparedReport

  /// The job as bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(bitPattern: Int64(period)), bytes: 8)
    bytes += archive.hex.utf8
    bytes.append(littleEndian: UInt64(prints.count), bytes: 8)
    for print in prints { bytes.append(littleEndian: print, bytes: 8) }
    bytes.append(littleEndian: UInt64(others.count), bytes: 4)
    for other in others { bytes.append(littleEndian: UInt64(other), bytes: 8) }
    return bytes + report.message(verdict: report.verdict)
  }

  /// A job from its bytes; our own process wrote them, so what does not fit is no job.
  init?(bytes: [UInt8]) {
    let hashEnd = 8 + 64
    guard bytes.count >= hashEnd + 8 else { return nil }
    let printsEnd = hashEnd + 8 + 8 * Int(bytes.littleEndian(at: hashEnd, bytes: 8))
    guard bytes.count >= printsEnd + 4 else { return nil }
    let othersEnd = printsEnd + 4 + 8 * Int(bytes.littleEndian(at: printsEnd, bytes: 4))
    guard bytes.count >= othersEnd,
      let archive = ContentHash(hex: String(decoding: bytes[8..<hashEnd], as: UTF8.self)),
      let report = ComparedReport.all(in: Array(bytes[othersEnd...])).first
    else { return nil }
    period = Int(Int64(bitPattern: bytes.littleEndian(at: 0, bytes: 8)))
    self.archive = archive
    prints = stride(from: hashEnd + 8, to: printsEnd, by: 8).map { bytes.littleEndian(at: $0, bytes: 8) }
    others = stride(from: printsEnd + 4, to: othersEnd, by: 8).map { Int(bytes.littleEndian(at: $0, bytes: 8)) }
    self.report = report
  }

  /// A job.
  init(period: Int, archive: ContentHash, prints: [UInt64], others: [Int], report: ComparedReport) {
    self.period = period
    self.archive = archive
    self.prints = prints
    self.others = others
    self.report = report
  }
}
