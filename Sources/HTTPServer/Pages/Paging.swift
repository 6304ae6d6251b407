import ReportModel

/// One page out of a list that is at hand whole.
struct Paging {
  /// The page, from 1.
  let page: Int
  /// How many pages there are, 1 at least.
  let pages: Int
  /// The places of the page's items, from 0.
  let range: Range<Int>

  /// - Parameter asked: the page asked for; one beyond the last is the last.
  init(count: Int, size: Int, asked: Int?) {
    pages = max(1, (count + size - 1) / size)
    page = min(max(1, asked ?? 1), pages)
    range = (page - 1) * size..<min(count, page * size)
  }

  /// What the template for paging shows; `nil` when there is one page only.
  ///
  /// - Parameter address: the address of a page by its number.
  func values(_ language: Language, address: (Int) -> String) -> [String: Any]? {
    guard pages > 1 else { return nil }
    var values: [String: Any] = [
      "text": Bilingual(id: "Halaman \(page) dari \(pages)", en: "Page \(page) of \(pages)")[language]
    ]
    if page > 1 { values["previous"] = address(page - 1) }
    if page < pages { values["next"] = address(page + 1) }
    return values
  }
}
