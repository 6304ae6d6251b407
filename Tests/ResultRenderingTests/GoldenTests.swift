import ReportModel
import ResultRendering
import Testing

@Suite("The same result in every format, compared with golden files")
struct GoldenTests {
  @Test("Text in both languages", arguments: Language.allCases)
  func text(language: Language) throws {
    let renderer = TextRenderer(
      language: language,
      tail: Fixture.tail,
      personalSections: Fixture.personalSections
    )
    try Golden.expect(renderer.render(Fixture.everything(), source: Fixture.lines), is: "text.\(language).txt")
  }

  @Test("Text with colours, with values, without the file's lines")
  func textVariants() throws {
    var renderer = TextRenderer(tail: Fixture.tail, personalSections: Fixture.personalSections)
    try Golden.expect(renderer.render(Fixture.everything()), is: "text.no-source.txt")
    renderer.reveal = true
    try Golden.expect(renderer.render(Fixture.everything(), source: Fixture.lines), is: "text.revealed.txt")
    renderer.reveal = false
    renderer.colours = true
    try Golden.expect(renderer.render(Fixture.everything(), source: Fixture.lines), is: "text.colours.txt")
  }

  @Test("Text about an XML report: elements, with and without persons")
  func xml() throws {
    let people = "/laporanWlkp/daftarTenagaKerja/tenagaKerja"
    let lines = FixedLines(lines: [
      9: "  <rekap><jumlahL>12</jumlahL><jumlahP>9</jumlahP></rekap>",
      40: "    <tenagaKerja><nama>Siti Rahma</nama><nik>3273014101909901</nik></tenagaKerja>",
    ])
    let report = Fixture.assessment(
      [
        Fixture.finding(places: [
          Fixture.place(section: "/laporanWlkp/rekap", column: "jumlahL", cell: nil, line: 9, lineColumn: 10)
        ]),
        Fixture.finding(places: [
          Fixture.place(
            section: people,
            row: 1,
            field: "nik",
            column: "nik",
            cell: nil,
            line: 40,
            lineColumn: 41,
            value: Fixture.person("3273014101909901", .nik)
          )
        ]),
        Fixture.finding(places: [
          Fixture.place(
            section: people,
            row: 1,
            field: nil,
            column: nil,
            cell: nil,
            line: 40,
            lineColumn: 5,
            value: nil
          )
        ]),
      ],
      name: "laporan.xml",
      syntax: FileSyntax(kind: .xml, encoding: "UTF-8")
    )
    let renderer = TextRenderer(tail: Fixture.tail, personalSections: Fixture.personalSections)
    try Golden.expect(renderer.render(report, source: lines), is: "text.xml.txt")
  }

  @Test("Table of findings in both languages", arguments: Language.allCases)
  func table(language: Language) throws {
    try Golden.expect(CSVRenderer(language: language).render(Fixture.everything()), is: "findings.\(language).csv")
  }

  @Test("HTML fragment in both languages", arguments: Language.allCases)
  func html(language: Language) throws {
    let renderer = HTMLRenderer(language: language, tail: Fixture.tail)
    try Golden.expect(renderer.render(Fixture.everything()), is: "result.\(language).html")
  }

  @Test("JSON, compact and for people")
  func json() throws {
    try Golden.expect(String(decoding: JSONRenderer.canonical(Fixture.everything()), as: UTF8.self), is: "result.json")
    try Golden.expect(JSONRenderer.render(Fixture.everything(), pretty: true) + "\n", is: "result.pretty.json")
  }

  @Test("The same input gives the same bytes")
  func stable() {
    #expect(JSONRenderer.canonical(Fixture.everything()) == JSONRenderer.canonical(Fixture.everything()))
  }

  @Test("Canary: a missing golden file and a single other byte are noticed")
  func canary() {
    let json = String(decoding: JSONRenderer.canonical(Fixture.everything()), as: UTF8.self)
    #expect(Golden.complaint(about: json, "no-such-file.json")?.contains("missing") == true)
    #expect(Golden.complaint(about: json + " ", "result.json")?.contains("line 1") == true)
    #expect(Golden.complaint(about: json, "result.json") == nil)
  }
}
