import AuditLog
import ReportModel

/// The columns of `submission` that repeat a part of record or details, so that queries find it.
///
/// One place makes them, for the filing that writes them and the check that compares them.
struct SubmissionColumns {
  static let names = [
    "number", "unit_key", "report_key", "file_hash", "company", "nib", "region", "sector", "kind", "period", "verdict",
    "received_at", "submitter", "version",
  ]

  /// In the order of ``names``.
  let values: [SQLValue]

  /// The values for a number and version that were not known before.
  func values(number: ReportNumber, version: Int) -> [SQLValue] {
    [SQLValue(number.text)] + values[1..<(values.count - 1)] + [SQLValue(version)]
  }

  /// The key under which there may be one report.
  let reportKey: String

  init(_ record: SubmissionRecord, _ details: SubmissionDetails) {
    let unit = UnitIdentity(
      nib: details.nib,
      npwp: details.npwp,
      companyName: record.company,
      region: record.region,
      unit: record.unit
    )
    self.init(record, details, unit: unit)
  }

  /// - Parameter unit: the unit that record and details name.
  init(_ record: SubmissionRecord, _ details: SubmissionDetails, unit: UnitIdentity) {
    let report = ReportKey.key(unit: unit, kind: record.kind, period: record.period, eventDate: record.eventDate)
    reportKey = report
    values = [
      SQLValue(record.number.text), SQLValue(unit.key), SQLValue(report),
      Digest(record.fileHash).map { SQLValue($0) } ?? .null,
      SQLValue(SearchText.normalised(record.company)), SQLValue(UnitIdentity.nib(details.nib)),
      SQLValue(record.region), SQLValue(details.sector), SQLValue(record.kind), SQLValue(record.period),
      SQLValue(record.verdict.rawValue), SQLValue(record.receivedAt), SQLValue(details.submitter),
      SQLValue(record.version),
    ]
  }
}
