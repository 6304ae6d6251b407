import GRDB
import ReportModel

/// What units filed, unit by unit, within one snapshot.
struct UnitRows {
  let database: Database

  /// Lends the reports of one unit after the other; memory does not grow with their number.
  ///
  /// A unit is looked for where its latest report places it, so that one that moved is counted once.
  func each(_ visit: (UnitReports, _ region: String) throws -> Void) throws {
    var unit = ""
    var region = ""
    var reports: [UnitReports.Report] = []
    func flush() throws {
      if !reports.isEmpty { try visit(UnitReports(reports: reports), region) }
      reports.removeAll(keepingCapacity: true)
    }
    try database.rows(
      """
      SELECT s.unit_key, s.region, s.number, s.kind, s.period, s.received_at,
        CASE WHEN s.kind = 'TAHUNAN' THEN NULL ELSE s.record END
      FROM submission s
      WHERE NOT EXISTS (SELECT 1 FROM submission n WHERE n.chain = s.chain AND n.version = s.version + 1)
      ORDER BY s.unit_key, s.received_at, s.serial
      """
    ) { row in
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
      try UnitRows(database: database).each { unit, region in
        guard query.includes(region) else { return }
        for obligation in unit.obligations(on: query.day, query.terms)
        where obligation.daysOverdue(on: query.day) >= query.daysOverdueMin {
          found.append((obligation, region))
        }
      }
      found.sort { ($0.0.due, $0.0.basis.text) < ($1.0.due, $1.0.basis.text) }
      let rows = SubmissionRows(database: database)
      return try found.prefix(query.limit).compactMap { obligation, region in
        guard let row = try rows.find(obligation.basis.text) else { return nil }
        return UnitObligation(obligation: obligation, region: region, basis: row.stored)
      }
    }
  }
}
