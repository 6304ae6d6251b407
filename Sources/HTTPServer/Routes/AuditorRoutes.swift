import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// The auditor's lists: kept reports and events, on pages and taken out. Every look is on record before the answer.
struct AuditorRoutes {
  static let roles: Set<Account.Role> = [.auditor]

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/audit", history), .get("/audit/ekspor", exportHistory), .get("/audit/peristiwa", events),
      .get("/audit/peristiwa/ekspor", exportEvents),
    ] + AuditedReportRoutes(gate: gate, pages: pages).endpoints + AuditedLogRoutes(gate: gate, pages: pages).endpoints
  }

  private func words(_ visitor: Visitor) -> ReportWords { ReportWords(engine: gate.engine, language: visitor.language) }

  // MARK: Reports

  @Sendable private func history(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, Self.roles)
    let search = HistorySearch(try FormQuery(request, knows: HistorySearch.parameters), scope: account.scope)
    var found: HistoryPage?
    if search.form.faults.isEmpty {
      let page = try await gate.store.history(search.query)
      try await gate.note(.list, by: account, search.details + [.init("count", String(page.submissions.count))])
      found = page
    }
    let content = HistorySearchPage(search: search, words: words(visitor)).content(found)
    return pages.page(
      visitor,
      title: AuditorWording.searchTitle,
      place: .audit,
      status: found == nil ? .badRequest : .ok,
      body: pages["auditHistory"],
      content
    )
  }

  @Sendable private func exportHistory(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, Self.roles)
    var form = try FormQuery(request, knows: HistorySearch.parameters.union(["bentuk"]))
    let shape = form.value("bentuk", ListExport<StoredSubmission>.Form.init(rawValue:)) ?? .csv
    let search = HistorySearch(form, scope: account.scope)
    if let fault = search.form.faults.first { throw Problem.parameterUnusable(name: fault) }
    try await gate.note(.listExport, by: account, search.details + [.init("form", shape.rawValue)])
    return try await ListExport(search.query, store: gate.store).response(shape)
  }

  // MARK: Events

  @Sendable private func events(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (visitor, account) = try await gate.visitor(request, Self.roles)
    let search = EventSearch(try FormQuery(request, knows: EventSearch.parameters))
    var found: EventPage?
    if search.form.faults.isEmpty {
      let page = try await gate.store.events(search.query)
      try await gate.note(.events, by: account, search.details + [.init("count", String(page.events.count))])
      found = page
    }
    return pages.page(
      visitor,
      title: AuditorWording.eventsTitle,
      place: .events,
      status: found == nil ? .badRequest : .ok,
      body: pages["auditEvents"],
      EventSearchPage(search: search, words: words(visitor)).content(found)
    )
  }

  @Sendable private func exportEvents(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (_, account) = try await gate.visitor(request, Self.roles)
    var form = try FormQuery(request, knows: EventSearch.parameters.union(["bentuk"]))
    let shape = form.value("bentuk", ListExport<StoredEvent>.Form.init(rawValue:)) ?? .csv
    let search = EventSearch(form)
    if let fault = search.form.faults.first { throw Problem.parameterUnusable(name: fault) }
    try await gate.note(.eventExport, by: account, search.details + [.init("form", shape.rawValue)])
    return try await ListExport(search.query, store: gate.store).response(shape)
  }
}
