import Testing
import XML

/// Text that is longer than what libxml2 waits for before it passes text on.
private let long = String(repeating: "a", count: 400)
private let longForeign = String(repeating: "é", count: 400)

@Suite("The end of a CDATA section in text is refused with its place")
struct SectionEndTests {
  static let refused = [
    "x]]>y", "]]>", "]]]>", "]]]]]>", "é]]>", "\r\n]]>", "&amp;]]>", "&#93;]]>", "<![CDATA[x]]>]]>", "<b/>]]>",
    "<!-- c -->]]>", "x]]>;", long + "]]>" + long, longForeign + "]]]>" + longForeign, long + "\n]]>;" + long,
    longForeign + "\r\n]]>é" + long,
  ]

  static let allowed = [
    "]]", "]>", "] ]>", "]]\n>", "]]\r\n>", "]]&gt;", "]]&#62;", "]]&#x3E;", "&#93;]>", "]&#93;>", "&#93;&#93;>",
    "]]<b/>>", "]]<!-- c -->>", "]]<?p?>>", "]]<![CDATA[]]>>", "]<![CDATA[]]]>>", "<![CDATA[x]]]]><![CDATA[>]]>",
    "]]é>", "é]]&gt;", "<b k=']]>'/>", long + "]]&gt;" + long, longForeign + "]]&#62;" + longForeign,
    long + "]]<![CDATA[]]>>" + long, longForeign + "]&#93;>" + long, long + "]]&#59;>" + longForeign,
  ]

  private static func document(_ text: String) -> [UInt8] { Array("<a><c>\n\(text)</c></a>".utf8) }

  /// Where `]]>` begins in a text that is refused.
  private static func place(in bytes: [UInt8]) -> Int64? {
    let text = String(decoding: bytes, as: UTF8.self).replacing("<![CDATA[x]]>", with: "<![CDATA[x___")
    return Array(text.utf8).indices.dropLast(2).first { Array(text.utf8)[$0...($0 + 2)] == [0x5D, 0x5D, 0x3E] }
      .map { Int64($0) }
  }

  @Test("It is refused however the document is cut in two", arguments: refused)
  func refusedCutAnywhere(text: String) throws {
    let document = Self.document(text)
    let whole = Reading(document)
    #expect(try #require(whole.error).fault == .malformedMarkup)
    #expect(whole.error?.position.byte == Self.place(in: document))
    for cut in 1..<document.count {
      #expect(Reading(document, cutAt: [cut]) == whole, "cut after \(cut) bytes")
    }
  }

  @Test("It is refused when the document comes in pieces of any size", arguments: refused)
  func refusedInPieces(text: String) {
    let document = Self.document(text)
    let whole = Reading(document)
    for chunk in 1...64 { #expect(Reading(document, chunk: chunk) == whole, "pieces of \(chunk)") }
  }

  @Test("What only resembles it is read, however the document is cut", arguments: allowed)
  func allowedCutAnywhere(text: String) {
    let document = Self.document(text)
    let whole = Reading(document)
    #expect(whole.error == nil)
    for cut in 1..<document.count {
      #expect(Reading(document, cutAt: [cut]) == whole, "cut after \(cut) bytes")
    }
    for chunk in 1...64 { #expect(Reading(document, chunk: chunk) == whole, "pieces of \(chunk)") }
  }

  @Test(
    "Random brackets between references, comments and sections read the same in any three pieces",
    arguments: 0..<200
  )
  func randomBrackets(seed: Int) {
    var random = SplitMix(state: UInt64(seed) &+ 77)
    let pieces = [
      "]", "]]", ">", "]]>", "x", "é", "\n", "\r\n", "&gt;", "&#93;", "<!-- -->", "<![CDATA[]]>", "<![CDATA[]>]]>", ";",
      "<b/>", long, longForeign,
    ]
    let text = (0..<12).map { _ in pieces.randomElement(using: &random)! }.joined()
    let document = Self.document(text)
    let whole = Reading(document)
    for _ in 0..<60 {
      let cuts = [
        Int.random(in: 1..<document.count, using: &random), Int.random(in: 1..<document.count, using: &random),
      ]
      #expect(Reading(document, cutAt: cuts.sorted()) == whole, "cut at \(cuts)")
    }
    for chunk in [1, 2, 3, 10, 17] { #expect(Reading(document, chunk: chunk) == whole, "pieces of \(chunk)") }
  }
}
