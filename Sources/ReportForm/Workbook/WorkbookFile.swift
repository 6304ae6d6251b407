import CXlsxWriter
import ReportModel

/// A workbook that libxlsxwriter writes; the only place that calls the library.
///
/// The library keeps the first thing that goes wrong to itself, so every call's answer is remembered here and `close`
/// throws the first that was not good.
final class WorkbookFile {
  /// How a cell looks. All of them are text (number format `@`), so that a spreadsheet keeps every digit typed.
  enum Style: CaseIterable {
    /// Values that people fill in.
    case value
    /// Headings of a field that must be filled in, of one that is expected, and of any other.
    case required, expected, optional
    /// The title of a page, a heading in a text, a paragraph, a link to another sheet.
    case title, heading, paragraph, link
  }

  private let path: String
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var failure: lxw_error?
  private var isOpen = true

  /// Begins a workbook that `close` writes to `path`.
  init(path: String, title: String) throws(WorkbookFault) {
    guard let book = workbook_new(path) else { throw .notWritten(path: path, reason: "libxlsxwriter") }
    self.path = path
    self.book = book
    for style in Style.allCases { formats[style] = Self.format(style, in: book) }
    setProperties(title: title)
  }

  deinit { if isOpen { lxw_workbook_free(book) } }

  /// Writes the file.
  func close() throws(WorkbookFault) {
    isOpen = false
    note(workbook_close(book))
    guard let failure else { return }
    throw .notWritten(path: path, reason: lxw_strerror(failure).map { String(cString: $0) } ?? "\(failure)")
  }

  /// Adds a sheet.
  func sheet(_ name: String) throws(WorkbookFault) -> WorkbookSheet {
    guard let sheet = workbook_add_worksheet(book, name) else {
      throw .notWritten(path: path, reason: name)
    }
    return WorkbookSheet(file: self, sheet: sheet)
  }

  func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? { formats[style] }

  /// Remembers the first call that failed.
  func note(_ answer: lxw_error) {
    if answer != LXW_NO_ERROR && failure == nil { failure = answer }
  }

  /// A fixed day in place of the clock's, so that the same form gives the same bytes: the day the duty to report began.
  private static let created = CivilDate(year: 1981, month: 7, day: 31).map { Int($0.dayNumber) * 86_400 } ?? 1

  private func setProperties(title: String) {
    withMutableText(title) { title in
      var properties = lxw_doc_properties()
      properties.title = title
      properties.created = Self.created
      note(workbook_set_properties(book, &properties))
    }
  }

  /// The built-in number format "Text", `@` (ECMA-376, 18.8.30).
  private static let textFormat: UInt8 = 49

  private static func format(
    _ style: Style,
    in book: UnsafeMutablePointer<lxw_workbook>
  ) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = workbook_add_format(book) else { return nil }
    format_set_num_format_index(format, textFormat)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch style {
    case .value: break
    case .required: paint(format, 0x1F_4E79, text: 0xFF_FFFF)
    case .expected: paint(format, 0xBD_D7EE, text: 0x00_0000)
    case .optional: paint(format, 0xED_EDED, text: 0x00_0000)
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .heading: format_set_bold(format)
    case .paragraph: format_set_text_wrap(format)
    case .link:
      format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
      format_set_font_color(format, 0x05_63C1)
    }
    return format
  }

  private static func paint(_ format: UnsafeMutablePointer<lxw_format>, _ fill: UInt32, text: UInt32) {
    format_set_bold(format)
    format_set_bg_color(format, fill)
    format_set_font_color(format, text)
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
  }
}

/// One sheet of a workbook. Rows and columns count from 0.
struct WorkbookSheet {
  /// The last row of a sheet.
  static let lastRow = 1_048_575

  fileprivate let file: WorkbookFile
  fileprivate let sheet: UnsafeMutablePointer<lxw_worksheet>

  /// Writes a text cell.
  func write(_ text: String, row: Int, column: Int, _ style: WorkbookFile.Style) {
    file.note(worksheet_write_string(sheet, UInt32(row), UInt16(column), text, file.format(style)))
  }

  /// Writes a text that leads to another sheet.
  func link(_ text: String, to name: String, row: Int, column: Int) {
    let target = "internal:'\(name)'!A1"
    file.note(
      worksheet_write_url_opt(sheet, UInt32(row), UInt16(column), target, file.format(.link), text, nil)
    )
  }

  /// Sets a column's width in characters, and its style for cells that are still empty.
  func setColumn(_ column: Int, width: Int, _ style: WorkbookFile.Style = .value) {
    file.note(worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(width), file.format(style)))
  }

  /// Hangs a note on a cell; it is shown when the pointer rests there.
  func annotate(_ text: String, row: Int, column: Int, lines: Int) {
    var options = lxw_comment_options()
    options.width = 420
    options.height = UInt16(min(max(lines, 4) * 18 + 12, 900))
    file.note(worksheet_write_comment_opt(sheet, UInt32(row), UInt16(column), text, &options))
  }

  /// Keeps the first row in sight.
  func freezeHeading() { worksheet_freeze_panes(sheet, 1, 0) }

  /// Shows no green corner where a number is kept as text: that is wanted here.
  func allowNumbersAsText() {
    file.note(
      worksheet_ignore_errors(sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD\(Self.lastRow + 1)")
    )
  }

  /// Takes the sheet out of sight.
  func hide() { worksheet_hide(sheet) }

  /// Offers the values of a range, such as `=Daftar!$A$3:$A$9`, in the cells of a column. Another value is asked about,
  /// not refused: spellings that the readers understand may be pasted.
  func offer(_ range: String, rows: ClosedRange<Int>, column: Int, title: String, message: String) {
    var offers = lxw_data_validation()
    offers.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
    offers.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
    withMutableText(range) { range in
      withMutableText(title) { title in
        withMutableText(message) { message in
          offers.value_formula = range
          offers.error_title = title
          offers.error_message = message
          file.note(
            worksheet_data_validation_range(
              sheet,
              UInt32(rows.lowerBound),
              UInt16(column),
              UInt32(rows.upperBound),
              UInt16(column),
              &offers
            )
          )
        }
      }
    }
  }
}

/// Lends a text to the library, which takes pointers it could write through and only reads.
private func withMutableText(_ text: String, _ body: (UnsafeMutablePointer<CChar>?) -> Void) {
  var bytes = Array(text.utf8CString)
  bytes.withUnsafeMutableBufferPointer { body($0.baseAddress) }
}
