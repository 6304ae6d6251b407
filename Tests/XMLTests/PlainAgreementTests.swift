import Foundation
import Testing

@testable import XML

/// Makes documents of records, mostly plain, and spoils them.
struct RecordMaker {
  var random: SplitMix

  private static let names = [
    "laporanWlkp", "daftarTenagaKerja", "tenagaKerja", "nik", "namaLengkap", "a", "b-1", "_c.d",
  ]
  private static let values = [
    "", "1", "Siti Rahma", "2025-11-30", "PT Maju & Jaya", "Jl. Melati 5", "é 日本 😀", "x\ny", "\t", "a > b", "]", "]]>",
    "&amp;", "&#65;", "&xxe;", "<![CDATA[<x>]]>", "<!-- c > d -->", "<?pi?>", "\u{FFFE}", "\u{FEFF}", "\r", "\r\n",
    "\u{1}",
    String(repeating: "panjang ", count: 70), String(repeating: "\r\né", count: 40),
  ]
  private static let scraps = [
    "<", ">", "/", "</", "/>", "&", ";", "]]>", "<a>", "</a>", "<a/>", "<a />", "</a >", "<a x='1'>", "<p:a>", "<!",
    "<?",
    "<!DOCTYPE x>", "\n", "\r", "\r\n", " ", "\0", "\u{FFFF}", "xmlns='urn:y'", "<a xmlns='urn:y'><b>1</b></a>",
    "<a xmlns:p='urn:p'><p:b>1</p:b><b>2</b></a>", "<1>", "<é>x</é>", "<a\n>",
  ]

  /// A document, well-formed unless one of its values is not.
  mutating func document() -> [UInt8] {
    let declaration = ["", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "\u{FEFF}", "<!-- > -->\r\n"]
    let root = ["<laporanWlkp xmlns=\"urn:wlkp:laporan:1\">", "<laporanWlkp>", "<p:laporanWlkp xmlns:p='urn:p'>"]
    let opening = Int.random(in: 0..<8, using: &random) == 0 ? root.randomElement(using: &random) ?? root[0] : root[0]
    var text = (declaration.randomElement(using: &random) ?? "") + opening
    for _ in 0..<Int.random(in: 0...5, using: &random) { text += record(depth: 0) }
    text += opening.hasPrefix("<p:") ? "</p:laporanWlkp>" : "</laporanWlkp>"
    if Bool.random(using: &random) { text += "\n" }
    return Array(text.utf8)
  }

  private mutating func record(depth: Int) -> String {
    let name = Self.names.randomElement(using: &random) ?? "a"
    let gap = ["\n    ", "\r\n\t", "", " "].randomElement(using: &random) ?? ""
    if depth > 2 || Bool.random(using: &random) { return "\(gap)<\(name)>\(value())</\(name)>" }
    var text = "\(gap)<\(name)>"
    for _ in 0..<Int.random(in: 0...6, using: &random) { text += record(depth: depth + 1) }
    return text + "\(gap)</\(name)>"
  }

  private mutating func value() -> String {
    let isPlain = Int.random(in: 0..<12, using: &random) != 0
    return (isPlain ? Self.values[..<6].randomElement(using: &random) : Self.values.randomElement(using: &random)) ?? ""
  }

  /// The document with up to three bytes or scraps put in, taken out or moved.
  mutating func spoiled(_ document: [UInt8]) -> [UInt8] {
    var bytes = document
    for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
      case 1: bytes.insert(contentsOf: Array((Self.scraps.randomElement(using: &random) ?? "").utf8), at: place)
      case 2: bytes.removeSubrange(place..<end)
      case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &random))
      case 4: bytes = Array(bytes[..<place])
      default: bytes[place] = Array("<>/&;]\r\n a".utf8).randomElement(using: &random) ?? 0
      }
    }
    return bytes
  }
}

@Suite("Reading plain parts without libxml2 says what libxml2 says")
struct PlainAgreementTests {
  /// Documents of each run; `WLKP_FUZZ_INPUTS` asks for more.
  private static let inputs = ProcessInfo.processInfo.environment["WLKP_FUZZ_INPUTS"].flatMap(Int.init) ?? 2_000
  private static let seed = ProcessInfo.processInfo.environment["WLKP_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  /// What came of a document, and whether libxml2 alone read it.
  private func reading(
    _ document: [UInt8],
    mayBePlain: Bool,
    chunk: Int = .max,
    limits: XMLLimits = .standard
  ) -> Reading {
    let recorder = EventRecorder()
    let reader = XMLReader(limits: limits, sink: recorder, mayBePlain: mayBePlain)
    var failure: XMLError?
    do throws(XMLError) {
      try reader.feed(document, chunk: chunk)
      try reader.finish()
    } catch {
      failure = error
    }
    return Reading(events: recorder.events, error: failure, encoding: reader.encoding)
  }

  @Test("Spoiled documents of records give the same events, places and error, however they arrive")
  func spoiledDocuments() {
    var maker = RecordMaker(random: SplitMix(state: Self.seed))
    for number in 0..<Self.inputs {
      let document = maker.spoiled(maker.document())
      let expected = reading(document, mayBePlain: false)
      for chunk in [Int.max, Int.random(in: 1...40, using: &maker.random)] {
        let found = reading(document, mayBePlain: true, chunk: chunk)
        guard found == expected else {
          Issue.record("document \(number), pieces of \(chunk): \(String(decoding: document, as: UTF8.self))")
          #expect(found.error == expected.error)
          #expect(found.events == expected.events)
          return
        }
      }
    }
  }

  @Test("A bare ampersand is named where it stands, whatever ends its line", arguments: ["\n", "\r\n", "\r", " "])
  func bareAmpersand(end: String) {
    let document = Array("<a><b>x&\(end)<c>&amp;</c></b></a>".utf8)
    let alone = reading(document, mayBePlain: false)
    guard case .notWellFormed(.malformedReference, _, _, let place) = alone.error else {
      return #expect(Bool(false), "\(String(describing: alone.error))")
    }
    #expect(place.column == 8)
    #expect(reading(document, mayBePlain: true) == alone)
  }

  @Test("A wrong end tag is named, also when a DOCTYPE stands right behind it")
  func doctypeBehindTag() {
    let document = Array("<a><b>1</b></c><!DOCTYPE x>".utf8)
    let alone = reading(document, mayBePlain: false)
    #expect(alone.error?.fault == .mismatchedTag(open: "a", line: 1, closed: "c"))
    for chunk in 1...document.count { #expect(reading(document, mayBePlain: true, chunk: chunk) == alone) }
  }

  @Test("A broken reference is named, also when a DOCTYPE stands right behind it", arguments: ["&", "&x", "&#1", "&#"])
  func doctypeBehindReference(reference: String) {
    let document = Array("<a><b>PT Maju \(reference)<!DOCTYPE x> Jaya</b></a>".utf8)
    let alone = reading(document, mayBePlain: false)
    #expect(alone.error?.fault == .malformedReference)
    #expect(alone.error?.position.column == 15)
    for chunk in 1...document.count { #expect(reading(document, mayBePlain: true, chunk: chunk) == alone) }
  }

  @Test(
    "What is no XML is called so, also when it begins like a broken reference",
    arguments: ["&>la", "&>", "& >", "&x>"]
  )
  func referenceBeforeRoot(text: String) {
    let document = Array("\u{FEFF}\(text)".utf8)
    let alone = reading(document, mayBePlain: false)
    #expect(alone.error?.fault == .notXML)
    for chunk in 1...document.count { #expect(reading(document, mayBePlain: true, chunk: chunk) == alone) }
  }

  @Test("Random documents with everything that may stand in one agree", arguments: 0..<60)
  func randomDocuments(seed: Int) {
    var maker = DocumentMaker(random: SplitMix(state: UInt64(seed)))
    let document = Array(maker.document().utf8)
    #expect(reading(document, mayBePlain: true) == reading(document, mayBePlain: false))
  }

  @Test("Limits are passed at the same places")
  func limits() {
    var limits = XMLLimits()
    limits.depth = 3
    limits.distinctNames = 6
    limits.textBytes = 40
    limits.nameBytes = 12
    var maker = RecordMaker(random: SplitMix(state: 7))
    for _ in 0..<500 {
      let document = maker.spoiled(maker.document())
      #expect(
        reading(document, mayBePlain: true, limits: limits) == reading(document, mayBePlain: false, limits: limits)
      )
    }
  }

  @Test("A plain document of many records is read the same")
  func manyRecords() {
    let row =
      "    <tenagaKerja>\r\n      <nik>3273014101909901</nik>\r\n"
      + "      <namaLengkap>Siti Rahma</namaLengkap>\r\n    </tenagaKerja>\r\n"
    let text =
      "<?xml version=\"1.0\"?>\r\n<laporanWlkp xmlns=\"urn:x\">\r\n<daftarTenagaKerja>\r\n"
      + String(repeating: row, count: 2_000) + "</daftarTenagaKerja>\r\n</laporanWlkp>\r\n"
    let document = Array(text.utf8)
    let expected = reading(document, mayBePlain: false)
    #expect(expected.error == nil)
    #expect(reading(document, mayBePlain: true) == expected)
    #expect(reading(document, mayBePlain: true, chunk: 1_000) == expected)
  }

  @Test("A sink may stop within a plain part")
  func stopping() throws {
    let text = "<a><b>1</b><b>2</b><c>3</c><b>4</b></a>"
    let recorder = EventRecorder()
    let reader = XMLReader(sink: recorder)
    recorder.onStart = { [unowned reader] name in if name == "c" { reader.stop() } }
    try reader.feed(Array(text.utf8))
    try reader.finish()
    #expect(recorder.summary.last == "<c>")
    #expect(reader.isStopped)
  }
}

extension Reading {
  init(events: [RecordedEvent], error: XMLError?, encoding: XMLEncoding?) {
    self.events = events
    self.error = error
    self.encoding = encoding
  }
}
