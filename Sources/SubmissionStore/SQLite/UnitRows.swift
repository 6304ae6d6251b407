import GRDB
import ReportModel

/// What units filed, unit by unit, within one snapshot.
struct UnitRows {
  let database: Database

  /// From so many reports of the regions asked for on, all units are read in order: looking for each costs about five
  /// times as much.
  private static let searchedMax = 200_000

  private static let columns = """
    SELECT s.unit_key, s.region, s.number, s.kind, s.period, s.received_at,
      CASE WHEN s.kind = 'TAHUNAN' THEN NULL ELSE s.record END
    FROM submission s
    WHERE NOT EXISTS (SELECT 1 FROM submission n WHERE n.chain = s.chain AND n.version = s.version + 1)
    """
  private static let all = columns + " ORDER BY s.unit_key, s.received_at, s.serial"
  private static let one = columns + " AND s.unit_key = ? ORDER BY s.received_at, s.serial"

  /// Lends the reports of one unit after the other, of the units that a query asks for; memory does not grow with the
  /// number of reports.
  ///
  /// A unit is looked for where its latest report places it, so that one that moved is counted once.
  func each(_ query: ObligationQuery, _ visit: (UnitReports, _ region: String) throws -> Void) throws {
    func visitAsked(_ reports: UnitReports, _ region: String) throws {
      if query.includes(region) { try visit(reports, region) }
    }
    guard let units = try units(of: query) else { return try each(Self.all, [], visitAsked) }
    for unit in units.sorted() { try each(Self.one, [SQLValue(unit)], visitAsked) }
  }

  /// The units that ever reported from the regions asked for; `nil` when these are too many to look for each.
  private func units(of query: ObligationQuery) throws -> Set<String>? {
    var wanted = HistoryQuery()
    wanted.scope = query.regions.isEmpty ? query.scope : .regions(codes: query.regions)
    guard case .regions = wanted.scope else { return nil }
    let tally = FacetTally(database: database)
    let facets = try FacetQuery(wanted)
    guard try tally.counts(facets, of: []).reports < Self.searchedMax else { return nil }
    var units: Set<String> = []
    try tally.serials(facets) { serial in
      let unit = try database.first("SELECT unit_key FROM submission WHERE serial = ?", [SQLValue(serial)]) {
        $0.text(0)
      }
      if let unit { units.insert(unit) }
    }
    return units
  }

  private func each(
    _ sql: String,
    _ values: [SQLValue],
    _ visit: (UnitReports, _ region: String) throws -> Void
  ) throws {
    var unit = ""
    var region = ""
    var reports: [UnitReports.Report] = []
    func flush() throws {
      if !reports.isEmpty { try visit(UnitReports(reports: reports), region) }
      reports.removeAll(keepingCapacity: true)
    }
    try database.rows(sql, values) { row in
      let next = row.text(0)
      if next != unit { try flush() }
      (unit, region) = (next, row.text(1))
      guard let number = ReportNumber(row.text(2)) else {
        throw StoreError.damaged(.column(number: row.text(2), column: "number"))
      }
      reports.append(
        UnitReports.Report(
          number: number,
          kind: row.text(3),
          period: row.int(4),
          received: UTCTime(milliseconds: row.integer(5)).wibDay,
          event: row.optionalText(6).flatMap { SubmissionRecord(parsing: $0)?.eventDate }
        )
      )
    }
    try flush()
  }
}

extension SQLiteSubmissionStore {
  /// What is owed as of a day, the longest overdue first.
  public func obligations(_ query: ObligationQuery) throws(StoreError) -> [UnitObligation] {
    try reading { database in
      var found: [(Obligation, String)] = []
      try UnitRows(database: database).each(query) { unit, region in
        for obligation in unit.obligations(on: query.day, query.terms)
        where obligation.daysOverdue(on: query.day) >= query.daysOverdueMin {
          found.append((obligation, region))
        }
      }
      found.sort { ($0.0.due, $0.0.basis.text) < ($1.0.due, $1.0.basis.text) }
      let rows = SubmissionRows(database: database)
      var answer: [UnitObligation] = []
      for (obligation, region) in found where answer.count < query.limit {
        guard let row = try rows.find(obligation.basis.text), query.shows(row.stored) else { continue }
        answer.append(UnitObligation(obligation: obligation, region: region, basis: row.stored))
      }
      return answer
    }
  }
}
