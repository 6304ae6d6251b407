/// How large the parts of a workbook may be. Beyond them the file is refused with a finding.
public struct WorkbookLimits: Hashable, Sendable {
  /// Files in the package of a workbook: each sheet, picture and comment is one.
  public var parts = 4_096
  /// Sheets that are looked at; the form has about fifty sections.
  public var sheets = 256
  /// Bytes of the parts that are held whole: the list of sheets, the styles.
  public var headPartBytes: Int64 = 16 << 20
  /// Bytes of all shared texts, held in memory once: names and addresses of half a million workers.
  public var sharedTextBytes = 96 << 20
  /// Shared texts; each takes four bytes more.
  public var sharedTexts = 8_000_000
  /// Rows of a sheet, as in Excel.
  public var rows = 1_048_576
  /// Merged ranges of a sheet that are named.
  public var mergedRanges = 1_000
  /// Cell formats of a workbook, as in Excel.
  public var cellFormats = 65_536

  /// The limits above.
  public static let standard = WorkbookLimits()

  /// The standard limits, to be changed one by one.
  public init() {}
}
