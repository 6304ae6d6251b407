import Testing
import XML

@Suite("Every limit holds")
struct LimitTests {
  /// A document that passes a limit by as little as possible, and what stays just within it.
  struct Case: Sendable, CustomTestStringConvertible {
    let limit: XMLLimit
    let within: String
    let beyond: String
    let byte: Int64
    var testDescription: String { limit.rawValue }
  }

  static let small: XMLLimits = {
    var limits = XMLLimits()
    limits.depth = 3
    limits.nameBytes = 10
    limits.distinctNames = 4
    limits.attributesPerElement = 2
    limits.attributeBytes = 6
    limits.namespacesPerElement = 1
    limits.markupBytes = 60
    limits.textBytes = 20
    limits.totalBytes = 150
    return limits
  }()

  static let cases: [Case] = [
    Case(limit: .depth, within: "<a><a><a/></a></a>", beyond: "<a><a><a><a/></a></a></a>", byte: 9),
    Case(limit: .nameBytes, within: "<abcdefghij/>", beyond: "<abcdefghijk/>", byte: 0),
    Case(limit: .nameBytes, within: "<a xmlns='0123456789'/>", beyond: "<a xmlns='0123456789a'/>", byte: 0),
    Case(limit: .distinctNames, within: "<a><b/><c/><d/></a>", beyond: "<a><b/><c/><d/><e/></a>", byte: 15),
    Case(limit: .distinctNames, within: "<a k='' l=''><b/></a>", beyond: "<a k='' l=''><b m='' n=''/></a>", byte: 13),
    Case(limit: .attributesPerElement, within: "<a k='' l=''/>", beyond: "<a k='' l='' m=''/>", byte: 0),
    Case(limit: .attributeBytes, within: "<a k='123456'/>", beyond: "<a k='1234567'/>", byte: 0),
    Case(limit: .namespacesPerElement, within: "<a xmlns:p='u'/>", beyond: "<a xmlns:p='u' xmlns:q='v'/>", byte: 0),
    Case(
      limit: .markupBytes,
      within: "<a" + String(repeating: " ", count: 57) + "/>",
      beyond: "<a" + String(repeating: " ", count: 59) + "/>",
      byte: 0
    ),
    Case(
      limit: .markupBytes,
      within: "<a><!--" + String(repeating: "x", count: 50) + "--></a>",
      beyond: "<a><!--" + String(repeating: "x", count: 60) + "--></a>",
      byte: 3
    ),
    Case(
      limit: .textBytes,
      within: "<a>" + String(repeating: "x", count: 20) + "</a>",
      beyond: "<a>" + String(repeating: "x", count: 21) + "</a>",
      byte: 3
    ),
    Case(
      limit: .totalBytes,
      within: "<a/>" + String(repeating: "\n", count: 146),
      beyond: "<a/>" + String(repeating: "\n", count: 147),
      byte: 150
    ),
  ]

  @Test("What is within passes, what is beyond is refused by name and place", arguments: cases)
  func limits(_ example: Case) throws {
    #expect(Reading(example.within, limits: Self.small).error == nil)
    for chunk in [1, 7, 1_000] {
      let error = try #require(Reading(example.beyond, chunk: chunk, limits: Self.small).error)
      guard case .limitExceeded(example.limit, _, let position) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(position.byte == example.byte)
    }
  }

  @Test(
    "Bombs end at a limit, soon",
    arguments: [
      (XMLLimit.depth, "<a>", 1_000_000), (.attributeBytes, "<a k='", 0), (.textBytes, "<a>", 0),
      (.attributesPerElement, "<a", 5_000), (.markupBytes, "<a", 40_000), (.markupBytes, "<a><!-- ", 0),
      (.markupBytes, "<a><?p ", 0),
      (.textBytes, "<a><![CDATA[", 0), (.distinctNames, "<a>", 1), (.markupBytes, "<?xml version='1.0' ", 0),
    ]
  )
  func bombs(limit: XMLLimit, opening: String, count: Int) throws {
    let body: String
    switch (limit, opening) {
    case (.depth, _): body = String(repeating: "<a>", count: count)
    case (.attributesPerElement, _), (.markupBytes, "<a"):
      body = (0..<count).map { " k\($0)=''" }.joined() + "/>"
    case (.distinctNames, _): body = (0..<5_000).map { "<n\($0)/>" }.joined()
    case (.attributeBytes, _): body = String(repeating: "x", count: 60_000) + "'/>"
    default: body = String(repeating: "x", count: 8_000_000)
    }
    for chunk in [4_096, 1_000_000] {
      guard case .limitExceeded(limit, _, _) = Reading(opening + body, chunk: chunk).error else {
        Issue.record("\(String(describing: Reading(opening + body, chunk: chunk).error))")
        return
      }
    }
  }
}
