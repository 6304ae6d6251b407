import HTTPTypes
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// The inspectors' pages about one report and one company. What an account may not see answers like what is not there.
struct InspectorReportRoutes {
  /// Other units of a company that are listed.
  static let othersMax = 50

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/wilayah/laporan/{number}", report), .get("/wilayah/laporan/{number}/asli", original),
      .get("/wilayah/laporan/{number}/tanda-terima", receipt), .get("/wilayah/perusahaan/{number}", company),
      .get("/wilayah/perusahaan/{number}/banding", comparison),
      .get("/wilayah/perusahaan/{number}/temuan.csv", matrix),
    ]
  }

  // MARK: One report

  @Sendable private func report(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context)
    let number = history.submission.number
    let bytes = try await gate.store.document(number.text)
    try await gate.note(.submission, by: view.account, subject: number)
    try await gate.note(.result, by: view.account, subject: number)
    let scope = view.account.scope
    let versions = history.versions.filter { scope.includes($0) }
    return pages.report(view, history.submission, versions: versions, bytes.flatMap { try? ResultDocument($0) })
  }

  @Sendable private func original(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context)
    let answer = try await OriginalRoutes(gate: gate).answer(history.submission)
    try await gate.note(.original, by: view.account, subject: history.submission.number)
    return answer
  }

  @Sendable private func receipt(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context)
    let submission = history.submission
    guard let receipt = try await gate.store.receipt(submission.number.text) else { throw Problem.internalFault }
    try await gate.note(.receipt, by: view.account, subject: submission.number)
    let card = ReceiptCard(submission, receipt)
    let language = view.language
    let made = try await NIOThreadPool.singleton.runIfActive { ReceiptPDF(card, language: language).bytes() }
    guard let bytes = made else { throw Problem.internalFault }
    return Answer.file(bytes, type: "application/pdf", name: "tanda-terima-\(submission.number.text).pdf")
  }

  // MARK: A company

  @Sendable private func company(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context)
    let company = try await years(of: history.submission, view)
    try await gate.note(.company, by: view.account, subject: history.submission.number)
    return pages.company(view, company, gate.engine.pack)
  }

  @Sendable private func matrix(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context)
    let company = try await years(of: history.submission, view)
    let details: [StoreEvent.Detail] = [.init("table", "temuan.csv")]
    try await gate.note(.table, by: view.account, subject: history.submission.number, details)
    let text = InspectorCSV(view: view).matrix(company.matrix, gate.engine.pack)
    return Answer.file(
      Array(text.utf8),
      type: "text/csv; charset=utf-8",
      name: "temuan-\(history.submission.number.text).csv"
    )
  }

  private func years(of submission: StoredSubmission, _ view: InspectorView) async throws -> Pages.CompanyYears {
    let reports = try await gate.store.unitReports(submission.number.text, scope: view.account.scope)
    guard !reports.isEmpty else { throw Problem.notFound(suggestion: nil) }
    let today = CivilDate.inWesternIndonesia(gate.clock())
    let latest = reports.filter { $0.correctedBy == nil }.map { report in
      UnitReports.Report(
        number: report.number,
        kind: report.record.kind,
        period: report.record.period,
        received: CivilDate.inWesternIndonesia(report.record.receivedAt),
        event: report.record.eventDate
      )
    }
    let terms = gate.desk.assessor.reportingTerms(on: today)
    return Pages.CompanyYears(
      number: submission.number,
      reports: reports,
      obligations: terms.map { UnitReports(reports: latest).obligations(on: today, $0) } ?? [],
      today: today,
      others: try await others(of: submission, view)
    )
  }

  /// The newest report of each other unit of the company.
  private func others(of submission: StoredSubmission, _ view: InspectorView) async throws -> [StoredSubmission] {
    guard let nib = submission.details.nib else { return [] }
    var query = HistoryQuery()
    query.scope = view.account.scope
    query.nib = nib
    query.latestOnly = true
    query.limit = HistoryQuery.limitMax
    var seen: Set<String> = [submission.record.unit]
    let newest = try await gate.store.history(query).submissions.filter { seen.insert($0.record.unit).inserted }
    return Array(newest.sorted { $0.record.unit < $1.record.unit }.prefix(Self.othersMax))
  }

  // MARK: Two reports

  @Sendable private func comparison(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, history) = try await visible(request, context, knows: ["dari", "ke"])
    let given = try Query(request, knows: ["dari", "ke", "lang"])
    let reports = try await gate.store.unitReports(history.submission.number.text, scope: view.account.scope)
    func find(_ name: String) throws -> StoredSubmission {
      guard let number = given[name], let report = reports.first(where: { $0.number.text == number }) else {
        throw Problem.parameterUnusable(name: name)
      }
      return report
    }
    let (before, after) = (try find("dari"), try find("ke"))
    let kept = KeptReports(store: gate.store, assessor: gate.desk.assessor)
    let compared = try await gate.judging.run { try kept.compare(before, after) }
    for report in [before, after] { try await gate.note(.comparison, by: view.account, subject: report.number) }
    return pages.comparison(view, before, after, compared, gate.engine.pack)
  }

  // MARK: Who may see it

  private func visible(
    _ request: Request,
    _ context: BasicRequestContext,
    knows names: Set<String> = []
  ) async throws -> (InspectorView, SubmissionHistory) {
    let (visitor, account) = try await gate.visitor(request, InspectorRoutes.roles)
    _ = try Query(request, knows: names.union(["lang"]))
    guard let number = ReportNumber(try context.parameters.require("number")),
      let history = try await gate.store.submission(number.text), account.scope.includes(history.submission)
    else { throw Problem.notFound(suggestion: nil) }
    let filter = RegionFilter(scope: account.scope, region: nil, year: nil)
    let view = InspectorView(
      visitor: visitor,
      account: account,
      filter: filter,
      choice: ReportCounts(),
      tables: gate.engine.tables
    )
    return (view, history)
  }
}
