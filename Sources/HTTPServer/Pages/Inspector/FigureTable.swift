import Mustache
import ReportModel
import ResultRendering

/// Something counted, as an inspector's page shows it: bars, the whole table behind them, and a file for a spreadsheet.
struct FigureTable {
  /// Its name in addresses and as the id of its heading.
  let name: String
  let title: Bilingual
  /// What stands under the title; `nil`: nothing.
  var note: Bilingual?
  /// Whether the codes say something to people; a word of ours says it better in the name.
  var showsCodes = true
  /// Headings of the numbers; the first is what the bars show.
  let headings: [Bilingual]
  let rows: [Row]

  /// One thing counted.
  struct Row {
    let code: String
    let name: String
    let numbers: [Int]
    /// The list behind the first number.
    var address: String?
  }

  /// Bars drawn; the table has all rows.
  static let barsShown = 12

  /// What the template `inspectorFigure` shows.
  func content(_ language: Language, export: String? = nil) -> [String: Any] {
    let words = InspectorWording.words(language)
    let most = max(1, rows.map { $0.numbers.first ?? 0 }.max() ?? 1)
    var content: [String: Any] = [
      "w": words, "name": name, "title": title[language], "heading": headings.first?[language] ?? "",
      "hasRows": !rows.isEmpty, "count": Figures.text(rows.count, language),
      "headings": headings.map { $0[language] },
      "bars": rows.prefix(Self.barsShown).map { bar($0, most, language) },
      "rows": rows.map { row in
        var values: [String: Any] = [
          "code": row.code, "name": row.name,
          "numbers": zip(headings, row.numbers).map { heading, number in
            ["label": heading[language], "number": Figures.text(number, language)]
          },
        ]
        values["address"] = row.address
        return values
      },
    ]
    content["note"] = note?[language]
    content["export"] = export
    if rows.count > Self.barsShown { content["more"] = InspectorWording.more(rows.count - Self.barsShown)[language] }
    return content
  }

  private func bar(_ row: Row, _ most: Int, _ language: Language) -> [String: Any] {
    let number = row.numbers.first ?? 0
    var values: [String: Any] = [
      "label": row.name, "code": row.code == row.name || !showsCodes ? "" : row.code,
      "number": Figures.text(number, language),
      // Thousandths of the longest bar, and never nothing for something.
      "length": String(number == 0 ? 0 : max(4, number * 1000 / most)),
    ]
    values["address"] = row.address
    return values
  }

  /// The table as CSV: separated by semicolons, as Excel expects with Indonesian settings, cells kept from being taken
  /// for formulas.
  func csv(_ language: Language) -> String {
    let words = InspectorWording.words(language)
    let head = [words["code"] ?? "", words["name"] ?? ""] + headings.map { $0[language] }
    let lines = [head] + rows.map { [$0.code, $0.name] + $0.numbers.map { String($0) } }
    return CSVText.table(lines)
  }
}

/// Lines for a spreadsheet.
enum CSVText {
  /// A table with a byte order mark, so that Excel reads UTF-8.
  static func table(_ lines: [[String]]) -> String {
    "\u{FEFF}" + lines.map { SpreadsheetText.line($0.map { SafeText.visible($0) }, delimiter: ";") }.joined()
  }
}

/// Numbers for people.
enum Figures {
  /// Digits in groups of three: `12.345` in Indonesian, `12,345` in English.
  static func text(_ number: Int, _ language: Language) -> String {
    let digits = Array(String(abs(number)))
    let separator: Character = language == .id ? "." : ","
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result.append(separator) }
      result.append(digit)
    }
    return (number < 0 ? "-" : "") + result
  }

  /// The time of day in Western Indonesian Time, such as `10.04 WIB`, of milliseconds since 1970-01-01T00:00:00Z.
  static func time(_ moment: Int64, _ language: Language) -> String {
    let minutes = Int((moment / 60_000 + 7 * 60) % (24 * 60))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60))\(language == .id ? "." : ":")\(two(minutes % 60)) WIB"
  }
}
