import ReportModel

/// The first sheet: what the workbook is, how it is filled in, and where each section stands; Indonesian, then English.
struct InstructionSheet {
  /// The sheet's name; no section has it.
  static let name = "Petunjuk"

  let form: FormDefinition
  let sections: [SectionDefinition]

  /// Writes the sheet.
  func write(to file: WorkbookFile) throws(WorkbookFault) {
    let sheet = try file.sheet(Self.name)
    for (column, width) in [34, 58, 58, 26].enumerated() { sheet.setColumn(column, width: width, .paragraph) }
    var row = 0
    for language in [Language.id, .en] { writeText(in: language, to: sheet, &row) }
    writeSections(to: sheet, &row)
  }

  private func writeText(in language: Language, to sheet: WorkbookSheet, _ row: inout Int) {
    let words = FieldWords(language: language)
    sheet.write(
      words.word("Laporan WLKP, formulir versi \(form.version)", "WLKP report, form version \(form.version)"),
      row: row,
      column: 0,
      .title
    )
    row += 1
    for (place, step) in Self.steps(words).enumerated() {
      sheet.write("\(place + 1). \(step)", row: row, column: 0, .value)
      row += 1
    }
    row += 1
  }

  private static func steps(_ words: FieldWords) -> [String] {
    [
      words.word(
        "Setiap lembar adalah satu bagian laporan. Isi mulai baris kedua; jangan mengubah baris judul.",
        "Each sheet is one section of the report. Fill in from the second row; leave the heading row as it is."
      ),
      words.word(
        "Judul biru tua wajib diisi, biru muda diharapkan, abu-abu menurut keadaan perusahaan.",
        "Dark blue headings must be filled in, light blue ones are expected, grey ones depend on the company."
      ),
      words.word(
        "Letakkan penunjuk pada judul kolom untuk membaca penjelasan dan daftar kodenya.",
        "Rest the pointer on a heading to read what the column means and its codes."
      ),
      words.word(
        "Semua sel berformat Teks supaya NIK dan nomor lain tidak kehilangan angka. Jangan ubah formatnya.",
        "All cells are text, so that NIK and other numbers lose no digit. Leave their format as it is."
      ),
      words.word(
        "Tanggal ditulis TTTT-BB-HH, misalnya 2025-11-30; rupiah penuh tanpa titik, misalnya 4250000.",
        "Dates are written YYYY-MM-DD, such as 2025-11-30; whole rupiah without separators, such as 4250000."
      ),
      words.word(
        "Beberapa nilai dalam satu sel dipisah dengan tanda |. Lembar yang tidak diperlukan boleh dikosongkan.",
        "Several values in one cell are parted by |. Sheets that are not needed may stay empty."
      ),
    ]
  }

  private func writeSections(to sheet: WorkbookSheet, _ row: inout Int) {
    for (column, heading) in ["Lembar / Sheet", "Bagian", "Section", "Untuk / For"].enumerated() {
      sheet.write(heading, row: row, column: column, .expected)
    }
    row += 1
    for section in sections {
      sheet.link(section.sheetName, to: section.sheetName, row: row, column: 0)
      sheet.write(section.title.id, row: row, column: 1, .paragraph)
      sheet.write(section.title.en, row: row, column: 2, .paragraph)
      let kinds = [Language.id, .en].map { FieldWords(language: $0).kinds(of: section) }.joined(separator: " / ")
      sheet.write(kinds, row: row, column: 3, .paragraph)
      row += 1
    }
  }
}
