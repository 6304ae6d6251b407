import ReportForm
import ReportModel

/// Identity numbers of one column that a spreadsheet turned into quantities such as `3,27301E+15`.
struct ScientificTally {
  /// Numbers that name the accident: one alone is said by its own finding.
  static let least = 2

  private(set) var count = 0
  /// The first of them.
  private(set) var example: FoundValue?

  /// Takes one.
  mutating func add(_ found: @autoclosure () -> FoundValue) {
    if example == nil { example = found() }
    count += 1
  }
}

extension SectionReading {
  /// Notes the columns whose identity numbers a spreadsheet damaged (after all rows are read).
  func noteScientific() {
    for (index, tally) in scientific.sorted(by: { $0.key < $1.key }) where tally.count >= ScientificTally.least {
      guard let example = tally.example else { continue }
      let field = plan.fields[index]
      ledger.note(.scientificColumn) {
        Occurrence(
          location: location(field: index, row: nil, position: .unknown),
          values: [
            "jumlah": Message.Value(String(tally.count)), "nilai": field.word(example),
            "field": Message.Value(layout.headings[index] ?? field.definition.csv),
          ],
          value: example,
          affected: (tally.count, false)
        )
      }
    }
  }
}
