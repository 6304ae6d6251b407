import ReportModel

extension FormDefinition {
  /// The guide to every section, field and code of the form as one page in both languages.
  public var fieldPage: String {
    let fields = sections.reduce(0) { $0 + $1.fields.count }
    let words = Bilingual(
      id: "\(sections.count) bagian, \(fields) isian. Dibuat dari definisi formulir.",
      en: "\(sections.count) sections, \(fields) fields. Made from the definition of the form."
    )
    let codes = ownLists.map(FieldPage.codes) + tableLists.map(FieldPage.table)
    let parts =
      [StandalonePage.both("p", words), FieldPage.contents(sections)] + sections.map(FieldPage.section)
      + ["<h2>\(StandalonePage.both("span", Bilingual(id: "Daftar kode", en: "Code lists")))</h2>\n"] + codes
    return StandalonePage(
      title: Bilingual(
        id: "Panduan pengisian, formulir versi \(version)",
        en: "Guide to the form, version \(version)"
      ),
      body: parts.joined(separator: "\n")
    ).text
  }

  /// The lists whose codes stand in a dated reference table, by name.
  var tableLists: [CodeList] { lists.values.filter { $0.table != nil }.sorted { $0.name < $1.name } }
}

/// The parts of the page.
private enum FieldPage {
  /// A text said by the words of each language.
  private static func said(_ text: (FieldWords) -> String) -> Bilingual {
    Bilingual(id: text(FieldWords(language: .id)), en: text(FieldWords(language: .en)))
  }

  static func contents(_ sections: [SectionDefinition]) -> String {
    let items = sections.map {
      "<li><a href=\"#\($0.csv)\"><code>\($0.csv)</code></a> \(StandalonePage.both("span", $0.title))</li>"
    }
    return "<nav><ul>\n\(items.joined(separator: "\n"))\n</ul></nav>\n"
  }

  static func section(_ section: SectionDefinition) -> String {
    let place = said { "\($0.rows(of: section)), \($0.kinds(of: section))" }
    return """
      <section id="\(section.csv)">
      <h2>\(StandalonePage.both("span", section.title))</h2>
      <p>CSV <code>[\(section.csv)]</code>, XML <code>\(section.path.joined(separator: "/"))</code></p>
      \(StandalonePage.both("p", place))
      \(section.fields.map(field).joined(separator: "\n"))
      </section>

      """
  }

  private static func field(_ field: FieldDefinition) -> String {
    var label = field.label
    if field.isRequired { label = Bilingual(id: label.id + " (wajib)", en: label.en + " (required)") }
    var rows = [("Isi", "Value", said { $0.type(of: field) })]
    // The details of both languages stand in the same order.
    for (id, en) in zip(FieldWords(language: .id).details(of: field), FieldWords(language: .en).details(of: field)) {
      rows.append((id.title, en.title, Bilingual(id: id.text, en: en.text)))
    }
    let facts = rows.map { id, en, text in
      "<dt>\(StandalonePage.both("span", Bilingual(id: id, en: en)))</dt><dd>\(StandalonePage.both("span", text))</dd>"
    }
    return """
      <article>
      <h3><code>\(field.csv)</code> \(StandalonePage.both("span", label))</h3>
      <dl>\(facts.joined(separator: "\n"))</dl>
      </article>
      """
  }

  static func codes(_ list: CodeList) -> String {
    let rows = list.codes.map {
      "<tr><td><code>\(StandalonePage.escaped($0.code))</code></td><td>\(StandalonePage.both("span", $0.label))</td></tr>"
    }
    return """
      <h3 id="\(list.name)"><code>\(list.name)</code> \(StandalonePage.both("span", list.title))</h3>
      <table>
      \(rows.joined(separator: "\n"))
      </table>

      """
  }

  static func table(_ list: CodeList) -> String {
    let shape = said { $0.shape(of: list) }
    return """
      <h3 id="\(list.name)"><code>\(list.name)</code> \(StandalonePage.both("span", list.title))</h3>
      \(StandalonePage.both("p", shape))

      """
  }
}
