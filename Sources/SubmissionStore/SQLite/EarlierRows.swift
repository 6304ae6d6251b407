import AuditLog
import GRDB
public import ReportModel

extension SQLiteSubmissionStore {
  /// The reports of the same unit that a report is compared with; see ``SubmissionStore``.
  public func earlierReports(
    of header: ReportHeader,
    before number: ReportNumber?,
    limit: Int
  ) throws(StoreError) -> [StoredSubmission] {
    guard let company = header.companyName, let unit = header.unit, let region = header.region,
      let kind = header.kind, let period = header.period
    else { return [] }
    let identity = UnitIdentity(
      nib: header.nib,
      npwp: header.npwp,
      companyName: company,
      region: region,
      unit: unit
    )
    let key = ReportKey.key(unit: identity, kind: kind, period: period, eventDate: header.eventDate)
    return try reading { database in
      let rows = SubmissionRows(database: database)
      let end = try number.flatMap { try rows.find($0.text)?.serial } ?? Int64.max
      let found = try rows.select(
        """
        s.unit_key = ? AND s.report_key <> ? AND s.serial < ?
        AND NOT EXISTS (
          SELECT 1 FROM submission n WHERE n.chain = s.chain AND n.version = s.version + 1 AND n.serial < ?
        )
        ORDER BY s.period DESC, s.serial DESC LIMIT ?
        """,
        [SQLValue(identity.key), SQLValue(key), SQLValue(end), SQLValue(end), SQLValue(limit)]
      )
      return found.map(\.stored)
    }
  }

  /// The report of the same bytes by the same unit; see ``SubmissionStore``.
  public func filed(_ file: ContentHash, by header: ReportHeader) throws(StoreError) -> StoredSubmission? {
    guard let company = header.companyName, let unit = header.unit, let region = header.region,
      let hash = Digest(file)
    else { return nil }
    let identity = UnitIdentity(nib: header.nib, npwp: header.npwp, companyName: company, region: region, unit: unit)
    return try reading { try SubmissionRows(database: $0).find(unit: identity, fileHash: hash)?.stored }
  }
}
