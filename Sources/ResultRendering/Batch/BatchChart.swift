import ReportModel

/// A table of a summary as horizontal bars in SVG, without script or outside files; the table itself stands behind it.
struct BatchChart {
  let table: SummaryTable
  let language: Language

  /// Bars drawn; the table has all rows.
  private static let barsShown = 15
  private static let rowHeight = 26
  private static let labelWidth = 300
  private static let barWidth = 320

  /// The chart and its table.
  var html: String {
    let rows = table.rows.filter { $0.numbers.contains { $0 > 0 } }
    guard !rows.isEmpty else { return "" }
    let heading = HTMLText.element("h2", text: table.title[language])
    return HTMLText.block("section", nil, heading + svg(rows) + details(rows))
  }

  private func svg(_ rows: [SummaryTable.Row]) -> String {
    let shown = rows.prefix(Self.barsShown)
    let most = max(1, rows.map { $0.numbers[0] }.max() ?? 1)
    let height = shown.count * Self.rowHeight + 4
    let width = Self.labelWidth + Self.barWidth + 90
    let sum = rows.count > shown.count ? ", \(BatchWording.kept(shown.count, of: rows.count)[language])" : ""
    let label = HTMLText.escape("\(table.title[language]): \(table.headings[0][language])\(sum)")
    var svg = "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(label)\">\n"
    for (index, row) in shown.enumerated() {
      let top = index * Self.rowHeight
      let length = row.numbers[0] * Self.barWidth / most
      svg += "<text x=\"\(Self.labelWidth - 8)\" y=\"\(top + 18)\" text-anchor=\"end\">\(short(row))</text>"
      svg += "<rect class=\"\(table.dimension)-\(row.code.filter { $0.isLetter })\" x=\"\(Self.labelWidth)\" "
      svg += "y=\"\(top + 4)\" width=\"\(max(1, length))\" height=\"\(Self.rowHeight - 8)\"/>"
      svg += "<text x=\"\(Self.labelWidth + length + 6)\" y=\"\(top + 18)\">\(row.numbers[0])</text>\n"
    }
    return svg + "</svg>\n"
  }

  private func short(_ row: SummaryTable.Row) -> String {
    let limit = 40
    let text = table.dimension == "rule" ? "\(row.code) \(row.name)" : row.name
    return HTMLText.escape(text.count > limit ? text.prefix(limit - 1) + "…" : text)
  }

  private func details(_ rows: [SummaryTable.Row]) -> String {
    let headings = [BatchWording.code, BatchWording.name] + table.headings
    let head = headings.map { "<th scope=\"col\">\(HTMLText.escape($0[language]))</th>" }.joined()
    let body = rows.map { row in
      "<tr><td>\(HTMLText.escape(row.code))</td><td>\(HTMLText.escape(row.name))</td>"
        + row.numbers.map { "<td class=\"n\">\($0)</td>" }.joined() + "</tr>\n"
    }.joined()
    let summary = HTMLText.element("summary", text: "\(table.title[language]) (\(rows.count))")
    return HTMLText.block(
      "details",
      nil,
      summary + "<table><thead><tr>\(head)</tr></thead>\n<tbody>\(body)</tbody></table>\n"
    )
  }
}
