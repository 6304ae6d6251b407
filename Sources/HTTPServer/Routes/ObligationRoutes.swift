import HTTPTypes
import Hummingbird
import Intake
import ReportModel
import SubmissionStore

/// `GET /v1/obligations`: which unit owes which report, the longest overdue first, as far as what was filed tells.
struct ObligationRoutes {
  /// What the list can be narrowed by.
  static let filters: Set<String> = ["region", "asOf", "within", "limit"]
  /// The furthest look ahead, in days: a year and a day.
  static let withinMax = 366
  /// The most rows of one answer: a region's inspectors read a list, not a database.
  static let limitMax = 1000

  let gate: Gate

  var endpoints: [Endpoint] { [.get("/v1/obligations", list)] }

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let account = try await gate.account(request, [.inspector, .auditor])
    let given = try Query(request, knows: Self.filters)
    let limit = try given.limit(max: Self.limitMax) ?? Self.limitMax
    var query = try query(given)
    query.scope = account.scope
    // One more than asked for tells whether there are more.
    query.limit = limit + 1
    let found = try await gate.store.obligations(query).filter { account.scope.includes($0.basis) }
    let shown = found.prefix(limit)
    try await gate.note(
      .obligations,
      by: account,
      [
        .init("region", query.regions.first ?? "-"), .init("as-of", query.day.description),
        .init("count", String(shown.count)),
      ]
    )
    return Answer.json(
      .object([
        .init("asOf", .text(query.day.description)),
        .init("obligations", .list(shown.map { Self.obligation($0, on: query.day) })),
        .init("more", .flag(found.count > limit)),
      ])
    )
  }

  private func query(_ given: Query) throws(Problem) -> ObligationQuery {
    let day = try given.value("asOf") { CivilDate(iso: $0) } ?? CivilDate.inWesternIndonesia(gate.clock())
    guard let terms = gate.desk.assessor.reportingTerms(on: day) else { throw .parameterUnusable(name: "asOf") }
    var query = ObligationQuery(day: day, terms: terms)
    query.regions = try given.value("region", Self.region).map { [$0] } ?? []
    let within = try given.value("within") { text in
      Int(text).flatMap { (0...Self.withinMax).contains($0) ? $0 : nil }
    }
    query.daysOverdueMin = within.map { -$0 } ?? query.daysOverdueMin
    return query
  }

  /// A region's code or its beginning, with or without dots.
  private static func region(_ text: String) -> String? {
    let digits = text.filter { $0 != "." }
    let isCode = (1...10).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
    return isCode ? digits : nil
  }

  private static func obligation(_ owed: UnitObligation, on day: CivilDate) -> JSONValue {
    let record = owed.basis.record
    return .object([
      .init("duty", .text(owed.obligation.duty.rawValue)),
      .init("period", owed.obligation.period.map { .number(Int64($0)) } ?? .null),
      .init("due", .text(owed.obligation.due.description)),
      .init("daysOverdue", .number(Int64(owed.obligation.daysOverdue(on: day)))),
      .init("region", .text(owed.region)), .init("company", .text(record.company)), .init("unit", .text(record.unit)),
      .init("basis", .text(record.number.text)), .init("self", .text(SubmissionJSON.address(record.number))),
    ])
  }
}

extension CivilDate {
  /// The civil day of a moment in Western Indonesian Time (UTC+7), in milliseconds since 1970-01-01T00:00:00Z.
  static func inWesternIndonesia(_ milliseconds: Int64) -> CivilDate {
    WesternIndonesianTime.day(at: milliseconds)
  }
}
