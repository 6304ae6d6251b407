/// Reads a sample with one delimiter and counts how well the rows of each table agree in width.
final class WidthSurvey: CSVRowSink {
  /// Headers and rows of more than one field, where rows are as wide as their header.
  private(set) var inFavour = 0
  /// Rows of another width than their header, section lines that only another delimiter would end, breaks of quoting.
  private(set) var against = 0

  private var headerWidth: Int?

  /// What speaks for the delimiter, less what speaks against it.
  var score: Int { inFavour - 2 * against }

  /// The survey of `sample` read as `dialect`.
  static func run(_ sample: UnsafeRawBufferPointer, _ dialect: CSVDialect, isWholeFile: Bool) -> WidthSurvey {
    let survey = WidthSurvey()
    let reader = CSVReader(dialect: dialect, sink: survey)
    do throws(CSVError) {
      try reader.feed(sample)
      // The last line of a mere sample is probably cut, so it is left out.
      if isWholeFile { try reader.finish() }
    } catch {
      survey.weigh(error)
    }
    return survey
  }

  /// Quotes that make no sense speak against the delimiter; damaged letters say nothing about it.
  private func weigh(_ error: CSVError) {
    switch error {
    case .textAfterClosingQuote, .unclosedQuote: against += 4
    default: break
    }
  }

  func row(_ row: borrowing CSVRow) -> CSVControl {
    if row.isBlank { return .continue }
    let first = row.field(0)
    if first.first == UInt8(ascii: "[") {
      let isWhole = first.last == UInt8(ascii: "]")
      if !isWhole { against += 1 }
      headerWidth = nil
    } else if let headerWidth {
      if row.fieldCount != headerWidth { against += 1 } else if headerWidth > 1 { inFavour += 1 }
    } else {
      headerWidth = row.fieldCount
      if row.fieldCount > 1 { inFavour += 2 }
    }
    return .continue
  }
}
