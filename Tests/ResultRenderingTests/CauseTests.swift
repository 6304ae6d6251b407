import ReportModel
import ResultRendering
import Testing

@Suite("A named accident and what follows from it")
struct CauseTests {
  private static func column(_ field: String, _ column: String, _ rows: Int) -> Place {
    Fixture.place(
      section: "tenaga_kerja",
      row: nil,
      field: field,
      column: column,
      cell: nil,
      line: 0,
      lineColumn: 0,
      message: Message(
        id: "Kolom \"\(column)\" tampaknya ditulis bulan/hari/tahun: \(rows) tanggal.",
        en: "Column \"\(column)\" seems to be written month/day/year: \(rows) dates."
      ),
      value: nil
    )
  }

  private static func report() -> Assessment {
    var cause = Fixture.finding(
      "WL-BERKAS-011",
      .data(.error),
      title: Bilingual(id: "Tanggal ditulis bulan/hari/tahun", en: "Dates are written month/day/year"),
      places: [column("tanggalLahir", "tanggal_lahir", 1_200), column("tanggalMulaiKerja", "tanggal_mulai_kerja", 37)],
      law: []
    )
    cause.cause = NamedCause(id: .monthFirstDates, affected: 1_237)
    let day = Fixture.place(
      section: "tenaga_kerja",
      row: 3,
      field: "tanggalLahir",
      column: "tanggal_lahir",
      cell: "G12",
      line: 12,
      value: Fixture.person("08/17/1990", .birth),
      fix: SuggestedFix(replacement: Fixture.person("1990-08-17", .birth), isSafe: false, kind: .monthFirst)
    )
    cause.followers = [
      Fixture.finding("WL-BERKAS-010", places: [day], count: 1_237),
      Fixture.finding("WL-ID-003", .data(.warning), places: [day], count: 12),
    ]
    return Fixture.assessment([cause])
  }

  @Test("Text names the accident and counts what follows", arguments: Language.allCases)
  func text(language: Language) throws {
    let renderer = TextRenderer(language: language, tail: Fixture.tail, personalSections: Fixture.personalSections)
    try Golden.expect(renderer.render(Self.report()), is: "cause.\(language).txt")
  }

  @Test("HTML folds what follows", arguments: Language.allCases)
  func html(language: Language) throws {
    try Golden.expect(
      HTMLRenderer(language: language, tail: Fixture.tail).render(Self.report()),
      is: "cause.\(language).html"
    )
  }

  @Test("JSON holds the followers whole, with their counts")
  func json() throws {
    let text = JSONRenderer.render(Self.report(), pretty: true) + "\n"
    try Golden.expect(text, is: "cause.json")
    #expect(text.contains("\"affected\": 1237"))
  }

  @Test("The table lists followers as rows of their own")
  func table() {
    let table = CSVRenderer().render(Self.report())
    for rule in ["WL-BERKAS-011", "WL-BERKAS-010", "WL-ID-003"] { #expect(table.contains(rule)) }
  }

  @Test("No personal value of a follower is shown unasked")
  func masked() {
    let report = Self.report()
    let texts = [
      TextRenderer(tail: Fixture.tail, personalSections: Fixture.personalSections).render(report),
      HTMLRenderer(tail: Fixture.tail).render(report), JSONRenderer.render(report), CSVRenderer().render(report),
    ]
    for text in texts { #expect(!text.contains("1990")) }
  }
}
