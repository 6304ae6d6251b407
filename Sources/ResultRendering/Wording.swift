import ReportModel

// Every sentence this module says to people, Indonesian and English. They blame nobody and say what to do. Callers
// make names and values harmless (SafeText) before they come here, unless a function says otherwise.

/// The verdict in plain words, for every face of the program.
public enum VerdictWording {
  /// The verdict in a few words, for lists.
  public static func label(_ verdict: Verdict) -> Bilingual {
    switch verdict {
    case .accepted: Bilingual(id: "Dapat diterima", en: "Acceptable")
    case .acceptedWithFindings: Bilingual(id: "Dapat diterima, dengan temuan", en: "Acceptable, with findings")
    case .needsConfirmation: Bilingual(id: "Perlu konfirmasi", en: "Needs confirmation")
    case .rejected: Bilingual(id: "Belum bisa diterima", en: "Cannot be accepted yet")
    case .notAssessed: Bilingual(id: "Tidak dapat dinilai", en: "Could not be assessed")
    }
  }

  /// The verdict on one report as a sentence that stands alone.
  public static func sentence(for assessment: Assessment) -> Bilingual {
    let sentence = plainSentence(for: assessment)
    guard assessment.isDraft else { return sentence }
    guard assessment.verdict.allowsFiling else {
      return Bilingual(id: "Draf. \(sentence.id)", en: "Draft. \(sentence.en)")
    }
    return Bilingual(
      id: "Draf: tidak ada yang menghalangi pada bagian yang sudah ada, tetapi laporannya belum lengkap.",
      en: "Draft: nothing stands in the way in the part that is there, but the report is not complete yet."
    )
  }

  private static func plainSentence(for assessment: Assessment) -> Bilingual {
    let errors = assessment.count(.errors)
    let waiting = assessment.count(.toConfirm)
    switch assessment.verdict {
    case .accepted: return Bilingual(id: "Dapat diterima.", en: "Acceptable.")
    case .acceptedWithFindings: return withFindings(assessment)
    case .needsConfirmation:
      return Bilingual(
        id: "Perlu konfirmasi: \(waiting) hal perlu diperbaiki atau dinyatakan benar.",
        en: "Needs confirmation: \(things(waiting)) to correct or to state as right."
      )
    case .rejected where waiting > 0:
      return Bilingual(
        id: "Belum bisa diterima: \(errors) hal perlu diperbaiki dan \(waiting) hal perlu dikonfirmasi.",
        en: "Cannot be accepted yet: \(things(errors)) to correct and \(things(waiting)) to confirm."
      )
    case .rejected:
      return Bilingual(
        id: "Belum bisa diterima: \(errors) hal perlu diperbaiki.",
        en: "Cannot be accepted yet: \(things(errors)) to correct."
      )
    case .notAssessed:
      return Bilingual(
        id: "Tidak dapat dinilai karena gangguan pada sistem kami, bukan karena laporan Anda.",
        en: "Could not be assessed because of a fault in our system, not because of your report."
      )
    }
  }

  private static func withFindings(_ assessment: Assessment) -> Bilingual {
    let (attention, notes) = (assessment.count(.attention), assessment.count(.notes))
    let findings = Bilingual(
      id: "\(attention) temuan untuk diperhatikan",
      en: attention == 1 ? "1 finding for attention" : "\(attention) findings for attention"
    )
    let remarks = Bilingual(id: "\(notes) catatan", en: notes == 1 ? "1 note" : "\(notes) notes")
    let parts = [attention > 0 ? findings : nil, notes > 0 ? remarks : nil].compactMap { $0 }
    return Bilingual(
      id: "Dapat diterima, dengan \(parts.map(\.id).joined(separator: " dan ")).",
      en: "Acceptable, with \(parts.map(\.en).joined(separator: " and "))."
    )
  }

  private static func things(_ count: Int) -> String { count == 1 ? "1 thing" : "\(count) things" }
}

/// The other sentences and words of this module.
enum Wording {
  // MARK: Findings

  static func heading(_ group: FindingGroup, count: Int) -> Bilingual {
    switch group {
    case .errors: Bilingual(id: "Perlu diperbaiki (\(count))", en: "To correct (\(count))")
    case .toConfirm:
      Bilingual(
        id: "Perlu dikonfirmasi (\(count)): perbaiki, atau nyatakan benar dengan alasannya di bagian konfirmasi",
        en: "To confirm (\(count)): correct it, or state in the section konfirmasi why it is right"
      )
    case .attention: Bilingual(id: "Untuk diperhatikan (\(count))", en: "For attention (\(count))")
    case .notes: Bilingual(id: "Catatan (\(count))", en: "Notes (\(count))")
    }
  }

  static func label(of finding: Finding) -> Bilingual {
    switch FindingGroup(finding) {
    case .errors: Bilingual(id: "kesalahan", en: "error")
    case .toConfirm: Bilingual(id: "konfirmasi", en: "confirm")
    case .attention where finding.isCompliance: Bilingual(id: "temuan", en: "finding")
    case .attention: Bilingual(id: "peringatan", en: "warning")
    case .notes: Bilingual(id: "catatan", en: "note")
    }
  }

  static func found(_ value: String) -> Bilingual {
    Bilingual(id: "ditemukan: \(value)", en: "found: \(value)")
  }

  static func fix(_ replacement: String, isSafe: Bool) -> Bilingual {
    let text = write(replacement, isSafe: isSafe)
    return Bilingual(id: "usulan: \(text.id)", en: "suggestion: \(text.en)")
  }

  static func write(_ replacement: String, isSafe: Bool) -> Bilingual {
    isSafe
      ? Bilingual(id: "tulis \"\(replacement)\" (artinya tetap sama)", en: "write \"\(replacement)\" (same meaning)")
      : Bilingual(
        id: "tulis \"\(replacement)\" bila itu yang dimaksud",
        en: "write \"\(replacement)\" if that is what is meant"
      )
  }

  static func confirmed(_ reason: String) -> Bilingual {
    Bilingual(id: "dikonfirmasi pelapor: \(reason)", en: "confirmed by the reporter: \(reason)")
  }

  static func law(_ sources: String) -> Bilingual {
    Bilingual(id: "dasar: \(sources)", en: "law: \(sources)")
  }

  // MARK: Places

  static func row(_ row: Int) -> Bilingual { Bilingual(id: "baris \(row)", en: "row \(row)") }

  static func line(_ line: Int) -> Bilingual { Bilingual(id: "baris berkas \(line)", en: "line \(line)") }

  static func column(_ name: String, isElement: Bool) -> Bilingual {
    isElement
      ? Bilingual(id: "elemen \(name)", en: "element \(name)") : Bilingual(id: "kolom \(name)", en: "column \(name)")
  }

  static func cell(_ name: String) -> Bilingual { Bilingual(id: "sel \(name)", en: "cell \(name)") }

  /// `names` may be empty: then only the count is said.
  static func others(_ names: String, areRows: Bool, isCut: Bool, count: Int) -> Bilingual {
    let total = Bilingual(
      id: "seluruhnya \(number(count).id) tempat",
      en: "\(number(count).en) places in all"
    )
    guard !names.isEmpty else { return total }
    let more = isCut ? ", …" : ""
    return Bilingual(
      id: "juga pada \(areRows ? "baris " : "")\(names)\(more) (\(total.id))",
      en: "also at \(areRows ? "rows " : "")\(names)\(more) (\(total.en))"
    )
  }

  /// What follows from a named accident; `names` are rule ids with their counts.
  static func followers(_ names: String) -> Bilingual {
    Bilingual(id: "ikut hilang bila ini diperbaiki: \(names)", en: "goes away with it: \(names)")
  }

  static func followersHeading(_ count: Int) -> Bilingual {
    Bilingual(
      id: "Akibatnya: \(number(count).id) temuan lain, yang ikut hilang bila ini diperbaiki",
      en: count == 1
        ? "1 other finding that goes away with it" : "\(number(count).en) other findings that go away with it"
    )
  }

  static func placesOmitted(_ count: Int) -> Bilingual {
    Bilingual(
      id: "dan \(number(count).id) tempat lain yang tidak ditulis di sini",
      en: count == 1
        ? "and 1 more place that is not listed here"
        : "and \(number(count).en) more places that are not listed here"
    )
  }

  static func cut(_ scalars: Int) -> Bilingual {
    Bilingual(id: "… (+\(number(scalars).id) huruf)", en: "… (+\(number(scalars).en) characters)")
  }

  // MARK: Rules without an answer

  static func unanswered(_ rules: Int, of asked: Int) -> Bilingual {
    Bilingual(
      id: "Tidak dinilai: \(number(rules).id) dari \(number(asked).id) aturan. Ini bukan pelanggaran.",
      en: "Not assessed: \(number(rules).en) of \(number(asked).en) rules. This is not a violation."
    )
  }

  /// What stood in the way, with how many rules; a list may follow.
  static func unanswered(_ cause: UnansweredRules.Cause, rules: Int, hasLines: Bool) -> Bilingual {
    let because = why(cause)
    let end = hasLines ? ":" : ""
    return Bilingual(
      id: "\(because.id) (\(number(rules).id) aturan)\(end)",
      en: "\(because.en) (\(rules == 1 ? "1 rule" : "\(number(rules).en) rules"))\(end)"
    )
  }

  private static func why(_ cause: UnansweredRules.Cause) -> Bilingual {
    switch cause {
    case .lastYear:
      Bilingual(
        id: "Laporan tahun lalu dari unit ini belum ada di sini, jadi belum ada pembandingnya",
        en: "Last year's report of this unit is not here, so there is nothing to compare with"
      )
    case .otherReports:
      Bilingual(id: "Laporan lain dari unit ini belum ada di sini", en: "Other reports of this unit are not here")
    case .otherUnits:
      Bilingual(
        id: "Laporan unit lain dari perusahaan ini belum ada di sini",
        en: "Reports of the company's other units are not here"
      )
    case .fields:
      Bilingual(
        id: "Isian berikut tidak ada, kosong, atau tidak terbaca",
        en: "These answers are missing, empty or not readable"
      )
    case .minimumWage:
      Bilingual(
        id: "Upah minimum daerah ini untuk tanggal itu belum ada di daftar kami",
        en: "Our list does not have this region's minimum wage for that date yet"
      )
    case .holidays:
      Bilingual(
        id: "Daftar hari libur untuk tanggal itu belum ada di sini",
        en: "The list of public holidays for that date is not here yet"
      )
    case .amounts:
      Bilingual(
        id: "Besaran dalam peraturan untuk tanggal itu belum ada di daftar kami",
        en: "Our list does not have the amounts of the law for that date yet"
      )
    case .lists:
      Bilingual(
        id: "Daftar kode untuk tanggal itu belum ada di sini",
        en: "The list of codes for that date is not here yet"
      )
    case .ours:
      Bilingual(id: "Gangguan pada sistem kami, bukan pada laporan Anda", en: "A fault of ours, not of your report")
    }
  }

  /// Fields that were missing in a section.
  static func missingFields(_ section: Bilingual, _ labels: Bilingual) -> Bilingual {
    Bilingual(id: "\(section.id): \(labels.id)", en: "\(section.en): \(labels.en)")
  }

  /// A section that was missing as a whole.
  static func missingSection(_ title: Bilingual) -> Bilingual {
    Bilingual(id: "\(title.id): bagian ini tidak ada", en: "\(title.en): this section is not there")
  }

  static func linesOmitted(_ count: Int) -> Bilingual {
    Bilingual(
      id: "dan \(number(count).id) bagian lagi",
      en: count == 1 ? "and 1 more section" : "and \(number(count).en) more sections"
    )
  }

  static let whichRules = Bilingual(id: "Aturan mana saja?", en: "Which rules?")

  // MARK: The file and what it was judged with

  /// Takes the identity as it is and makes its names harmless.
  static func file(_ file: FileIdentity) -> Bilingual {
    let syntax = file.syntax
    let encoding = syntax.encoding.map { [SafeText.visible($0)] } ?? []
    let between = (syntax.delimiter.map { [delimiter($0)] } ?? []) + writing(syntax)
    let id = [number(file.bytes).id + " byte", kind(syntax.kind).id] + encoding + between.map(\.id)
    let en = [number(file.bytes).en + " bytes", kind(syntax.kind).en] + encoding + between.map(\.en)
    return Bilingual(
      id: "Berkas: \(id.joined(separator: ", ")); sha256 \(short(file.hash))",
      en: "File: \(en.joined(separator: ", ")); sha256 \(short(file.hash))"
    )
  }

  /// How the text is written beyond its encoding and delimiter, as far as it is known.
  private static func writing(_ syntax: FileSyntax) -> [Bilingual] {
    var words: [Bilingual] = []
    if syntax.hasByteOrderMark { words.append(Bilingual(id: "dengan BOM", en: "with BOM")) }
    if syntax.hasSeparatorLine { words.append(Bilingual(id: "baris sep=", en: "sep= line")) }
    if let ending = syntax.lineEnding {
      let name = SafeText.visible(ending.uppercased())
      words.append(Bilingual(id: "akhir baris \(name)", en: "\(name) line ends"))
    }
    if let form = syntax.numberForm {
      let example = SafeText.visible(form)
      words.append(Bilingual(id: "angka \(example)", en: "numbers as \(example)"))
    }
    if let form = syntax.dateForm {
      let shown = SafeText.visible(form)
      words.append(Bilingual(id: "tanggal \(shown)", en: "dates as \(shown)"))
    }
    return words
  }

  private static func kind(_ kind: FileSyntax.Kind) -> Bilingual {
    switch kind {
    case .xml: Bilingual(id: "XML", en: "XML")
    case .csv: Bilingual(id: "CSV", en: "CSV")
    case .csvArchive: Bilingual(id: "ZIP berisi CSV per bagian", en: "ZIP of one CSV per section")
    case .workbook: Bilingual(id: "buku kerja Excel", en: "Excel workbook")
    case .unknown: Bilingual(id: "jenis tidak dikenal", en: "kind not recognised")
    }
  }

  private static func delimiter(_ delimiter: String) -> Bilingual {
    switch delimiter {
    case ",": Bilingual(id: "pemisah koma", en: "separated by commas")
    case ";": Bilingual(id: "pemisah titik koma", en: "separated by semicolons")
    case "\t": Bilingual(id: "pemisah tab", en: "separated by tabs")
    default:
      Bilingual(id: "pemisah \(SafeText.visible(delimiter))", en: "separated by \(SafeText.visible(delimiter))")
    }
  }

  static func rows(_ rows: [SectionCount], _ names: ReportNames) -> Bilingual {
    func title(_ section: String) -> Bilingual { names.sections[section] ?? Bilingual(id: section, en: section) }
    return Bilingual(
      id: "Baris terbaca: " + rows.map { "\(title($0.section).id) \(number($0.rows).id)" }.joined(separator: ", "),
      en: "Rows read: " + rows.map { "\(title($0.section).en) \(number($0.rows).en)" }.joined(separator: ", ")
    )
  }

  private static func day(_ day: CivilDate?) -> Bilingual {
    day?.words ?? Bilingual(id: "tidak diketahui", en: "not known")
  }

  static func dates(_ dates: AssessmentDates) -> Bilingual {
    let reference = day(dates.reference)
    let received = day(dates.received)
    return Bilingual(
      id: "Tanggal: keadaan \(reference.id), diterima \(received.id)",
      en: "Dates: reference \(reference.en), received \(received.en)"
    )
  }

  static func instruments(_ instruments: Instruments) -> Bilingual {
    let (form, pack) = (named(instruments.form), named(instruments.pack))
    let prior = instruments.priorReports.map(short)
    let companion = instruments.confirmations.map(short)
    let engine = SafeText.visible(instruments.engine)
    return Bilingual(
      id: "Dinilai dengan: formulir \(form), aturan \(pack), tabel acuan (\(short(instruments.tables))), "
        + (prior.map { "laporan terdahulu (\($0)), " } ?? "") + (companion.map { "konfirmasi (\($0)), " } ?? "")
        + "mesin \(engine)",
      en: "Judged with: form \(form), rules \(pack), reference tables (\(short(instruments.tables))), "
        + (prior.map { "earlier reports (\($0)), " } ?? "") + (companion.map { "confirmations (\($0)), " } ?? "")
        + "engine \(engine)"
    )
  }

  private static func named(_ part: Instruments.NamedHash) -> String {
    "\(SafeText.visible(part.version)) (\(short(part.hash)))"
  }

  static func beyondVerified(reference: CivilDate, verified: CivilDate) -> Bilingual {
    Bilingual(
      id: "Perhatian: aturan ini dicocokkan dengan peraturan sampai \(verified.words.id), sedangkan tanggal keadaan "
        + "laporan \(reference.words.id). Ketentuan yang lebih baru mungkin belum termuat.",
      en:
        "Note: these rules were checked against the law up to \(verified.words.en), and the report describes \(reference.words.en). "
        + "Newer provisions may not be included."
    )
  }

  static func draftLacks(_ sections: [String]) -> Bilingual {
    let names = sections.joined(separator: ", ")
    return Bilingual(
      id: "Untuk laporan lengkap masih diperlukan bagian: \(names).",
      en: "A complete report still needs the sections: \(names)."
    )
  }

  // MARK: Words of the page and the table

  static let whatIsWrong = Bilingual(id: "Penjelasan", en: "What it is about")
  static let place = Bilingual(id: "Letak", en: "Where")
  static let foundValue = Bilingual(id: "Ditemukan", en: "Found")
  static let whatToDo = Bilingual(id: "Yang perlu dilakukan", en: "What to do")
  static let confirmation = Bilingual(id: "Konfirmasi pelapor", en: "Reporter's confirmation")
  static let lawHeading = Bilingual(id: "Dasar hukum", en: "Law")
  static let rule = Bilingual(id: "Aturan", en: "Rule")
  static let section = Bilingual(id: "Bagian", en: "Section")
  static let rowHeading = Bilingual(id: "Baris", en: "Row")
  static let cellHeading = Bilingual(id: "Sel", en: "Cell")
  static let lineHeading = Bilingual(id: "Baris berkas", en: "Line")
  static let unansweredHeading = Bilingual(id: "Aturan yang tidak dinilai", en: "Rules not assessed")
  static let factsHeading = Bilingual(id: "Tentang berkas dan penilaian", en: "About the file and the judgement")
  static let emptyCell = Bilingual(id: "(kosong)", en: "(empty)")
  static let wholeFile = Bilingual(id: "berkas secara keseluruhan", en: "the file as a whole")

  static func columnHeading(isElement: Bool) -> Bilingual {
    isElement ? Bilingual(id: "Elemen", en: "Element") : Bilingual(id: "Kolom", en: "Column")
  }

  static func allPlaces(_ count: Int) -> Bilingual {
    Bilingual(id: "Semua letak (\(number(count).id))", en: "All places (\(number(count).en))")
  }

  /// What the reader does about a finding without a suggested value; `nil` when there is nothing to do.
  static func advice(_ group: FindingGroup) -> Bilingual? {
    switch group {
    case .errors:
      Bilingual(id: "Perbaiki di berkas Anda, lalu unggah lagi.", en: "Correct it in your file and upload it again.")
    case .toConfirm:
      Bilingual(
        id: "Perbaiki di berkas Anda; bila memang benar, isi alasannya di bagian konfirmasi.",
        en: "Correct it in your file; if it is right, give the reason in the section konfirmasi."
      )
    case .attention, .notes: nil
    }
  }

  /// The headings of the table of findings, in the order of its columns.
  static let tableHeadings: [Bilingual] = [
    Bilingual(id: "berkas", en: "file"), Bilingual(id: "aturan", en: "rule"),
    Bilingual(id: "tingkat", en: "grade"), Bilingual(id: "keparahan", en: "severity"),
    Bilingual(id: "judul", en: "title"), Bilingual(id: "pesan", en: "message"),
    Bilingual(id: "anggota", en: "member"), Bilingual(id: "bagian", en: "section"),
    Bilingual(id: "baris", en: "row"), Bilingual(id: "kolom", en: "column"),
    Bilingual(id: "sel", en: "cell"), Bilingual(id: "baris_berkas", en: "line"),
    Bilingual(id: "ditemukan", en: "found"), Bilingual(id: "usulan", en: "suggestion"),
    Bilingual(id: "usulan_aman", en: "suggestion_safe"), Bilingual(id: "jumlah", en: "count"),
    Bilingual(id: "konfirmasi", en: "confirmation"), Bilingual(id: "dasar", en: "law"),
  ]

  static func yesNo(_ flag: Bool) -> Bilingual {
    flag ? Bilingual(id: "ya", en: "yes") : Bilingual(id: "tidak", en: "no")
  }

  // MARK: Pieces

  /// The number with its thousands set apart as each language does.
  static func number(_ number: some BinaryInteger) -> Bilingual {
    var digits = String(number.magnitude)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert((number < 0 ? "-" : "") + digits, at: 0)
    return Bilingual(id: groups.joined(separator: "."), en: groups.joined(separator: ","))
  }

  static func short(_ hash: ContentHash) -> String {
    hash.hex.prefix(RenderingLimits.hashDigits) + "…"
  }
}
