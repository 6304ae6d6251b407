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

  /// A table of the validation suite of CSV on the Web.
  struct TypedCase: Decodable {
    var name: String
    var csv: [String: String]
  }

  /// What the validation suite judges beyond reading, and why this module has no verdict on it. The verdicts themselves
  /// are the rules': a form has fixed types, and no metadata file is read.
  static let notJudged = [
    "datatype formats, lengths, limits of values": "the types and limits of a report are the form's and the pack's",
    "number patterns (UAX 35)": "the form has one form of numbers, and the reader of reports names all others",
    "keys, foreign keys, row titles": "the pack has rules for what must be unique and what must agree",
    "metadata (`@id`, `@context`, unknown properties)": "no metadata file is read; the form is compiled in",
  ]

  @Test(
    "Every table of the validation suite is read: as many cells in every row as its heading has",
    .enabled(if: directory != nil, "WLKP_CONFORMANCE_DIR does not name the foreign cases")
  )
  func typedTables() throws {
    let directory = try #require(Self.directory)
    let lines = try String(contentsOfFile: directory + "/datatypes.jsonl", encoding: .utf8).split(separator: "\n")
    let cases = try lines.map { try JSONDecoder().decode(TypedCase.self, from: Data($0.utf8)) }
    #expect(cases.count == 87)
    var read = 0
    for example in cases {
      let readings = example.csv.values.map { Reading(Array($0.utf8), CSVDialect()) }
      let isRead = readings.allSatisfy { reading in
        reading.error == nil && Set(reading.rows.filter { !$0.bytes.isEmpty }.map(\.fields.count)).count <= 1
      }
      if isRead { read += 1 } else { Issue.record("\(example.name)") }
    }
    // scripts/conformance reads this line.
    print("conformance: csv/datatypes, read \(read)/\(cases.count)")
  }

  /// Comments and blank lines are the caller's matter in this module.
  private static func rows(_ reading: Reading, _ options: Case.Options) -> [[String]] {
    reading.rows.filter { row in
      if let comment = options.comment, row.bytes.hasPrefix(comment) { return false }
      return !(options.skip_empty_lines == true && row.bytes.isEmpty)
    }.map(\.fields)
  }
}
