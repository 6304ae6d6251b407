import Foundation
import Testing

/// `Samples/years`: the same workforce under the law of five dates. That each file gives its expected findings is tested
/// with all samples.
@Suite("One workforce, five years")
struct YearTests {
  static let years = [2016, 2019, 2021, 2024, 2026]
  private static let folder = SourceFiles.root.appendingPathComponent("Samples/years")

  private static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private static func workers(_ report: String, from start: String, to end: String) throws -> Substring {
    let first = try #require(report.range(of: start))
    let last = try #require(report.range(of: end, range: first.upperBound..<report.endIndex))
    return report[first.upperBound..<last.lowerBound]
  }

  private static func expected(_ name: String) throws -> SampleTests.Expected {
    try JSONDecoder().decode(SampleTests.Expected.self, from: Data(text("\(name).expected.json").utf8))
  }

  @Test("The workers are the same rows in every year, and the company calls itself the same", arguments: years)
  func sameWorkforce(year: Int) throws {
    for (syntax, start, end) in [
      ("csv", "[tenaga_kerja]", "[akhir]"), ("xml", "<daftarTenagaKerja>", "</daftarTenagaKerja>"),
    ] {
      let first = try Self.workers(Self.text("laporan-2016.\(syntax)"), from: start, to: end)
      #expect(try Self.workers(Self.text("laporan-\(year).\(syntax)"), from: start, to: end) == first)
    }
    #expect(try Self.text("laporan-\(year).csv").contains("\n1.0,TAHUNAN,"))
    #expect(try Self.text("laporan-\(year).csv").contains(",\(year)-11-30,\(year)-12-12,"))
  }

  @Test("XML and CSV give the same findings at the same places with the same words", arguments: years)
  func twoSyntaxes(year: Int) throws {
    let found = try ["xml", "csv"].map { syntax in
      let run = try BuiltProgram.run(
        ["validate", "--format", "json", "--as-of", "\(year)-12-12", "Samples/years/laporan-\(year).\(syntax)"]
      )
      return try Result(run).told
    }
    #expect(!found[0].isEmpty)
    #expect(found[0] == found[1])
  }

  @Test("No two dates give the same findings")
  func different() throws {
    let summaries = try Self.years.map { year in
      Set(try Self.expected("laporan-\(year).csv").findings.map { "\($0.rule) \($0.severity) \($0.count)" })
    }
    #expect(Set(summaries).count == Self.years.count)
  }

  @Test("The page names every finding of every year with its weight, and no other")
  func reasoned() throws {
    var table: [String: [String]] = [:]
    for line in try Self.text("README.md").split(separator: "\n") where line.hasPrefix("| WL-") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      try #require(cells.count == Self.years.count + 4, "\(line)")
      table[cells[1]] = Array(cells[2..<(2 + Self.years.count)])
      #expect(cells[2 + Self.years.count].count > 40, "\(cells[1]): the reason is missing")
    }
    var marks: [String: [String]] = [:]
    for (column, year) in Self.years.enumerated() {
      for finding in try Self.expected("laporan-\(year).csv").findings {
        marks[finding.rule, default: Array(repeating: "", count: Self.years.count)][column] =
          finding.severity == "warning" ? "!" : "i"
      }
    }
    #expect(table == marks)
  }
}

extension Result {
  /// Every finding in the words of both languages with the rows and fields it points at, in an order of its own; what
  /// differs between syntaxes (lines, columns, the names of sections) stays out.
  var told: [String] {
    findings.map { finding in
      let places = (finding["places"] as? [[String: Any]] ?? []).map { place in
        let location = place["location"] as? [String: Any] ?? [:]
        return "\(location["row"] ?? "–").\(location["field"] ?? "–")"
      }
      let message = finding["message"] as? [String: String] ?? [:]
      return [
        finding["rule"] as? String, finding["severity"] as? String, (finding["count"] as? Int).map(String.init),
        places.joined(separator: " "), message["id"], message["en"],
      ].map { $0 ?? "" }.joined(separator: " | ")
    }.sorted()
  }
}
