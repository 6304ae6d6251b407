import ReportModel

/// A source line fit for a terminal, and where the caret goes under it.
struct SourceExcerpt: Equatable {
  /// The line, at most `columns` wide; cuts are marked by `…`.
  let text: String
  /// Columns before the caret.
  let caretOffset: Int
  /// Columns that the caret underlines, at least one.
  let caretWidth: Int

  private static let cut = "…"
  /// A tab is shown as this many spaces, whatever the terminal would make of it.
  private static let tab = "    "

  /// Lays out the parts of a line in `columns` columns.
  init(_ parts: LineParts, columns: Int, isCutBefore: Bool = false, isCutAfter: Bool = false) {
    let before = SafeText.visible(parts.before, tab: Self.tab)
    let after = SafeText.visible(parts.after, tab: Self.tab)
    let around = DisplayWidth.of(before) + DisplayWidth.of(after)
    // What stands around the cell gets a third of the line, or less when it needs less.
    let own = Self.head(
      SafeText.visible(parts.own, tab: Self.tab),
      columns: columns - min(around, columns - columns * 2 / 3)
    )
    let room = max(0, columns - DisplayWidth.of(own))
    let beforeRoom = min(DisplayWidth.of(before), max(room / 2, room - DisplayWidth.of(after)))
    let head = Self.tail(before, columns: beforeRoom, isCut: isCutBefore)
    let rest = Self.head(after, columns: max(0, columns - DisplayWidth.of(head + own)), isCut: isCutAfter)
    text = head + own + rest
    caretOffset = DisplayWidth.of(head)
    caretWidth = max(1, DisplayWidth.of(own))
  }

  /// The first `columns` columns, with a mark when something is cut.
  private static func head(_ text: String, columns: Int, isCut: Bool = false) -> String {
    guard isCut || DisplayWidth.of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    return DisplayWidth.prefix(text, columns: max(0, columns - 1)) + cut
  }

  /// The last `columns` columns, with a mark when something is cut.
  private static func tail(_ text: String, columns: Int, isCut: Bool) -> String {
    guard isCut || DisplayWidth.of(text) > columns else { return text }
    guard columns > 0 else { return "" }
    return cut + DisplayWidth.suffix(text, columns: max(0, columns - 1))
  }
}
