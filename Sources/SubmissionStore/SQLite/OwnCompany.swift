import GRDB
import ReportModel

/// Which company an account that sees its own files for: that of its first report.
///
/// The history is asked before the write transaction, where nobody waits for it. Only for an account that has never
/// filed does the transaction ask again, and only among what came since: of two first reports, sent at once for two
/// companies, the second finds the first.
struct OwnCompany: Sendable {
  let submitter: String
  /// The newest serial when the account had not filed yet; `nil` when it is bound to the company of this report.
  private let unboundAt: Int64?

  /// - Returns: `nil` when the filing binds nobody.
  /// - Throws: ``Refused``, when the account files for another company.
  init?(_ filing: Filing, _ database: Database) throws {
    guard case .own(let submitter) = filing.scope else { return nil }
    self.submitter = submitter
    let newest = try database.first("SELECT coalesce(max(serial), 0) FROM submission") { $0.integer(0) } ?? 0
    let header = filing.assessment.header
    guard let latest = try Self.latest(of: submitter, nib: nil, database) else {
      unboundAt = newest
      return
    }
    unboundAt = nil
    if latest.isOfSameCompany(as: header) { return }
    // From the time when accounts were not bound, one may have filed for several companies.
    guard let nib = header.nib, try Self.latest(of: submitter, nib: nib, database) != nil else { throw Refused() }
  }

  /// The account files for another company.
  struct Refused: Error {}

  /// Whether meanwhile the account has filed for another company than this report's.
  func isTaken(by header: ReportHeader, _ database: Database) throws -> Bool {
    guard let unboundAt else { return false }
    let since = try SubmissionRows(database: database)
      .select("s.serial > ? AND s.submitter = ? LIMIT 1", [SQLValue(unboundAt), SQLValue(submitter)])
    return since.first.map { !$0.stored.isOfSameCompany(as: header) } ?? false
  }

  private static func latest(of submitter: String, nib: String?, _ database: Database) throws -> StoredSubmission? {
    var query = HistoryQuery()
    (query.scope, query.nib, query.limit) = (.own(submitter: submitter), nib, 1)
    guard let serial = try FacetRows(database: database).serials(FacetQuery(query)).first else { return nil }
    return try SubmissionRows(database: database).select("s.serial = ?", [SQLValue(serial)]).first?.stored
  }
}
