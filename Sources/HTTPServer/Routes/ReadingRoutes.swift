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
      .get("/v1/submissions/{number}/receipt", receipt), .get("/v1/submissions/{number}/result", result),
    ]
  }

  // MARK: One report

  @Sendable private func one(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let (history, account) = try await visible(request, context)
    let versions = history.versions.filter { account.scope.includes($0) }
    return Answer.json(SubmissionJSON.full(history.submission, versions: versions))
  }

  @Sendable private func receipt(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("text/plain")
    let (history, _) = try await visible(request, context)
    let number = history.submission.number.text
    guard let receipt = try await gate.store.receipt(number) else { throw Problem.notFound(suggestion: nil) }
    var response = Answer.plain(receipt.text)
    response.headers[.contentDisposition] = "attachment; filename=\"tanda-terima-\(number).txt\""
    return response
  }

  @Sendable private func result(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let (history, _) = try await visible(request, context)
    guard let document = try await gate.store.document(history.submission.number.text) else {
      throw Problem.notFound(suggestion: nil)
    }
    return Answer.json(.document(String(decoding: document, as: UTF8.self)))
  }

  private func visible(
    _ request: Request,
    _ context: BasicRequestContext
  ) async throws -> (SubmissionHistory, Account) {
    let account = try await gate.account(request, Self.roles)
    _ = try Query(request, knows: [])
    guard let number = ReportNumber(try context.parameters.require("number")),
      let history = try await gate.store.submission(number.text), account.scope.includes(history.submission)
    else { throw Problem.notFound(suggestion: nil) }
    return (history, account)
  }

  // MARK: Lists

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let account = try await gate.account(request, Self.roles)
    var query = try Self.query(Query(request, knows: Self.filters))
    query.scope = account.scope
    let page = try await gate.store.history(query)
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
    query.limit =
      try given.value("limit") { text in
        Int(text).flatMap { (1...HistoryQuery.limitMax).contains($0) ? $0 : nil }
      } ?? query.limit
    return query
  }

  /// `2025` or `2020-2025`.
  private static func years(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last else { return nil }
    return first...last
  }
}
