import HTTPTypes
import Hummingbird
import Intake
import ReportModel
import SubmissionStore

/// What was kept, for those in whose scope it is. A report outside an account's scope answers like one that does not
/// exist, so that numbers cannot be tried out.
struct ReadingRoutes {
  /// Roles that see reports; administrators keep accounts, not reports.
  static let roles: Set<Account.Role> = [.company, .inspector, .auditor]
  /// What a list can be narrowed by.
  static let filters: Set<String> = [
    "company", "nib", "npwp", "unit", "kind", "period", "verdict", "region", "sector", "size", "rule", "findings",
    "notAssessed", "submitter", "since", "before", "latest", "after", "limit",
  ]

  let gate: Gate

  var endpoints: [Endpoint] {
    [
      .get("/v1/submissions", list), .get("/v1/submissions/{number}", one),
      .get("/v1/submissions/{number}/result", result),
    ]
  }

  // MARK: One report

  @Sendable private func one(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let (history, account) = try await gate.visible(request, context)
    try await gate.note(.submission, by: account, subject: history.submission.number)
    let versions = history.versions.filter { account.scope.includes($0) }
    return Answer.json(SubmissionJSON.full(history.submission, versions: versions))
  }

  @Sendable private func result(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let form = try ResultForm(request)
    let (history, account) = try await gate.visible(request, context, knows: ["lang"])
    let number = history.submission.number
    guard let document = try await gate.store.document(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.result, by: account, subject: number)
    let language = CallerLanguage.of(request)
    let answer =
      form == .json
      ? MadeAnswer(String(decoding: document, as: UTF8.self)) : try await replayed(history.submission, form, language)
    return EntityTag.tagged(answer.response, Array(answer.text.utf8), for: request)
  }

  /// Another form of what is kept as JSON is made from the original, judged again: only when that gives the same.
  private func replayed(
    _ submission: StoredSubmission,
    _ form: ResultForm,
    _ language: Language
  ) async throws -> MadeAnswer {
    let desk = gate.desk
    return try await gate.judging.run {
      guard let assessment = try KeptReports(store: desk.store, assessor: desk.assessor).sameAssessment(of: submission)
      else { throw Problem.notAcceptable(offered: ResultForm.json.rawValue) }
      return form.document([assessment], asList: false, desk.assessor.engine, language)
    }
  }

  // MARK: Lists

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let account = try await gate.account(request, Self.roles)
    var query = try Self.query(Query(request, knows: Self.filters))
    query.scope = account.scope
    let page = try await gate.store.history(query)
    try await gate.note(.list, by: account, Self.details(query, count: page.submissions.count))
    return Answer.json(
      .object([
        .init("submissions", .list(page.submissions.map(SubmissionJSON.summary))),
        .init("next", .optional(page.next)),
      ])
    )
  }

  private static func query(_ given: Query) throws(Problem) -> HistoryQuery {
    var query = HistoryQuery()
    query.company = given["company"]
    query.kind = given["kind"]
    query.region = given["region"]
    query.rule = given["rule"]
    query.after = given["after"]
    (query.nib, query.npwp, query.unit) = (given["nib"], given["npwp"], given["unit"])
    (query.sector, query.submitter) = (given["sector"], given["submitter"])
    query.size = try given.value("size", SizeClass.init(rawValue:))
    query.findings = try given.value("findings", counts)
    query.percentNotAssessed = try given.value("notAssessed", counts)
    query.receivedFrom = try given.value("since", midnight)
    query.receivedBefore = try given.value("before", midnight)
    query.verdict = try given.value("verdict", Verdict.init(rawValue:))
    query.periods = try given.value("period", years)
    query.latestOnly = try given.value("latest") { Bool($0) } ?? false
    query.limit = try given.limit(max: HistoryQuery.limitMax) ?? query.limit
    return query
  }

  /// What was asked for, as the access log keeps it: codes, and whether a name was looked for, never the words.
  private static func details(_ query: HistoryQuery, count: Int) -> [StoreEvent.Detail] {
    let codes: [(String, String?)] = [
      ("kind", query.kind), ("region", query.region), ("rule", query.rule), ("verdict", query.verdict?.rawValue),
      ("sector", query.sector), ("size", query.size?.rawValue),
    ]
    let given = codes.compactMap { name, value in value.map { StoreEvent.Detail(name, code($0)) } }
    let periods = query.periods.map { [StoreEvent.Detail("period", "\($0.lowerBound)-\($0.upperBound)")] } ?? []
    // Words and numbers that tell whom somebody looked for are not repeated in the log.
    let narrowed: [(String, Bool)] = [
      ("by-company", query.company != nil || query.nib != nil || query.npwp != nil || query.unit != nil),
      ("by-submitter", query.submitter != nil),
      ("by-time", query.receivedFrom != nil || query.receivedBefore != nil),
      ("by-count", query.findings != nil || query.percentNotAssessed != nil),
    ]
    let hints = narrowed.filter(\.1).map { StoreEvent.Detail($0.0, "yes") }
    return given + periods + hints + [.init("count", String(count))]
  }

  /// A code as it was asked for; anything that does not look like one may be a name.
  static func code(_ text: String) -> String {
    let isCode = (1...40).contains(text.utf8.count) && text.utf8.allSatisfy(isOfCode)
    return isCode ? text : "-"
  }

  private static func isOfCode(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// `5`, `1-10`, or `5-` for five or more.
  private static func counts(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = ends.first.flatMap({ Int($0) }),
      let last = ends.last.flatMap({ $0.isEmpty ? Int.max : Int($0) }), first <= last
    else { return nil }
    return first...last
  }

  /// The first moment of a day (`YYYY-MM-DD`) in Western Indonesian Time, in milliseconds since 1970.
  private static func midnight(_ text: String) -> Int64? {
    CivilDate(iso: text).map(WesternIndonesianTime.midnight)
  }

  /// `2025` or `2020-2025`.
  private static func years(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else { return nil }
    return first...last
  }
}
