import ReportModel

/// To which accident a finding of the reader belongs while a report is judged.
struct CauseGroup: Hashable {
  let cause: RootCause
  /// The section as the file writes it; `nil` for an accident of the whole file.
  let section: String?
  /// Whether the finding names the accident instead of following from it.
  let isNaming: Bool

  /// The group of a finding; `nil` for one that stands for itself.
  init?(_ finding: ReadingFinding) {
    guard let cause = finding.cause?.id ?? finding.follows else { return nil }
    self.cause = cause
    section = finding.location.section
    isNaming = finding.cause != nil
  }
}

extension RootCause {
  /// A headline that stands alone.
  var title: Bilingual {
    switch self {
    case .wrongDelimiter:
      Bilingual(id: "Kolom dipisah dengan tanda yang lain", en: "Columns are set apart by another sign")
    case .wrongEncoding:
      Bilingual(id: "Huruf rusak karena salah pengodean", en: "Letters are damaged by a wrong encoding")
    case .foreignHeader:
      Bilingual(id: "Judul kolom berasal dari templat lain", en: "The headings come from another template")
    case .shiftedColumns:
      Bilingual(id: "Isi baris bergeser dari judul kolomnya", en: "Rows have shifted away from their headings")
    case .spreadsheetDigits:
      Bilingual(id: "Nomor identitas diubah oleh program spreadsheet", en: "A spreadsheet changed identity numbers")
    case .monthFirstDates:
      Bilingual(id: "Tanggal ditulis bulan/hari/tahun", en: "Dates are written month/day/year")
    case .sexLetters:
      Bilingual(id: "Huruf P dipakai untuk Pria", en: "The letter P is used for Pria (men)")
    }
  }

  /// Whether a rule's finding follows from this accident as `naming` describes it. What a report admits (class K) never
  /// does: no accident may hide it. In doubt the answer is no, and the finding stands for itself.
  func explains(_ finding: Finding, named naming: Finding) -> Bool {
    if case .compliance = finding.grade { return false }
    guard let place = finding.places.first?.location, let cause = naming.cause,
      let named = naming.places.first?.location.section, place.section == named
    else { return false }
    if cause.isWholeSection { return true }
    switch self {
    case .monthFirstDates: return naming.places.contains { $0.location.field == place.field }
    case .sexLetters: return finding.rule == "WL-ID-004"
    // Lost last digits make serials of zeros (006) and make different people's numbers alike (007).
    case .spreadsheetDigits:
      return naming.rule == "WL-BERKAS-007" && (finding.rule == "WL-ID-006" || finding.rule == "WL-ID-007")
    case .wrongDelimiter, .wrongEncoding, .foreignHeader, .shiftedColumns: return false
    }
  }
}
