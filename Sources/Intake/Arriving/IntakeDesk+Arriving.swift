import ReportModel
import ReportReading
import RuleEngine
import SubmissionStore

/// A report that is judged while it arrives: the outcome is that of judging the whole file afterwards.
extension IntakeDesk {
  /// A judgement that was made while the report arrived. It holds as long as what it rests on does: the day of receipt,
  /// and the earlier reports.
  public struct EarlyJudgement: Sendable {
    let judgement: Judgement
    let day: CivilDate
    /// The files of the earlier reports that took part.
    let compared: Set<ContentHash>
  }

  /// Judges a report while it arrives, without keeping anything. Waits for its bytes, on a thread of its own.
  public func judge(_ delivery: Delivery, arriving source: ArrivingSource) throws(Fault) -> Judgement {
    defer { source.abandon() }
    return try judge(source, delivery, prior: nil)
  }

  /// Judges a report while it arrives, beside what its filer filed before; it must go to its spool as a whole.
  public func examine(_ delivery: Delivery, arriving source: ArrivingSource) throws(Fault) -> EarlyJudgement {
    defer { source.abandon() }
    let prior = try earlierReports(source, delivery)
    let judgement = try judge(source, delivery, prior: prior)
    return EarlyJudgement(
      judgement: judgement,
      day: delivery.day,
      compared: Set((prior?.reports ?? []).map(\.hash))
    )
  }

  /// Takes a judgement that was made while the report arrived, where it still holds; else judges the file.
  public func examine(_ delivery: Delivery, early: EarlyJudgement?) throws(Fault) -> Judgement {
    guard let early, early.day == delivery.day, delivery.confirmations.isEmpty else { return try examine(delivery) }
    let own = early.judgement.assessment.file.hash
    // A report is not compared with itself, which nobody could know before its last byte.
    guard !early.compared.contains(own), early.compared == (try earlierFiles(delivery)) else {
      return try examine(delivery)
    }
    return early.judgement
  }

  /// The files that the unit filed before, as far as the filer may see them.
  private func earlierFiles(_ delivery: Delivery) throws(Fault) -> Set<ContentHash> {
    guard let header = assessor.header(of: try file(of: delivery)) else { return [] }
    do throws(StoreError) {
      let earlier = try KeptReports(store: store, assessor: assessor).earlier(to: header, scope: delivery.scope)
      return Set(earlier.map(\.record.fileHash))
    } catch {
      throw .store(error)
    }
  }
}
