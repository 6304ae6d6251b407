import ReportModel
import Testing

@testable import ResultRendering

@Suite("The verdict in words, and every cut said aloud")
struct WordingTests {
  static func findings(_ grades: [Grade]) -> [Finding] {
    grades.map { Fixture.finding("WL-X", $0, places: [Fixture.place()]) }
  }

  @Test(
    "Each verdict has its sentence",
    arguments: [
      ([], "Dapat diterima.", "Acceptable."),
      (
        [.compliance(.warning)], "Dapat diterima, dengan 1 temuan untuk diperhatikan.",
        "Acceptable, with 1 finding for attention."
      ),
      (
        [.compliance(.warning), .data(.warning), .data(.info)],
        "Dapat diterima, dengan 2 temuan untuk diperhatikan dan 1 catatan.",
        "Acceptable, with 2 findings for attention and 1 note."
      ),
      ([.data(.info), .compliance(.info)], "Dapat diterima, dengan 2 catatan.", "Acceptable, with 2 notes."),
      (
        [.confirmable(once: .warning)], "Perlu konfirmasi: 1 hal perlu diperbaiki atau dinyatakan benar.",
        "Needs confirmation: 1 thing to correct or to state as right."
      ),
      (
        [.data(.error), .data(.error), .data(.error), .compliance(.warning)],
        "Belum bisa diterima: 3 hal perlu diperbaiki.", "Cannot be accepted yet: 3 things to correct."
      ),
      (
        [.data(.error), .confirmable(once: .info)],
        "Belum bisa diterima: 1 hal perlu diperbaiki dan 1 hal perlu dikonfirmasi.",
        "Cannot be accepted yet: 1 thing to correct and 1 thing to confirm."
      ),
    ] as [([Grade], String, String)]
  )
  func sentences(grades: [Grade], id: String, en: String) {
    let sentence = VerdictWording.sentence(for: Fixture.assessment(Self.findings(grades)))
    #expect(sentence == Bilingual(id: id, en: en))
  }

  @Test("A fault of ours is said to be ours")
  func ours() {
    let sentence = VerdictWording.sentence(for: Fixture.assessment([], verdict: .notAssessed))
    #expect(sentence.id == "Tidak dapat dinilai karena gangguan pada sistem kami, bukan karena laporan Anda.")
    #expect(sentence.en == "Could not be assessed because of a fault in our system, not because of your report.")
  }

  @Test("A draft is never said to be acceptable, and says what it lacks")
  func draft() {
    let report = Fixture.assessment([], isDraft: true, missingSections: ["kepala", "pernyataan"])
    let text = TextRenderer(tail: Fixture.tail, personalSections: []).render(report)
    #expect(text.hasPrefix("laporan.csv: Draf: tidak ada yang menghalangi"))
    #expect(text.contains("Untuk laporan lengkap masih diperlukan bagian: kepala, pernyataan."))
    let rejected = Fixture.assessment(Self.findings([.data(.error)]), isDraft: true)
    #expect(VerdictWording.sentence(for: rejected).id == "Draf. Belum bisa diterima: 1 hal perlu diperbaiki.")
  }

  @Test("Every verdict has a label of its own in both languages")
  func labels() {
    for language in Language.allCases {
      #expect(Set(Verdict.allCases.map { VerdictWording.label($0)[language] }).count == Verdict.allCases.count)
    }
  }

  @Test("The tail of compliance findings is said once, and only when there is one", arguments: [0, 1, 3])
  func tail(count: Int) {
    let grades: [Grade] = [.data(.error)] + Array(repeating: .compliance(.warning), count: count)
    let withNote = Self.findings(grades + (count > 0 ? [.compliance(.info)] : []))
    let text = TextRenderer(tail: Fixture.tail, personalSections: []).render(Fixture.assessment(withNote))
    let html = HTMLRenderer(tail: Fixture.tail).render(Fixture.assessment(withNote))
    #expect(text.ranges(of: Fixture.tail.id).count == (count > 0 ? 1 : 0))
    #expect(html.ranges(of: Fixture.tail.id).count == (count > 0 ? 1 : 0))
  }

  @Test("Groups come in the order of urgency")
  func order() {
    let text = TextRenderer(language: .en, tail: Fixture.tail, personalSections: []).render(
      Fixture.assessment(
        Self.findings([.data(.info), .compliance(.warning), .confirmable(once: .warning), .data(.error)])
      )
    )
    let starts = ["To correct (1)", "To confirm (1)", "For attention (1)", "Notes (1)"].compactMap {
      text.ranges(of: $0).first?.lowerBound
    }
    #expect(starts.count == 4 && starts == starts.sorted())
  }

  static func rows(_ rows: [Int], count: Int? = nil) -> Finding {
    Fixture.finding(places: rows.map { Fixture.place(row: $0, cell: "C\($0)") }, count: count)
  }

  @Test(
    "Further places are named, doubles once, and the total is always said",
    arguments: [
      (Self.rows([2]), nil), (Self.rows([2, 5]), "juga pada baris 5 (seluruhnya 2 tempat)"),
      (Self.rows([2, 5, 5, 9]), "juga pada baris 5, 9 (seluruhnya 4 tempat)"),
      (Self.rows([2], count: 1_234), "seluruhnya 1.234 tempat"),
      (Self.rows([2, 2]), "seluruhnya 2 tempat"),
      (Self.rows(Array(1...12)), "juga pada baris 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … (seluruhnya 12 tempat)"),
      (Self.rows([2, 5], count: 37), "juga pada baris 5, … (seluruhnya 37 tempat)"),
      (
        Fixture.finding(places: [Fixture.place(), Fixture.place(section: "pengurus", row: 3)]),
        "juga pada [pengurus] baris 3 (seluruhnya 2 tempat)"
      ),
    ] as [(Finding, String?)]
  )
  func others(finding: Finding, words: String?) {
    #expect(PlaceWords(language: .id, kind: .csv).others(of: finding) == words)
  }

  @Test("Omitted places are said in the table and on the page")
  func omitted() {
    let report = Fixture.assessment([Self.rows([2, 5], count: 1_237)])
    #expect(CSVRenderer(language: .id).render(report).contains("\"dan 1.235 tempat lain yang tidak ditulis di sini\""))
    #expect(
      HTMLRenderer(language: .en, tail: Fixture.tail).render(report).contains("and 1,235 more places that are not")
    )
  }

  @Test("A long value is cut, and the cut is said")
  func longValue() {
    let value = String(repeating: "x", count: 64_000)
    let report = Fixture.assessment([Fixture.finding(places: [Fixture.place(line: 0, value: .plain(value))])])
    let text = TextRenderer(tail: Fixture.tail, personalSections: []).render(report)
    #expect(text.utf8.count < 4_000)
    #expect(text.contains("… (+63.700 huruf)"))
    #expect(HTMLRenderer(language: .en, tail: Fixture.tail).render(report).contains("… (+63,700 characters)"))
    #expect(JSONRenderer.render(report).contains(value))
  }

  private static let names = ReportNames(
    sections: [
      ReportNames.Section(
        name: "tenagaKerja",
        aliases: ["tk"],
        title: Bilingual(id: "Tenaga kerja", en: "Workers"),
        fields: [
          ("tanggalKeluar", Bilingual(id: "Tanggal keluar", en: "Day of leaving")),
          ("nik", Bilingual(id: "NIK", en: "NIK")),
        ]
      ),
      ReportNames.Section(name: "cabang", aliases: [], title: Bilingual(id: "Cabang", en: "Branches"), fields: []),
    ]
  )

  private static let unansweredEntries = [
    NotAssessed(rule: "WL-A", reason: .missingData, count: 3, missing: ["cabang", "tk.nik", "tenagaKerja.nik"]),
    NotAssessed(rule: "WL-A", reason: .missingReference, count: 1, missing: ["upah-minimum:3273:2025"]),
    NotAssessed(rule: "WL-B", reason: .missingData, count: 1, missing: ["tk.tanggalKeluar", "jumlahDalam"]),
    NotAssessed(rule: "WL-C", reason: .evaluationError, count: 1, missing: []),
    NotAssessed(rule: "WL-D", reason: .needsPriorReports, count: 1, missing: ["adaLalu", "lalu"]),
    NotAssessed(rule: "WL-E", reason: .needsPriorReports, count: 1, missing: ["lalu"]),
    NotAssessed(rule: "WL-F", reason: .needsPriorReports, count: 1, missing: ["laporanLain"]),
  ]

  @Test("Rules without an answer are told by what was missing, in the form's words and not in those of the rules")
  func unanswered() {
    let facts = TextFacts(language: .id, names: Self.names)
    let text = facts.notAssessed(Fixture.assessment([], notAssessed: Self.unansweredEntries))
    #expect(
      text == """
        Tidak dinilai: 6 dari 57 aturan. Ini bukan pelanggaran.
          - Laporan tahun lalu dari unit ini belum ada di sini, jadi belum ada pembandingnya (2 aturan)
          - Laporan lain dari unit ini belum ada di sini (1 aturan)
          - Isian berikut tidak ada, kosong, atau tidak terbaca (2 aturan):
              Tenaga kerja: NIK; Tanggal keluar
              Cabang: bagian ini tidak ada
          - Upah minimum daerah ini untuk tanggal itu belum ada di daftar kami (1 aturan)
          - Gangguan pada sistem kami, bukan pada laporan Anda (1 aturan)

        """
    )
    var page = HTMLRenderer(language: .en, tail: Fixture.tail)
    (page.names, page.rulePages) = (Self.names, "/aturan/")
    let html = page.render(Fixture.assessment([], notAssessed: Self.unansweredEntries))
    #expect(html.contains("Last year&#39;s report of this unit is not here"))
    #expect(html.contains("<li>Workers: NIK; Day of leaving</li>"))
    #expect(html.contains("href=\"/aturan/WL-D\""))
    for word in ["adaLalu", "laporanLain", "tk.nik", "jumlahDalam", "upah-minimum:"] {
      #expect(!text.contains(word) && !html.contains(word), "\(word)")
    }
  }

  @Test(
    "Numbers are grouped as each language does",
    arguments: [
      (0, "0", "0"), (999, "999", "999"), (1_000, "1.000", "1,000"), (-1_234_567, "-1.234.567", "-1,234,567"),
    ]
  )
  func numbers(number: Int, id: String, en: String) {
    #expect(Wording.number(number) == Bilingual(id: id, en: en))
  }
}
