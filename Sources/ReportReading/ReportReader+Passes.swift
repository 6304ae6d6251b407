extension ReportReader {
  /// How a file is gone through, which decides whether it can be read while it still arrives.
  public enum Passes: Hashable, Sendable {
    /// Once, from front to back (XML).
    case one
    /// Several times, each from front to back (CSV).
    case several
    /// From its end, or not at all: an archive, a workbook, no report.
    case fromTheEnd
  }

  /// How many of the first bytes are looked at before a file is gone through, so that even ``Passes/one`` reads them
  /// twice.
  public static let beginningBytes = FileKind.sampleBytes

  /// How a file that begins with these bytes is gone through; a few kilobytes are enough.
  public static func passes(beginning: UnsafeRawBufferPointer) -> Passes {
    switch FileKind(beginning) {
    case .xml: .one
    case .csv: .several
    case .empty, .zip, .packed, .foreign, .binary: .fromTheEnd
    }
  }
}
