import CExamples
import HTTPTypes
import Hummingbird
import Intake
import NIOPosix
import ReportModel
import ResultRendering
import SubmissionStore

/// A company's pages around its reports: what is due, its history, one report, comparison; and blank forms for everybody.
struct CompanyRoutes {
  /// How many reports a page of the history shows.
  static let rowsMax = 50
  /// How many reports the start page shows, and how many waiting ones.
  static let startRows = 5
  /// The furthest look ahead for duties, in days: a year and a day.
  static let withinDays = 366
  /// The most duties on the start page: a bureau that files for its clients has more, and finds them by region.
  static let dutiesMax = 50

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/contoh", examples), .get("/contoh/{id}", example), .get("/laporan", reports),
      .get("/laporan/{number}", report), .get("/laporan/{number}/banding", compare),
      .get("/laporan/{number}/berkas", original), .get("/laporan/{number}/tanda-terima", receipt),
      .get("/laporan/{number}/tanda-terima.txt", receiptText), .get("/laporan/{number}/tanda-terima.pdf", receiptPDF),
    ]
  }

  private func company(_ visitor: Visitor) -> CompanyPages {
    CompanyPages(pages: pages, engine: gate.engine, visitor: visitor)
  }

  // MARK: Start and examples

  /// The start page of a signed-in company.
  func start(_ visitor: Visitor, _ account: Account) async throws -> Response {
    let now = gate.clock()
    let day = CivilDate.inWesternIndonesia(now)
    var duties: [UnitObligation] = []
    if let terms = gate.desk.assessor.reportingTerms(on: day) {
      var query = ObligationQuery(day: day, terms: terms)
      (query.scope, query.daysOverdueMin, query.limit) = (account.scope, -Self.withinDays, Self.dutiesMax)
      duties = try await gate.store.obligations(query).filter { account.scope.includes($0.basis) }
    }
    var history = HistoryQuery()
    (history.scope, history.limit) = (account.scope, Self.startRows)
    return company(visitor).start(
      CompanyPages.Overview(
        day: day,
        duties: duties,
        drafts: gate.drafts.drafts(of: account.name, now: now),
        waiting: try await waiting(account, now),
        last: try await gate.store.history(history).submissions,
        now: now
      )
    )
  }

  private func waiting(_ account: Account, _ now: Int64) async throws -> [PendingReport] {
    var query = PendingQuery()
    (query.scope, query.openAt, query.limit) = (account.scope, now, Self.rowsMax)
    let store = gate.store
    return try await gate.filing.run { [query] in try store.pendings(query) }
  }

  @Sendable private func examples(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    company(try await gate.visitor(request)).examples(Example.all.map(\.name))
  }

  @Sendable private func example(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let name = try context.parameters.require("id")
    guard let example = Example.all.first(where: { $0.name == name }) else { throw Problem.notFound(suggestion: nil) }
    return Answer.file(example.bytes, type: example.type, name: example.name)
  }

  // MARK: History

  @Sendable private func reports(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, [.company])
    let given = request.uri.queryParameters
    func text(_ name: Substring) -> String { given[name].map { FileName.tidy(String($0), empty: "") } ?? "" }
    let filter = CompanyPages.Filter(
      year: text("tahun"),
      kind: text("jenis"),
      unit: text("unit"),
      latestOnly: given["terbaru"] == "1"
    )
    var query = HistoryQuery()
    (query.scope, query.limit) = (account.scope, Self.rowsMax)
    query.kind = filter.kind.isEmpty ? nil : filter.kind
    query.unit = filter.unit.isEmpty ? nil : filter.unit
    query.periods = Int(filter.year).map { $0...$0 }
    query.latestOnly = filter.latestOnly
    query.after = given["sesudah"].map(String.init)
    let now = gate.clock()
    let found = try await gate.store.history(query)
    return company(visitor).reports(found, filter, waiting: try await waiting(account, now), now: now)
  }

  /// The report that a path names, when it is the company's own.
  private func own(
    _ request: Request,
    _ context: BasicRequestContext
  ) async throws -> (visitor: Visitor, account: Account, history: SubmissionHistory) {
    let (visitor, account) = try await gate.visitor(request, [.company])
    guard let number = ReportNumber(try context.parameters.require("number")),
      let history = try await gate.store.submission(number.text), account.scope.includes(history.submission)
    else { throw Problem.notFound(suggestion: nil) }
    return (visitor, account, history)
  }

  @Sendable private func report(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account, history) = try await own(request, context)
    try await gate.note(.submission, by: account, subject: history.submission.number)
    return company(visitor).report(history, justFiled: request.uri.queryParameters["baru"] == "1")
  }

  @Sendable private func original(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account, history) = try await own(request, context)
    let answer = try await OriginalRoutes(gate: gate).answer(history.submission)
    try await gate.note(.original, by: account, subject: history.submission.number)
    return answer
  }

  // MARK: Receipts

  @Sendable private func receipt(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try await receipt(request, context, "text/html")
  }

  @Sendable private func receiptText(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try await receipt(request, context, "text/plain")
  }

  @Sendable private func receiptPDF(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try await receipt(request, context, "application/pdf")
  }

  private func receipt(_ request: Request, _ context: BasicRequestContext, _ form: String) async throws -> Response {
    let (visitor, account, history) = try await own(request, context)
    let number = history.submission.number
    guard let receipt = try await gate.store.receipt(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.receipt, by: account, subject: number)
    return try await ReceiptRoutes(gate: gate, pages: pages).make(form, history.submission, receipt, visitor)
  }

  // MARK: Comparison

  @Sendable private func compare(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account, history) = try await own(request, context)
    let report = history.submission
    let others = try await others(than: report, account)
    let wanted = request.uri.queryParameters["dengan"].map(String.init)
    let other = others.first { $0.number.text == wanted } ?? others.first
    try await gate.note(.submission, by: account, subject: report.number)
    let kept = KeptReports(store: gate.store, assessor: gate.desk.assessor)
    let result = try await gate.judging.run { try other.flatMap { try kept.compare($0, report) } }
    return company(visitor).comparison(report, with: other, among: others, result)
  }

  /// What a report can be compared with: the unit's others, of the same kind and of the year before first.
  private func others(than report: StoredSubmission, _ account: Account) async throws -> [StoredSubmission] {
    var query = HistoryQuery()
    (query.scope, query.limit) = (account.scope, Self.rowsMax)
    (query.unit, query.nib) = (report.record.unit, report.details.nib)
    let found = try await gate.store.history(query).submissions
    return found.filter { $0.number != report.number && $0.record.company == report.record.company }
      .sorted { Self.distance($0, report) < Self.distance($1, report) }
  }

  private static func distance(_ other: StoredSubmission, _ report: StoredSubmission) -> (Int, Int, Int) {
    let years = report.record.period - other.record.period
    return (other.record.kind == report.record.kind ? 0 : 1, years > 0 ? 0 : 1, abs(years))
  }
}

/// A file for people to start from.
struct Example: Sendable {
  let name: String
  let bytes: [UInt8]

  /// Blank forms first.
  static let all: [Example] = (0..<wlkp_example_count()).map { index in
    let example = wlkp_example_at(index)
    return Example(
      name: String(cString: example.name),
      bytes: Array(UnsafeBufferPointer(start: example.bytes, count: example.length))
    )
  }

  var type: String {
    name.hasSuffix(".xlsx")
      ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8"
  }
}
