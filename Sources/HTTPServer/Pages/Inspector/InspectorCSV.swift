import Intake
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Lists of the inspectors' pages for a spreadsheet.
struct InspectorCSV {
  let view: InspectorView

  private var language: Language { view.language }

  private func word(_ name: String) -> String { (view.words[name] ?? name).lowercased() }

  /// Reports, a row each.
  func reports(_ reports: [StoredSubmission]) -> String {
    let head = [
      "number", "company", "unit", "code", "place", "kind", "period", "version", "verdict", "workers", "findings",
      "received",
    ]
    let rows = reports.map { report in
      let record = report.record
      return [
        record.number.text, record.company, record.unit, record.region, view.regionName(record.region),
        InspectorWording.kind(record.kind)[language], String(record.period), String(record.version),
        VerdictWording.label(record.verdict)[language], report.details.workers.map { String($0) } ?? "",
        String(report.details.findingCount), record.receivedText,
      ]
    }
    return CSVText.table([head.map(word)] + rows)
  }

  /// What is owed, a row each.
  func due(_ owed: [UnitObligation], on day: CivilDate) -> String {
    let head = ["company", "unit", "code", "place", "duty", "dueDay", "daysOverdue", "number"]
    let rows = owed.map { owed in
      let record = owed.basis.record
      return [
        record.company, record.unit, owed.region, view.regionName(owed.region),
        InspectorWording.duty(owed.obligation)[language], owed.obligation.due.description,
        String(owed.obligation.daysOverdue(on: day)), record.number.text,
      ]
    }
    return CSVText.table([head.map(word)] + rows)
  }

  /// The order of visits, a row each with its reasons.
  func visits(_ ranking: VisitRanking) -> String {
    let head = [
      "rank", "points", "level", "company", "unit", "code", "place", "workers", "period", "reasons", "number",
    ]
    let rows = ranking.visits.enumerated().map { place, visit in
      let record = visit.submission.record
      return [
        String(place + 1), String(visit.priority.points), BatchWords.level(visit.priority.level)[language],
        record.company, record.unit, record.region, view.regionName(record.region),
        visit.submission.details.workers.map { String($0) } ?? "", String(record.period),
        visit.priority.reasons.map { BatchWords.reason($0)[language] }.joined(separator: "; "), record.number.text,
      ]
    }
    return CSVText.table([head.map(word)] + rows)
  }

  /// Findings of one unit by rule and year.
  func matrix(_ matrix: (years: [Int], rows: [(rule: String, counts: [Int?])]), _ pack: RulePack) -> String {
    let head = [word("rule"), word("name")] + matrix.years.map { String($0) }
    let rows = matrix.rows.map { rule, counts in
      [rule, pack.rule(rule)?.text.title[language] ?? ""] + counts.map { $0.map { String($0) } ?? "" }
    }
    return CSVText.table([head] + rows)
  }
}
