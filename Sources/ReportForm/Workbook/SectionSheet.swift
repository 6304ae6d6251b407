import ReportModel

/// Rows of one section as text, to be filled into a workbook.
public struct SectionRows: Sendable {
  /// The section's name in the form.
  public let section: String
  /// Names of the fields, in the order of the values.
  public let fields: [String]
  /// The values; an empty text is an empty cell.
  public let rows: [[String]]

  /// Rows of a section.
  public init(section: String, fields: [String], rows: [[String]]) {
    self.section = section
    self.fields = fields
    self.rows = rows
  }
}

extension SectionDefinition {
  /// The longest name a sheet can have, in characters (a limit of the file format).
  static let sheetNameLength = 31

  /// The name of the section's sheet in a workbook: the CSV name, cut where a spreadsheet would not take more.
  public var sheetName: String { String(csv.prefix(Self.sheetNameLength)) }
}

/// Writes the sheet of one section: headings with notes, text columns, offers for codes, and rows that are given.
struct SectionSheet {
  let section: SectionDefinition
  let lists: CodeSheet

  /// Writes it into the workbook.
  func write(to file: WorkbookFile, rows: SectionRows?) throws(WorkbookFault) {
    let sheet = try file.sheet(section.sheetName)
    for (column, field) in section.fields.enumerated() {
      sheet.setColumn(column, width: width(of: field))
      sheet.write(field.csv, row: 0, column: column, style(of: field))
      let note = FieldNote(field: field, list: lists.list(of: field)).text
      sheet.annotate(note, row: 0, column: column, lines: note.count { $0 == "\n" } + note.count / 60 + 1)
      offer(field, column, sheet)
    }
    sheet.freezeHeading()
    sheet.allowNumbersAsText()
    write(rows, to: sheet)
  }

  private func write(_ rows: SectionRows?, to sheet: WorkbookSheet) {
    guard let rows else { return }
    let columns = rows.fields.map { section.shape.index(of: $0) }
    for (row, values) in rows.rows.enumerated() {
      for case (let column?, let value) in zip(columns, values) where !value.isEmpty {
        sheet.write(value, row: row + 1, column: column, .value)
      }
    }
  }

  private func style(of field: FieldDefinition) -> WorkbookFile.Style {
    if field.isRequired { return .required }
    return field.when.map { $0.id.hasPrefix("setiap") || $0.id.hasPrefix("diharapkan") } ?? false
      ? .expected : .optional
  }

  private func width(of field: FieldDefinition) -> Int {
    let content =
      switch field.type {
      case .text(let length): min(length + 2, 40)
      case .integer, .yesNo: 8
      case .money, .decimal: 16
      case .date: 12
      case .code: 20
      }
    return max(content, field.csv.count + 2)
  }

  /// Several values in one cell cannot be picked from a list: the note says how to write them.
  private func offer(_ field: FieldDefinition, _ column: Int, _ sheet: WorkbookSheet) {
    guard !field.isMany, let range = lists.range(of: field) else { return }
    sheet.offer(
      range,
      rows: 1...(section.isSingleRow ? 1 : WorkbookSheet.lastRow),
      column: column,
      title: String(field.csv.prefix(32)),
      message: "Pilih kode dari daftar. / Please choose a code from the list."
    )
  }
}
