import CSV
import ReportModel

/// What happened to single rows of a section: moved by a column, run over the last heading, set apart by another sign.
struct RowAccidents {
  /// Rows with one accident, and the first of them.
  private struct Tally {
    var rows = 0
    var first: (row: Int, position: SourcePosition) = (0, .unknown)

    mutating func add(_ reading: SectionReading) {
      if rows == 0 { first = (reading.rowNumber, reading.rowPosition) }
      rows += 1
    }
  }

  /// Cells that must prove a shift: three chance hits in one row are next to impossible.
  private static let proofsMin = 3

  private var beyond = Tally()
  private var right = Tally()
  private var left = Tally()
  private var otherSign = Tally()
  private var sign: UInt8 = 0
  private var rows = 0

  /// Judges the row of which something was noted; the accident from which all of it follows.
  mutating func judge(
    _ row: borrowing CSVRow,
    _ columns: [CSVColumns.Entry],
    width: Int,
    _ reading: SectionReading
  ) -> RootCause? {
    if row.fieldCount > width, reading.ledger.holds(.shiftedRow) {
      beyond.add(reading)
      return .shiftedColumns
    }
    if let found = OtherDelimiter.ofRow(row, width: width) {
      sign = found
      otherSign.add(reading)
      return .wrongDelimiter
    }
    guard reading.ledger.heldCount >= Self.proofsMin else { return nil }
    if Self.proves(1, row, columns) {
      right.add(reading)
    } else if Self.proves(-1, row, columns) {
      left.add(reading)
    } else {
      return nil
    }
    return .shiftedColumns
  }

  /// Whether the cells that do not fit their own field fit the field `offset` columns before theirs, most of them.
  private static func proves(_ offset: Int, _ row: borrowing CSVRow, _ columns: [CSVColumns.Entry]) -> Bool {
    var (proofs, misfits) = (0, 0)
    for entry in columns where entry.column < row.fieldCount {
      let cell = row.field(entry.column)
      guard CellLikeness.fits(cell, entry.field) == false,
        let neighbour = columns.first(where: { $0.column == entry.column - offset })
      else { continue }
      switch CellLikeness.fits(cell, neighbour.field) {
      case true?: proofs += 1
      case false?: misfits += 1
      case nil: break
      }
    }
    return proofs >= proofsMin && misfits * 2 <= proofs
  }

  /// Whether the content of a row stands one column beside its headings.
  static func isShifted(_ row: borrowing CSVRow, _ columns: [CSVColumns.Entry]) -> Bool {
    proves(1, row, columns) || proves(-1, row, columns)
  }

  /// Names the accidents of the section.
  func conclude(_ reading: SectionReading, width: Int, delimiter: UInt8) {
    if otherSign.rows > 0 {
      name(.wrongDelimiterRows, otherSign, reading) {
        $0["nilai"] = Message.Value(ReadingWords.delimiter(sign))
        $0["batas"] = Message.Value(ReadingWords.separation(delimiter, isSheet: reading.layout.isSheet))
      }
    }
    // One row too wide is said by its own finding.
    if beyond.rows > 1 {
      name(reading.layout.isSheet ? .shiftedBeyondSheet : .shiftedBeyond, beyond, reading) {
        $0["nilai"] = Message.Value(ReadingWords.delimiter(delimiter))
        $0["batas"] = Message.Value(String(width))
      }
    }
    for (tally, offset) in [(right, 1), (left, -1)] where tally.rows > 0 {
      let words = ReadingWords.shift(offset)
      name(.shiftedColumns, tally, reading) {
        $0["nilai"] = Message.Value(words.direction)
        $0["batas"] = Message.Value(words.lookFor)
      }
    }
  }

  private func name(
    _ problem: ReadingProblem,
    _ tally: Tally,
    _ reading: SectionReading,
    _ more: (inout [String: Message.Value]) -> Void
  ) {
    reading.ledger.note(problem) {
      var values = [
        "bagian": Message.Value(reading.layout.fileSection), "jumlah": Message.Value(String(tally.rows)),
        "baris": Message.Value(String(tally.first.row)),
      ]
      more(&values)
      return Occurrence(
        location: Location(
          member: reading.layout.member,
          section: reading.layout.fileSection,
          row: tally.first.row,
          position: tally.first.position
        ),
        values: values,
        affected: (tally.rows, tally.rows == reading.rows)
      )
    }
  }
}
