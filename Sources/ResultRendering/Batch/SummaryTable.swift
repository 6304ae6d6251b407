public import ReportModel

/// One part of a summary as a table: what the text, the CSV file and the page all show.
public struct SummaryTable: Sendable {
  /// Stable name of what is counted, such as `region`.
  public let dimension: String
  /// What is counted, in words.
  public let title: Bilingual
  /// Headings of the numbers behind code and name; the first is what charts show.
  public let headings: [Bilingual]
  /// One row for each thing counted.
  public var rows: [Row]

  /// One thing counted.
  public struct Row: Sendable {
    /// Its code.
    public let code: String
    /// Its name.
    public let name: String
    /// The numbers, in the order of the headings.
    public let numbers: [Int]
  }
}

/// The tables of a summary in their order.
public struct SummaryTables: Sendable {
  let summary: BatchSummary
  let names: BatchNames
  let language: Language

  /// The tables of a summary, with the names of codes.
  public init(summary: BatchSummary, names: BatchNames, language: Language) {
    self.summary = summary
    self.names = names
    self.language = language
  }

  /// Verdicts, priorities, areas, rules, regions, sectors, sizes.
  public var all: [SummaryTable] { [verdicts, priorities, areas, rules, regions, sectors, sizes] }

  var verdicts: SummaryTable {
    table("verdict", BatchWording.verdicts, [BatchWording.files]) {
      Verdict.allCases.map { verdict in
        row(verdict.rawValue, VerdictWording.label(verdict)[language], [summary.verdicts[verdict] ?? 0])
      }
    }
  }

  var priorities: SummaryTable {
    table("priority", BatchWording.priorities, [BatchWording.files]) {
      VisitPriority.Level.allCases.map { level in
        row(level.rawValue, BatchWording.level(level)[language], [summary.levels[level] ?? 0])
      }
    }
  }

  var areas: SummaryTable {
    table("area", BatchWording.areas, [BatchWording.files, BatchWording.places, BatchWording.unanswered]) {
      sorted(summary.areas) { $0.files }.map { code, count in
        row(code, BatchWording.area(code)[language], [count.files, count.places, count.unanswered])
      }
    }
  }

  var rules: SummaryTable {
    table("rule", BatchWording.rules, [BatchWording.files, BatchWording.places]) {
      sorted(summary.rules) { $0.files }.map { code, count in
        row(code, count.title[language], [count.files, count.places])
      }
    }
  }

  var regions: SummaryTable { groups("region", BatchWording.regions, summary.regions) { names.region($0, language) } }

  var sectors: SummaryTable { groups("sector", BatchWording.sectors, summary.sectors) { names.sector($0, language) } }

  var sizes: SummaryTable {
    table("size", BatchWording.sizes, Self.groupHeadings) {
      BatchSummary.SizeClass.allCases.compactMap { size in
        summary.sizes[size].map { row(size.rawValue, BatchWording.size(size)[language], numbers($0)) }
      }
    }
  }

  private static let groupHeadings = [
    BatchWording.files, BatchWording.acceptable, BatchWording.withFindings, BatchWording.highPriority,
    BatchWording.workers,
  ]

  private func groups(
    _ dimension: String,
    _ title: Bilingual,
    _ groups: [String: BatchSummary.GroupCount],
    _ name: (String) -> String
  ) -> SummaryTable {
    table(dimension, title, Self.groupHeadings) {
      sorted(groups) { $0.files }.map { row($0, name($0), numbers($1)) }
    }
  }

  private func table(
    _ dimension: String,
    _ title: Bilingual,
    _ headings: [Bilingual],
    _ rows: () -> [SummaryTable.Row]
  ) -> SummaryTable {
    SummaryTable(dimension: dimension, title: title, headings: headings, rows: rows())
  }

  private func row(_ code: String, _ name: String, _ numbers: [Int]) -> SummaryTable.Row {
    SummaryTable.Row(code: code, name: name, numbers: numbers)
  }

  private func numbers(_ group: BatchSummary.GroupCount) -> [Int] {
    [group.files, group.acceptable, group.withFindings, group.highPriority, group.workers]
  }

  /// Most first, equal ones by code: the same summary gives the same bytes.
  private func sorted<Count>(_ counts: [String: Count], by key: (Count) -> Int) -> [(key: String, value: Count)] {
    counts.sorted { left, right in
      let (first, second) = (key(left.value), key(right.value))
      return first != second ? first > second : left.key < right.key
    }
  }
}
