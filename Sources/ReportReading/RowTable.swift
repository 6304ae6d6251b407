import CSV
import ReportModel

/// The name of a member or sheet, and how places in it are told.
struct TablePlace {
  /// The member's path in the archive, or the sheet's name.
  let name: String
  /// Whether it is a sheet of a workbook, whose places are cells and not bytes.
  let isSheet: Bool

  /// The location with the table in it.
  func located(_ location: Location) -> Location {
    var location = location
    if location.member == nil { location.member = name }
    if isSheet { location.position = SourcePosition(byte: -1, line: location.position.line, column: 0) }
    return location
  }
}

/// One table of a report that has several: a CSV in a ZIP, or a sheet of a workbook.
protocol RowTable: AnyObject {
  var place: TablePlace { get }

  /// Feeds the rows from `start` to a sink, as often as asked. The first time through it notes what is wrong with the
  /// table itself.
  ///
  /// - Returns: whether the table could be read to its end.
  func feed(from start: CSVStart, into sink: any CSVRowSink, _ output: RecordOutput) throws(ReadingFault) -> Bool

  /// Notes what the first time through has shown of a table that holds sections.
  ///
  /// - Parameter heading: the line of its last heading, from 1: what lies above it is title.
  func noteStructure(below heading: Int, _ ledger: FindingLedger)
}

extension RowTable {
  func noteStructure(below heading: Int, _ ledger: FindingLedger) {}
}
