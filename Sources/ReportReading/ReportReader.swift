import CSV
public import ReportForm
import ReportModel

/// Reads a report file into typed records: XML and CSV alike, in constant memory.
///
/// What is wrong with the file becomes a `ReadingFinding` of a WL-BERKAS rule; what is wrong with the machine becomes a
/// ``ReadingFault``. The same bytes give the same batches and findings, always.
public struct ReportReader: Sendable {
  /// The limits in force.
  public let limits: ReadingLimits
  // Immutable once made; its classes hold nothing but constants.
  private let plan: PlanBox

  /// A reader for reports of this form. Making one compiles the form; keep it and use it for many files.
  public init(form: FormDefinition, limits: ReadingLimits = .standard) {
    self.limits = limits
    plan = PlanBox(plan: FormPlan(form))
  }

  /// What a source holds: one report, or an archive of several.
  public enum Content: Sendable {
    /// A report in any of its forms: XML, CSV, a workbook, a ZIP of one CSV per section. Also whatever is neither
    /// report nor archive: reading it says so.
    case report
    /// An archive whose members are reports: ZIP, TAR, TAR.GZ, TAR.ZST, or one compressed file.
    case archive
  }

  /// Whether a source is a report or an archive, judged by its bytes and never by its name.
  ///
  /// - Throws: a `ReadingFault` when it cannot be read for reasons outside it.
  public func content(of source: any ByteSource) throws(ReadingFault) -> Content {
    let start = try source.bytes(0..<min(source.size, Int64(FileKind.signatureBytes)))
    if FileKind.isPacked(start) { return .archive }
    guard FileKind.isZip(start) else { return .report }
    return try ZipPackage.Kind(source, limits.archive, plan.plan) == .archive ? .archive : .report
  }

  /// Reads one file to its end.
  ///
  /// - Throws: a `ReadingFault` when the file cannot be read for reasons outside it; never for its content.
  public func read(_ source: some ByteSource, into sink: any RecordSink) throws(ReadingFault) -> ReadingSummary {
    let output = RecordOutput(sink: sink, limits: limits)
    let facts = ReportFacts(form: plan.plan, ledger: output.ledger)
    output.facts = facts
    let summary = try read(source, output, facts)
    if let refusal = output.refusal { throw .sinkFailed(refusal) }
    if summary.isUsable && !summary.isDraft { facts.checkTotals() }
    output.letters.conclude(output.ledger)
    output.ledger.close()
    return summary
  }

  private func read(
    _ source: any ByteSource,
    _ output: RecordOutput,
    _ facts: ReportFacts
  ) throws(ReadingFault) -> ReadingSummary {
    let unread = facts.summary(syntax: FileSyntax(kind: .unknown), isDraft: false, isUsable: false)
    guard source.size <= limits.fileBytes else {
      let values = ["nilai": Message.Value(String(source.size)), "batas": Message.Value(String(limits.fileBytes))]
      output.ledger.note(.fileTooLarge, values: values)
      return unread
    }
    let sample = UnsafeMutableRawBufferPointer.allocate(byteCount: FileKind.sampleBytes, alignment: 16)
    defer { sample.deallocate() }
    let beginning = try Self.fill(sample, source)
    switch FileKind(beginning) {
    case .empty: output.ledger.note(.emptyFile)
    case .foreign(.oldExcelFile): output.ledger.note(try OldOfficeFile.problem(source))
    case .foreign(let problem): output.ledger.note(problem)
    case .binary(let offset): output.ledger.noteBinary(beginning, offset)
    case .packed: output.ledger.note(.packedFile)
    case .zip:
      let package = ZipPackage(form: plan.plan, source: source, output: output, facts: facts)
      guard let lone = try package.loneReport() else { return try package.read() }
      // Findings are about the member, and say so.
      output.ledger.table = TablePlace(name: lone.path, isSheet: false)
      return try read(lone.source, output, facts)
    case .xml:
      var summary = try XMLReport(form: plan.plan, source: source, output: output, facts: facts).read()
      summary.syntax.add(beginning: beginning)
      return summary
    case .csv:
      let isWhole = Int64(beginning.count) >= source.size
      let dialect = DialectDetector.detect(beginning, isWholeFile: isWhole).dialect
      let mayBeOld = dialect.encoding == .utf8 && !dialect.hasByteOrderMark
      return try CSVReport(form: plan.plan, source: source, output: output, facts: facts)
        .read(dialect, mayBeOldEncoding: mayBeOld)
    }
    return unread
  }

  /// Reads the first bytes; a source may give them in several pieces.
  private static func fill(
    _ buffer: UnsafeMutableRawBufferPointer,
    _ source: some ByteSource
  ) throws(ReadingFault) -> UnsafeRawBufferPointer {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try source.read(into: rest, at: Int64(filled))
      if count == 0 { break }
      filled += count
    }
    return UnsafeRawBufferPointer(rebasing: buffer[..<filled])
  }
}

/// Holds the compiled form. Everything in it is made before it is shared and never changes after.
private final class PlanBox: @unchecked Sendable {
  let plan: FormPlan
  init(plan: FormPlan) { self.plan = plan }
}
