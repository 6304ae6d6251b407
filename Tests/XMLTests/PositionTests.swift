import Testing
import XML

@Suite("Positions point to where things stand")
struct PositionTests {
  @Test("Every tag's byte offset is that of its <, and line and column agree with it", arguments: 0..<60)
  func agreement(seed: Int) {
    var maker = DocumentMaker(random: SplitMix(state: UInt64(seed) &* 31 &+ 5))
    let document = Array(maker.document().utf8)
    for event in Reading(document).events {
      let byte = Int(event.position.byte)
      if event.what.first != "\"" { #expect(document[byte] == UInt8(ascii: "<"), "\(event)") }
      let before = document[..<byte]
      let line = before.count { $0 == 0x0A } + 1
      let column = before.reversed().prefix { $0 != 0x0A }.count + 1
      #expect(event.position == XMLPosition(byte: Int64(byte), line: line, column: column), "\(event.what)")
    }
  }

  @Test("Tags over several lines, empty tags and text have their own places")
  func severalLines() {
    let reading = Reading("<a\n  k='1'\n>\n <b/>x<c>\n</c\n></a>")
    let places = reading.events.map { "\($0.what.filter { $0 != "\n" }) \($0.position)" }
    #expect(
      places == [
        "<a k=1> 1:1", "\" \" 3:2", "<b> 4:2", "</b> 4:2", "\"x\" 4:6", "<c> 4:7", "\"\" 4:10", "</c> 5:1", "</a> 6:2",
      ]
    )
  }

  @Test("A reference's text stands at its &, a CDATA section's at its <![CDATA[")
  func references() {
    let recorder = Reading("<a>&amp;<b/><![CDATA[x]]></a>")
    #expect(recorder.events.map(\.position.column) == [1, 4, 9, 9, 13, 26])
  }

  @Test("A long line does not lose its beginning")
  func longLine() throws {
    let start = "\n\n<a>" + String(repeating: "<b>isi</b>", count: 20_000)
    let error = try #require(Reading(start + "</c>").error)
    #expect(error.position == XMLPosition(byte: Int64(start.utf8.count), line: 3, column: start.utf8.count - 1))
  }

  @Test("Many blanks before the root element do not shift it")
  func blanks() {
    let blanks = "\n" + String(repeating: " ", count: 9_000)
    let reading = Reading(blanks + "<a/>", chunk: 1_000)
    #expect(reading.events.first?.position == XMLPosition(byte: 9_001, line: 2, column: 9_001))
  }

  @Test("The columns of a line with letters of several bytes count bytes")
  func bytesNotCharacters() {
    #expect(Reading("<a>日本<b/></a>").events[2].position.column == 10)
  }
}
