import Hummingbird
import Intake
import Mustache
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// The pages of single reports as inspectors see them: personal values masked.
extension Pages {
  /// The list behind a number.
  func reports(_ view: InspectorView, _ query: HistoryQuery, _ list: HistoryPage, _ pack: RulePack) -> Response {
    var content = filtered(view, action: "/wilayah/laporan")
    let hidden = [
      ("aturan", query.rule), ("sektor", query.sector), ("ukuran", query.size?.rawValue), ("jenis", query.kind),
    ]
    .compactMap { name, value in value.map { (name, $0) } }
    content["company"] = query.company ?? ""
    content["verdictChoices"] = [Verdict.accepted, .acceptedWithFindings].map { verdict in
      InspectorView.Choice(
        value: verdict.rawValue,
        name: VerdictWording.label(verdict)[view.language],
        chosen: query.verdict == verdict
      ).content
    }
    content["hidden"] = hidden.map { ["name": $0, "value": $1] }
    let narrowed = narrowedTo(query, view, pack)
    content["narrowed"] = !narrowed.isEmpty
    content["narrowedTo"] = narrowed
    content["clear"] = view.address("/wilayah/laporan")
    content["hasRows"] = !list.submissions.isEmpty
    content["rows"] = list.submissions.map { row($0, view) }
    let here = PageAddress.adding(
      "tahun",
      view.filter.year.map { String($0) } ?? InspectorView.allYears,
      to: view.visitor.path
    )
    content["next"] = list.next.map { PageAddress.adding("setelah", $0, to: here) }
    content["export"] = "/wilayah/ekspor/laporan.csv" + (here.firstIndex(of: "?").map { String(here[$0...]) } ?? "")
    return page(
      view.visitor,
      title: InspectorWording.both("list"),
      place: .region,
      body: self["inspectorReports"],
      content
    )
  }

  private func narrowedTo(_ query: HistoryQuery, _ view: InspectorView, _ pack: RulePack) -> [String] {
    let language = view.language
    return [
      query.rule.map { rule in [rule, pack.rule(rule)?.text.title[language]].compactMap { $0 }.joined(separator: " ") },
      query.sector.map { BatchNames().sector(String($0.prefix(2)), language) },
      query.size.map { BatchWords.size($0)[language] }, query.kind.map { InspectorWording.kind($0)[language] },
    ].compactMap { $0 }
  }

  private func row(_ submission: StoredSubmission, _ view: InspectorView) -> [String: Any] {
    let record = submission.record
    return [
      "company": record.company, "unit": record.unit, "region": view.regionName(record.region),
      "kind": InspectorWording.kind(record.kind)[view.language], "period": String(record.period),
      "verdict": VerdictWording.label(record.verdict)[view.language], "tag": record.verdict.tag,
      "findings": Figures.text(submission.details.findingCount, view.language),
      "received": PageTime.day(record.receivedAt)[view.language],
      "workers": submission.details.workers.map { Figures.text($0, view.language) } ?? "–",
      "address": "/wilayah/laporan/\(record.number.text)", "history": "/wilayah/perusahaan/\(record.number.text)",
      "version": submission.correctedBy == nil
        ? "\(record.version) (\(view.words["latest"] ?? ""))" : String(record.version),
    ]
  }

  // MARK: One report

  /// One report with its result.
  func report(
    _ view: InspectorView,
    _ submission: StoredSubmission,
    versions: [StoredSubmission],
    _ document: ResultDocument?
  ) -> Response {
    let record = submission.record
    let language = view.language
    var content = row(submission, view)
    content["w"] = view.words
    content["stateSentence"] = submission.state.sentence[language]
    content["facts"] = facts(submission, view)
    content["hasVersions"] = versions.count > 1
    content["versions"] = versions.map { version in
      [
        "name": "\(view.words["version"] ?? "") \(version.record.version)",
        "received": PageTime.moment(version.record.receivedAt, view.language),
        "address": "/wilayah/laporan/\(version.number.text)", "isHere": version.number == submission.number,
      ] as [String: Any]
    }
    if let document {
      content.merge(ResultView(document: document, language: language).content) { $1 }
    }
    let name = "\(record.company) \(record.period)"
    return page(
      view.visitor,
      title: Bilingual(id: name, en: name),
      place: .region,
      body: self["inspectorReport"],
      content
    )
  }

  private func facts(_ submission: StoredSubmission, _ view: InspectorView) -> [[String: String]] {
    let record = submission.record
    let details = submission.details
    let facts: [(String, String?)] = [
      ("number", record.number.text), ("unit", record.unit), ("place", view.regionName(record.region)),
      ("sector", details.sector.map { "\(BatchNames().sector(String($0.prefix(2)), view.language)) (\($0))" }),
      ("workers", details.workers.map { Figures.text($0, view.language) }),
      ("received", PageTime.moment(record.receivedAt, view.language)),
      ("verdict", VerdictWording.label(record.verdict)[view.language]),
      ("version", "\(record.version)"),
    ]
    return facts.compactMap { name, value in
      value.map {
        ["name": (view.words[name] ?? "").prefix(1).uppercased() + (view.words[name] ?? "").dropFirst(), "value": $0]
      }
    }
  }

  // MARK: A company over the years

  /// What a company's page needs.
  struct CompanyYears {
    let number: ReportNumber
    /// All reports of the unit, the first first.
    let reports: [StoredSubmission]
    /// What the unit owes.
    let obligations: [Obligation]
    let today: CivilDate
    /// Reports of other units of the company.
    let others: [StoredSubmission]

    /// Yearly reports in their latest version, by year.
    var yearly: [StoredSubmission] {
      reports.filter { $0.record.kind == "TAHUNAN" && $0.correctedBy == nil }.sorted {
        $0.record.period < $1.record.period
      }
    }

    /// How often each rule found something in each year: the years, and a row for each rule.
    var matrix: (years: [Int], rows: [(rule: String, counts: [Int?])]) {
      let yearly = yearly
      var counts: [String: [Int: Int]] = [:]
      for report in yearly {
        for finding in report.details.findings {
          counts[finding.rule, default: [:]][report.record.period, default: 0] += finding.count
        }
      }
      let years = yearly.map(\.record.period)
      return (years, counts.sorted { $0.key < $1.key }.map { rule, byYear in (rule, years.map { byYear[$0] }) })
    }
  }

  /// A company over the years.
  func company(_ view: InspectorView, _ company: CompanyYears, _ pack: RulePack) -> Response {
    let language = view.language
    guard let latest = company.reports.last else { preconditionFailure("a unit without a report has no page") }
    var content = row(latest, view)
    content["w"] = view.words
    content["here"] = "/wilayah/perusahaan/\(company.number.text)"
    content["facts"] = facts(latest, view).filter {
      $0["name"] != view.words["number"] && $0["name"] != view.words["version"]
    }
    content["hasObligations"] = !company.obligations.isEmpty
    content["obligations"] = company.obligations.map { state($0, company.today, language) }
    content["reports"] = company.reports.reversed().map { row($0, view) }
    let matrix = company.matrix
    content["hasMatrix"] = !matrix.rows.isEmpty
    content["years"] = matrix.years.map { String($0) }
    content["matrix"] = matrix.rows.map { rule, counts in
      [
        "rule": rule, "title": pack.rule(rule)?.text.title[language] ?? "",
        "cells": counts.map { $0.map { Figures.text($0, language) } ?? "–" },
      ] as [String: Any]
    }
    content["export"] = "/wilayah/perusahaan/\(company.number.text)/temuan.csv"
    content["canCompare"] = company.reports.count > 1
    content["fromChoices"] = choices(company.reports, chosen: company.reports.dropLast().last, language)
    content["toChoices"] = choices(company.reports, chosen: latest, language)
    content["hasOthers"] = !company.others.isEmpty
    content["others"] = company.others.map { row($0, view) }.map { row in
      var row = row
      row["address"] = row["history"]
      return row
    }
    let name = latest.record.company
    return page(
      view.visitor,
      title: Bilingual(id: name, en: name),
      place: .region,
      body: self["inspectorCompany"],
      content
    )
  }

  private func state(_ owed: Obligation, _ today: CivilDate, _ language: Language) -> [String: Any] {
    let days = owed.daysOverdue(on: today)
    let state =
      days > 0
      ? say("lewat \(days) hari (\(owed.due.words.id))", "\(days) days overdue (\(owed.due.words.en))")
      : say("paling lambat \(owed.due.words.id)", "due by \(owed.due.words.en)")
    return [
      "duty": InspectorWording.duty(owed)[language], "state": state[language],
      "tag": days > 0 ? "tag-warn" : "tag-good",
    ]
  }

  private func choices(
    _ reports: [StoredSubmission],
    chosen: StoredSubmission?,
    _ language: Language
  ) -> [[String: Any]] {
    reports.reversed().map { report in
      InspectorView.Choice(
        value: report.number.text,
        name: Self.name(of: report, language),
        chosen: report.number == chosen?.number
      ).content
    }
  }

  private static func name(of report: StoredSubmission, _ language: Language) -> String {
    "\(InspectorWording.kind(report.record.kind)[language]) \(report.record.period), "
      + "\(InspectorWording.both("version")[language].lowercased()) \(report.record.version)"
  }

  // MARK: Two reports beside each other

  /// What is different between two reports; nothing when an original was erased.
  func comparison(
    _ view: InspectorView,
    _ before: StoredSubmission,
    _ after: StoredSubmission,
    _ comparison: ReportComparison?,
    _ pack: RulePack
  ) -> Response {
    let language = view.language
    var content = row(after, view)
    content["w"] = view.words
    content["beforeName"] = Self.name(of: before, language)
    content["afterName"] = Self.name(of: after, language)
    content["erased"] = comparison == nil
    content["hasComparison"] = comparison != nil
    if let comparison { content.merge(compared(comparison, view, pack)) { $1 } }
    return page(
      view.visitor,
      title: InspectorWording.both("comparison"),
      place: .region,
      body: self["inspectorComparison"],
      content
    )
  }

  private func compared(_ comparison: ReportComparison, _ view: InspectorView, _ pack: RulePack) -> [String: Any] {
    let language = view.language
    func titled(_ rules: [String]) -> [[String: String]] {
      rules.map { ["rule": $0, "title": pack.rule($0)?.text.title[language] ?? ""] }
    }
    let workers = comparison.workers
    let tiles = [
      ("joined", workers.joined), ("left", workers.left), ("changed", workers.changed), ("same", workers.same),
    ]
    let (shown, all) = (comparison.changes.count, comparison.changeCount)
    return [
      "tiles": tiles.map { ["name": view.words[$0] ?? "", "value": Figures.text($1, language)] },
      "appeared": titled(comparison.findingsAppeared), "vanished": titled(comparison.findingsVanished),
      "noneAppeared": comparison.findingsAppeared.isEmpty, "noneVanished": comparison.findingsVanished.isEmpty,
      "hasChanges": !comparison.changes.isEmpty,
      "shown": say("\(shown) dari \(all) perubahan.", "\(shown) of \(all) changes.")[language],
      "changes": comparison.changes.map { change in
        [
          "place": [change.section, change.row, change.field].compactMap { $0 }.joined(separator: " · "),
          "before": change.before?.masked ?? "–", "after": change.after?.masked ?? "–",
        ]
      },
    ]
  }
}
