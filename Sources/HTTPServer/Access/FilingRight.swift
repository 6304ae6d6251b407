import Intake
import ReportModel
import SubmissionStore

/// What an account may file, and what it learns when its report collides with one that it may not see.
struct FilingRight: Sendable {
  let account: Account
  let store: any SubmissionStore

  /// Why a judged report may not go on to the store; `nil` when it may.
  ///
  /// A report that is not acceptable anyway goes on: its filer gets the findings.
  func hindrance(_ assessment: Assessment) throws(StoreError) -> Hindrance? {
    let header = assessment.header
    let isReadable = header.nib != nil || assessment.verdict.allowsFiling
    if isReadable, !account.scope.allowsFiling(header) { return .otherCompany }
    if isReadable, try isBoundElsewhere(header) { return .otherCompany }
    // A number on somebody else's receipt must not be enough to replace their report.
    if let corrects = header.corrects, try !sees(corrects) { return .correctsUnseen(number: corrects) }
    return nil
  }

  /// Why a judged report is turned away before the store.
  enum Hindrance: Sendable {
    /// It is of a company that this account does not file for.
    case otherCompany
    /// It corrects a report that is not there for this account.
    case correctsUnseen(number: String)

    /// The kind in one word, for events.
    var kind: String {
      switch self {
      case .otherCompany: "other-company"
      case .correctsUnseen: "correction-target-unknown"
      }
    }

    /// What the caller is told.
    var problem: Problem {
      switch self {
      case .otherCompany: .otherCompany
      case .correctsUnseen(let number): .refused(.correctionTargetUnknown(number: number), result: nil)
      }
    }
  }

  /// A refusal as this account may know it: without the numbers of reports that it may not see.
  func told(_ refusal: FilingRefusal, result: String) throws(StoreError) -> Problem {
    switch refusal {
    case .duplicatePeriod(let number), .correctionTargetDiffers(_, .alreadyCorrected(let number)):
      try sees(number.text) ? .refused(refusal, result: result) : .notFileableHere
    case .otherCompany: .otherCompany
    case .correctionTargetUnknown, .correctionTargetDiffers, .idempotencyKeyReused: .refused(refusal, result: result)
    }
  }

  /// Whether a kept report, such as one of the same bytes, may be named to this account.
  func sees(_ submission: StoredSubmission) -> Bool { account.scope.includes(submission) }

  /// Whether an account that sees its own has filed, and never for this company: with its first report an account
  /// becomes that company's.
  private func isBoundElsewhere(_ header: ReportHeader) throws(StoreError) -> Bool {
    guard case .own = account.scope else { return false }
    var query = HistoryQuery()
    query.scope = account.scope
    query.limit = 1
    guard let latest = try store.history(query).submissions.first else { return false }
    if latest.isOfSameCompany(as: header) { return false }
    // From the time when accounts were not bound, one may have filed for several companies.
    guard let nib = header.nib else { return true }
    query.nib = nib
    return try store.history(query).submissions.isEmpty
  }

  private func sees(_ number: String) throws(StoreError) -> Bool {
    try store.submission(number).map { sees($0.submission) } ?? false
  }
}
