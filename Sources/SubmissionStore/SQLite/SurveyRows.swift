import GRDB
import ReportModel

extension SQLiteSubmissionStore {
  /// How many of the reports that match have each value; see ``ReportSurvey``.
  public func counts(
    _ query: HistoryQuery,
    of dimensions: Set<ReportCounts.Dimension>
  ) throws(StoreError) -> ReportCounts {
    let facets = try FacetQuery(query)
    return try reading { try FacetTally(database: $0).counts(facets, of: dimensions) }
  }

  /// Lends what was found in each report that matches; see ``ReportSurvey``.
  public func findings(_ query: HistoryQuery, each: (ReportFindings) -> Void) throws(StoreError) {
    let facets = try FacetQuery(query)
    try reading { try FacetTally(database: $0).findings(facets, each) }
  }

  /// How many reports are owed as of a day; see ``ReportSurvey``.
  public func obligationCounts(_ query: ObligationQuery) throws(StoreError) -> ObligationCounts {
    try reading { database in
      var counts = ObligationCounts()
      try UnitRows(database: database).each(query) { unit, region in
        let owed = unit.obligations(on: query.day, query.terms)
          .count { $0.daysOverdue(on: query.day) >= query.daysOverdueMin }
        if owed > 0 { counts.regions[region, default: 0] += owed }
      }
      return counts
    }
  }

  /// All reports of the unit that a report is of; see ``ReportSurvey``.
  public func unitReports(_ number: String, scope: AccessScope) throws(StoreError) -> [StoredSubmission] {
    try reading { database in
      let rows = SubmissionRows(database: database)
      guard let row = try rows.find(number), scope.includes(row.stored) else { return [] }
      return try rows.select(
        "s.unit_key = (SELECT unit_key FROM submission WHERE serial = ?) ORDER BY s.serial LIMIT ?",
        [SQLValue(row.serial), SQLValue(UnitHistory.limit)]
      )
      .map(\.stored).filter(scope.includes)
    }
  }
}
