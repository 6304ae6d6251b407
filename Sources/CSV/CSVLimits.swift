/// How large the parts of a file may be. Beyond them the reader refuses with ``CSVError/limitExceeded(_:allowed:at:)``.
public struct CSVLimits: Hashable, Sendable {
  /// Bytes of one field as written, quotes included; at least 1. An unclosed quote is noticed here at the latest.
  public var fieldBytes = 65_536
  /// Fields of one row; at least 1. The widest table of a report has far fewer.
  public var columnsPerRow = 1_024
  /// Bytes of one row as written; at least 1. A row is held in memory while it is read.
  public var rowBytes = 1_048_576
  /// Bytes of the whole file as received: about forty million worker rows.
  public var totalBytes: Int64 = 8_589_934_592

  /// The limits above.
  public static let standard = CSVLimits()

  /// The standard limits, to be changed one by one.
  public init() {}

  /// Row lengths up to here need no closer look.
  var unconditional: Int { min(fieldBytes, rowBytes) }
}

/// The name of a limit of ``CSVLimits``, with its unit.
public enum CSVLimit: String, Hashable, Sendable, CaseIterable {
  /// Bytes of a field that is not quoted.
  case fieldBytes
  /// Bytes of a quoted field: probably its closing quote is missing. The value is that of `fieldBytes`.
  case quotedFieldBytes
  /// Fields of a row.
  case columnsPerRow
  /// Bytes of a row.
  case rowBytes
  /// Bytes of the file.
  case totalBytes
}
