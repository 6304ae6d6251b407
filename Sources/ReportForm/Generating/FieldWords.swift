public import ReportModel

/// What sections and fields are, in the words of the people who fill them in; every guide, page and note uses these.
public struct FieldWords: Sendable {
  let language: Language

  /// The words of one language.
  public init(language: Language) { self.language = language }

  /// One of two words.
  func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  /// How many rows a section may have.
  public func rows(of section: SectionDefinition) -> String {
    section.isSingleRow ? word("satu baris", "one row") : word("banyak baris", "many rows")
  }

  /// Which reports carry a section.
  public func kinds(of section: SectionDefinition) -> String {
    switch section.kinds {
    case "all": word("setiap laporan", "every report")
    case "full": word("laporan penuh", "full reports")
    case "short": word("laporan singkat", "short reports")
    case "event": word("laporan kejadian", "event reports")
    default: section.kinds
    }
  }

  /// What may stand in a field.
  ///
  /// - Parameter list: writes the name of a code list, perhaps with a link.
  public func type(of field: FieldDefinition, list: (String) -> String = { $0 }) -> String {
    let one = type(of: field.type, list: list)
    return field.isMany ? one + word("; boleh beberapa, dipisah `|`", "; may be several, parted by `|`") : one
  }

  private func type(of type: FieldType, list: (String) -> String) -> String {
    switch type {
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
    case .code(let name): word("kode ", "code of ") + list(name)
    }
  }

  /// What is known about a field beyond its type, title by title.
  public func details(of field: FieldDefinition) -> [(title: String, text: String)] {
    let all: [(String, String?)] = [
      (word("Cara mengisi", "How"), field.hint?[language]),
      (word("Bila", "When"), field.when?[language]),
      (word("Tujuan", "Purpose"), field.purpose?[language]),
      (word("Dasar hukum", "Law"), field.law),
    ]
    return all.compactMap { title, text in text.map { (title, $0) } }
  }

  /// The shape of the codes of a list that stands in a dated table.
  public func shape(of list: CodeList) -> String {
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
  }
}
