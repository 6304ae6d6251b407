import ReportModel
import Testing

@testable import ResultRendering

@Suite("The source line and its caret")
struct ExcerptTests {
  /// A line whose own cell begins at its last separator but one.
  struct Example: CustomTestStringConvertible, Sendable {
    let name: String
    let before: String
    let own: String
    let offset: Int
    let width: Int
    var testDescription: String { name }
  }

  @Test(
    "The caret stands under the cell, whatever the signs before it are",
    arguments: [
      Example(name: "ASCII", before: "SMA;WNI;", own: "12", offset: 8, width: 2),
      Example(name: "accents", before: "Café;", own: "é", offset: 5, width: 1),
      Example(name: "combining marks", before: "Cafe\u{301};", own: "e\u{301}e\u{301}", offset: 5, width: 2),
      Example(name: "wide signs", before: "日本;", own: "韓国語", offset: 5, width: 6),
      Example(name: "full-width digits", before: "１２;", own: "３", offset: 5, width: 2),
      Example(name: "emoji with joiners", before: "👩‍👩‍👧‍👦;", own: "👍🏽", offset: 3, width: 2),
      Example(name: "flag", before: "🇮🇩;", own: "x", offset: 3, width: 1),
      Example(name: "narrow sign asked to be wide", before: "❤\u{FE0F};", own: "x", offset: 3, width: 1),
      Example(name: "tab", before: "a\t", own: "b", offset: 5, width: 1),
      Example(name: "control", before: "\u{1B}[31m;", own: "x", offset: 6, width: 1),
      Example(name: "turned direction", before: "\u{202E};", own: "x", offset: 9, width: 1),
      Example(name: "nothing", before: "a;", own: "", offset: 2, width: 1),
    ]
  )
  func caret(example: Example) {
    let excerpt = SourceExcerpt(LineParts(before: example.before, own: example.own, after: ";z"), columns: 100)
    #expect(excerpt.caretOffset == example.offset)
    #expect(excerpt.caretWidth == example.width)
  }

  @Test("A line is never wider than its room, the own cell stays visible, every cut is marked")
  func cuts() {
    let pieces = ["", "a", "日", String(repeating: "x", count: 37), String(repeating: "長", count: 60)]
    for before in pieces {
      for own in pieces {
        for after in pieces {
          for columns in [37, 38, 61, 100] {
            let excerpt = SourceExcerpt(LineParts(before: before, own: own, after: after), columns: columns)
            #expect(DisplayWidth.of(excerpt.text) <= columns)
            #expect(excerpt.caretOffset + excerpt.caretWidth <= columns + 1)
            #expect(excerpt.text.contains("…") == (DisplayWidth.of(before + own + after) > columns))
            #expect(own.isEmpty || excerpt.text.contains(own.prefix(1)))
          }
        }
      }
    }
  }

  @Test("A line of megabytes shows the surroundings of the place")
  func longLine() throws {
    let line = String(repeating: "a;", count: 500_000) + "HERE" + String(repeating: ";b", count: 500_000)
    let window = LineWindow(line, column: 1_000_001)
    #expect(window.bytes.count <= RenderingLimits.lineBytesBefore + RenderingLimits.lineBytesAfter)
    let parts = LineParts.csv(
      window,
      at: Fixture.place(line: 1, lineColumn: 1_000_001),
      delimiter: UInt8(ascii: ";"),
      sight: .all
    )
    #expect(parts.own == "HERE")
    let excerpt = SourceExcerpt(parts, columns: 60, isCutBefore: window.isCutBefore, isCutAfter: window.isCutAfter)
    #expect(excerpt.text.hasPrefix("…") && excerpt.text.hasSuffix("…") && excerpt.text.contains("HERE"))
  }

  @Test("A window never splits a character", arguments: 0...20)
  func windowBoundaries(column: Int) {
    let window = LineWindow("é日👍é日👍", column: column)
    #expect(String(validating: window.bytes, as: UTF8.self) != nil)
    #expect(String(validating: window.bytes[..<window.focus], as: UTF8.self) != nil)
  }

  @Test("A byte order mark and line ends do not count")
  func byteOrderMark() {
    let window = LineWindow("\u{FEFF}[kepala]\r\n", column: 1)
    #expect(String(decoding: window.bytes, as: UTF8.self) == "[kepala]")
    #expect(window.focus == 0)
  }
}

@Suite("Cells and elements in one line")
struct LineTests {
  @Test(
    "A CSV cell ends at the delimiter outside quotation marks",
    arguments: [
      ("12;9", "12"), ("\"a;b\";c", "\"a;b\""), ("\"a\"\"b;\";c", "\"a\"\"b;\""), ("\"\";c", "\"\""), (";c", ""),
      ("a\"\"b;c", "a\"\"b"), ("\"open;c", "\"open;c"), ("last", "last"),
    ]
  )
  func cellEnd(line: String, cell: String) {
    let bytes = Array(line.utf8)
    let end = CSVLine(bytes: bytes[...], delimiter: UInt8(ascii: ";")).cellEnd(from: 0)
    #expect(String(decoding: bytes[..<end], as: UTF8.self) == cell)
  }

  @Test(
    "A masked CSV line keeps its shape",
    arguments: [
      ("1;PUSAT;;ID", "••;••;;••"), ("\"a;b\";c", "••;••"), (";;", ";;"), ("", ""), ("x", "••"), ("[budi];", "••;"),
    ]
  )
  func maskedCSV(line: String, masked: String) {
    #expect(CSVLine(bytes: Array(line.utf8)[...], delimiter: UInt8(ascii: ";")).masked() == masked)
  }

  @Test("A CSV line without a known delimiter is masked as a whole")
  func maskedWithoutDelimiter() {
    #expect(CSVLine(bytes: Array("a;b".utf8)[...], delimiter: nil).masked() == "••")
  }

  @Test(
    "Only a line that opens a section is recognised as one",
    arguments: [
      ("[tenaga_kerja]", true), ("[tenaga_kerja];;;", true), ("[tenaga_kerja];Budi", false), ("[3273]", false),
      ("[]", false), ("[Budi S]", false), ("tenaga_kerja", false),
    ]
  )
  func marker(line: String, isMarker: Bool) {
    let found = CSVLine(bytes: Array(line.utf8)[...], delimiter: UInt8(ascii: ";")).sectionMarker
    #expect((found != nil) == isMarker)
  }

  @Test(
    "A masked XML line keeps its tags and nothing else",
    arguments: [
      ("  <nik>3273</nik>", "  <nik>••</nik>"), ("<a/><b x=\"1\">t</b>", "<a/><b x=\"••\">••</b>"),
      ("<a x='1' y = \"2>3\"/>", "<a x='••' y = \"••\"/>"), ("Budi</nama>", "••</nama>"), ("<nama>Budi", "<nama>••"),
      ("<nama>Budi <Santoso</nama>", "<nama>••</nama>"), ("<!-- Budi --><a>", "••<a>"),
      ("<![CDATA[Budi]]></a>", "••</a>"), ("<?xml version=\"1.0\"?>", "••"), ("<Siti Rahma>", "••"),
      ("<a>  </a>", "<a>  </a>"), ("<a", "••"), ("", ""), ("<", "••"), ("<3273>", "••"),
    ]
  )
  func maskedXML(line: String, masked: String) {
    #expect(XMLLine(bytes: Array(line.utf8)[...]).masked() == masked)
  }

  @Test(
    "The caret goes under an element's content, or its tag when it has none",
    arguments: [
      ("<nik>3273</nik>", "3273"), ("<nik/>", "<nik/>"), ("<nik></nik>", "<nik>"), ("<nik>", "<nik>"),
      ("<nik", "<nik"), ("<nik>32", "32"),
    ]
  )
  func contentOrTag(line: String, own: String) {
    let bytes = Array(line.utf8)
    let range = XMLLine(bytes: bytes[...]).contentOrTag(at: 0)
    #expect(String(decoding: bytes[range], as: UTF8.self) == own)
  }
}
