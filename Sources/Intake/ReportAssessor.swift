@_spi(Assessor) public import ReportModel
public import ReportReading
public import RuleEngine

/// Judges one file: reading, rules and verdict as one pure fold. No clock, store or network takes part; the same bytes
/// under the same circumstances give the same assessment.
public struct ReportAssessor: Sendable {
  /// What the judgement is made with.
  public let engine: Engine
  private let reader: ReportReader

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
  /// - Throws: `ReadingFault` when the bytes cannot be read; bad content is a finding, not a fault.
  public func assess(
    _ source: some ByteSource,
    name: String,
    circumstances: Circumstances
  ) throws(ReadingFault) -> Judgement {
    let hash = try source.contentHash()
    let sink = RunSink(RuleRun(pack: engine.pack, circumstances: circumstances))
    let summary = try reader.read(source, into: sink)
    let result = summary.isUsable ? sink.run.finish() : sink.run.finishUnreadable()
    let file = FileIdentity(name: name, bytes: source.size, hash: hash, syntax: summary.syntax)
    return judgement(file, summary, result)
  }

  private func judgement(_ file: FileIdentity, _ summary: ReadingSummary, _ result: RunResult) -> Judgement {
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
      instruments: engine.instruments,
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

/// Hands what the reader gives to the run.
private final class RunSink: RecordSink {
  let run: RuleRun
  private var hasHeader = false

  init(_ run: RuleRun) { self.run = run }

  func receive(_ layout: SectionLayout) {
    if layout.section == "kepala" { hasHeader = true }
    run.receive(layout)
  }

  func receive(_ batch: RecordBatch) throws {
    if batch.shape.isStreamed, !hasHeader { run.setDraft() }
    run.receive(batch)
  }

  func receive(_ finding: ReadingFinding) { run.receive(finding) }
}
