import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// What was kept, for those in whose scope it is. A report outside an account's scope answers like one that does not
/// exist, so that numbers cannot be tried out.
struct ReadingRoutes {
  /// Roles that see reports; administrators keep accounts, not reports.
  static let roles: Set<Account.Role> = [.company, .inspector, .auditor]
  /// What a list can be narrowed by.
  static let filters: Set<String> = [
    "company", "kind", "period", "verdict", "region", "rule", "latest", "after", "limit",
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
    try Accepting(request).require("application/json")
    let (history, account) = try await gate.visible(request, context)
    let number = history.submission.number
    guard let document = try await gate.store.document(number.text) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.result, by: account, subject: number)
    return Answer.json(.document(String(decoding: document, as: UTF8.self)))
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
    ]
    let given = codes.compactMap { name, value in value.map { StoreEvent.Detail(name, code($0)) } }
    let periods = query.periods.map { [StoreEvent.Detail("period", "\($0.lowerBound)-\($0.upperBound)")] } ?? []
    let company = query.company == nil ? [] : [StoreEvent.Detail("by-company", "yes")]
    return given + periods + company + [.init("count", String(count))]
  }

  /// A code as it was asked for; anything that does not look like one may be a name.
  private static func code(_ text: String) -> String {
    let isCode = (1...40).contains(text.utf8.count) && text.utf8.allSatisfy(isOfCode)
    return isCode ? text : "-"
  }

  private static func isOfCode(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// `2025` or `2020-2025`.
  private static func years(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else { return nil }
    return first...last
  }
}
