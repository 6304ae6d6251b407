extension CSVError {
  /// The languages of sentences.
  public enum Language: String, Hashable, Sendable, CaseIterable {
    /// Indonesian.
    case id
    /// English.
    case en
  }

  /// The error in two or three plain sentences: what is wrong, where, what to do. Never quotes the file's content.
  public func sentence(in language: Language) -> String {
    switch language {
    case .id: indonesian
    case .en: english
    }
  }

  private var indonesian: String {
    switch self {
    case .unclosedQuote(let at):
      "Tanda kutip di baris \(at.line) tidak ditutup. Tambahkan tanda kutip penutup pada isian itu, atau hapus tanda "
        + "kutip pembukanya."
    case .textAfterClosingQuote(let at, let opened) where opened.line < at.line:
      "Tanda kutip di baris \(opened.line), isian ke-\(opened.field + 1), tampaknya tidak ditutup: tanda kutip berikutnya "
        + "baru ada di baris \(at.line). Tambahkan tanda kutip penutup pada isian itu, atau hapus tanda kutip pembukanya."
    case .textAfterClosingQuote(let at, _):
      "Baris \(at.line), isian ke-\(at.field + 1): ada tulisan setelah tanda kutip penutup. Tanda kutip di dalam isian "
        + "ditulis dua kali (\"\")."
    case .quoteInUnquotedField(let at):
      "Baris \(at.line), isian ke-\(at.field + 1): ada tanda kutip di tengah isian. Apit seluruh isian dengan tanda "
        + "kutip, dan tulis tanda kutip di dalamnya dua kali (\"\")."
    case .nulByte(let at):
      "Baris \(at.line), kolom \(at.column) (byte \(at.byte)): ada byte kosong (NUL), yang tidak boleh ada dalam teks. "
        + "Buka berkas di Excel, lalu simpan lagi sebagai \"CSV UTF-8\"."
    case .invalidUTF8(let at, _?):
      "Baris \(at.line), isian ke-\(at.field + 1): ada huruf yang rusak (bukan UTF-8). Simpan ulang dari Excel sebagai "
        + "\"CSV UTF-8\"."
    case .invalidUTF8(let at, nil):
      "Berkas terpotong di tengah huruf pada baris \(at.line). Simpan atau unduh ulang berkasnya."
    case .invalidUTF16(let at):
      "Baris \(at.line): ada huruf yang rusak atau terpotong (UTF-16). Simpan ulang dari Excel sebagai \"CSV UTF-8\"."
    case .limitExceeded(let limit, let allowed, let at):
      limit.indonesian(allowed, at)
    }
  }

  private var english: String {
    switch self {
    case .unclosedQuote(let at):
      "The quote on line \(at.line) is not closed. Add the closing quote to that field, or remove the opening one."
    case .textAfterClosingQuote(let at, let opened) where opened.line < at.line:
      "The quote on line \(opened.line), field \(opened.field + 1), seems not to be closed: the next quote comes only on "
        + "line \(at.line). Add the closing quote to that field, or remove the opening one."
    case .textAfterClosingQuote(let at, _):
      "Line \(at.line), field \(at.field + 1): there is text after the closing quote. Write a quote within a field "
        + "twice (\"\")."
    case .quoteInUnquotedField(let at):
      "Line \(at.line), field \(at.field + 1): there is a quote in the middle of the field. Enclose the whole field in "
        + "quotes, and write a quote within it twice (\"\")."
    case .nulByte(let at):
      "Line \(at.line), column \(at.column) (byte \(at.byte)): there is a zero byte, which text may not hold. Open the "
        + "file in Excel and save it again as \"CSV UTF-8\"."
    case .invalidUTF8(let at, _?):
      "Line \(at.line), field \(at.field + 1): a letter is damaged (not UTF-8). Save the file again from Excel as "
        + "\"CSV UTF-8\"."
    case .invalidUTF8(let at, nil):
      "The file is cut within a letter on line \(at.line). Save or download it again."
    case .invalidUTF16(let at):
      "Line \(at.line): a letter is damaged or cut (UTF-16). Save the file again from Excel as \"CSV UTF-8\"."
    case .limitExceeded(let limit, let allowed, let at):
      limit.english(allowed, at)
    }
  }
}

extension CSVLimit {
  fileprivate func indonesian(_ allowed: Int64, _ at: CSVPosition) -> String {
    switch self {
    case .fieldBytes:
      "Baris \(at.line), isian ke-\(at.field + 1): isian lebih panjang dari \(allowed) byte. Periksa tanda pemisah "
        + "kolom dan akhir baris."
    case .quotedFieldBytes:
      "Isian ke-\(at.field + 1) yang dimulai di baris \(at.line) lebih panjang dari \(allowed) byte; kemungkinan tanda "
        + "kutipnya tidak ditutup. Tambahkan tanda kutip penutup."
    case .columnsPerRow:
      "Baris \(at.line) memuat lebih dari \(allowed) kolom. Hapus kolom kosong yang berlebih."
    case .rowBytes:
      "Baris \(at.line) lebih panjang dari \(allowed) byte. Periksa akhir baris dan tanda kutip di baris itu."
    case .totalBytes:
      "Ukuran berkas melebihi batas \(allowed) byte. Bagi berkas menurut unit laporan."
    }
  }

  fileprivate func english(_ allowed: Int64, _ at: CSVPosition) -> String {
    switch self {
    case .fieldBytes:
      "Line \(at.line), field \(at.field + 1): the field is longer than \(allowed) bytes. Check the delimiters and "
        + "line ends."
    case .quotedFieldBytes:
      "Field \(at.field + 1), which begins on line \(at.line), is longer than \(allowed) bytes; probably its quote is "
        + "not closed. Add the closing quote."
    case .columnsPerRow:
      "Line \(at.line) has more than \(allowed) columns. Remove empty columns that are not needed."
    case .rowBytes:
      "Line \(at.line) is longer than \(allowed) bytes. Check the line end and the quotes of that line."
    case .totalBytes:
      "The file is larger than the limit of \(allowed) bytes. Split it by reporting unit."
    }
  }
}
