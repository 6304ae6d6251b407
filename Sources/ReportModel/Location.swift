/// A place in the bytes of a file.
public struct SourcePosition: Hashable, Sendable {
  /// Byte offset, from 0; in the transcoded stream when the file was not UTF-8. `-1` when not known.
  public var byte: Int64
  /// Line, from 1; 0 when not known.
  public var line: Int
  /// Column in the line, from 1, in bytes; 0 when not known.
  public var column: Int

  /// A place with its three coordinates.
  public init(byte: Int64, line: Int, column: Int) {
    self.byte = byte
    self.line = line
    self.column = column
  }

  /// No place.
  public static let unknown = SourcePosition(byte: -1, line: 0, column: 0)
}

/// Where a finding points in the user's own file.
public struct Location: Hashable, Sendable {
  /// The member of an archive or the sheet of a workbook; `nil` for a plain file.
  public var member: String?
  /// The section's name as the file writes it: the CSV section or the XML path of its row.
  public var section: String?
  /// The row in its section, from 1, as the reader counted it; `nil` for the whole section or file.
  public var row: Int?
  /// The field's element name, such as `tanggalAkhirKontrak`.
  public var field: String?
  /// The field's name as the file writes it: CSV heading or XML element.
  public var column: String?
  /// The spreadsheet cell, such as `F217`; CSV and XLSX only.
  public var cell: String?
  /// The place in the bytes.
  public var position: SourcePosition

  /// A location with what is known of it.
  public init(
    member: String? = nil,
    section: String? = nil,
    row: Int? = nil,
    field: String? = nil,
    column: String? = nil,
    cell: String? = nil,
    position: SourcePosition = .unknown
  ) {
    self.member = member
    self.section = section
    self.row = row
    self.field = field
    self.column = column
    self.cell = cell
    self.position = position
  }

  /// The spreadsheet name of a cell: column from 0, line from 1. `(5, 217)` is `F217`.
  public static func cellName(column: Int, line: Int) -> String {
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters + String(line)
  }
}
