import HTTPTypes
import Hummingbird
import Intake
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// The inspectors' pages about their regions: numbers, the lists behind them, the order of visits, and all of it for a
/// spreadsheet. The store's queries carry the account's scope; nothing of other regions is read.
struct InspectorRoutes {
  /// Who sees them.
  static let roles: Set<Account.Role> = [.inspector]
  /// Reports on one page of a list.
  static let listed = 50
  /// The most reports of one exported list: what a spreadsheet is still read in; more is the API's matter.
  static let exportedMax = 5000

  let gate: Gate
  let pages: Pages

  var endpoints: [Endpoint] {
    [
      .get("/wilayah", region), .get("/wilayah/laporan", reports), .get("/wilayah/jatuh-tempo", due),
      .get("/wilayah/prioritas", visits), .get("/wilayah/ekspor/{id}", export),
    ]
  }

  // MARK: Pages

  @Sendable private func region(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, _) = try await view(request)
    let counts = try await gate.regionCounts(view.filter)
    let tables = try await tables(view, counts.value)
    try await gate.note(.region, by: view.account, view.details)
    return pages.region(tables, countedAt: counts.madeAt)
  }

  @Sendable private func reports(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, given) = try await view(request, knows: Self.listFilters.union(["setelah"]))
    var query = try Self.query(view, given)
    query.after = given.text("setelah")
    query.limit = Self.listed
    let page = try await gate.store.history(query)
    try await gate.note(.list, by: view.account, Self.details(view, query, count: page.submissions.count))
    return pages.reports(view, query, page, gate.engine.pack)
  }

  @Sendable private func due(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, given) = try await view(request, knows: ["dalam"])
    let filter = try owedFilter(view, within: Self.within(given))
    let owed = try await gate.owedList(filter)
    let count = owed.map { [StoreEvent.Detail("count", String($0.value.count))] } ?? []
    try await gate.note(.obligations, by: view.account, view.details + count)
    return pages.due(view, within: filter.within, on: filter.day, owed?.value, madeAt: owed?.madeAt)
  }

  @Sendable private func visits(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let (view, given) = try await view(request, knows: ["halaman"])
    let page = try given.value("halaman") { text in Int(text).flatMap { (1...1000).contains($0) ? $0 : nil } } ?? 1
    let ranking = try await gate.ranking(view.filter)
    try await gate.note(.visits, by: view.account, view.details + [.init("page", String(page))])
    return pages.visits(view, page: page, ranking)
  }

  // MARK: For a spreadsheet

  @Sendable private func export(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
    let name = try context.parameters.require("id")
    let (view, given) = try await view(request, knows: Self.listFilters.union(["dalam"]))
    guard let text = try await table(name, view, given) else { throw Problem.notFound(suggestion: nil) }
    try await gate.note(.table, by: view.account, [.init("table", name)] + view.details)
    return Answer.file(Array(text.utf8), type: "text/csv; charset=utf-8", name: name)
  }

  private func table(_ name: String, _ view: InspectorView, _ given: Query) async throws -> String? {
    switch name {
    case "laporan.csv": return try await reportTable(view, Self.query(view, given))
    case "daftar-jatuh-tempo.csv":
      let filter = try owedFilter(view, within: Self.within(given))
      guard let owed = try await gate.owedList(filter) else { throw Problem.busy }
      return InspectorCSV(view: view).due(owed.value, on: filter.day)
    case "prioritas.csv":
      guard let ranking = try await gate.ranking(view.filter) else { throw Problem.busy }
      return InspectorCSV(view: view).visits(ranking.value)
    default:
      let tables = try await tables(view, gate.regionCounts(view.filter).value)
      return tables.all.first { $0.name + ".csv" == name }?.csv(view.language)
    }
  }

  private func reportTable(_ view: InspectorView, _ query: HistoryQuery) async throws -> String {
    var query = query
    query.limit = HistoryQuery.limitMax
    var reports: [StoredSubmission] = []
    repeat {
      let page = try await gate.store.history(query)
      reports += page.submissions
      query.after = page.next
    } while query.after != nil && reports.count < Self.exportedMax
    return InspectorCSV(view: view).reports(Array(reports.prefix(Self.exportedMax)))
  }

  // MARK: What is asked for

  /// The person behind a request, and the region and year that it names. An empty choice of a form is none.
  private func view(_ request: Request, knows names: Set<String> = []) async throws -> (InspectorView, Query) {
    let (visitor, account) = try await gate.visitor(request, Self.roles)
    let given = try Query(request, knows: names.union(["wilayah", "tahun", "lang"]))
    let choice = try await gate.regionChoice(account.scope)
    let newest = choice[.period].keys.compactMap { Int($0) }.max()
    let filter = RegionFilter(
      scope: account.scope,
      region: try given.choice("wilayah", Self.region),
      year: try given.text("tahun").map { try Self.year($0) } ?? newest
    )
    let view = InspectorView(
      visitor: visitor,
      account: account,
      filter: filter,
      choice: choice,
      tables: gate.engine.tables
    )
    return (view, given)
  }

  private static func year(_ text: String) throws(Problem) -> Int? {
    if text == InspectorView.allYears { return nil }
    guard let year = Int(text), (1900...9999).contains(year) else { throw .parameterUnusable(name: "tahun") }
    return year
  }

  private static func region(_ text: String) -> String? {
    let digits = text.filter { $0 != "." }
    return (1...10).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) } ? digits : nil
  }

  private static func within(_ given: Query) throws(Problem) -> Int? {
    try given.choice("dalam") { text in
      Int(text).flatMap { (0...ObligationRoutes.withinMax).contains($0) ? $0 : nil }
    }
  }

  private func owedFilter(_ view: InspectorView, within: Int?) -> OwedFilter {
    OwedFilter(
      scope: view.account.scope,
      region: view.filter.region,
      day: CivilDate.inWesternIndonesia(gate.clock()),
      within: within
    )
  }

  private func tables(_ view: InspectorView, _ counts: ReportCounts) async throws -> RegionTables {
    let owed = try await gate.owedCounts(owedFilter(view, within: nil))
    return RegionTables(view: view, counts: counts, owed: owed?.value, pack: gate.engine.pack)
  }

  private static let listFilters: Set<String> = ["nama", "hasil", "aturan", "sektor", "ukuran", "jenis"]

  private static func query(_ view: InspectorView, _ given: Query) throws(Problem) -> HistoryQuery {
    var query = view.filter.query
    query.company = given.text("nama")
    query.verdict = try given.choice("hasil", Verdict.init(rawValue:))
    query.rule = given.text("aturan")
    query.sector = given.text("sektor")
    query.size = try given.choice("ukuran", SizeClass.init(rawValue:))
    query.kind = given.text("jenis")
    return query
  }

  private static func details(_ view: InspectorView, _ query: HistoryQuery, count: Int) -> [StoreEvent.Detail] {
    view.details + [.init("count", String(count))] + (query.company == nil ? [] : [.init("by-name", "1")])
  }
}

extension Query {
  /// A text that is not empty: what a form leaves out.
  func text(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A value of a type that is read from text; an empty choice is none.
  func choice<Value>(_ name: String, _ read: (String) -> Value?) throws(Problem) -> Value? {
    text(name) == nil ? nil : try value(name, read)
  }
}
