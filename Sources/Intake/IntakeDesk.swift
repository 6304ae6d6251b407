public import ReportModel
public import ReportReading
import ResultRendering
import RuleEngine
public import SubmissionStore

/// The whole path of one report: judged, kept when accepted, receipt in hand. The only place that changes anything is
/// the store, in one transaction.
public struct IntakeDesk: Sendable {
  /// Judges.
  public let assessor: ReportAssessor
  /// Keeps.
  public let store: any SubmissionStore

  /// A desk with its store.
  public init(assessor: ReportAssessor, store: any SubmissionStore) {
    self.assessor = assessor
    self.store = store
  }

  /// What came of handing in a report.
  public enum Outcome: Sendable {
    /// The verdict does not allow filing; nothing was kept.
    case notAccepted(Judgement)
    /// Kept; the receipt stands under a durable checkpoint.
    case filed(Judgement, StoredSubmission, Receipt)
    /// The same bytes were kept before; the first receipt.
    case alreadyFiled(Judgement, StoredSubmission, Receipt)
    /// The report may be filed but collides with what is kept, in a way that the filer can mend.
    case refused(Judgement, FilingRefusal)

    /// The judgement behind the outcome.
    public var judgement: Judgement {
      switch self {
      case .notAccepted(let judgement), .filed(let judgement, _, _), .alreadyFiled(let judgement, _, _),
        .refused(let judgement, _):
        judgement
      }
    }
  }

  /// What went wrong around a report: never the report's fault.
  public enum Fault: Error, Sendable {
    /// The file could not be read.
    case reading(ReadingFault)
    /// The store could not do its work.
    case store(StoreError)
    /// What was to be confirmed cannot be taken as it is; the confirming person can mend it.
    case confirmation(ConfirmationFault)
  }

  /// Who hands in what, and when.
  public struct Delivery: Sendable {
    /// Path of the file; it is read several times.
    public var path: String
    /// The name the user knows the file by.
    public var name: String
    /// The account that files.
    public var submitter: String
    /// The moment of receipt, in milliseconds since 1970-01-01T00:00:00Z.
    public var receivedAt: Int64
    /// The client's key for safe retries.
    public var idempotency: IdempotencyKey?
    /// What the filer may see: earlier reports outside it are not compared with.
    public var scope = AccessScope.everything
    /// Takes the place of the civil day of receipt (`--as-of`).
    public var asOf: CivilDate?
    /// What the filer confirms beside the file, which stays as it is.
    public var confirmations: [Confirmation] = []
    /// When that was confirmed, in milliseconds since 1970-01-01T00:00:00Z; `nil`: with the delivery.
    var confirmedAt: Int64?
    /// The number under which the report waited.
    var pending: String?

    /// A delivery.
    public init(
      path: String,
      name: String,
      submitter: String,
      receivedAt: Int64,
      idempotency: IdempotencyKey? = nil,
      asOf: CivilDate? = nil
    ) {
      self.path = path
      self.name = name
      self.submitter = submitter
      self.receivedAt = receivedAt
      self.idempotency = idempotency
      self.asOf = asOf
    }

    /// What was confirmed beside the file with this hash; `nil` when nothing was.
    func confirmation(of file: ContentHash) -> ConfirmationRecord? {
      guard !confirmations.isEmpty else { return nil }
      return ConfirmationRecord(
        file: file,
        submitter: submitter,
        at: confirmedAt ?? receivedAt,
        rows: confirmations
      )
    }

    /// The civil day of receipt in Western Indonesian Time.
    public var day: CivilDate {
      asOf ?? WesternIndonesianTime.day(at: receivedAt)
    }
  }

  /// Judges a file without keeping anything.
  ///
  /// What the store knows of the company takes no part: who only asks must not learn from the answer what was filed.
  public func judge(_ delivery: Delivery) throws(Fault) -> Judgement {
    try judge(file(of: delivery), delivery, prior: nil)
  }

  func judge(_ source: some ByteSource, _ delivery: Delivery, prior: PriorReports?) throws(Fault) -> Judgement {
    if !delivery.confirmations.isEmpty, let fault = assessor.fault(in: delivery.confirmations) {
      throw .confirmation(fault)
    }
    do throws(ReadingFault) {
      var circumstances = Circumstances(received: delivery.day, prior: prior)
      if !delivery.confirmations.isEmpty {
        circumstances.confirmations = delivery.confirmation(of: try source.contentHash())?.companion
      }
      return try assessor.assess(source, name: delivery.name, circumstances: circumstances)
    } catch {
      throw .reading(error)
    }
  }

  /// Judges a file and, when it is accepted, keeps it and gives its receipt.
  public func submit(_ delivery: Delivery) throws(Fault) -> Outcome {
    try keep(examine(delivery), delivery)
  }

  /// The first half of ``submit(_:)``, work for the processor: judges a file beside what its filer filed before.
  public func examine(_ delivery: Delivery) throws(Fault) -> Judgement {
    let source = try file(of: delivery)
    return try judge(source, delivery, prior: earlierReports(source, delivery))
  }

  /// The second half of ``submit(_:)``, waiting for the disk: keeps what was judged, when its verdict allows that.
  ///
  /// Many may wait here at the same time; the store writes them together.
  public func keep(_ judgement: Judgement, _ delivery: Delivery) throws(Fault) -> Outcome {
    let assessment = judgement.assessment
    guard assessment.verdict.allowsFiling else {
      if let again = try confirmedBefore(judgement) { return again }
      try note(delivery, assessment, reason: assessment.verdict.rawValue)
      return .notAccepted(judgement)
    }
    let filing = filing(judgement, delivery)
    let outcome: FilingOutcome
    do throws(StoreError) {
      outcome = try store.file(filing)
    } catch {
      throw .store(error)
    }
    switch outcome {
    case .accepted(let submission, let receipt): return .filed(judgement, submission, receipt)
    case .alreadyFiled(let submission, let receipt): return .alreadyFiled(judgement, submission, receipt)
    case .refused(let refusal):
      try note(delivery, assessment, reason: refusal.kind)
      return .refused(judgement, refusal)
    }
  }

  func filing(_ judgement: Judgement, _ delivery: Delivery) -> Filing {
    let assessment = judgement.assessment
    var filing = Filing(
      assessment: assessment,
      document: JSONRenderer.canonical(assessment),
      original: delivery.path,
      submitter: delivery.submitter,
      receivedAt: delivery.receivedAt,
      idempotency: delivery.idempotency
    )
    filing.confirmation = delivery.confirmation(of: assessment.file.hash)
    filing.pending = delivery.pending
    filing.scope = delivery.scope
    return filing
  }

  /// The first receipt of a file that was confirmed and kept, when it comes again without its confirmation.
  private func confirmedBefore(_ judgement: Judgement) throws(Fault) -> Outcome? {
    let assessment = judgement.assessment
    guard assessment.verdict == .needsConfirmation else { return nil }
    let found = try stored { () throws(StoreError) -> (StoredSubmission, Receipt)? in
      guard let filed = try store.filed(assessment.file.hash, by: assessment.header),
        let receipt = try store.receipt(filed.number.text)
      else { return nil }
      return (filed, receipt)
    }
    return found.map { .alreadyFiled(judgement, $0, $1) }
  }

  func file(of delivery: Delivery) throws(Fault) -> FileSource {
    do throws(ReadingFault) {
      return try FileSource(path: delivery.path)
    } catch {
      throw .reading(error)
    }
  }

  /// What the unit filed before, as far as the filer may see it; `nil` when there is nothing.
  func earlierReports(_ source: some ByteSource, _ delivery: Delivery) throws(Fault) -> PriorReports? {
    do {
      guard let header = assessor.header(of: source) else { return nil }
      return try KeptReports(store: store, assessor: assessor).prior(to: header, scope: delivery.scope)
    } catch let error as StoreError {
      throw .store(error)
    } catch let error as ReadingFault {
      throw .reading(error)
    } catch {
      // A kept report that no longer reads, or no room for a large one: ours, and nothing was filed.
      throw .store(.storageFailed(code: 0, message: String(describing: error)))
    }
  }

  /// What was handed in and not kept leaves an event: who, when, the file's hash and why; nothing of its content.
  ///
  /// ``keep(_:_:)`` does this itself; it is for those who turn a report away between the two halves.
  public func note(_ delivery: Delivery, _ assessment: Assessment, reason: String) throws(Fault) {
    let event = StoreEvent(
      .refused,
      at: delivery.receivedAt,
      actor: delivery.submitter,
      subject: assessment.file.hash.hex,
      details: [
        .init("reason", reason), .init("findings", String(assessment.findings.count)),
        .init("pack", assessment.instruments.pack.hash.hex),
      ]
    )
    do throws(StoreError) {
      try store.record(event)
    } catch {
      throw .store(error)
    }
  }
}
