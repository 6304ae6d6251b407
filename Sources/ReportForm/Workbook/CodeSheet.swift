import ReportModel

/// The hidden sheet with the codes that cells offer: two columns for each list, the codes and their meaning.
struct CodeSheet {
  /// The sheet's name; no section has it.
  static let name = "Daftar"
  /// The first row that holds a code; above it stand the list's name and the headings.
  private static let firstRow = 2

  /// Y and T, for questions.
  private static let yesNo = CodeList(
    name: "Y_T",
    title: Bilingual(id: "Ya atau tidak", en: "Yes or no"),
    codes: [
      Code(code: "Y", label: Bilingual(id: "Ya", en: "Yes"), aliases: []),
      Code(code: "T", label: Bilingual(id: "Tidak", en: "No"), aliases: []),
    ],
    table: nil,
    shape: nil
  )

  private let lists: [CodeList]
  private let places: [String: Int]

  init(form: FormDefinition) {
    lists = [Self.yesNo] + form.ownLists.filter { $0.name != Self.yesNo.name }
    places = Dictionary(uniqueKeysWithValues: lists.enumerated().map { ($1.name, $0) })
  }

  /// The list of a field's codes, if the form itself holds them.
  func list(of field: FieldDefinition) -> CodeList? {
    switch field.type {
    case .yesNo: Self.yesNo
    case .code(let name): places[name].map { lists[$0] }
    default: nil
    }
  }

  /// The cells with a field's codes, as a formula.
  func range(of field: FieldDefinition) -> String? {
    guard let list = list(of: field), let place = places[list.name], !list.codes.isEmpty else { return nil }
    let column = Self.letters(of: place * 2)
    return "=\(Self.name)!$\(column)$\(Self.firstRow + 1):$\(column)$\(Self.firstRow + list.codes.count)"
  }

  /// Writes the sheet.
  func write(to file: WorkbookFile) throws(WorkbookFault) {
    let sheet = try file.sheet(Self.name)
    for (place, list) in lists.enumerated() {
      let column = place * 2
      sheet.setColumn(column, width: 24)
      sheet.setColumn(column + 1, width: 44)
      sheet.write(list.name, row: 0, column: column, .heading)
      sheet.write("\(list.title.id) / \(list.title.en)", row: 0, column: column + 1, .heading)
      sheet.write("Kode / Code", row: 1, column: column, .optional)
      sheet.write("Arti / Meaning", row: 1, column: column + 1, .optional)
      for (row, code) in list.codes.enumerated() {
        sheet.write(code.code, row: Self.firstRow + row, column: column, .value)
        sheet.write("\(code.label.id) / \(code.label.en)", row: Self.firstRow + row, column: column + 1, .value)
      }
    }
    sheet.hide()
  }

  /// The letters of a column, counted from 0: A, B, … Z, AA, AB …
  static func letters(of column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(65 + column % 26)))
    return column < 26 ? last : letters(of: column / 26 - 1) + last
  }
}
