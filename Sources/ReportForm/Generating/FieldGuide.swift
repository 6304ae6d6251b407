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

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  // MARK: Sections

  private func section(_ section: SectionDefinition) -> String {
    let rows = section.isSingleRow ? word("satu baris", "one row") : word("banyak baris", "many rows")
    let places =
      "CSV `[\(section.csv)]` · XML `\(section.path.joined(separator: "/"))` · \(rows) · "
      + kinds(section)
    return ["## \(section.title[language])", places, section.fields.map(entry).joined(separator: "\n")]
      .joined(separator: "\n\n")
  }

  private func kinds(_ section: SectionDefinition) -> String {
    switch section.kinds {
    case "all": word("setiap laporan", "every report")
    case "full": word("laporan penuh", "full reports")
    case "event": word("laporan kejadian", "event reports")
    default: section.kinds
    }
  }

  private func entry(_ field: FieldDefinition) -> String {
    let name = "- **\(plain(field.label[language]))** — `\(field.csv)` (XML `\(field.name)`), \(type(field))"
    let required = field.isRequired ? word(", wajib", ", required") : ""
    let details: [(String, String?)] = [
      (word("Cara mengisi", "How"), field.hint?[language]),
      (word("Bila", "When"), field.when?[language]),
      (word("Tujuan", "Purpose"), field.purpose?[language]),
      (word("Dasar hukum", "Law"), field.law),
    ]
    let lines = details.compactMap { title, text in text.map { "  \(title): \(plain($0))." } }
    return ([name + required] + lines).joined(separator: "\\\n")
  }

  private func type(_ field: FieldDefinition) -> String {
    let one =
      switch field.type {
      case .text(let length): word("teks, paling panjang \(length) karakter", "text, up to \(length) characters")
      case .integer: word("bilangan bulat", "whole number")
      case .money: word("rupiah penuh", "whole rupiah")
      case .decimal(let precision, let scale):
        word(
          "angka, \(precision - scale) digit di depan dan \(scale) di belakang koma",
          "number, \(precision - scale) digits before and \(scale) after the point"
        )
      case .date: word("tanggal (YYYY-MM-DD)", "date (YYYY-MM-DD)")
      case .yesNo: word("Y (ya) atau T (tidak)", "Y (yes) or T (no)")
      case .code(let list): word("kode ", "code of ") + "[\(list)](#\(list.lowercased()))"
      }
    return field.isMany ? one + word("; boleh beberapa, dipisah `|`", "; may be several, parted by `|`") : one
  }

  // MARK: Code lists

  private func codes(_ list: CodeList) -> String {
    let rows = list.codes.map { "| `\($0.code)` | \(cell($0.label[language])) |" }
    let heading = "| \(word("Kode", "Code")) | \(word("Arti", "Meaning")) |\n|---|---|"
    return "### \(list.name)\n\n\(plain(list.title[language])).\n\n" + ([heading] + rows).joined(separator: "\n")
  }

  /// The lists whose codes stand in a dated reference table.
  private var tables: [String] {
    form.lists.values.filter { $0.table != nil }.sorted { $0.name < $1.name }.map { list in
      let shape =
        switch list.shape {
        case .digits(let range) where range.lowerBound == range.upperBound:
          word("\(range.lowerBound) angka", "\(range.lowerBound) digits")
        case .digits(let range):
          word(
            "\(range.lowerBound) sampai \(range.upperBound) angka",
            "\(range.lowerBound) to \(range.upperBound) digits"
          )
        case .upper(let count): word("\(count) huruf besar", "\(count) capital letters")
        case nil: word("bentuk menurut tabelnya", "in the form its table has")
        }
      return "### \(list.name)\n\n\(plain(list.title[language])): \(shape)."
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
