import ReportModel

/// The summary of a batch as one table for a spreadsheet: a row for each thing counted, every number in its own column.
public struct BatchCSV: Sendable {
  private let language: Language
  private let names: BatchNames

  /// A renderer with its language.
  public init(language: Language = .id, names: BatchNames = BatchNames()) {
    self.language = language
    self.names = names
  }

  /// The table with its headings (RFC 4180, separated by semicolons, cells kept from being taken for formulas).
  public func render(_ summary: BatchSummary) -> String {
    let headings = [
      BatchWording.files, BatchWording.acceptable, BatchWording.withFindings, BatchWording.highPriority,
      BatchWording.workers, BatchWording.places, BatchWording.unanswered, BatchWording.points,
    ]
    let first = ["dimension", BatchWording.code[language], BatchWording.name[language]]
    var text = line(first + headings.map { $0[language].lowercased() } + [BatchWording.reasons[language]])
    let tables = SummaryTables(summary: summary, names: names, language: language)
    for table in tables.all {
      for row in table.rows {
        let numbers = headings.map { heading in
          table.headings.firstIndex(of: heading).map { String(row.numbers[$0]) } ?? ""
        }
        text += line([table.dimension, row.code, row.name] + numbers + [""])
      }
    }
    for visit in summary.visits {
      let reasons = visit.priority.reasons.map { BatchWording.reason($0)[language] }.joined(separator: "; ")
      let numbers = ["", "", "", "", visit.workers.map { String($0) } ?? "", "", "", String(visit.priority.points)]
      text += line(["visit", visit.name, visit.company ?? ""] + numbers + [reasons])
    }
    return text
  }

  private func line(_ cells: [String]) -> String {
    SpreadsheetText.line(cells.map { SafeText.visible($0) }, delimiter: ";")
  }
}
