/// How the file at hand writes one section: the names and, in a spreadsheet, the columns of its fields.
///
/// A reader gives one layout per section that is in the file, before the section's first batch, so that whoever finds
/// something in a batch can say where it stands in the user's own file.
public struct SectionLayout: Sendable, Hashable {
  /// The section's name in the form, such as `tenagaKerja`.
  public var section: String
  /// The section's name as the file writes it: the CSV section, or the XML path of a row.
  public var fileSection: String
  /// The member of an archive or the sheet of a workbook; `nil` for a plain file.
  public var member: String?
  /// Whether it stands in a sheet of a workbook, where rows and columns are places and bytes are not.
  public var isSheet = false
  /// Each field's name as the file writes it, in the order of the section's shape; `nil` where the file has no such
  /// column.
  public var headings: [String?]
  /// Each field's column in the sheet, from 0, in the order of the section's shape; empty for XML.
  public var sheetColumns: [Int?]

  /// A layout with its names.
  public init(
    section: String,
    fileSection: String,
    member: String? = nil,
    headings: [String?],
    sheetColumns: [Int?] = []
  ) {
    self.section = section
    self.fileSection = fileSection
    self.member = member
    self.headings = headings
    self.sheetColumns = sheetColumns
  }

  /// Where a cell of a batch stands in the file; without `field`, where its row stands.
  ///
  /// - Parameters:
  ///   - row: the row in the batch, from 0.
  ///   - field: the field's index in the section's shape.
  public func location(in batch: RecordBatch, row: Int, field: Int? = nil) -> Location {
    let rowPosition = batch.rowPositions[row]
    guard let field else {
      return location(row: batch.firstRow + row, rowLine: rowPosition.line, position: rowPosition)
    }
    return location(
      row: batch.firstRow + row,
      rowLine: rowPosition.line,
      field: field,
      name: batch.shape.fields[field].name,
      position: batch.position(field: field, row: row)
    )
  }

  /// A location in this section.
  ///
  /// - Parameters:
  ///   - row: the section's row number, from 1; `nil` for the section as a whole.
  ///   - rowLine: the line on which the row begins, from 1: a spreadsheet numbers its rows so.
  ///   - field: the field's index in the section's shape.
  ///   - name: the field's element name.
  ///   - position: the place in the bytes.
  public func location(
    row: Int?,
    rowLine: Int,
    field: Int? = nil,
    name: String? = nil,
    position: SourcePosition
  ) -> Location {
    let sheetColumn = field.flatMap { $0 < sheetColumns.count ? sheetColumns[$0] : nil }
    return Location(
      member: member,
      section: fileSection,
      row: row,
      field: name,
      column: field.flatMap { $0 < headings.count ? headings[$0] : nil },
      cell: sheetColumn.map { Location.cellName(column: $0, line: rowLine) },
      position: isSheet ? SourcePosition(byte: -1, line: rowLine, column: 0) : position
    )
  }
}
