import ReportModel

/// The findings as a table for a spreadsheet: one row per place, every cell quoted (RFC 4180), CRLF line ends.
///
/// Cells that a spreadsheet would take for a formula get an apostrophe in front, also behind separators inside a cell,
/// because a program with another separator in its settings divides the line there. Personal values are masked unless
/// `reveal` is true. Where a finding has more places than are kept, a last row says how many are left out.
public struct CSVRenderer: Sendable {
  /// What stands between two cells.
  public enum Delimiter: String, Sendable, CaseIterable {
    /// Comma: English settings and programs.
    case comma = ","
    /// Semicolon: what Excel expects with Indonesian settings.
    case semicolon = ";"
  }

  /// The language of headings and sentences.
  public var language: Language
  /// What stands between two cells.
  public var delimiter: Delimiter
  /// Show personal values in full; only on the reporter's own screen.
  public var reveal: Bool

  /// A renderer with its choices.
  public init(language: Language = .id, delimiter: Delimiter = .semicolon, reveal: Bool = false) {
    self.language = language
    self.delimiter = delimiter
    self.reveal = reveal
  }

  /// The row of headings with its line end; a byte order mark in front makes Excel read UTF-8.
  public func header(byteOrderMark: Bool = false) -> String {
    (byteOrderMark ? "\u{FEFF}" : "") + line(Wording.tableHeadings.map { $0[language] })
  }

  /// The rows of one assessment, each with its line end; empty when nothing was found.
  public func rows(_ assessment: Assessment) -> String {
    assessment.findings.flatMap(\.unfolded).map { rows(of: $0, file: assessment.file.name) }.joined()
  }

  /// Headings and rows of one assessment.
  public func render(_ assessment: Assessment) -> String {
    header() + rows(assessment)
  }

  private func rows(of finding: Finding, file: String) -> String {
    var text = finding.places.map { line(cells(finding, $0, file: file)) }.joined()
    if finding.placesOmitted > 0 {
      let message = Wording.placesOmitted(finding.placesOmitted)[language]
      text += line(head(finding, file, message) + Array(repeating: "", count: 9) + tail(finding))
    }
    return text
  }

  private func cells(_ finding: Finding, _ place: Place, file: String) -> [String] {
    let location = place.location
    let position = location.position
    return head(finding, file, place.message.text(language, reveal: reveal)) + [
      location.member ?? "", location.section ?? "", location.row.map { String($0) } ?? "",
      location.column ?? location.field ?? "", location.cell ?? "", position.line > 0 ? String(position.line) : "",
      place.value.map(shown) ?? "", place.fix.map { shown($0.replacement) } ?? "",
      place.fix.map { Wording.yesNo($0.isSafe)[language] } ?? "",
    ] + tail(finding)
  }

  private func head(_ finding: Finding, _ file: String, _ message: String) -> [String] {
    [file, finding.rule, finding.grade.name, finding.severity.rawValue, finding.title[language], message]
  }

  private func tail(_ finding: Finding) -> [String] {
    [String(finding.count), finding.confirmation ?? "", finding.law.joined(separator: "; ")]
  }

  private func shown(_ value: FoundValue) -> String { reveal ? value.unmasked : value.masked }

  private func line(_ cells: [String]) -> String {
    SpreadsheetText.line(cells.map(visible), delimiter: delimiter.rawValue)
  }

  private func visible(_ text: String) -> String {
    SafeText.visible(text, limit: RenderingLimits.messageScalars, language)
  }
}

/// Cells that stay text in a spreadsheet.
public enum SpreadsheetText {
  private static let starters: Set<Unicode.Scalar> = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
  private static let separators: Set<Unicode.Scalar> = [",", ";", "|", "\t", "\n", "\r"]
  private static let passedOver: Set<Unicode.Scalar> = [" ", "\"", "\u{A0}"]

  /// A line of CSV (RFC 4180): every cell quoted and kept from being taken for a formula, CRLF at the end.
  public static func line(_ cells: [String], delimiter: String = ",") -> String {
    cells.map(quoted).joined(separator: delimiter) + "\r\n"
  }

  private static func quoted(_ cell: String) -> String {
    var result = "\""
    for scalar in neutral(cell).unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// The cell with an apostrophe before every sign that would begin a formula, at its start or behind a separator.
  static func neutral(_ cell: String) -> String {
    var result = ""
    var isAtStart = true
    for scalar in cell.unicodeScalars {
      if isAtStart, starters.contains(scalar) { result += "'" }
      result.unicodeScalars.append(scalar)
      isAtStart = separators.contains(scalar) || (isAtStart && passedOver.contains(scalar))
    }
    return result
  }
}
