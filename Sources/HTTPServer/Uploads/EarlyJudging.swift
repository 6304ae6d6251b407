import Intake
import ReportReading

/// How a large report is judged while it arrives.
struct EarlyJudging<Outcome: Sendable>: Sendable {
  /// Where: as many at a time as there are threads; when none is free, a report is judged when it has arrived, as small
  /// ones are. So whoever sends slowly holds one of these places, which nobody needs, and no thread of others.
  let threads: WorkingThreads
  /// From how many bytes on.
  let from: Int64
  /// Whether the file is needed afterwards.
  let keepsFile: Bool
  /// Judges; the name is the one its sender knows it by.
  let judge: @Sendable (ArrivingSource, _ name: String) throws -> Outcome

  /// Begins, when there is a place and the report's form allows it; `nil`: it is judged when it has arrived.
  func begin(_ spool: Spool, stated: Int64?, name: String) throws -> EarlyStart<Outcome>? {
    let source = try ArrivingSource(spool: spool, stated: stated)
    let passes = try source.beginning(Self.sampleBytes).withUnsafeBytes { ReportReader.passes(beginning: $0) }
    // Before what a filing needs to know first, a table is read to its end anyhow.
    guard passes == .one || passes == .several && !keepsFile else { return nil }
    guard let task = threads.start({ [judge] in try judge(source, name) }) else { return nil }
    return EarlyStart(source: source, keepsFile: keepsFile || passes == .several, task: task)
  }

  /// What shows the form of a report.
  private static var sampleBytes: Int { 4096 }
}

/// A judgement that has begun before everything is here.
struct EarlyStart<Outcome: Sendable>: Sendable {
  let source: ArrivingSource
  /// Whether what comes also goes to the spool.
  let keepsFile: Bool
  let task: Task<Outcome, any Error>
}
