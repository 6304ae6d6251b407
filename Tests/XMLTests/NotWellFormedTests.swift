import Testing
import XML

/// A document that is not well-formed, the fault it is to be called, and where.
struct BrokenDocument: CustomTestStringConvertible, Sendable {
  let document: String
  let fault: XMLFault
  let line: Int
  let column: Int

  init(_ document: String, _ fault: XMLFault, _ line: Int, _ column: Int) {
    self.document = document
    self.fault = fault
    self.line = line
    self.column = column
  }

  var testDescription: String { document.debugDescription }

  static let all: [BrokenDocument] = endings + tags + texts + markup

  private static let endings: [BrokenDocument] = [
    .init("", .emptyDocument, 1, 1),
    .init("  \n ", .emptyDocument, 2, 2),
    .init("halo dunia", .notXML, 1, 1),
    .init("{\"a\": 1}", .notXML, 1, 1),
    .init("no,nama\n1,Siti", .notXML, 1, 1),
    .init("a", .notXML, 1, 2),
    .init("<a>", .unexpectedEnd(open: nil, line: nil), 1, 4),
    .init("<a><b/>", .unexpectedEnd(open: "a", line: 1), 1, 8),
    .init("<a>\n<b>isi", .unexpectedEnd(open: "b", line: 2), 2, 7),
    .init("<a>\n<b>isi</b", .unexpectedEnd(open: "b", line: 2), 2, 10),
    .init("<a>\n<b k='1", .unexpectedEnd(open: "a", line: 1), 2, 8),
    .init("<a><!-- komentar", .unexpectedEnd(open: "a", line: 1), 1, 17),
    .init("<a><![CDATA[isi", .unexpectedEnd(open: "a", line: 1), 1, 16),
    .init("<a>&am", .unexpectedEnd(open: "a", line: 1), 1, 7),
    .init("<a/><!-- ", .unexpectedEnd(open: nil, line: nil), 1, 10),
    .init("<a/><b/>", .contentAfterRoot, 1, 5),
    .init("<a/>\nlagi", .contentAfterRoot, 2, 1),
    .init("<a></a></a>", .contentAfterRoot, 1, 8),
  ]

  private static let tags: [BrokenDocument] = [
    .init("<a></b>", .mismatchedTag(open: "a", line: 1, closed: "b"), 1, 4),
    .init("<a>\n<b>\n</a></b>", .mismatchedTag(open: "b", line: 2, closed: "a"), 3, 1),
    .init("<a><b></B></a>", .mismatchedTag(open: "b", line: 1, closed: "B"), 1, 7),
    .init("<a k='1' k='2'/>", .duplicateAttribute(name: "k"), 1, 1),
    .init("<a k=1/>", .malformedTag, 1, 6),
    .init("<a k/>", .malformedTag, 1, 5),
    .init("<a k='1'l='2'/>", .malformedTag, 1, 9),
    .init("<a k='<'/>", .malformedTag, 1, 7),
    .init("<a><b <c/></b></a>", .malformedTag, 1, 7),
    .init("<a>1 < 2</a>", .malformedTag, 1, 7),
    .init("<a>< b/></a>", .malformedTag, 1, 5),
    .init("<1a/>", .malformedTag, 1, 2),
    .init("<p:a/>", .undeclaredPrefix(prefix: "p"), 1, 1),
    .init("<a p:k='1'/>", .undeclaredPrefix(prefix: "p"), 1, 1),
    .init("<a xmlns:p='u' xmlns:q='u' p:k='1' q:k='2'/>", .duplicateAttribute(name: "k"), 1, 1),
    .init("<a><b></b x></a>", .malformedTag, 1, 11),
    .init("<a/ >", .malformedTag, 1, 3),
    .init("<a xmlns:p=''/>", .malformedTag, 1, 14),
  ]

  private static let texts: [BrokenDocument] = [
    .init("<a>Budi & Siti</a>", .malformedReference, 1, 9),
    .init("<a>PT A&B</a>", .malformedReference, 1, 8),
    .init("<a k='x&y'/>", .malformedReference, 1, 8),
    .init("<a>\u{1}</a>", .invalidCharacter, 1, 4),
    .init("<a>\n\u{0}</a>", .invalidCharacter, 2, 1),
    .init("<a>\u{FFFE}</a>", .invalidCharacter, 1, 4),
    .init("<a>&#0;</a>", .invalidCharacter, 1, 8),
    .init("<a>&#xD800;</a>", .invalidCharacter, 1, 12),
    .init("<a>&#x;</a>", .invalidCharacter, 1, 8),
    .init("<a>&#6x;</a>", .malformedReference, 1, 4),
    .init("<a>x]]>y</a>", .malformedMarkup, 1, 5),
  ]

  private static let markup: [BrokenDocument] = [
    .init(" <?xml version='1.0'?><a/>", .malformedMarkup, 1, 7),
    .init("<a><!-- a -- b --></a>", .malformedMarkup, 1, 11),
    .init("<?xml version='1.0' encoding='UTF-8' standalone='ya'?><a/>", .malformedMarkup, 1, 50),
    .init("<?xml encoding='UTF-8'?><a/>", .malformedMarkup, 1, 7),
    .init("<a><?xml version='1.0'?></a>", .malformedMarkup, 1, 9),
    .init("<a><!ELEMENT b ANY></a>", .malformedMarkup, 1, 4),
    .init("<a><? ?></a>", .malformedMarkup, 1, 6),
  ]
}

@Suite("A document that is not well-formed is refused with its fault and place")
struct NotWellFormedTests {
  @Test("Its fault is named, with line and column", arguments: BrokenDocument.all)
  func fault(_ broken: BrokenDocument) throws {
    let error = try #require(Reading(broken.document).error)
    #expect(error.fault == broken.fault)
    #expect(error.position.description == "\(broken.line):\(broken.column)")
  }

  @Test("The same is said when it comes byte by byte", arguments: BrokenDocument.all)
  func bytewise(_ broken: BrokenDocument) {
    #expect(Reading(broken.document, chunk: 1) == Reading(broken.document))
  }

  @Test("A document cut anywhere is refused")
  func cutAnywhere() {
    let document = Array("<?xml version='1.0'?><a k='v'>x &amp; <b/><!-- c --><![CDATA[d]]></a>".utf8)
    #expect(Reading(document).error == nil)
    for count in 0..<document.count {
      #expect(Reading(Array(document.prefix(count))).error != nil, "cut after \(count) bytes")
    }
  }
}
