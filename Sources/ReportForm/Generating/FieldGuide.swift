public import ReportModel

extension FormDefinition {
  /// The guide to every section, field and code of the form, as Markdown.
  public func fieldGuide(in language: Language) -> String { FieldGuide(form: self, language: language).text }
}

/// Writes a form for the people who fill it in.
private struct FieldGuide {
  let form: FormDefinition
  let language: Language

  var text: String {
    let fields = form.sections.reduce(0) { $0 + $1.fields.count }
    let head = [
      "# " + word("Panduan pengisian, formulir versi \(form.version)", "Guide to the form, version \(form.version)"),
      word(
        "\(form.sections.count) bagian, \(fields) isian. Dibuat dari definisi formulir; jangan diubah di sini.",
        "\(form.sections.count) sections, \(fields) fields. Made from the definition of the form; changes here are lost."
      ),
    ]
    let lists = ["## " + word("Daftar kode", "Code lists")] + form.ownLists.map(codes) + tables
    return (head + form.sections.map(section) + lists).joined(separator: "\n\n") + "\n"
  }

  private var words: FieldWords { FieldWords(language: language) }

  private func word(_ id: String, _ en: String) -> String { words.word(id, en) }

  // MARK: Sections

  private func section(_ section: SectionDefinition) -> String {
    let places =
      "CSV `[\(section.csv)]` · XML `\(section.path.joined(separator: "/"))` · \(words.rows(of: section)) · "
      + words.kinds(of: section)
    return ["## \(section.title[language])", places, section.fields.map(entry).joined(separator: "\n")]
      .joined(separator: "\n\n")
  }

  private func entry(_ field: FieldDefinition) -> String {
    let type = words.type(of: field) { "[\($0)](#\($0.lowercased()))" }
    let name = "- **\(plain(field.label[language]))** — `\(field.csv)` (XML `\(field.name)`), \(type)"
    let required = field.isRequired ? word(", wajib", ", required") : ""
    let lines = words.details(of: field).map { "  \($0.title): \(plain($0.text))." }
    return ([name + required] + lines).joined(separator: "\\\n")
  }

  // MARK: Code lists

  private func codes(_ list: CodeList) -> String {
    let rows = list.codes.map { "| `\($0.code)` | \(cell($0.label[language])) |" }
    let heading = "| \(word("Kode", "Code")) | \(word("Arti", "Meaning")) |\n|---|---|"
    return "### \(list.name)\n\n\(plain(list.title[language])).\n\n" + ([heading] + rows).joined(separator: "\n")
  }

  /// The lists whose codes stand in a dated reference table.
  private var tables: [String] {
    form.tableLists.map { list in
      "### \(list.name)\n\n\(plain(list.title[language])): \(words.shape(of: list))."
    }
  }

  /// Text without what Markdown would read as a mark.
  private func plain(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\`*_[]<>".contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  private func cell(_ text: String) -> String {
    plain(text).split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
