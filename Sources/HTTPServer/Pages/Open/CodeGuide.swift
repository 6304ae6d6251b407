import ReportForm
import ReportModel
import RuleEngine

/// The page of one code list, searched and page by page: the form's own codes or those of a dated table.
struct CodeGuide {
  static let parameters: Set<String> = ["q", "hal"]
  /// Codes on one page.
  static let pageSize = 100

  let engine: Engine
  let language: Language

  func content(_ list: CodeList, _ query: inout FormQuery) -> [String: Any] {
    let all = codes(of: list)
    let search = query["q"]
    let words = (search ?? "").lowercased().split(whereSeparator: \.isWhitespace)
    let found = all.filter { code in
      let text = "\(code.code) \(code.name.id) \(code.name.en) \(code.aliases)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let paging = Paging(count: found.count, size: Self.pageSize, asked: query.number("hal", in: 1...10_000))
    var content: [String: Any] = [
      "w": OpenWording.words(language), "name": list.name, "title": list.title[language], "q": search ?? "",
      "count": OpenWording.codesFound(found.count, of: all.count)[language], "codes": found[paging.range].map(line),
      "hasCodes": !found.isEmpty,
    ]
    if list.table != nil { content["shape"] = FieldWords(language: language).shape(of: list) }
    if all.contains(where: { $0.window != nil }) { content["isDated"] = true }
    if all.contains(where: { !$0.aliases.isEmpty }) { content["hasAliases"] = true }
    let values = paging.values(language) { page in
      PageAddress.with("/formulir/kode/\(list.name)", [("q", search), ("hal", String(page))])
    }
    if let values { content["paging"] = values }
    return content
  }

  /// A code as the page shows it.
  private struct Entry {
    let code: String
    let name: Bilingual
    var aliases = ""
    var window: Bilingual?
  }

  private func codes(of list: CodeList) -> [Entry] {
    guard let table = list.table else {
      return list.codes.map {
        Entry(code: $0.code, name: $0.label, aliases: $0.aliases.joined(separator: ", "))
      }
    }
    return engine.tables.codes(in: table).map { code in
      let isDated = code.from != nil || code.to != nil
      return Entry(
        code: code.code,
        name: code.name,
        window: isDated ? OpenWording.window(from: code.from, to: code.to) : nil
      )
    }
  }

  private func line(_ entry: Entry) -> [String: Any] {
    [
      "code": entry.code, "label": entry.name[language], "aliases": entry.aliases,
      "window": entry.window?[language] ?? "",
    ]
  }
}
