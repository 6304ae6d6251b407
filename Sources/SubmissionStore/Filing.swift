import AuditLog
import ReportModel

/// A judged report that is to be kept.
public struct Filing: Sendable {
  /// The largest original, in bytes: room for a million workers in XML.
  public static let originalBytesMax: Int64 = 4 << 30
  /// The largest assessment document, in bytes: SQLite keeps it in one value of at most a billion bytes.
  public static let documentBytesMax: Int64 = 256 << 20

  /// The judgement; its verdict must allow filing.
  public var assessment: Assessment
  /// The assessment as canonical JSON, kept and sealed byte for byte.
  public var document: [UInt8]
  /// The path of the file as received.
  public var original: String
  /// The name of the account that files.
  public var submitter: String
  /// When it was received, in milliseconds since 1970-01-01T00:00:00Z.
  public var receivedAt: Int64
  /// The client's key for safe retries.
  public var idempotency: IdempotencyKey?
  /// What was confirmed beside the file, when the judgement was made with it; signed and kept with the report.
  public var confirmation: ConfirmationRecord?
  /// The number under which the report waited for it; what waited goes when the report is kept.
  public var pending: String?
  /// What the submitter may see. One who sees their own (``AccessScope/own(submitter:)``) files for one company, that
  /// of their first report: of two first reports at once, for two companies, one is refused.
  public var scope = AccessScope.everything

  /// A filing with all it needs.
  public init(
    assessment: Assessment,
    document: [UInt8],
    original: String,
    submitter: String,
    receivedAt: Int64,
    idempotency: IdempotencyKey? = nil
  ) {
    self.assessment = assessment
    self.document = document
    self.original = original
    self.submitter = submitter
    self.receivedAt = receivedAt
    self.idempotency = idempotency
  }
}

/// A key that a client chose so that the same request, sent twice, is carried out once.
public struct IdempotencyKey: Hashable, Sendable {
  /// The longest key, in bytes of UTF-8: a UUID with room to spare.
  public static let lengthMax = 255

  /// The key.
  public var key: String
  /// SHA-256 of the request.
  public var requestHash: ContentHash

  /// A key with its request.
  public init(key: String, requestHash: ContentHash) {
    self.key = key
    self.requestHash = requestHash
  }
}

/// What became of a filing.
public enum FilingOutcome: Sendable {
  /// Kept; the receipt stands under a durable checkpoint.
  case accepted(StoredSubmission, Receipt)
  /// The same bytes, or the same retried request, were kept before: the first receipt.
  case alreadyFiled(StoredSubmission, Receipt)
  /// Not kept, for a reason that the filer can mend.
  case refused(FilingRefusal)
}

/// Why a report that may be filed was not kept. The sentences stand in `StoreMessages.swift`.
public enum FilingRefusal: Hashable, Sendable {
  /// A report of this unit, kind and period (and event) exists under this number, the latest of its versions.
  case duplicatePeriod(existing: ReportNumber)
  /// There is no report with the number that is to be corrected; the number as the file writes it.
  case correctionTargetUnknown(number: String)
  /// The report that is to be corrected is not an earlier version of this one.
  case correctionTargetDiffers(number: ReportNumber, CorrectionDifference)
  /// The key for retries was used before with another request.
  case idempotencyKeyReused(key: String)
  /// The submitter's first report, which another one was quicker than, was of another company.
  case otherCompany
}

extension FilingRefusal {
  /// The kind of refusal in one word, for events.
  public var kind: String {
    switch self {
    case .duplicatePeriod: "duplicate-period"
    case .correctionTargetUnknown: "correction-target-unknown"
    case .correctionTargetDiffers: "correction-target-differs"
    case .idempotencyKeyReused: "idempotency-key-reused"
    case .otherCompany: "other-company"
    }
  }
}

/// In what a report differs from the one it says to correct.
public enum CorrectionDifference: Hashable, Sendable {
  /// It is of another company or unit.
  case unit
  /// It is of another kind.
  case kind(expected: String)
  /// It is for another period.
  case period(expected: Int)
  /// It was corrected already; the latest version.
  case alreadyCorrected(latest: ReportNumber)
}
