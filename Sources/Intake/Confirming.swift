import ReportForm
public import ReportModel
import ReportReading
import ResultRendering
import RuleEngine
public import SubmissionStore

/// Why a confirmation cannot be taken: the confirming person can mend it.
public enum ConfirmationFault: Error, Hashable, Sendable {
  /// It has no rows.
  case empty
  /// It has more rows or bytes than are taken.
  case tooLarge(limit: Int)
  /// A row of the file with confirmations cannot be read, or lacks its rule or reason; rows count from 1.
  case rowUnreadable(Int)
  /// A row names no rule of the pack.
  case ruleUnknown(String)
  /// A row's reason is none of the form's.
  case reasonUnknown(String)
  /// The reason needs the reporter's own words.
  case noteMissing(rule: String)
  /// The remark is longer than the form allows, in characters.
  case noteTooLong(limit: Int)
}

extension ReportAssessor {
  /// The reasons that a confirmation may have: the form's own list.
  public var confirmationReasons: [Code] { engine.form.lists[Self.reasonList]?.codes ?? [] }

  private static let reasonList = "ALASAN_KONFIRMASI"
  /// The reason that says nothing without words of one's own.
  private static let reasonOther = "LAINNYA"

  /// What is wrong with confirmations before they are looked at beside a report; `nil` when nothing is.
  public func fault(in rows: [Confirmation]) -> ConfirmationFault? {
    if rows.isEmpty { return .empty }
    if rows.count > ConfirmationRecord.rowsMax { return .tooLarge(limit: ConfirmationRecord.rowsMax) }
    let reasons = Set(confirmationReasons.map(\.code))
    for row in rows {
      if engine.pack.rule(row.rule) == nil { return .ruleUnknown(row.rule) }
      if !reasons.contains(row.reason) { return .reasonUnknown(row.reason) }
      if row.reason == Self.reasonOther, row.note?.isEmpty ?? true { return .noteMissing(rule: row.rule) }
      if row.note?.count ?? 0 > ConfirmationRecord.noteLengthMax {
        return .noteTooLong(limit: ConfirmationRecord.noteLengthMax)
      }
    }
    return nil
  }
}

// MARK: - Waiting and confirming

extension IntakeDesk {
  /// What became of a report that was handed in to wait when it needs confirmation.
  public enum Holding: Sendable {
    /// It waits, now or since it was handed in first.
    case waiting(Judgement, PendingReport)
    /// It needs no confirmation, or can have none: what ``submit(_:)`` answers.
    case settled(Outcome)
  }

  /// Judges a file and keeps it when it is accepted, as ``submit(_:)`` does; one that needs confirmation waits for it.
  ///
  /// - Parameter days: how long it waits, 1…``PendingReport/daysMax``; other values are brought into this range.
  public func submitOrWait(
    _ delivery: Delivery,
    days: Int = SubmissionState.confirmationDaysDefault
  ) throws(Fault) -> Holding {
    try hold(examine(delivery), delivery, days: days)
  }

  /// The second half of ``submitOrWait(_:days:)``.
  public func hold(
    _ judgement: Judgement,
    _ delivery: Delivery,
    days: Int = SubmissionState.confirmationDaysDefault
  ) throws(Fault) -> Holding {
    guard judgement.assessment.verdict == .needsConfirmation else { return .settled(try keep(judgement, delivery)) }
    let days = min(max(days, 1), PendingReport.daysMax)
    let filing = filing(judgement, delivery)
    let outcome = try stored { () throws(StoreError) in
      try store.keepPending(filing, until: delivery.receivedAt + Int64(days) * 86_400_000)
    }
    switch outcome {
    case .waiting(let pending): return .waiting(judgement, pending)
    case .alreadyFiled(let submission, let receipt): return .settled(.alreadyFiled(judgement, submission, receipt))
    }
  }

  /// Confirms a waiting report: judges the file as it was sent beside what is confirmed, by the day it was handed in,
  /// and keeps both when that is accepted. When it is not, it goes on waiting.
  ///
  /// - Parameters:
  ///   - id: the number of the waiting report.
  ///   - rows: what is confirmed; a fault in it is ``ReportAssessor/fault(in:)``'s and thrown.
  ///   - submitter: the account that confirms; it files the report.
  ///   - moment: now, in milliseconds since 1970-01-01T00:00:00Z.
  ///   - scope: what that account may see.
  ///   - idempotency: the client's key for safe retries.
  /// - Throws: ``Fault``; `store(.pendingUnknown)` when none of this number waits (or not for this account) and
  ///   `store(.pendingExpired)` when its time has passed.
  public func confirm(
    _ id: String,
    _ rows: [Confirmation],
    by submitter: String,
    at moment: Int64,
    scope: AccessScope = .everything,
    idempotency: IdempotencyKey? = nil
  ) throws(Fault) -> Outcome {
    if let fault = assessor.fault(in: rows) { throw .confirmation(fault) }
    let found = try stored { () throws(StoreError) in try store.pending(id) }
    guard let pending = found, scope.includes(pending) else { throw .store(.pendingUnknown(id: id)) }
    guard moment < pending.expiresAt else {
      _ = try stored { () throws(StoreError) in try store.expirePending(now: moment) }
      throw .store(.pendingExpired(id: pending.id))
    }
    let spool = try file(of: pending)
    // The file goes with the spool: not before it is kept.
    defer { withExtendedLifetime(spool) {} }
    // What counts as the moment of receipt is when the report was handed in: being asked makes nobody late.
    var delivery = Delivery(
      path: spool.path,
      name: pending.fileName,
      submitter: submitter,
      receivedAt: pending.receivedAt,
      idempotency: idempotency,
      asOf: pending.receivedDay
    )
    (delivery.scope, delivery.confirmations) = (scope, rows)
    (delivery.confirmedAt, delivery.pending) = (moment, pending.id)
    let judgement = try examine(delivery)
    guard judgement.assessment.verdict.allowsFiling else { return .notAccepted(judgement) }
    return try keep(judgement, delivery)
  }

  /// The file of a waiting report as a temporary one, which goes with the answer.
  public func file(of pending: PendingReport) throws(Fault) -> Spool {
    do {
      let spool = try Spool()
      guard try store.pendingOriginal(pending.id, each: { try spool.append($0) }) else {
        throw StoreError.pendingUnknown(id: pending.id)
      }
      spool.close()
      return spool
    } catch let error as StoreError {
      throw .store(error)
    } catch {
      throw .store(.storageFailed(code: 0, message: String(describing: error)))
    }
  }

  func stored<Value>(_ work: () throws(StoreError) -> Value) throws(Fault) -> Value {
    do throws(StoreError) {
      return try work()
    } catch {
      throw .store(error)
    }
  }
}
