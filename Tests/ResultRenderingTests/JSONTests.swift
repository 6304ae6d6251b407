import Foundation
import ReportModel
import Testing

@testable import ResultRendering

@Suite("JSON")
struct JSONTests {
  static let nasty = [
    "", "plain", "quote \" and back\\slash", "line\nfeed\r\n\ttab",
    "\u{0}\u{1}\u{8}\u{C}\u{1B}\u{1F}\u{7F}\u{85}\u{9B}",
    "\u{2028}\u{2029}\u{202E}turned\u{2066}", "\u{FEFF}mark", "日本語 é e\u{301} 👩‍👩‍👧‍👦 🇮🇩", "\u{10FFFF}\u{FFFF}",
    "</script>&<!--",
    String(decoding: [0xED, 0xA0, 0x80, 0xFF, 0x41] as [UInt8], as: UTF8.self),
  ]

  @Test("Any text survives another parser", arguments: nasty)
  func survives(text: String) throws {
    let report = Fixture.assessment(
      [Fixture.finding(places: [Fixture.place(section: text, value: .plain(text))])],
      name: text
    )
    for pretty in [false, true] {
      let json = try parsed(JSONRenderer.render(report, pretty: pretty))
      let file = try #require(json["file"] as? [String: Any])
      let finding = try #require((json["findings"] as? [[String: Any]])?.first)
      let location = try #require(finding["location"] as? [String: Any])
      #expect((file["name"] as? String).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
      #expect((finding["value"] as? String).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
      #expect((location["section"] as? String).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }
  }

  @Test("No control and no mark of direction stands in the text itself", arguments: nasty)
  func noControls(text: String) {
    let json = JSONRenderer.render(Fixture.assessment([], name: text))
    #expect(!json.unicodeScalars.contains { $0.value != 0x200D && SafeText.isUnsafe($0) })
  }

  @Test("The top level has exactly the documented keys, in their order")
  func topLevelKeys() throws {
    let text = JSONRenderer.render(Fixture.everything(), pretty: true)
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.map { $0.split(separator: "\"")[1] }
    #expect(
      keys == [
        "format", "file", "verdict", "draft", "missingSections", "report", "rows", "findings", "notAssessed",
        "rulesAsked", "dates", "form", "pack", "tables", "priorReports", "engine", "judgedBeyondVerified",
      ]
    )
  }

  @Test("Compact and pretty say the same, and only pretty has white space between")
  func compactAndPretty() throws {
    let compact = JSONRenderer.render(Fixture.everything())
    let pretty = JSONRenderer.render(Fixture.everything(), pretty: true)
    #expect(!compact.contains("\n") && !compact.contains("\": "))
    #expect(try NSDictionary(dictionary: parsed(compact)) == NSDictionary(dictionary: parsed(pretty)))
  }

  @Test("A location leaves out what it does not know")
  func sparseLocation() {
    let report = Fixture.assessment([
      Fixture.finding(places: [
        Place(
          location: Location(position: SourcePosition(byte: 0, line: 1, column: 1)),
          message: Message(id: "a", en: "b")
        )
      ])
    ])
    #expect(JSONRenderer.render(report).contains(#""location":{"line":1,"lineColumn":1,"byte":0}"#))
  }

  @Test(
    "The day decides whether it was judged beyond what is verified",
    arguments: zip(["2026-11-21", "2026-11-22"], [false, true])
  )
  func beyondVerified(day: String, isBeyond: Bool) {
    let json = JSONRenderer.render(Fixture.assessment([], reference: day))
    #expect(json.hasSuffix("\"judgedBeyondVerified\":\(isBeyond)}"))
  }

  @Test("Earlier reports are named by their hash")
  func priorReports() {
    var instruments = Fixture.instruments
    instruments.priorReports = Fixture.hash("d")
    let json = JSONRenderer.render(Fixture.assessment([], instruments: instruments))
    #expect(json.contains("\"priorReports\":{\"sha256\":\"\(String(repeating: "d", count: 64))\"}"))
  }

  @Test("Places that are not kept are counted")
  func placesOmitted() {
    let json = JSONRenderer.render(Fixture.assessment([Fixture.finding(places: [Fixture.place()], count: 214)]))
    #expect(json.contains(#""count":214"#) && json.contains(#""placesOmitted":213"#))
  }

  @Test("A list of any length is one JSON array", arguments: 0...3)
  func list(count: Int) throws {
    for pretty in [false, true] {
      var list = JSONResultList(pretty: pretty)
      var text = ""
      for number in 0..<count { text += list.next(Fixture.assessment([], name: "\(number).csv")) }
      text += list.end()
      let array = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
      #expect(array.map { ($0["file"] as? [String: Any])?["name"] as? String } == (0..<count).map { "\($0).csv" })
      #expect(text.hasSuffix("]\n"))
    }
  }

  private func parsed(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
