import ReportModel

/// The note on the heading of a column: what the field is and how it is filled in, in Indonesian, then in English.
struct FieldNote {
  let field: FieldDefinition
  /// The field's codes, if the form itself holds them.
  let list: CodeList?

  /// Codes that are listed in a note; longer lists are shortened, the cell offers all of them.
  private static let codes = 24

  var text: String { [Language.id, .en].map(text).joined(separator: "\n\n") }

  private func text(in language: Language) -> String {
    let words = FieldWords(language: language)
    let required = field.isRequired ? words.word(" (WAJIB)", " (REQUIRED)") : ""
    var lines = [field.label[language] + required, words.type(of: field) + "."]
    lines += words.details(of: field).map { "\($0.title): \($0.text)." }
    if field.isIdentifier { lines.append(words.word("Semua angka dipertahankan.", "Every digit is kept.")) }
    return (lines + codes(in: language)).joined(separator: "\n")
  }

  private func codes(in language: Language) -> [String] {
    guard case .code = field.type, let list else { return [] }
    let lines = list.codes.prefix(Self.codes).map { "\($0.code) = \($0.label[language])" }
    return list.codes.count > Self.codes ? lines + ["…"] : lines
  }
}
