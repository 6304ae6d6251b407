import CSV
import Foundation
import Testing

/// Parsing cases that others wrote, from the directory that `WLKP_CONFORMANCE_DIR` names.
@Suite("Foreign parsing cases")
struct ConformanceTests {
  /// Cases that are not met, each with its reason.
  static let exceptions = [
    "test_rfc4180_trim":
      "wants blanks round a field dropped and quotes after blanks heeded; RFC 4180 counts blanks to the field"
  ]

  struct Case: Decodable {
    struct Options: Decodable {
      var comment: String?
      var skip_empty_lines: Bool?
    }

    struct Expectation: Decodable {
      var rows: [[String]]?
      var error: Bool?
    }

    var suite: String
    var name: String
    var csv: String
    var options: Options
    var expect: Expectation
  }

  static let directory = ProcessInfo.processInfo.environment["WLKP_CONFORMANCE_DIR"].map { $0 + "/csv" }

  static func cases(in directory: String) throws -> [Case] {
    let lines = try String(contentsOfFile: directory + "/cases.jsonl", encoding: .utf8).split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Case.self, from: Data($0.utf8)) }
  }

  @Test(
    "Every case is met, or is an exception with a reason",
    .enabled(if: directory != nil, "WLKP_CONFORMANCE_DIR does not name the foreign cases")
  )
  func cases() throws {
    let directory = try #require(Self.directory)
    let cases = try Self.cases(in: directory)
    #expect(cases.count == 17)
    var failed: Set<String> = []
    for example in cases {
      let file = try Data(contentsOf: URL(fileURLWithPath: directory + "/" + example.csv))
      let reading = Reading(Array(file), CSVDialect())
      let isMet =
        reading.error == nil ? Self.rows(reading, example.options) == example.expect.rows : example.expect.error == true
      if !isMet { failed.insert(example.name) }
    }
    // scripts/conformance reads this line.
    print("conformance: csv/cases \(cases.count - failed.count)/\(cases.count)")
    #expect(failed == Set(Self.exceptions.keys))
  }

  /// Comments and blank lines are the caller's matter in this module.
  private static func rows(_ reading: Reading, _ options: Case.Options) -> [[String]] {
    reading.rows.filter { row in
      if let comment = options.comment, row.bytes.hasPrefix(comment) { return false }
      return !(options.skip_empty_lines == true && row.bytes.isEmpty)
    }.map(\.fields)
  }
}
