import ReportModel
import RuleEngine

/// All words of the pages that are open to everyone.
enum OpenWording {
  /// The words in one language, by the names the templates use.
  static func words(_ language: Language) -> [String: String] { table.mapValues { $0[language] } }

  /// Titles of the pages.
  static let catalogueTitle = Bilingual(id: "Katalog aturan", en: "Catalogue of rules")
  static let guideTitle = Bilingual(id: "Panduan formulir", en: "Guide to the form")
  static let unknownRule = Bilingual(id: "Aturan tidak ditemukan", en: "No such rule")

  /// How many rules a search left.
  static func found(_ count: Int, of all: Int) -> Bilingual {
    count == all
      ? Bilingual(id: "\(all) aturan.", en: "\(all) rules.")
      : Bilingual(id: "\(count) dari \(all) aturan cocok.", en: "\(count) of \(all) rules match.")
  }

  /// A stretch of days; both ends belong to it, `nil` is open.
  static func window(from: CivilDate?, to: CivilDate?) -> Bilingual {
    switch (from?.words, to?.words) {
    case (nil, nil): Bilingual(id: "selalu", en: "always")
    case (let from?, nil): Bilingual(id: "sejak \(from.id)", en: "since \(from.en)")
    case (nil, let to?): Bilingual(id: "sampai \(to.id)", en: "until \(to.en)")
    case (let from?, let to?): Bilingual(id: "\(from.id) – \(to.id)", en: "\(from.en) – \(to.en)")
    }
  }

  /// An interval in which a rule is in force, with its doubt and its own grade.
  static func interval(_ interval: RuleInterval) -> Bilingual {
    let days = window(from: interval.from, to: interval.to)
    let grade = interval.grade.map(RuleWords.grade)
    return Bilingual(
      id: days.id + (interval.isCertain ? "" : " (hari tidak pasti)") + (grade.map { ": \($0.id)" } ?? ""),
      en: days.en + (interval.isCertain ? "" : " (day not certain)") + (grade.map { ": \($0.en)" } ?? "")
    )
  }

  /// A message as a pattern: the places that hold values show as `…`, without the names they have in the pack.
  static func withoutNames(_ message: String) -> String {
    var text = ""
    var isName = false
    for character in message {
      switch character {
      case "{": (isName, text) = (true, text + "…")
      case "}": isName = false
      default: if !isName { text.append(character) }
      }
    }
    return text
  }

  /// Which rules these are.
  static func pack(_ pack: RulePack) -> Bilingual {
    let (id, en) = (pack.title.id, pack.title.en)
    return Bilingual(
      id: "\(id), versi \(pack.version)" + (pack.verifiedUntil.map { ", dicocokkan sampai \($0.words.id)" } ?? "")
        + ".",
      en: "\(en), version \(pack.version)" + (pack.verifiedUntil.map { ", checked until \($0.words.en)" } ?? "") + "."
    )
  }

  /// What follows from a finding of this grade.
  static func effect(_ grade: Grade) -> Bilingual {
    switch grade {
    case .data(.error):
      Bilingual(
        id: "Kesalahan data: laporan belum dapat diterima sebelum isian ini diperbaiki.",
        en: "An error in the data: the report cannot be accepted before this is corrected."
      )
    case .data:
      Bilingual(
        id: "Catatan tentang data: tidak menghalangi penerimaan laporan.",
        en: "A note on the data: it does not stand in the way of the report."
      )
    case .confirmable:
      Bilingual(
        id: "Hampir selalu salah isi, tetapi mungkin benar: perbaiki, atau konfirmasi dengan alasan.",
        en: "Nearly always a slip, yet possible: correct it, or confirm it with a reason."
      )
    case .compliance:
      Bilingual(
        id: "Temuan kepatuhan: laporan tetap diterima, temuan diteruskan kepada pengawas ketenagakerjaan.",
        en: "A compliance finding: the report is accepted, and the finding goes to the labour inspector."
      )
    }
  }

  /// One difference between the two examples.
  static func change(_ field: String, from old: String, to new: String) -> Bilingual {
    func shown(_ text: String, _ none: String) -> String { text.isEmpty ? none : "“\(text)”" }
    return Bilingual(
      id: "Pada contoh: \(field) \(shown(old, "kosong")) menjadi \(shown(new, "kosong")).",
      en: "In the example: \(field), \(shown(old, "empty")) becomes \(shown(new, "empty"))."
    )
  }

  /// What to do about a finding, beside the example.
  static func fix(_ grade: Grade, hasPlaces: Bool) -> Bilingual {
    switch (grade, hasPlaces) {
    case (.compliance, true):
      Bilingual(
        id: "Bila isiannya salah, perbaiki isian berikut. Bila isiannya benar, laporkan apa adanya: yang perlu "
          + "dibenahi adalah keadaannya, bukan laporannya.",
        en:
          "If the entry is wrong, correct these fields. If it is right, report it as it is: what needs mending is the "
          + "situation, not the report."
      )
    case (.compliance, false):
      Bilingual(
        id: "Bila isiannya benar, laporkan apa adanya: yang perlu dibenahi adalah keadaannya, bukan laporannya.",
        en: "If the entry is right, report it as it is: what needs mending is the situation, not the report."
      )
    case (_, true): Bilingual(id: "Periksa isian berikut:", en: "Look at these fields:")
    case (_, false):
      Bilingual(
        id: "Ikuti saran pada hasil pemeriksaan: di sana tertulis letaknya di berkas Anda.",
        en: "Follow the advice in the result of the check: it names the place in your file."
      )
    }
  }

  /// What a form holds.
  static func form(_ version: String, sections: Int, fields: Int) -> Bilingual {
    Bilingual(
      id: "Formulir versi \(version): \(sections) bagian, \(fields) isian",
      en: "Form version \(version): \(sections) sections, \(fields) fields"
    )
  }

  /// How many fields a search found.
  static func fieldsFound(_ count: Int) -> Bilingual {
    Bilingual(id: "\(count) isian cocok", en: count == 1 ? "1 field matches" : "\(count) fields match")
  }

  /// How many codes a search left.
  static func codesFound(_ count: Int, of all: Int) -> Bilingual {
    count == all
      ? Bilingual(id: "\(all) kode.", en: "\(all) codes.")
      : Bilingual(id: "\(count) dari \(all) kode cocok.", en: "\(count) of \(all) codes match.")
  }

  private static let table = rules.merging(guide) { first, _ in first }

  private static let rules = [
    "catalogue": catalogueTitle, "catalogueShort": Bilingual(id: "Aturan", en: "Rules"),
    "catalogueLead": Bilingual(
      id: "Semua yang diperiksa pada laporan: apa yang diminta, dasar hukumnya, sejak kapan berlaku, dan contohnya.",
      en: "Everything that is checked in a report: what is asked, by which law, since when, with examples."
    ),
    "filterRules": Bilingual(id: "Saring aturan", en: "Narrow the rules"),
    "words": Bilingual(id: "Kata atau nomor aturan", en: "Words or rule id"),
    "area": Bilingual(id: "Bidang", en: "Area"), "law": Bilingual(id: "Dasar hukum", en: "Law"),
    "class": Bilingual(id: "Kelas", en: "Class"), "all": Bilingual(id: "Semua", en: "All"),
    "show": Bilingual(id: "Tampilkan", en: "Show"), "showAll": Bilingual(id: "Tampilkan semua", en: "Show all"),
    "noRules": Bilingual(
      id: "Tidak ada aturan yang cocok. Coba kata lain atau longgarkan saringannya.",
      en: "No rule matches. Try other words or fewer limits."
    ),
    "trail": Bilingual(id: "Letak halaman", en: "Where you are"),
    "message": Bilingual(id: "Bunyi temuan", en: "What the finding says"),
    "each": Bilingual(id: "Diperiksa per baris", en: "Looked at row by row"),
    "inForce": Bilingual(id: "Berlaku", en: "In force"), "effect": Bilingual(id: "Akibatnya", en: "What follows"),
    "noLaw": Bilingual(
      id: "Tidak ada pasal tersendiri; aturan ini menjaga agar isi laporan yang diwajibkan dapat dibaca dan benar.",
      en: "No article of its own; it keeps what the law wants reported readable and right."
    ),
    "fix": Bilingual(id: "Cara memperbaiki", en: "How to put it right"),
    "right": Bilingual(id: "Contoh yang sesuai", en: "An example that is right"),
    "wrong": Bilingual(id: "Contoh yang menjadi temuan", en: "An example that is found"),
    "onDay": Bilingual(id: "Keadaan", en: "As of"), "file": Bilingual(id: "Isi berkas", en: "The file"),
    "amounts": Bilingual(id: "Besaran dari waktu ke waktu:", en: "Amounts over time:"),
    "time": Bilingual(id: "Waktu", en: "Time"), "amount": Bilingual(id: "Besaran", en: "Amount"),
    "source": Bilingual(id: "Sumber", en: "Source"),
    "relatives": Bilingual(id: "Aturan sejenis pada waktu lain", en: "The same duty at other times"),
    "gapText": Bilingual(
      id:
        "Aturan ini ada dalam katalog, tetapi tidak dapat dinilai dari laporan. Laporan Anda tidak dinilai karenanya.",
      en: "This rule is in the catalogue but cannot be judged from a report. No report is judged by it."
    ),
    "unknown": unknownRule, "unknownText": Bilingual(id: "Tidak ada aturan", en: "There is no rule"),
    "near": Bilingual(id: "Maksud Anda", en: "Did you mean"),
    "pages": Bilingual(id: "Halaman lain", en: "Other pages"), "previous": Bilingual(id: "Sebelumnya", en: "Previous"),
    "next": Bilingual(id: "Berikutnya", en: "Next"),
  ]

  private static let guide = [
    "guide": guideTitle,
    "guideLead": Bilingual(
      id: "Semua bagian dan isian laporan: nama kolomnya, cara mengisi, untuk apa, dan kode yang dipakai.",
      en: "Every section and field of the report: its column names, how to fill it in, what for, and the codes."
    ),
    "findField": Bilingual(id: "Cari isian", en: "Find a field"),
    "findFieldHint": Bilingual(
      id: "Nama isian, nama kolom, atau kegunaannya",
      en: "The field's name, a column's name, or what it is for"
    ),
    "find": Bilingual(id: "Cari", en: "Find"), "sections": Bilingual(id: "Bagian", en: "Sections"),
    "section": Bilingual(id: "Bagian", en: "Section"), "csvName": Bilingual(id: "Nama CSV", en: "CSV name"),
    "rows": Bilingual(id: "Baris", en: "Rows"), "carriedBy": Bilingual(id: "Ada pada", en: "Part of"),
    "fieldCount": Bilingual(id: "Isian", en: "Fields"), "lists": Bilingual(id: "Daftar kode", en: "Code lists"),
    "list": Bilingual(id: "Daftar", en: "List"), "name": Bilingual(id: "Nama", en: "Name"),
    "codeCount": Bilingual(id: "Jumlah kode", en: "Codes"),
    "jumps": Bilingual(id: "Semua isian di bagian ini", en: "All fields of this section"),
    "required": Bilingual(id: "Wajib", en: "Required"), "names": Bilingual(id: "Nama kolom", en: "Column names"),
    "value": Bilingual(id: "Isi", en: "Value"), "example": Bilingual(id: "Contoh", en: "Example"),
    "codes": Bilingual(id: "Kode", en: "Codes"), "personal": Bilingual(id: "Data pribadi", en: "Personal data"),
    "personalText": Bilingual(
      id: "Ya: disamarkan pada hasil yang dilihat orang lain.",
      en: "Yes: masked in results that others see."
    ),
    "rulesOfField": Bilingual(id: "Diperiksa oleh", en: "Checked by"),
    "findCode": Bilingual(id: "Cari kode atau artinya", en: "Find a code or its meaning"),
    "code": Bilingual(id: "Kode", en: "Code"), "meaning": Bilingual(id: "Arti", en: "Meaning"),
    "aliases": Bilingual(id: "Ejaan lain yang dimengerti", en: "Other spellings understood"),
  ]
}
