import CSV
import ReportForm
import ReportModel

/// Reads a report of several tables through the machinery of CSV: one pass over each to find its sections and how it
/// writes numbers, then the sections themselves, the workers last.
struct TablesReport {
  let form: FormPlan
  let tables: [any RowTable]
  let output: RecordOutput
  let facts: ReportFacts

  private var ledger: FindingLedger { output.ledger }

  /// What came of reading.
  struct Outcome {
    /// Whether the report is a lone table of workers.
    var isDraft: Bool
    /// Whether all tables could be read to their end, and there is something in them.
    var isComplete: Bool
    /// How the tables write numbers and dates.
    var evidence: ConventionEvidence
    var dateForms: DateForms
    /// Which table each section of the form stands in, by the section's CSV name.
    var tableOfSection: [String: Int]
  }

  /// Reads all tables.
  ///
  /// - Parameters:
  ///   - isCut: whether tables are known to be missing, so that their sections are not missed on top.
  ///   - sectionName: the section that a table's name stands for; `nil` lets its rows say.
  func read(isCut: Bool = false, sectionName: (TablePlace) -> String?) throws(ReadingFault) -> Outcome {
    let index = CSVIndex(form: form, limits: output.limits, ledger: ledger)
    var isSound = true
    for (number, table) in tables.enumerated() {
      ledger.table = table.place
      index.begin(table: number, section: sectionName(table.place))
      guard try table.feed(from: .fileStart, into: index, output) else {
        // What a damaged table lacks is no news.
        isSound = false
        continue
      }
      noteNothing(index, table.place)
      index.concludeTable()
      if !index.hasFoundNothing, let section = index.sections.last {
        table.noteStructure(below: section.headingLine, ledger)
      }
    }
    ledger.table = nil
    if index.sections.isEmpty, isSound, !isCut { ledger.note(.noSections) }
    CSVNotes(ledger: ledger).noteMissingSections(index, form, isCut: !isSound || isCut)
    let isRead = try readSections(index)
    ledger.table = nil
    var places: [String: Int] = [:]
    for section in index.sections {
      if let plan = section.plan { places[plan.definition.csv] = section.table }
    }
    return Outcome(
      isDraft: index.isDraft,
      isComplete: isRead && isSound && !index.isOverfull && !index.sections.isEmpty,
      evidence: index.evidence,
      dateForms: index.dateForms,
      tableOfSection: places
    )
  }

  /// A table that holds something, but no section, is named: somebody may have expected it to be read.
  private func noteNothing(_ index: CSVIndex, _ place: TablePlace) {
    guard index.hasFoundNothing, index.hasContent else { return }
    ledger.note(.unknownTable, values: ["nilai": Message.Value(place.name)])
  }

  private func readSections(_ index: CSVIndex) throws(ReadingFault) -> Bool {
    var isComplete = true
    for place in order(of: index.sections) where output.refusal == nil {
      let section = index.sections[place]
      let next = place + 1 < index.sections.count ? index.sections[place + 1] : nil
      let pass = CSVPass(
        [section],
        end: next.map { $0.table == section.table ? $0.start.byte : .max } ?? .max,
        evidence: index.evidence,
        form: form,
        output: output,
        facts: facts
      )
      ledger.table = tables[section.table].place
      _ = try tables[section.table].feed(from: section.start, into: pass, output)
      pass.closeSection()
      if pass.isOverfull { isComplete = false }
    }
    return isComplete
  }

  /// The streamed section after all others, the closing one last.
  private func order(of sections: [CSVSection]) -> [Int] {
    func rank(_ place: Int) -> Int {
      guard let plan = sections[place].plan else { return 0 }
      return plan === form.closing ? 2 : plan === form.streamed ? 1 : 0
    }
    return sections.indices.sorted { (rank($0), $0) < (rank($1), $1) }
  }
}
