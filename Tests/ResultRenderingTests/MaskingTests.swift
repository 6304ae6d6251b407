import ReportModel
import Testing

@testable import ResultRendering

@Suite("Values of persons stay hidden in every format")
struct MaskingTests {
  static let planted: [(text: String, kind: PersonalKind, parts: [String])] = [
    ("3273014101909901", .nik, ["3273014101909901", "014101909"]),
    ("Siti Kenanga", .name, ["Siti", "Kenanga", "enanga"]),
    ("7654321", .wage, ["7654321", "7654", "4321"]),
  ]

  /// A finding about a planted value that says it in its message, its value and its fix.
  static func report(_ location: Location, syntax: FileSyntax, value: FoundValue?) -> Assessment {
    var values: [String: Message.Value] = [:]
    for (index, plant) in planted.enumerated() {
      values["p\(index)"] = Message.Value(Bilingual(id: plant.text, en: plant.text), personal: plant.kind)
    }
    let message = Message(Bilingual(id: "a {p0} b {p1} c {p2}", en: "d {p0} e {p1} f {p2}"), values: values)
    let place = Place(
      location: location,
      message: message,
      value: value,
      fix: value.map { SuggestedFix(replacement: $0, isSafe: false) }
    )
    return Fixture.assessment([Fixture.finding(places: [place, place])], syntax: syntax)
  }

  static func texts(_ report: Assessment, line: String, reveal: Bool) -> [String] {
    let lines = FixedLines(lines: [1: line])
    return Language.allCases.flatMap { language in
      [
        TextRenderer(
          language: language,
          tail: Fixture.tail,
          personalSections: Fixture.personalSections,
          reveal: reveal
        ).render(report, source: lines),
        TextRenderer(
          language: language,
          tail: Fixture.tail,
          personalSections: Fixture.personalSections,
          reveal: reveal,
          width: 40
        ).render(report, source: lines),
        HTMLRenderer(language: language, tail: Fixture.tail, reveal: reveal).render(report),
        CSVRenderer(language: language, reveal: reveal).render(report),
      ]
    } + [
      JSONRenderer.render(report, reveal: reveal), JSONRenderer.render(report, pretty: true, reveal: reveal),
    ]
  }

  static func leaks(_ text: String) -> [String] {
    planted.flatMap(\.parts).filter { text.contains($0) }
  }

  static let csvLines = [
    "1;PUSAT;Siti Kenanga;ID;3273014101909901;P;7654321",
    "1,PUSAT,\"Siti; Kenanga\",ID,'3273014101909901,P,\"7654321\"",
    "1\tSiti Kenanga\t3273014101909901\t7654321",
    "Kenanga\";3273014101909901;7654321", "[Siti];;", "\"Siti", "日;Siti Kenanga;é;7654321",
  ]

  static let xmlLines = [
    "  <nik>3273014101909901</nik>", "<nama>Siti Kenanga", "Kenanga</nama><upah>7654321</upah>",
    "<l><tk id=\"3273014101909901\"><nama>Siti Kenanga</nama><upahPokok>7654321</upahPokok></tk></l>",
    "<!-- Siti Kenanga 7654321 --><nik>3273014101909901</nik>", "<nama>Siti <Kenanga</nama>",
    "<nama><![CDATA[Siti Kenanga]]></nama>", "<Siti Kenanga=7654321>",
  ]

  @Test("Wherever a finding points, nothing planted shows", arguments: [FileSyntax.Kind.csv, .xml, .unknown])
  func everyColumn(kind: FileSyntax.Kind) {
    let lines = kind == .xml ? Self.xmlLines : Self.csvLines
    let section = kind == .xml ? "/laporanWlkp/daftarTenagaKerja/tenagaKerja" : "tenaga_kerja"
    for line in lines {
      for column in 0...(line.utf8.count + 2) {
        for location in locations(section: section, column: column) {
          for delimiter in [";", "\t", nil] where kind == .csv || delimiter == nil {
            check(line, location, FileSyntax(kind: kind, encoding: nil, delimiter: delimiter))
          }
        }
      }
    }
  }

  private func locations(section: String, column: Int) -> [Location] {
    let position = SourcePosition(byte: 0, line: 1, column: column)
    return [
      Location(section: section, row: 1, field: "nik", column: "nik", cell: "C1", position: position),
      Location(section: section, row: 1, position: position), Location(section: section, position: position),
      Location(position: position), Location(column: "nik", position: position),
    ]
  }

  private func check(_ line: String, _ location: Location, _ syntax: FileSyntax) {
    for value in [nil, Fixture.person("3273014101909901", .nik)] {
      let report = Self.report(location, syntax: syntax, value: value)
      let renderer = TextRenderer(tail: Fixture.tail, personalSections: Fixture.personalSections)
      let leaks = Self.leaks(renderer.render(report, source: FixedLines(lines: [1: line])))
      #expect(leaks.isEmpty, "\(line) \(location)")
    }
  }

  @Test("No format shows what is planted, and every format does when asked", arguments: [0, 1, 2])
  func everyFormat(index: Int) {
    let plant = Self.planted[index]
    let location = Location(
      section: "tenaga_kerja",
      row: 1,
      field: "nik",
      column: "nik",
      cell: "E1",
      position: SourcePosition(byte: 0, line: 1, column: 25)
    )
    let report = Self.report(
      location,
      syntax: FileSyntax(kind: .csv, encoding: "UTF-8", delimiter: ";"),
      value: Fixture.person(plant.text, plant.kind)
    )
    for text in Self.texts(report, line: Self.csvLines[0], reveal: false) { #expect(Self.leaks(text).isEmpty) }
    for text in Self.texts(report, line: Self.csvLines[0], reveal: true) { #expect(text.contains(plant.text)) }
    #expect(Self.leaks(String(decoding: JSONRenderer.canonical(report), as: UTF8.self)).isEmpty)
  }

  @Test("A one-line XML report shows only the company's own element")
  func oneLineXML() {
    let line = "<l><kepala><unit>PUSAT</unit></kepala><tk><nama>Siti Kenanga</nama><nik>3273014101909901</nik></tk></l>"
    let location = Location(
      section: "/l/kepala",
      row: 1,
      field: "unit",
      column: "unit",
      position: SourcePosition(byte: 11, line: 1, column: 12)
    )
    let report = Self.report(location, syntax: FileSyntax(kind: .xml), value: .plain("PUSAT"))
    let text = TextRenderer(tail: Fixture.tail, personalSections: Fixture.personalSections)
      .render(report, source: FixedLines(lines: [1: line]))
    #expect(Self.leaks(text).isEmpty)
    #expect(text.contains("<l><kepala><unit>PUSAT</unit></kepala><tk><nama>••</nama><nik>••</nik></tk></l>"))
  }

  @Test("A personal value masks its line even in a section that holds no persons")
  func personalValueElsewhere() {
    let location = Location(
      section: "kepala",
      row: 1,
      field: "x",
      position: SourcePosition(byte: 0, line: 1, column: 1)
    )
    let report = Self.report(
      location,
      syntax: FileSyntax(kind: .csv, encoding: nil, delimiter: ";"),
      value: Fixture.person("Siti", .name)
    )
    let text = TextRenderer(tail: Fixture.tail, personalSections: []).render(
      report,
      source: FixedLines(lines: [1: Self.csvLines[0]])
    )
    #expect(Self.leaks(text).isEmpty)
  }
}
