public import ReportModel

/// What receives a report as it is read.
///
/// Order: for each section in the file one layout, then its batches (at least one, empty when the section has no
/// rows). The streamed section comes after all others but the closing one. Findings come at any time.
public protocol RecordSink: AnyObject {
  /// How the file writes a section; comes once, before the section's first batch. A section without layout is not in
  /// the file.
  func receive(_ layout: SectionLayout)

  /// The next rows of a section, at most ``ReadingLimits/rowsPerBatch``.
  ///
  /// - Throws: anything that makes going on pointless; reading stops with ``ReadingFault/sinkFailed(_:)``.
  func receive(_ batch: RecordBatch) throws

  /// Something noticed about the file.
  func receive(_ finding: ReadingFinding)
}

/// What came of reading a report.
public struct ReadingSummary: Sendable {
  /// How the file was read.
  public var syntax: FileSyntax
  /// Rows per section that is in the file, in the form's order; total lines not counted.
  public var rows: [SectionCount]
  /// Whether the file is a lone table of workers: judged as a draft.
  public var isDraft: Bool
  /// Whether the file could be read to its end. When it is false, a finding says why, and judging what was read
  /// would mislead.
  public var isUsable: Bool
  /// Sections of a full report (`kinds: all` or `full`) that the file lacks, in the form's order.
  public var missingSections: [String]

  /// Names of the sections that are in the file, in the form's order.
  public var sectionsPresent: [String] { rows.map(\.section) }
}
