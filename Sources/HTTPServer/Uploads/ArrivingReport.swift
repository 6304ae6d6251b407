import AuditLog
import Intake
import ReportModel
import ReportReading

/// One report on its way: its bytes go to a spool and, from a size on, into its judgement. When this object goes before
/// ``finish(_:)``, the judgement ends without an outcome.
final class ArrivingReport<Outcome: Sendable> {
  /// The name its sender knows it by.
  let name: String
  private let spool: Spool
  private let stated: Int64?
  private let early: EarlyJudging<Outcome>?
  private var hasher = DigestHasher()
  private var size: Int64 = 0
  private var start: EarlyStart<Outcome>?
  private var isDecided = false

  /// - Parameter stated: the size in bytes, where the sender said so.
  init(_ spool: Spool, name: String, stated: Int64?, early: EarlyJudging<Outcome>?) {
    self.spool = spool
    self.name = name
    self.stated = stated
    self.early = early
  }

  deinit { start?.source.breakOff() }

  /// Takes the next bytes.
  func take(_ bytes: UnsafeRawBufferPointer) throws {
    hasher.update(bytes)
    size += Int64(bytes.count)
    if let start, !start.keepsFile { return start.source.add(bytes) }
    try spool.append(bytes)
    start?.source.spooled(bytes.count)
    guard !isDecided, let early, size >= max(early.from, Int64(ReportReader.beginningBytes)) else { return }
    isDecided = true
    start = try early.begin(spool, stated: stated, name: name)
  }

  /// Waits until the judgement has come so far that there is room for more.
  func room() async { await start?.source.room() }

  /// Ends the report, once its hash is allowed.
  func finish(_ allow: (Digest) throws -> Void = { _ in }) throws -> ArrivedReport<Outcome> {
    let hash = hasher.finalize()
    try allow(hash)
    spool.close()
    let upload = Upload(spool: spool, hash: hash, size: size)
    start?.source.end(hash: upload.contentHash)
    return ArrivedReport(upload: upload, name: name, judging: start?.task)
  }
}

/// A report that has arrived.
struct ArrivedReport<Outcome: Sendable>: Sendable {
  /// Its bytes; of one that is judged already only the beginning, unless the file is needed.
  let upload: Upload
  /// The name its sender knows it by.
  let name: String
  /// Its judgement, when it has begun.
  var judging: Task<Outcome, any Error>?
}
