import ReportForm
import ReportModel
import RuleEngine

/// The guide's first page: the sections, the code lists, and fields by what is looked for.
struct FormGuide {
  static let parameters: Set<String> = ["q", "hal"]
  /// Fields on one page of what was found.
  static let pageSize = 40

  let engine: Engine
  let language: Language

  private var form: FormDefinition { engine.form }
  private var words: FieldWords { FieldWords(language: language) }

  func content(_ query: inout FormQuery) -> [String: Any] {
    let fields = form.sections.reduce(0) { $0 + $1.fields.count }
    var content: [String: Any] = [
      "w": OpenWording.words(language), "q": query["q"] ?? "",
      "facts": OpenWording.form(form.version, sections: form.sections.count, fields: fields)[language],
      "sections": form.sections.map(line),
      "lists": form.lists.values.sorted { $0.name < $1.name }.map(line),
    ]
    if let search = query["q"] {
      let found = found(search)
      let paging = Paging(count: found.count, size: Self.pageSize, asked: query.number("hal", in: 1...10_000))
      content["found"] = [
        "count": OpenWording.fieldsFound(found.count)[language], "fields": found[paging.range].map(line),
        "hasFields": !found.isEmpty,
      ]
      let values = paging.values(language) { page in
        PageAddress.with("/formulir", [("q", search), ("hal", String(page))])
      }
      if let values { content["paging"] = values }
    }
    return content
  }

  private func line(_ section: SectionDefinition) -> [String: Any] {
    [
      "name": section.csv, "title": section.title[language], "rows": words.rows(of: section),
      "kinds": words.kinds(of: section), "count": section.fields.count,
    ]
  }

  private func line(_ list: CodeList) -> [String: Any] {
    let count = list.table.map { engine.tables.codes(in: $0).count } ?? list.codes.count
    return ["name": list.name, "title": list.title[language], "count": count]
  }

  private func line(_ found: (section: SectionDefinition, field: FieldDefinition)) -> [String: Any] {
    [
      "label": found.field.label[language], "name": found.field.csv, "section": found.section.title[language],
      "address": "/formulir/\(found.section.csv)#\(found.field.csv)",
    ]
  }

  private func found(_ search: String) -> [(section: SectionDefinition, field: FieldDefinition)] {
    let words = search.lowercased().split(whereSeparator: \.isWhitespace)
    return form.sections.flatMap { section in
      section.fields.filter { field in
        let texts = [field.label, section.title] + [field.hint, field.purpose].compactMap(\.self)
        let text = ([field.name, field.csv] + texts.flatMap { [$0.id, $0.en] }).joined(separator: " ").lowercased()
        return words.allSatisfy { text.contains($0) }
      }
      .map { (section, $0) }
    }
  }
}
