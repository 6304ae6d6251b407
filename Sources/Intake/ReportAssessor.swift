import Foundation
@_spi(Assessor) public import ReportModel
public import ReportReading
public import RuleEngine

/// Judges one file: reading, rules and verdict as one pure fold. No clock, store or network takes part; the same bytes
/// under the same circumstances give the same assessment.
public struct ReportAssessor: Sendable {
  /// What the judgement is made with.
  public let engine: Engine
  var reader: ReportReader

  /// Files from this size on, in bytes, are judged while they are read; below it a thread is not worth its making.
  var largeBytes: Int64 = 1 << 20

  /// Whether the rules of a large file are shared among two threads; with one processor that only costs.
  var sharesRules = ProcessInfo.processInfo.activeProcessorCount > 1

  /// An assessor over an engine.
  public init(engine: Engine) {
    self.engine = engine
    reader = ReportReader(form: engine.form)
  }

  /// Judges a file.
  ///
  /// - Parameters:
  ///   - source: the bytes, readable at any place.
  ///   - name: the name the user knows the file by; it is only repeated.
  ///   - circumstances: the day of receipt, and whether an archive is judged.
  ///   - only: the keys of the rules to ask; `nil` asks all.
  /// - Throws: `ReadingFault` when the bytes cannot be read; bad content is a finding, not a fault.
  public func assess(
    _ source: some ByteSource,
    name: String,
    circumstances: Circumstances,
    only: Set<String>? = nil
  ) throws(ReadingFault) -> Judgement {
    try assess(source, name: name, circumstances: circumstances, only: only, passing: { $0 })
  }

  /// Judges a file whose records go `through` another sink on their way to the rules.
  func assess(
    _ source: some ByteSource,
    name: String,
    circumstances: Circumstances,
    only: Set<String>? = nil,
    passing through: (any RecordSink) -> any RecordSink
  ) throws(ReadingFault) -> Judgement {
    if source.size >= largeBytes || source is ArrivingSource {
      return try assessLarge(source, name: name, circumstances: circumstances, only: only, passing: through)
    }
    let hash = try source.contentHash()
    var circumstances = circumstances
    circumstances.own = hash
    let sink = RunSink(RuleRun(pack: engine.pack, circumstances: circumstances, only: only))
    let summary = try reader.read(source, into: through(sink))
    let result = summary.isUsable ? sink.run.finish() : sink.run.finishUnreadable()
    let file = FileIdentity(name: name, bytes: source.size, hash: hash, syntax: summary.syntax)
    return judgement(file, summary, result, circumstances)
  }

  /// Judges a file with reading, judging and, where nothing waits for it, hashing side by side.
  ///
  /// Of a report that still arrives the hash is known at the end only: it is compared with all earlier reports given.
  private func assessLarge(
    _ source: some ByteSource,
    name: String,
    circumstances: Circumstances,
    only: Set<String>?,
    passing through: (any RecordSink) -> any RecordSink
  ) throws(ReadingFault) -> Judgement {
    var circumstances = circumstances
    var known: ContentHash?
    var hashing: HashingThread?
    let arriving = source as? ArrivingSource
    let isWhole = arriving?.hasEnded ?? true
    // Only a comparison with earlier reports asks for the hash before the end.
    if circumstances.prior == nil, let shared = source as? any SharedByteSource {
      hashing = HashingThread(shared)
    } else if arriving == nil {
      known = try source.contentHash()
      circumstances.own = known
    }
    let sink = JudgingThread(pack: engine.pack, circumstances: circumstances, only: only, sharesRules: sharesRules)
    let summary = try reader.read(source, into: through(sink))
    let result = sink.finish(isUsable: summary.isUsable)
    if let hashing { known = try hashing.finish() }
    if let arriving { known = try arriving.finalHash() }
    if !isWhole, source.size > reader.limits.fileBytes {
      // Its size, which nobody knew, says what there is to say; no byte of it is read for that.
      return try assessLarge(source, name: name, circumstances: circumstances, only: only, passing: through)
    }
    guard let hash = known else { preconditionFailure("the hash is known beforehand or worked out beside") }
    let file = FileIdentity(name: name, bytes: source.size, hash: hash, syntax: summary.syntax)
    return judgement(file, summary, result, circumstances)
  }

  /// Reads an earlier report to compare with; what a report's own judgement would say of it does not matter here.
  ///
  /// - Parameter source: the bytes, readable at any place.
  public func priorReport(_ source: some ByteSource) throws(PriorReportFault) -> PriorReport {
    let sink = PriorSink(PriorReportCollector(form: engine.form))
    let report: PriorReport?
    do throws(ReadingFault) {
      let hash = try source.contentHash()
      report = try reader.read(source, into: sink).isUsable ? sink.collector.finish(hash: hash) : nil
    } catch {
      throw .reading(error)
    }
    guard let report else { throw .notAReport }
    return report
  }

  private func judgement(
    _ file: FileIdentity,
    _ summary: ReadingSummary,
    _ result: RunResult,
    _ circumstances: Circumstances
  ) -> Judgement {
    var instruments = engine.instruments
    instruments.priorReports = circumstances.prior?.hash
    instruments.confirmations = circumstances.confirmations?.hash
    var verdict = Verdict(findings: result.findings)
    if summary.isDraft, verdict.allowsFiling { verdict = .rejected }
    if !result.faults.isEmpty, verdict != .rejected { verdict = .notAssessed }
    let assessment = Assessment(
      file: file,
      verdict: verdict,
      header: result.header,
      rows: summary.rows,
      findings: result.findings,
      notAssessed: result.notAssessed,
      rulesAsked: result.rulesAsked,
      dates: AssessmentDates(received: result.received, reference: result.reference),
      instruments: instruments,
      isDraft: summary.isDraft,
      missingSections: summary.isDraft ? summary.missingSections : []
    )
    return Judgement(assessment: assessment, faults: result.faults)
  }
}

/// An assessment, and what of ours broke on the way to it.
public struct Judgement: Sendable {
  /// The assessment.
  public let assessment: Assessment
  /// Rules that broke; with any, the verdict never allows filing, and the log should name them.
  public let faults: [RuleFault]
}

/// Why an earlier report cannot be compared with.
public enum PriorReportFault: Error, Sendable {
  /// The file could not be read.
  case reading(ReadingFault)
  /// What it holds is no report: it cannot be understood, or has no header.
  case notAReport
}

/// Hands what the reader gives to the collector of an earlier report.
private final class PriorSink: RecordSink {
  let collector: PriorReportCollector

  init(_ collector: PriorReportCollector) { self.collector = collector }

  func receive(_ layout: SectionLayout) { collector.receive(layout) }
  func receive(_ batch: RecordBatch) { collector.receive(batch) }
  func receive(_ finding: ReadingFinding) {}
}

/// Hands what the reader gives to the run.
final class RunSink: RecordSink {
  let run: RuleRun
  private var hasHeader = false

  init(_ run: RuleRun) { self.run = run }

  func receive(_ layout: SectionLayout) {
    if layout.section == "kepala" { hasHeader = true }
    run.receive(layout)
  }

  func receive(_ batch: RecordBatch) {
    if batch.shape.isStreamed, !hasHeader { run.setDraft() }
    run.receive(batch)
  }

  func receive(_ finding: ReadingFinding) { run.receive(finding) }
}
