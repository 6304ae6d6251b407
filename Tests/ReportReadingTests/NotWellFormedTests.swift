import ReportModel
import ReportReading
import Testing

/// Constraints of XML 1.0 and of Namespaces that the not-well-formed documents of the W3C's suite break, one each.
private let inElements = [
  "<kodeUnit attr=x>P</kodeUnit>", "<kodeUnit a=\"1\" a=\"2\">P</kodeUnit>", "<kodeUnit a=\"<\">P</kodeUnit>",
  "<kodeUnit>&#0;</kodeUnit>", "<kodeUnit>&#xD800;</kodeUnit>", "<kodeUnit>&#x110000;</kodeUnit>",
  "<kodeUnit>&amp</kodeUnit>", "<kodeUnit>& x</kodeUnit>", "<kodeUnit>]]></kodeUnit>", "<kodeUnit><![CDATA[x]]",
  "<!-- a -- b --><kodeUnit>P</kodeUnit>", "<!-- a ---><kodeUnit/>", "<?xml version=\"1.0\"?><kodeUnit/>",
  "<?XML x?><kodeUnit/>", "<?p<kodeUnit/>", "<1kode/>", "< kodeUnit/>", "<kodeUnit / >", "</kodeUnit>",
  "<kodeUnit></KodeUnit>", "<x:kodeUnit/>", "<kodeUnit xmlns:xml=\"urn:x\"/>", "<kodeUnit xmlns:x=\"\"/>",
  "<kodeUnit\u{1}/>", "<kodeUnit>\u{B}</kodeUnit>", "<kodeUnit>\u{FFFE}</kodeUnit>", "<kodeUnit a=\"1\"b=\"2\"/>",
  "<kodeUnit a/>", "<kodeUnit>&undefined;</kodeUnit>", "<kodeUnit>&#x;</kodeUnit>", "<kodeUnit>&#12a;</kodeUnit>",
  "<kodeUnit></kodeUnit", "<!ELEMENT a ANY>", "<![INCLUDE[ x ]]>", "<kodeUnit>P</kodeUnit><",
  "<kodeUnit xmlns=\"a\" xmlns=\"b\"/>",
]

private let root = "<laporanWlkp xmlns=\"urn:wlkp:laporan:1\">\n<kepala>\n</kepala></laporanWlkp>"

private let aroundRoot = [
  "@<second/>", "\n<?xml version=\"1.0\"?>@", "@text", "<?xml encoding=\"UTF-8\"?>@", "@<![CDATA[]]>", "@&amp;",
  "<?xml version=\"1.0\" standalone=\"maybe\"?>@", "<?xml version=\"1.0\" encoding=\"nope\"?>@",
  "<?xml version=1.0?>@", "<?xml version='1.0\"?>@", "<!DOCTYPE a>@",
].map { $0.replacing("@", with: root) }

private let notUTF8: [[UInt8]] = [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]]

@Suite("Documents that are not well-formed")
struct NotWellFormedTests {
  private func check(_ bytes: [UInt8], after line: Int) {
    let (sink, summary) = reading(bytes)
    #expect(!summary.isUsable)
    let grave: Set = ["WL-BERKAS-001", "WL-BERKAS-002", "WL-BERKAS-003"]
    let places = sink.findings.filter { grave.contains($0.rule) }.map(\.location.position.line)
    #expect(places.contains { $0 >= line }, "\(sink.findings.map(\.rule))")
  }

  private func report(_ inside: [UInt8]) -> [UInt8] {
    Array("<laporanWlkp xmlns=\"urn:wlkp:laporan:1\">\n<kepala>\n".utf8) + inside
      + Array("\n</kepala></laporanWlkp>".utf8)
  }

  @Test("A fault within an element is refused with its place", arguments: inElements)
  func within(_ text: String) { check(report(Array(text.utf8)), after: 3) }

  @Test("A fault around the root is refused with its place", arguments: aroundRoot)
  func around(_ text: String) { check(Array(text.utf8), after: 1) }

  @Test("Bytes that are no UTF-8 are refused with their place", arguments: notUTF8)
  func encoding(_ bytes: [UInt8]) {
    check(report(Array("<kodeUnit>".utf8) + bytes + Array("</kodeUnit>".utf8)), after: 3)
  }
}
