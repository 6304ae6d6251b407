import Testing
import XML

@Suite("A well-formed document becomes events")
struct EventTests {
  @Test("Elements, attributes and text come in document order")
  func order() {
    let reading = Reading("<a x='1' y=\"dua\"><b>isi</b><c/></a>")
    #expect(reading.error == nil)
    #expect(reading.summary == ["<a x=1 y=dua>", "<b>", "\"isi\"", "</b>", "<c>", "</c>", "</a>"])
  }

  @Test("Names carry their namespace, whatever the prefix")
  func namespaces() {
    let reading = Reading("<p:a xmlns:p='urn:x' xmlns='urn:y' p:k='1' k='2'><b xmlns=''/></p:a>")
    #expect(reading.summary == ["<{urn:x}a {urn:x}k=1 k=2>", "<b>", "</b>", "</{urn:x}a>"])
  }

  @Test("A name has one number in a document, and numbers are dense")
  func numbers() throws {
    let recorder = EventRecorder()
    let reader = XMLReader(sink: recorder)
    try reader.feed(Array("<a xmlns:p='urn:x'><b k='1'/><p:b/><q:b xmlns:q='urn:x' k='2'/><b/></a>".utf8))
    try reader.finish()
    #expect(recorder.ids == ["a": 0, "b": 1, "k": 2, "{urn:x}b": 3])
  }

  @Test(
    "References, CDATA and line ends become plain text",
    arguments: [
      ("<a>1 &lt; 2 &amp;&#38; 3 &gt; &quot;&apos;&#x41;&#1088;</a>", "1 < 2 && 3 > \"'Aр"),
      ("<a>x<![CDATA[<b>&amp;]]]>y</a>", "x<b>&amp;]y"),
      ("<a>x<![CDATA[]]>y</a>", "xy"),
      ("<a>x<![CDATA[]]><![CDATA[]]>\ny<![CDATA[]]></a>", "x\ny"),
      ("<a>1\r\n2\r3\n4</a>", "1\n2\n3\n4"),
      ("<a>x<!-- dibuang -->y<?pi juga?>z</a>", "xyz"),
      ("<a>]] ></a>", "]] >"),
      ("<a> \n </a>", " \n "),
      ("<a>Ç日本😀</a>", "Ç日本😀"),
    ]
  )
  func text(document: String, expected: String) {
    let reading = Reading(document)
    #expect(reading.error == nil)
    #expect(reading.summary == ["<a>", "\"\(expected)\"", "</a>"])
  }

  @Test("References in attribute values are resolved")
  func attributeReferences() {
    #expect(Reading("<a k='x &amp; &lt;y&#38;&#x26; \n z'/>").summary.first == "<a k=x & <y&&   z>")
  }

  @Test("A stylesheet instruction, comments and blanks round the root are passed over")
  func prolog() {
    let reading = Reading("<?xml version='1.0'?>\n<?xml-stylesheet href='x.xsl'?>\n<!-- c -->\n<a/>\n<!-- d -->\n\n")
    #expect(reading.error == nil)
    #expect(reading.summary == ["<a>", "</a>"])
  }

  @Test("XInclude elements are elements like any other")
  func xinclude() {
    let reading = Reading("<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></a>")
    #expect(reading.error == nil)
    #expect(reading.summary.contains("<{http://www.w3.org/2001/XInclude}include href=file:///etc/passwd>"))
    #expect(reading.summary.count == 4)
  }

  @Test("A sink may stop the reader, and nothing comes after")
  func stop() throws {
    let recorder = EventRecorder()
    let reader = XMLReader(sink: recorder)
    recorder.onStart = { [unowned reader] in if $0 == "b" { reader.stop() } }
    try reader.feed(Array("<a><b/><c/>".utf8))
    try reader.feed(Array("<broken".utf8))
    try reader.finish()
    #expect(reader.isStopped)
    #expect(recorder.summary == ["<a>", "<b>"])
  }

  @Test("After an error every call throws it again")
  func errorStays() throws {
    let reader = XMLReader(sink: EventRecorder())
    let first = #expect(throws: XMLError.self) { try reader.feed(Array("<a></b>".utf8)) }
    let second = #expect(throws: XMLError.self) { try reader.feed(Array("<a/>".utf8)) }
    let third = #expect(throws: XMLError.self) { try reader.finish() }
    #expect(first == second && second == third)
  }
}
