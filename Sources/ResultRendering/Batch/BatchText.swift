import ReportModel

/// The summary of a batch for a terminal.
public struct BatchText: Sendable {
  private let language: Language
  private let names: BatchNames

  /// Lines of a table shown; the others are counted together.
  private static let rowsShown = 12
  /// Reports of the list of visits shown.
  private static let visitsShown = 10
  /// Columns of a bar.
  private static let barWidth = 24

  /// A renderer with its language.
  public init(language: Language = .id, names: BatchNames = BatchNames()) {
    self.language = language
    self.names = names
  }

  /// The summary, ending with a line end.
  public func render(_ summary: BatchSummary) -> String {
    let tables = SummaryTables(summary: summary, names: names, language: language)
    var text = "\(BatchWording.title[language]): \(summary.files) \(BatchWording.files[language].lowercased())\n"
    for table in tables.all { text += render(table) }
    return text + visits(summary) + faults(summary)
  }

  private func render(_ table: SummaryTable) -> String {
    let rows = table.rows.filter { $0.numbers.contains { $0 > 0 } }
    guard !rows.isEmpty else { return "" }
    let most = max(1, rows.map { $0.numbers[0] }.max() ?? 1)
    var text = "\n\(table.title[language])"
    let further = table.headings.dropFirst().map { $0[language] }.joined(separator: ", ")
    text += further.isEmpty ? "\n" : "  (\(table.headings[0][language].lowercased()); \(further))\n"
    for row in rows.prefix(Self.rowsShown) {
      let number = String(row.numbers[0])
      let bar = String(repeating: "█", count: (row.numbers[0] * Self.barWidth + most - 1) / most)
      let rest = row.numbers.dropFirst().map { String($0) }.joined(separator: ", ")
      text += "  \(spaces(8 - number.count))\(number)  \(bar)\(spaces(Self.barWidth - bar.count))  \(label(table, row))"
      text += rest.isEmpty ? "\n" : "  (\(rest))\n"
    }
    let more = rows.count - Self.rowsShown
    return more > 0 ? text + "            … \(more) \(BatchWording.others[language])\n" : text
  }

  private func label(_ table: SummaryTable, _ row: SummaryTable.Row) -> String {
    let name = SafeText.visible(row.name)
    return ["verdict", "priority", "size"].contains(table.dimension) || row.code.isEmpty
      ? name : "\(SafeText.visible(row.code)) \(name)"
  }

  private func visits(_ summary: BatchSummary) -> String {
    guard !summary.visits.isEmpty else { return "" }
    let shown = summary.visits.prefix(Self.visitsShown)
    var text =
      "\n\(BatchWording.visits[language]) (\(BatchWording.kept(shown.count, of: summary.visits.count)[language]))\n"
    for visit in shown {
      let company = SafeText.visible(visit.company ?? visit.name)
      let region = names.region(visit.region ?? "", language)
      text += "  \(visit.priority.points) \(BatchWording.points[language])  \(company), \(SafeText.visible(region))"
      text += "  [\(SafeText.visible(visit.name))]\n"
      for reason in visit.priority.reasons { text += "      \(BatchWording.reason(reason)[language])\n" }
    }
    return text + "  \(BatchWording.aboutPriority[language])\n  \(BatchWording.weights[language])\n"
  }

  private func faults(_ summary: BatchSummary) -> String {
    guard summary.faultCount > 0 else { return "" }
    var text = "\n\(BatchWording.faults[language]): \(summary.faultCount)\n"
    for fault in summary.faults.prefix(Self.rowsShown) {
      text += "  \(SafeText.visible(fault.name)): \(SafeText.visible(fault.fault.message[language]))\n"
    }
    let more = summary.faultCount - Self.rowsShown
    return more > 0 ? text + "  … \(more) \(BatchWording.others[language])\n" : text
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}
