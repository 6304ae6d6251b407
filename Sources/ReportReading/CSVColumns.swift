import CSV
import ReportForm
import ReportModel

/// The columns of one section as the file's heading names them.
final class CSVColumns {
  /// A column that holds a field of the section.
  struct Entry {
    let column: Int
    let field: FieldPlan
  }

  /// The known columns in file order.
  let entries: [Entry]
  /// Cells up to the last heading that is not blank.
  let width: Int
  private let headings: [String]
  private var duplicates: [(column: Int, first: Int)] = []
  private var unknown: [Int] = []

  init(_ row: borrowing CSVRow, plan: SectionPlan) {
    var entries: [Entry] = []
    var headings: [String] = []
    var columnOfField: [Int: Int] = [:]
    var width = 0
    for column in 0..<row.fieldCount {
      let raw = row.field(column)
      let heading = TidyCell(raw).withBytes(of: raw) { String(decoding: $0.prefix(Self.headingBytes), as: UTF8.self) }
      headings.append(heading)
      guard !heading.isEmpty else { continue }
      width = column + 1
      guard let field = plan.headings[NameKey.key(heading)] else {
        unknown.append(column)
        continue
      }
      if let first = columnOfField[field] {
        duplicates.append((column, first))
      } else {
        columnOfField[field] = column
        entries.append(Entry(column: column, field: plan.fields[field]))
      }
    }
    self.entries = entries
    self.headings = headings
    self.width = width
  }

  /// Longer headings are cut in messages.
  private static let headingBytes = 120

  /// Whether this row can be the heading of a table without section line: three fields, and half of all cells.
  func looksLikeHeading(_ row: borrowing CSVRow) -> Bool {
    entries.count >= 3 && entries.count * 2 >= CSVCells.filled(row)
  }

  /// How the file writes the section.
  func layout(_ plan: SectionPlan, name: String) -> SectionLayout {
    var names = [String?](repeating: nil, count: plan.fields.count)
    var columns = [Int?](repeating: nil, count: plan.fields.count)
    for entry in entries {
      names[entry.field.index] = headings[entry.column]
      columns[entry.field.index] = entry.column
    }
    return SectionLayout(
      section: plan.definition.name,
      fileSection: name,
      headings: names,
      sheetColumns: columns
    )
  }

  /// Which fields of the section have a column.
  func present(_ plan: SectionPlan) -> [Bool] {
    var present = [Bool](repeating: false, count: plan.fields.count)
    for entry in entries { present[entry.field.index] = true }
    return present
  }

  /// Notes headings that are missing, doubled or not known.
  func noteProblems(_ section: CSVSection, _ plan: SectionPlan, _ ledger: FindingLedger) {
    let line = section.headingLine
    func location(_ column: Int?) -> Location {
      Location(
        section: section.name,
        column: column.map { headings[$0] },
        cell: column.map { Location.cellName(column: $0, line: line) },
        position: SourcePosition(byte: section.start.byte, line: line, column: 0)
      )
    }
    let bagian = Message.Value(section.name)
    for (column, first) in duplicates {
      let cell = Location.cellName(column: first, line: line)
      ledger.note(
        .duplicateColumn,
        values: [
          "nilai": Message.Value(headings[column]), "field": Message.Value(headings[column]),
          "batas": Message.Value(cell),
        ],
        at: location(column)
      )
    }
    for column in unknown {
      var values = [
        "nilai": Message.Value(headings[column]), "field": Message.Value(headings[column]), "bagian": bagian,
      ]
      let free = plan.fields.filter { field in !entries.contains { $0.field === field } }
      if let guess = SimilarName.nearest(toHeading: headings[column], among: free.map(\.definition.csv)) {
        values["usulan"] = Message.Value(guess)
        ledger.note(.unknownColumnSimilar, values: values, at: location(column))
      } else {
        ledger.note(.unknownColumn, values: values, at: location(column))
      }
    }
    for field in plan.fields where field.definition.isRequired && !entries.contains(where: { $0.field === field }) {
      ledger.note(
        .missingColumn,
        values: [
          "nilai": Message.Value(field.definition.csv), "field": Message.Value(field.definition.label),
          "bagian": bagian,
        ],
        at: location(nil)
      )
    }
  }
}
