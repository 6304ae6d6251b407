import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// `GET /v1/events`: who filed in vain, who looked, who exported, what was changed; for auditors. Looking here leaves an
/// event too.
struct EventRoutes {
  /// What the list can be narrowed by.
  static let filters: Set<String> = ["kind", "actor", "subject", "from", "before", "after", "limit"]

  let gate: Gate

  var endpoints: [Endpoint] { [.get("/v1/events", list)] }

  @Sendable private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    try Accepting(request).require("application/json")
    let account = try await gate.account(request, [.auditor])
    let page = try await gate.store.events(Self.query(Query(request, knows: Self.filters)))
    try await gate.note(.events, by: account, [.init("count", String(page.events.count))])
    return Answer.json(
      .object([.init("events", .list(page.events.map(Self.event))), .init("next", .optional(page.next))])
    )
  }

  private static func query(_ given: Query) throws(Problem) -> EventQuery {
    var query = EventQuery()
    query.kind = try given.value("kind", StoreEvent.Kind.init(rawValue:))
    query.actor = given["actor"]
    query.subject = given["subject"]
    query.from = try given.value("from", startOfDay)
    query.before = try given.value("before", startOfDay)
    query.after = given["after"]
    query.limit = try given.limit(max: HistoryQuery.limitMax) ?? query.limit
    return query
  }

  /// The first moment of a day in Western Indonesian Time (UTC+7), in milliseconds since 1970-01-01T00:00:00Z.
  private static func startOfDay(_ text: String) -> Int64? {
    CivilDate(iso: text).map(WesternIndonesianTime.midnight)
  }

  /// An event as JSON.
  static func event(_ stored: StoredEvent) -> JSONValue {
    let event = stored.event
    return .object([
      .init("serial", .number(stored.serial)), .init("kind", .text(event.kind.rawValue)),
      .init("at", .text(stored.time)), .init("actor", .text(event.actor)),
      .init("subject", .optional(event.subject)),
      .init("details", .object(event.details.map { .init($0.name, .text($0.value)) })),
      .init("logPosition", .number(Int64(stored.logPosition))),
    ])
  }
}
