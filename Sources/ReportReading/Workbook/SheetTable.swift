import CSV
import ReportModel
import XML

/// A sheet of a workbook.
final class SheetTable: RowTable {
  let place: TablePlace
  /// Whether the workbook hides it.
  let isHidden: Bool
  private let part: OfficePart
  private let context: WorkbookContext
  private var hasBegun = false
  private var merged: [SheetReader.MergedRange] = []

  init(_ sheet: SheetList.Sheet, part: OfficePart, context: WorkbookContext) {
    place = TablePlace(name: sheet.name, isSheet: true)
    isHidden = sheet.isHidden
    self.part = part
    self.context = context
  }

  func feed(from start: CSVStart, into sink: any CSVRowSink, _ output: RecordOutput) throws(ReadingFault) -> Bool {
    let isFirstPass = !hasBegun
    hasBegun = true
    let reader = SheetReader(context, limits: output.limits, isFirstPass: isFirstPass, sink: sink)
    do throws(PartFault) {
      try part.read(reader) { reader.wantsMore && output.refusal == nil }
      if let failure = reader.failure { throw failure }
      if isFirstPass { merged = reader.merged }
      return true
    } catch {
      if isFirstPass { try output.ledger.note(error, part: place.name) }
      return false
    }
  }

  /// Where the sheet lies in the package.
  var entry: ZipEntry { part.entry }

  /// Feeds the rows once more, while where their cells stand in the sheet is recorded.
  ///
  /// - Returns: whether the sheet is written in UTF-8 and could be read to its end.
  func feed(into sink: any CSVRowSink, recording cells: SheetCells, _ output: RecordOutput) -> Bool {
    let reader = SheetReader(context, limits: output.limits, isFirstPass: false, sink: sink)
    reader.recorder = cells
    let encoding = try? part.read(reader) { reader.wantsMore }
    return encoding == .utf8 && reader.failure == nil
  }

  func noteStructure(below heading: Int, _ ledger: FindingLedger) {
    if isHidden { ledger.note(.hiddenSheet, values: ["nilai": Message.Value(place.name)]) }
    for range in merged where range.lastLine > heading {
      ledger.note(
        .mergedCells,
        values: ["nilai": Message.Value(range.reference)],
        at: Location(cell: range.reference)
      )
    }
  }
}
