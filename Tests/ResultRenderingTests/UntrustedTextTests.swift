import ReportModel
import Testing

@testable import ResultRendering

@Suite("Texts from a report can do no harm")
struct UntrustedTextTests {
  static let hostile =
    "\u{1B}[2J\u{1B}]0;x\u{7}\r\n\u{9B}31m\u{202E}\u{2066}\u{2028}\u{0}<script>alert('x')</script>&\"=1+1"

  /// A result that carries the text wherever a report's own text can go.
  static func report(_ text: String, kind: FileSyntax.Kind = .csv) -> Assessment {
    let message = Message(Bilingual(id: "a {v}", en: "b {v}"), values: ["v": Message.Value(text)])
    let place = Place(
      location: Location(
        member: text,
        section: text,
        row: 1,
        field: text,
        column: text,
        cell: text,
        position: SourcePosition(byte: 0, line: 1, column: 1)
      ),
      message: message,
      value: .plain(text),
      fix: SuggestedFix(replacement: .plain(text), isSafe: true)
    )
    var plain = place
    plain.location.member = nil
    let finding = Fixture.finding(text, places: [plain, place], law: [text], confirmation: text)
    return Fixture.assessment(
      [finding],
      name: text,
      syntax: FileSyntax(kind: kind, encoding: text, delimiter: text),
      notAssessed: [NotAssessed(rule: text, reason: .missingData, count: 1, missing: [text])],
      isDraft: true,
      missingSections: [text],
      instruments: Instruments(
        form: .init(version: text, hash: Fixture.hash("a")),
        pack: .init(version: text, hash: Fixture.hash("b")),
        tables: Fixture.hash("c"),
        engine: text,
        verifiedUntil: nil
      )
    )
  }

  @Test("No control reaches the terminal", arguments: [FileSyntax.Kind.csv, .xml, .unknown], [false, true])
  func terminal(kind: FileSyntax.Kind, reveal: Bool) {
    let renderer = TextRenderer(tail: Fixture.tail, personalSections: [], reveal: reveal)
    let text = renderer.render(Self.report(Self.hostile, kind: kind), source: FixedLines(lines: [1: Self.hostile]))
    let controls = text.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(controls.isEmpty)
    #expect(text.contains("␛[2J") && text.contains("⟨U+202E⟩"))
    #expect(renderer.renderQuiet(Self.report(Self.hostile)).split(separator: "\n").count == 1)
  }

  @Test("With colours, the only escapes are our own")
  func ownEscapes() {
    let renderer = TextRenderer(tail: Fixture.tail, personalSections: [], colours: true)
    let text = renderer.render(Self.report(Self.hostile), source: FixedLines(lines: [1: Self.hostile]))
    let rest = text.replacing(/\u{1B}\[[0-9;]+m/, with: "")
    #expect(!rest.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
  }

  @Test("HTML holds the text and none of its markup", arguments: Language.allCases)
  func html(language: Language) {
    let html = HTMLRenderer(language: language, tail: Fixture.tail).render(Self.report(Self.hostile))
    #expect(!html.contains("<script") && !html.contains("alert('"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;=1+1"))
    #expect(!html.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
  }

  @Test("HTML has balanced tags, no script, no style and no handler")
  func htmlShape() {
    for report in [Fixture.everything(), Self.report(Self.hostile), Fixture.assessment([])] {
      let html = HTMLRenderer(tail: Fixture.tail).render(report)
      var open: [Substring] = []
      for tag in html.matches(of: /<(\/?)([a-z0-9]+)([^>]*)>/) {
        let (_, slash, name, attributes) = tag.output
        #expect(!["script", "style", "img", "a", "form"].contains(name))
        #expect(!attributes.contains("style=") && !attributes.contains(/\son[a-z]+=/) && !attributes.contains("href"))
        if slash.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
      }
      #expect(open.isEmpty)
    }
  }

  @Test(
    "A cell of the table cannot become a formula",
    arguments: [
      ("=1+1", "'=1+1"), ("+62", "'+62"), ("-5", "'-5"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "  '=1"),
      ("a;=1", "a;'=1"), ("a, \"=1", "a, \"'=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("1-2", "1-2"), ("", ""),
      ("\t=1", "\t'=1"), ("a\n=1", "a\n'=1"),
    ]
  )
  func formulas(cell: String, neutral: String) {
    #expect(SpreadsheetText.neutral(cell) == neutral)
  }

  @Test("The table keeps its shape whatever is in it", arguments: CSVRenderer.Delimiter.allCases)
  func tableShape(delimiter: CSVRenderer.Delimiter) {
    for text in [Self.hostile, "a\"b;c,d\r\n\"", "=cmd|' /C calc'!A0", "\"\"\""] {
      let table = CSVRenderer(delimiter: delimiter).render(Self.report(text))
      let lines = table.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(lines.count == 4 && lines.last?.isEmpty == true)
      for line in lines.dropLast() {
        let cells = cells(String(decoding: line, as: UTF8.self), delimiter)
        #expect(cells.count == 18)
        #expect(!cells.contains { "=+-@".contains($0.first ?? "a") })
      }
    }
  }

  /// A strict reading of one line of quoted cells.
  private func cells(_ line: String, _ delimiter: CSVRenderer.Delimiter) -> [String] {
    let marks = "\"\(delimiter.rawValue)\""
    // No doubled mark can meet a delimiter: ours are the only ones with a single mark on both sides.
    let body = line.trimmingSuffix("\r").dropFirst().dropLast()
    var cells: [String] = [""]
    var rest = body[...]
    while let first = rest.first {
      if rest.hasPrefix("\"\"") {
        cells[cells.count - 1] += "\""
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix(marks) {
        cells.append("")
        rest = rest.dropFirst(marks.count)
      } else {
        cells[cells.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return cells
  }

  @Test("A byte order mark stands only where it is asked for")
  func byteOrderMark() {
    #expect(CSVRenderer().header(byteOrderMark: true).unicodeScalars.first == "\u{FEFF}")
    #expect(CSVRenderer().header().utf8.first == UInt8(ascii: "\""))
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Unicode.Scalar) -> String {
    var scalars = unicodeScalars
    if scalars.last == suffix { scalars.removeLast() }
    return String(scalars)
  }
}
