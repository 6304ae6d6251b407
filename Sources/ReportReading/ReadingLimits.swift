/// How large the parts of a report file may be. Each limit names its unit; beyond it the file is refused with a
/// finding, never with a crash.
public struct ReadingLimits: Hashable, Sendable {
  /// Bytes of the whole file: about 2.5 million workers in XML, ten million in CSV. libxml2 counts lines in 31 bits.
  public var fileBytes: Int64 = 2_147_483_647
  /// Rows of one section that is not streamed (owners, branches, accidents …): the largest groups have some thousands.
  public var rowsPerSection = 20_000
  /// Rows of the streamed section: no employer has ten million workers in one unit.
  public var streamedRows = 10_000_000
  /// Rows of one batch: enough for column kernels to pay, little enough to stay in the cache.
  public var rowsPerBatch = 1_024
  /// Bytes of one cell or element text: an address has some hundred.
  public var cellBytes = 65_536
  /// Cells of one CSV line: the widest section has about fifty columns.
  public var cellsPerLine = 1_024
  /// Section lines in one CSV file: the form has about fifty sections.
  public var sectionLines = 256
  /// Findings of one problem that are listed; the rest is counted on the last of them. A file with a fault in every
  /// row must cost neither memory nor time for each.
  public var findingsPerProblem = 1_000
  /// Lines before the heading of a lone table of workers: a title and a few words of explanation.
  public var titleLines = 20
  /// Bytes read at once from the source.
  public var chunkBytes = 262_144
  /// Archives and their members.
  public var archive = ArchiveLimits()
  /// Spreadsheet workbooks.
  public var workbook = WorkbookLimits()

  /// The limits above.
  public static let standard = ReadingLimits()

  /// The standard limits, to be changed one by one.
  public init() {}
}
