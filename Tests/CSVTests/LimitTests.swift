import CSV
import Testing

@Suite("Every limit holds")
struct LimitTests {
  static let small: CSVLimits = {
    var limits = CSVLimits()
    limits.fieldBytes = 10
    limits.columnsPerRow = 4
    limits.rowBytes = 25
    limits.totalBytes = 60
    return limits
  }()

  @Test(
    "What is within passes, what is beyond is refused by name and place",
    arguments: [
      (CSVLimit.fieldBytes, "x\na,0123456789\n", "x\na,0123456789a\n", 4),
      (.quotedFieldBytes, "\"01234567\"", "\"012345678\"", 0),
      (.columnsPerRow, "1,2,3,4\n", "1,2,3,4,5\n", 8),
      (.rowBytes, "x\n01234567,01234567,0123456\n", "x\n01234567,01234567,01234567\n", 2),
      (.totalBytes, String(repeating: "\n", count: 60), String(repeating: "\n", count: 61), 60),
    ]
  )
  func limits(limit: CSVLimit, within: String, beyond: String, byte: Int64) {
    #expect(Reading(within, limits: Self.small).error == nil)
    for chunk in [1, 7, 1_000] {
      guard case .limitExceeded(limit, _, let position) = Reading(beyond, chunk: chunk, limits: Self.small).error else {
        Issue.record("not refused for \(limit)")
        return
      }
      #expect(position.byte == byte)
    }
  }

  @Test(
    "Bombs end at a limit, soon",
    arguments: [
      ("\"", "x\n", CSVLimit.quotedFieldBytes), ("", "x", .fieldBytes), ("", ",", .columnsPerRow),
      ("", String(repeating: "x", count: 2_000) + ",", .rowBytes), ("\"", "\"\"", .quotedFieldBytes),
    ]
  )
  func bombs(opening: String, body: String, limit: CSVLimit) {
    let file = Array((opening + String(repeating: body, count: 8_000_000 / body.utf8.count)).utf8)
    for chunk in [4_096, 1_000_000] {
      guard case .limitExceeded(limit, _, _) = Reading(file, chunk: chunk).error else {
        Issue.record("not refused for \(limit): \(String(describing: Reading(file, chunk: chunk).error))")
        return
      }
    }
  }

  @Test("Every limit has a sentence in both languages", arguments: CSVLimit.allCases)
  func sentences(_ limit: CSVLimit) {
    let error = CSVError.limitExceeded(limit, allowed: 77, at: CSVPosition(line: 5, byte: 9, column: 1, field: 0))
    #expect(error.sentence(in: .id).contains("77"))
    #expect(error.sentence(in: .en).contains("77"))
    #expect(error.sentence(in: .id) != error.sentence(in: .en))
  }
}
