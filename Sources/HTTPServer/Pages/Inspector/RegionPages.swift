import Hummingbird
import Intake
import Mustache
import ReportModel
import ResultRendering
import RuleEngine
import SubmissionStore

/// The numbers of a region as tables.
struct RegionTables {
  let view: InspectorView
  let counts: ReportCounts
  let owed: ObligationCounts?
  let pack: RulePack

  private var language: Language { view.language }
  private static let reports = "/wilayah/laporan"

  /// All of them, in the order of the page.
  var all: [FigureTable] { [rules, regions, sectors, sizes] + (owed.map { $0.total > 0 ? [overdue($0)] : [] } ?? []) }

  var rules: FigureTable {
    table("aturan", "byRule", sorted(counts[.rule])) { code, count in
      FigureTable.Row(
        code: code,
        name: pack.rule(code)?.text.title[language] ?? code,
        numbers: [count],
        address: view.address(Self.reports, ["aturan": code])
      )
    }
  }

  var regions: FigureTable {
    table("wilayah", "byRegion", sorted(counts[.region])) { code, count in
      FigureTable.Row(
        code: code,
        name: view.regionName(code),
        numbers: [count],
        address: view.address(Self.reports, ["wilayah": code])
      )
    }
  }

  var sectors: FigureTable {
    var divisions: [String: Int] = [:]
    for (code, count) in counts[.sector] { divisions[String(code.prefix(2)), default: 0] += count }
    let names = BatchNames()
    var rows = sorted(divisions).map { division, count in
      FigureTable.Row(
        code: division,
        name: names.sector(division, language),
        numbers: [count],
        address: view.address(Self.reports, ["sektor": division])
      )
    }
    let unstated = counts.reports - divisions.values.reduce(0, +)
    if unstated > 0 { rows.append(FigureTable.Row(code: "", name: names.sector("", language), numbers: [unstated])) }
    return FigureTable(
      name: "lapangan-usaha",
      title: InspectorWording.both("bySector"),
      headings: [InspectorWording.both("reports")],
      rows: rows
    )
  }

  var sizes: FigureTable {
    let rows = SizeClass.allCases.compactMap { size in
      counts[.size][size.rawValue].map { (size, $0) }
    }
    var sizes = table("jumlah-pekerja", "bySize", rows) { size, count in
      let name = BatchWords.size(size)[language]
      return FigureTable.Row(
        code: size.rawValue,
        name: name,
        numbers: [count],
        address: view.address(Self.reports, ["ukuran": size.rawValue])
      )
    }
    sizes.showsCodes = false
    return sizes
  }

  func overdue(_ owed: ObligationCounts) -> FigureTable {
    FigureTable(
      name: "jatuh-tempo",
      title: InspectorWording.both("overdueByRegion"),
      headings: [InspectorWording.both("owed")],
      rows: sorted(owed.regions).map { code, count in
        FigureTable.Row(
          code: code,
          name: view.regionName(code),
          numbers: [count],
          address: PageAddress.adding("wilayah", code, to: "/wilayah/jatuh-tempo")
        )
      }
    )
  }

  private func table<Key>(
    _ name: String,
    _ title: String,
    _ counts: [(Key, Int)],
    _ row: (Key, Int) -> FigureTable.Row
  ) -> FigureTable {
    FigureTable(
      name: name,
      title: InspectorWording.both(title),
      headings: [InspectorWording.both("reports")],
      rows: counts.map(row)
    )
  }

  /// Most first, equal ones by code.
  private func sorted(_ counts: [String: Int]) -> [(String, Int)] {
    counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

/// The pages about a region.
extension Pages {
  /// The dashboard.
  func region(_ tables: RegionTables, countedAt: Int64) -> Response {
    let view = tables.view
    var content = filtered(view, action: "/wilayah")
    content["heading"] = view.title
    content["tiles"] = tiles(tables)
    content["figures"] = figures(tables.all, view.language) { view.address("/wilayah/ekspor/\($0).csv") }
    content["asOf"] = InspectorWording.asOf(countedAt)[view.language]
    return page(
      view.visitor,
      title: InspectorWording.both("region"),
      place: .region,
      body: self["inspectorRegion"],
      content
    )
  }

  /// Tables as bars, one figure each.
  func figures(_ tables: [FigureTable], _ language: Language, export: (String) -> String? = { _ in nil }) -> String {
    tables.map { self["inspectorFigure"].render($0.content(language, export: export($0.name))) }.joined()
  }

  private func tiles(_ tables: RegionTables) -> [[String: Any]] {
    let view = tables.view
    let counts = tables.counts
    let withFindings = Verdict.acceptedWithFindings.rawValue
    func tile(_ name: String, _ value: String, note: String, _ address: String) -> [String: Any] {
      ["name": view.words[name] ?? "", "value": value, "note": view.words[note] ?? "", "address": address]
    }
    func text(_ number: Int) -> String { Figures.text(number, view.language) }
    let due = view.filter.region.map { PageAddress.adding("wilayah", $0, to: "/wilayah/jatuh-tempo") }
    return [
      tile("filed", text(counts.reports), note: "filedNote", view.address("/wilayah/laporan")),
      tile(
        "withFindings",
        text(counts[.verdict][withFindings] ?? 0),
        note: "withFindingsNote",
        view.address("/wilayah/laporan", ["hasil": withFindings])
      ),
      tile(
        "overdue",
        tables.owed.map { text($0.total) } ?? "…",
        note: tables.owed == nil ? "counting" : "overdueNote",
        due ?? "/wilayah/jatuh-tempo"
      ),
      tile("visits", view.words["visitsValue"] ?? "", note: "visitsNote", view.address("/wilayah/prioritas")),
    ]
  }

  /// What pages with a filter of region and year show.
  func filtered(_ view: InspectorView, action: String) -> [String: Any] {
    var content: [String: Any] = [
      "w": view.words, "action": action, "here": view.visitor.path, "regionChoices": view.regionChoices,
      "yearChoices": view.yearChoices,
    ]
    content["filter"] = self["inspectorFilter"].render(content)
    return content
  }

  // MARK: What is due

  /// Who owes which report; no list while it is being looked for.
  func due(_ view: InspectorView, within: Int?, on day: CivilDate, _ owed: [UnitObligation]?, madeAt: Int64?)
    -> Response
  {
    var content = filtered(view, action: "/wilayah/jatuh-tempo")
    let choices: [(Int?, String)] = [(nil, "within0"), (30, "within30"), (90, "within90")]
    content["withinChoices"] = choices.map { days, word in
      InspectorView.Choice(value: days.map { String($0) } ?? "", name: view.words[word] ?? "", chosen: days == within)
        .content
    }
    content["isCounting"] = owed == nil
    content["isEmpty"] = owed?.isEmpty ?? false
    content["hasRows"] = !(owed?.isEmpty ?? true)
    content["hasMore"] = owed?.count == InspectionDesk.owedMax
    content["rows"] = owed?.map { row($0, on: day, view) } ?? []
    content["export"] = dueAddress(view, within)
    content["asOf"] = madeAt.map { InspectorWording.listAsOf($0)[view.language] } ?? ""
    return page(view.visitor, title: InspectorWording.both("due"), place: .region, body: self["inspectorDue"], content)
  }

  private func dueAddress(_ view: InspectorView, _ within: Int?) -> String {
    var address = "/wilayah/ekspor/daftar-jatuh-tempo.csv"
    if let region = view.filter.region { address = PageAddress.adding("wilayah", region, to: address) }
    return within.map { PageAddress.adding("dalam", String($0), to: address) } ?? address
  }

  private func row(_ owed: UnitObligation, on day: CivilDate, _ view: InspectorView) -> [String: Any] {
    [
      "company": owed.basis.record.company, "unit": owed.basis.record.unit, "region": view.regionName(owed.region),
      "duty": InspectorWording.duty(owed.obligation)[view.language], "due": owed.obligation.due.words[view.language],
      "days": Figures.text(owed.obligation.daysOverdue(on: day), view.language),
      "address": "/wilayah/perusahaan/\(owed.basis.number.text)",
    ]
  }

  // MARK: The order of visits

  /// Reports on one page of the order of visits.
  static let visitsOnPage = 25

  /// One page of the order of visits; no list while it is being reckoned.
  func visits(_ view: InspectorView, page number: Int, _ ranking: Remembered<RegionFilter, VisitRanking>.Answer?)
    -> Response
  {
    var content = filtered(view, action: "/wilayah/prioritas")
    let visits = ranking?.value.visits ?? []
    let start = (number - 1) * Self.visitsOnPage
    let shown = visits.dropFirst(start).prefix(Self.visitsOnPage)
    content["isCounting"] = ranking == nil
    content["isEmpty"] = ranking != nil && shown.isEmpty
    content["hasRows"] = !shown.isEmpty
    content["start"] = String(start + 1)
    content["rows"] = zip(start..., shown).map { place, visit in
      row(visit, view).merging(["rank": String(place + 1)]) { $1 }
    }
    content["about"] = BatchWords.aboutPriority.map { $0[view.language] }
    if let ranking {
      content["ranked"] = InspectorWording.ranked(visits.count, of: ranking.value.reports)[view.language]
      content["asOf"] = InspectorWording.listAsOf(ranking.madeAt)[view.language]
      if ranking.value.isCut { content["cut"] = view.words["cut"] }
    }
    content["hasPages"] = visits.count > Self.visitsOnPage
    content["page"] = "\(number) / \(max(1, (visits.count + Self.visitsOnPage - 1) / Self.visitsOnPage))"
    if number > 1 { content["previous"] = view.address("/wilayah/prioritas", ["halaman": String(number - 1)]) }
    if visits.count > start + Self.visitsOnPage {
      content["next"] = view.address("/wilayah/prioritas", ["halaman": String(number + 1)])
    }
    content["export"] = view.address("/wilayah/ekspor/prioritas.csv")
    return page(
      view.visitor,
      title: InspectorWording.both("visits"),
      place: .priority,
      body: self["inspectorVisits"],
      content
    )
  }

  private func row(_ visit: VisitRanking.Visit, _ view: InspectorView) -> [String: Any] {
    let record = visit.submission.record
    let workers = visit.submission.details.workers.map {
      "\(Figures.text($0, view.language)) \(view.words["workers"] ?? "")"
    }
    let facts = [record.unit, view.regionName(record.region), workers, String(record.period)]
    return [
      "company": record.company, "address": "/wilayah/laporan/\(record.number.text)",
      "points": String(visit.priority.points), "level": BatchWords.level(visit.priority.level)[view.language],
      "tag": visit.priority.level.tag, "facts": facts.compactMap { $0 }.joined(separator: " · "),
      "reasons": visit.priority.reasons.map { BatchWords.reason($0)[view.language] },
    ]
  }
}
