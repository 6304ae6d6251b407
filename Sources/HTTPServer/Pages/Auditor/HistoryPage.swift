import ReportModel
import SubmissionStore

/// The auditor's search: the form, and what it found.
struct HistorySearchPage {
  let search: HistorySearch
  let words: ReportWords

  private var language: Language { words.language }

  func content(_ page: HistoryPage?) -> [String: Any] {
    let form = search.form
    let pairs = form.pairs.filter { $0.name != "setelah" }
    var content: [String: Any] = [
      "w": AuditorWording.words(language), "fields": HistorySearch.fields.map { $0.values(form, language) },
      "more": ["fields": HistorySearch.moreFields.map { $0.values(form, language) }],
      "isMoreUsed": HistorySearch.moreFields.contains { form[$0.name] != nil },
      "csv": PageAddress.with("/audit/ekspor", pairs, replacing: [("bentuk", "csv")]),
      "json": PageAddress.with("/audit/ekspor", pairs, replacing: [("bentuk", "json")]),
    ]
    if let errors = FilterField.errors(form, HistorySearch.fields + HistorySearch.moreFields, language) {
      content["errors"] = errors
    }
    guard let page else { return content }
    content["isSearched"] = true
    content["count"] = AuditorWording.reports(page.submissions.count, isMore: page.next != nil)[language]
    if !page.submissions.isEmpty { content["list"] = ["reports": page.submissions.map(row)] }
    if let next = page.next { content["next"] = PageAddress.with("/audit", pairs, replacing: [("setelah", next)]) }
    if form["setelah"] != nil { content["first"] = PageAddress.with("/audit", pairs, replacing: []) }
    return content
  }

  private func row(_ submission: StoredSubmission) -> [String: Any] { ReportRow(submission, words).values }
}

/// A kept report as one line of a table.
struct ReportRow {
  let values: [String: Any]

  init(_ submission: StoredSubmission, _ words: ReportWords) {
    let (record, language) = (submission.record, words.language)
    let findings = submission.details.findings.reduce(0) { $0 + $1.count }
    values = [
      "number": record.number.text, "company": record.company, "unit": record.unit,
      "what": words.report(record.kind, record.period), "region": words.region(record.region),
      "received": PageTime.moment(record.receivedAt, language),
      "verdict": AuditorWording.kept(record.verdict)[language],
      "tint": record.verdict == .accepted ? "tag-good" : "tag-warn", "findings": findings,
      "version": record.version, "isCorrected": submission.correctedBy != nil,
    ]
  }
}
