import Testing
import XML

/// A small random generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes well-formed documents with everything that may stand in one.
struct DocumentMaker {
  var random: SplitMix

  mutating func document() -> String {
    let declarations = [
      "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n", "<!-- awal -->\n\n",
    ]
    return declarations.randomElement(using: &random)! + element(depth: 0) + (Bool.random(using: &random) ? "\n" : "")
  }

  private mutating func element(depth: Int) -> String {
    let name = ["a", "kepala", "p:b", "tenagaKerja", "é"].randomElement(using: &random)!
    let tag = "\(name) xmlns:p='urn:p'" + attributes()
    if Bool.random(using: &random) && depth > 0 { return "<\(tag)/>" }
    var content = ""
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      content += depth < 5 && Int.random(in: 0..<3, using: &random) == 0 ? element(depth: depth + 1) : piece()
    }
    return "<\(tag)>\(content)</\(name)\(Bool.random(using: &random) ? "\n" : "")>"
  }

  private mutating func attributes() -> String {
    let choices = ["", "\n  k='v'", " k=\"x > y\"", " p:k='é&amp;'\n\tl=''"]
    return choices.randomElement(using: &random)!
  }

  private mutating func piece() -> String {
    let pieces = [
      "isi", "\n", "\r\n", "\n\n   ", "Ç日本😀", "&amp;", "&#65;", "&lt;b&gt;", "<!-- c > \n d -->", "<?pi x?>",
      "<![CDATA[ <x> \n ]] ]]>", String(repeating: "panjang ", count: 100), "]]", "]", "\t",
      String(repeating: "é\n", count: 300),
    ]
    return pieces.randomElement(using: &random)!
  }
}

@Suite("How a document is cut into pieces makes no difference")
struct ChunkingTests {
  @Test("Random documents give the same events and places for every size of piece", arguments: 0..<60)
  func randomDocuments(seed: Int) {
    var maker = DocumentMaker(random: SplitMix(state: UInt64(seed)))
    let document = Array(maker.document().utf8)
    let whole = Reading(document)
    #expect(whole.error == nil)
    for chunk in [1, 2, 3, 5, 7, 16, 61, 256, 1_000, 4_096] {
      #expect(Reading(document, chunk: chunk) == whole, "pieces of \(chunk)")
    }
  }

  @Test("Damaged documents give the same error for every size of piece", arguments: 0..<300)
  func damagedDocuments(seed: Int) {
    var maker = DocumentMaker(random: SplitMix(state: UInt64(seed) &* 7_919))
    var document = Array(maker.document().utf8)
    for _ in 0..<2 {
      let index = Int.random(in: 0..<document.count, using: &maker.random)
      document[index] = [0x3C, 0x3E, 0x26, 0x00, 0xFF, 0x22, 0x0A, 0x41, 0xC3, 0x2D].randomElement(
        using: &maker.random
      )!
    }
    // libxml2 takes the end of "<!-->" for the end of a comment when it has not seen more of the document yet.
    if String(decoding: document, as: UTF8.self).contains("<!-->") { return }
    let whole = Reading(document)
    for chunk in [1, 2, 3, 7, 64, 1_000] {
      #expect(Reading(document, chunk: chunk) == whole, "pieces of \(chunk)")
    }
  }

  @Test("A document larger than every buffer reads the same in small and large pieces")
  func largeDocument() {
    let row = "<orang nomor='1'>\n  <nama>Siti Rahma</nama><upah>5000000</upah>\n</orang>\n"
    let document = Array(("<a>\n" + String(repeating: row, count: 4_000) + "</a>").utf8)
    let whole = Reading(document)
    #expect(whole.error == nil)
    #expect(Reading(document, chunk: 100) == whole)
    #expect(Reading(document, chunk: 8_191) == whole)
  }
}
