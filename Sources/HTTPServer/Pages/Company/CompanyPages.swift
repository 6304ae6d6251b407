import HTTPTypes
import Hummingbird
import Intake
import ReportForm
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// Makes a company's pages around its reports.
struct CompanyPages: Sendable {
  let pages: Pages
  let engine: Engine
  let visitor: Visitor

  private var language: Language { visitor.language }
  private var words: ReportWords { ReportWords(engine: engine, language: visitor.language) }

  private func page(
    _ template: String,
    _ title: Bilingual,
    _ place: Place,
    _ content: [String: Any?],
    status: HTTPResponse.Status = .ok
  ) -> Response {
    var content = content.compactMapValues { $0 }
    content["w"] = CompanyWording.words(language)
    return pages.page(visitor, title: title, place: place, status: status, body: pages[template], content)
  }

  // MARK: Start

  /// What the start page shows.
  struct Overview: Sendable {
    /// As of this day.
    let day: CivilDate
    let duties: [UnitObligation]
    let drafts: [Draft]
    let waiting: [PendingReport]
    let last: [StoredSubmission]
    /// In milliseconds since 1970-01-01T00:00:00Z.
    let now: Int64
  }

  /// The start page: what is due when, what is under way, what was filed last.
  func start(_ overview: Overview) -> Response {
    let duties: [[String: Any]] = overview.duties.map { owed in
      let days = owed.obligation.daysOverdue(on: overview.day)
      return [
        "what": CompanyWording.duty(owed.obligation)[language],
        "unit": "\(owed.basis.record.company), \(owed.basis.record.unit)",
        "when": CompanyWording.due(owed.obligation.due, daysOverdue: days)[language],
        "tone": days > 0 ? "tag-bad" : days > -31 ? "tag-warn" : "tag-good",
      ]
    }
    let drafts: [[String: Any]] = overview.drafts.map { draft in
      ["id": draft.id, "name": draft.name, "sentence": VerdictWording.label(draft.assessment.verdict)[language]]
    }
    return page(
      "company.start",
      CompanyWording.both("startHeading"),
      .start,
      [
        "duties": list(duties), "drafts": list(drafts), "waiting": waiting(overview.waiting, overview.now),
        "last": list(overview.last.map(words.row)),
      ]
    )
  }

  private func waiting(_ reports: [PendingReport], _ now: Int64) -> [String: Any]? {
    list(reports.map { ["id": $0.id, "name": $0.fileName, "sentence": $0.state(at: now).sentence[language]] })
  }

  // MARK: Upload and examples

  /// The upload form, with what was wrong with the last try.
  func upload(corrects: String?, fault: String? = nil, status: HTTPResponse.Status = .ok) -> Response {
    let title = CompanyWording.both("uploadHeading")
    return page(
      "company.upload",
      fault == nil ? title : PageWording.faulty(title),
      .upload,
      [
        "corrects": corrects, "correctsText": corrects.map { CompanyWording.correction(of: $0)[language] },
        "fault": fault, "hint": PageWording.hint(mebibytes: pages.fileLimit >> 20)[language],
        "scripts": ["unggah.js"],
      ],
      status: status
    )
  }

  /// Blank forms and filled examples to download.
  func examples(_ names: [String]) -> Response {
    let files: [[String: Any]] = names.map { name in
      let (isBlank, isWorkbook) = (name.hasPrefix("laporan-kosong"), name.hasSuffix(".xlsx"))
      let text = (isBlank ? "blank" : "filled") + (isWorkbook ? "Workbook" : "Table")
      let title = CompanyWording.both(isBlank ? "blankTitle" : "filledTitle")[language]
      return [
        "name": name, "title": title + (isWorkbook ? " (Excel)" : " (CSV)"),
        "text": CompanyWording.both(text)[language], "style": isBlank ? "" : "secondary",
      ]
    }
    return page("company.examples", CompanyWording.both("examplesHeading"), .none, ["files": files])
  }

  // MARK: History

  /// What the list was narrowed by, as it was typed.
  struct Filter: Sendable {
    var year = ""
    var kind = ""
    var unit = ""
    var latestOnly = false
  }

  /// The company's own reports.
  func reports(
    _ found: HistoryPage,
    _ filter: Filter,
    waiting: [PendingReport],
    now: Int64
  ) -> Response {
    let kinds: [[String: Any]] = (engine.form.reportKinds?.codes ?? []).map {
      ["code": $0.code, "label": $0.label[language], "chosen": $0.code == filter.kind]
    }
    return page(
      "company.reports",
      CompanyWording.both("reportsHeading"),
      .reports,
      [
        "reports": list(found.submissions.map(words.row)), "waiting": self.waiting(waiting, now), "kinds": kinds,
        "year": filter.year, "unit": filter.unit, "latest": filter.latestOnly,
        "next": found.next.map { PageAddress.adding("sesudah", $0, to: visitor.path) },
      ]
    )
  }

  /// One report: where it stands, its receipt, its findings and versions.
  func report(_ history: SubmissionHistory, justFiled: Bool) -> Response {
    let submission = history.submission
    let (record, details) = (submission.record, submission.details)
    let what = words.report(record.kind, record.period)
    let state = submission.state
    return page(
      "company.report",
      Bilingual(id: "\(what) – \(record.number.text)", en: "\(what) – \(record.number.text)"),
      .reports,
      [
        "number": record.number.text, "what": what, "justFiled": justFiled, "sentence": state.sentence[language],
        "next": state.next[language], "facts": facts(submission),
        "findings": list(details.findings.map(finding)), "tail": pages.tail[language],
        "versions": history.versions.count > 1
          ? list(
            history.versions.map {
              [
                "number": $0.number.text, "received": PageTime.moment($0.record.receivedAt, language),
                "isOther": $0.number != record.number,
              ]
            }
          ) : nil,
        "mayCorrect": submission.correctedBy == nil,
      ]
    )
  }

  private func facts(_ submission: StoredSubmission) -> [[String: String]] {
    let (record, details) = (submission.record, submission.details)
    let names = CompanyWording.words(language)
    return [
      fact(names["number"], record.number.text), fact(names["company"], record.company),
      fact(names["unit"], record.unit), fact(names["region"], words.region(record.region)),
      fact(names["verdict"], VerdictWording.label(record.verdict)[language]),
      fact(names["received"], PageTime.moment(record.receivedAt, language)),
      fact(names["valid"], words.days(record.validity)),
      fact(names["version"], record.version > 1 ? String(record.version) : nil),
      fact(names["workers"], details.workers.map { Figures.text($0, language) }),
      fact(names["fileName"], details.fileName),
      fact(names["hash"], record.fileHash.hex),
    ].compactMap { $0 }
  }

  private func finding(_ finding: SubmissionDetails.FindingSummary) -> [String: Any] {
    let isNote = finding.severity == .info
    return [
      "rule": finding.rule, "title": words.rule(finding.rule), "count": String(finding.count),
      "grade": CompanyWording.both(isNote ? "note" : "warning")[language], "tone": isNote ? "" : "tag-warn",
    ]
  }

  /// A report that waits for its confirmation.
  func waiting(_ pending: PendingReport, now: Int64) -> Response {
    let state = pending.state(at: now)
    let names = CompanyWording.words(language)
    let header = pending.header
    return page(
      "company.waiting",
      CompanyWording.both("waitingOne"),
      .reports,
      [
        "id": pending.id, "sentence": state.sentence[language], "next": state.next[language],
        "isOpen": now < pending.expiresAt,
        "facts": [
          fact(names["fileName"], pending.fileName), fact(names["report"], words.report(header.kind, header.period)),
          fact(names["company"], header.companyName), fact(names["unit"], header.unit),
          fact(names["questions"], String(pending.questions)),
        ].compactMap { $0 },
      ]
    )
  }

  // MARK: Comparison

  /// Two reports side by side; `result` is `nil` when an original was erased.
  func comparison(
    _ report: StoredSubmission,
    with other: StoredSubmission?,
    among others: [StoredSubmission],
    _ result: ReportComparison?
  ) -> Response {
    let choices: [[String: Any]] = others.map { choice in
      [
        "number": choice.number.text, "what": words.report(choice.record.kind, choice.record.period),
        "chosen": choice.number == other?.number,
      ]
    }
    return page(
      "company.comparison",
      CompanyWording.both("compareHeading"),
      .reports,
      [
        "number": report.number.text, "others": list(choices), "erased": other != nil && result == nil,
        "result": other.flatMap { other in result.map { values($0, other, report) } },
      ]
    )
  }

  private func values(
    _ result: ReportComparison,
    _ before: StoredSubmission,
    _ after: StoredSubmission
  ) -> [String: Any] {
    let names = CompanyWording.words(language)
    let workers = result.workers
    let tiles: [[String: String]] = [
      fact(names["joined"], String(workers.joined)), fact(names["left"], String(workers.left)),
      fact(names["changed"], String(workers.changed)), fact(names["same"], String(workers.same)),
    ].compactMap { $0 }
    var values: [String: Any] = [
      "tiles": tiles,
      "sentence": CompanyWording.comparison(
        words.report(before.record.kind, before.record.period),
        words.report(after.record.kind, after.record.period),
        changes: result.changeCount
      )[language],
    ]
    values["appeared"] = list(result.findingsAppeared.map(rule))
    values["vanished"] = list(result.findingsVanished.map(rule))
    if var changes = list(result.changes.map(change)) {
      changes["caption"] = CompanyWording.changes(shown: result.changes.count, of: result.changeCount)[language]
      values["changes"] = changes
    }
    return values
  }

  private func rule(_ id: String) -> [String: Any] { ["rule": id, "title": words.rule(id)] }

  private func change(_ change: ReportComparison.Change) -> [String: Any] {
    let field = change.field.map { words.field($0, of: change.section) }
    let row = change.row.map { words.rowName($0, of: change.section) }
    let what = [words.section(change.section), row, field].compactMap { $0 }.joined(separator: ", ")
    return [
      "what": what, "before": shown(change.before, change), "after": shown(change.after, change),
    ]
  }

  /// The company looks at its own answers.
  private func shown(_ value: FoundValue?, _ change: ReportComparison.Change) -> String {
    value.map { RenderedValue.text(words.value($0.unmasked, of: change.field, in: change.section)) } ?? "–"
  }
}

/// Values from files as pages show them.
enum RenderedValue {
  /// The longest value shown, in characters: two lines of a telephone.
  static let lengthMax = 120

  /// The value, cut when it is long.
  static func text(_ value: String) -> String {
    value.count > lengthMax ? value.prefix(lengthMax) + "…" : value
  }
}
