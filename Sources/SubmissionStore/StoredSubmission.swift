import ReportModel

/// A report that is kept. Only a store makes one.
public struct StoredSubmission: Hashable, Sendable {
  /// What is sealed in the log and shown on the receipt.
  public let record: SubmissionRecord
  /// What is sealed, but not shown.
  public let details: SubmissionDetails
  /// The place of its entry in the log, from 0.
  public let logPosition: Int
  /// The number of the version that corrected this one; `nil` for the latest.
  public let correctedBy: ReportNumber?

  /// The report's number.
  public var number: ReportNumber { record.number }

  /// A submission with its next version.
  init(record: SubmissionRecord, details: SubmissionDetails, logPosition: Int, correctedBy: ReportNumber?) {
    self.record = record
    self.details = details
    self.logPosition = logPosition
    self.correctedBy = correctedBy
  }
}

/// One report with all its versions.
public struct SubmissionHistory: Hashable, Sendable {
  /// The submission that was asked for.
  public let submission: StoredSubmission
  /// All versions, the first filing first.
  public let versions: [StoredSubmission]
}

extension StoredSubmission {
  /// Whether a report with this header is of the company that filed this one: by NIB, else by NPWP, else by name.
  public func isOfSameCompany(as header: ReportHeader) -> Bool {
    if let mine = UnitIdentity.nib(details.nib), let other = UnitIdentity.nib(header.nib) { return mine == other }
    if let mine = UnitIdentity.npwp(details.npwp), let other = UnitIdentity.npwp(header.npwp) { return mine == other }
    return SearchText.normalised(record.company).utf8.elementsEqual(
      SearchText.normalised(header.companyName ?? "").utf8
    )
  }
}
