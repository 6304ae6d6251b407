import ReportModel

/// Where a report stands on its way. The sentences stand in `StateMessages.swift`.
///
/// What is kept tells accepted and corrected; an event of the access log tells refused. Received, waiting and expired
/// belong to a report that is not kept yet.
public enum SubmissionState: Hashable, Sendable {
  /// It arrived and is not judged yet.
  case received
  /// It was judged and not accepted; the findings say why.
  case refused
  /// It may be filed once somebody confirms what the judgement asks about, until this moment in milliseconds since
  /// 1970-01-01T00:00:00Z.
  case awaitingConfirmation(until: Int64)
  /// It is kept, and is the latest version.
  case accepted
  /// It is kept, and a later version stands in its place.
  case corrected(by: ReportNumber)
  /// Nobody confirmed it in time; it was not kept.
  case expired
}

extension SubmissionState {
  /// How long a report waits for its confirmation when nothing else is configured, in days: two weeks leave time for a
  /// question to a branch office and an answer.
  public static let confirmationDaysDefault = 14

  /// A stable name for programs.
  public var name: String {
    switch self {
    case .received: "received"
    case .refused: "refused"
    case .awaitingConfirmation: "awaiting-confirmation"
    case .accepted: "accepted"
    case .corrected: "corrected"
    case .expired: "expired"
    }
  }

  /// The state of a judged report before anything is kept: what its verdict allows.
  public init(judged verdict: Verdict, at moment: Int64, confirmationDays: Int = confirmationDaysDefault) {
    switch verdict {
    case .accepted, .acceptedWithFindings, .notAssessed: self = .received
    case .needsConfirmation: self = .awaitingConfirmation(until: moment + Int64(confirmationDays) * Self.dayLength)
    case .rejected: self = .refused
    }
  }

  /// The state at a later moment: what waited too long has expired.
  public func at(_ moment: Int64) -> SubmissionState {
    if case .awaitingConfirmation(let end) = self, moment >= end { return .expired }
    return self
  }

  private static let dayLength: Int64 = 86_400_000
}

extension StoredSubmission {
  /// Where this kept report stands: accepted, or corrected by a later version.
  public var state: SubmissionState { correctedBy.map { .corrected(by: $0) } ?? .accepted }
}

extension StoredEvent {
  /// The state, at a moment in milliseconds since 1970-01-01T00:00:00Z, that the event tells of the report that was
  /// handed in: refused, waiting for confirmation or expired; `nil` for other events.
  ///
  /// - Parameter confirmationDays: how long a report waits for its confirmation.
  public func state(
    at moment: Int64,
    confirmationDays: Int = SubmissionState.confirmationDaysDefault
  ) -> SubmissionState? {
    guard event.kind == .refused else { return nil }
    guard reason == Verdict.needsConfirmation.rawValue else { return .refused }
    return SubmissionState(judged: .needsConfirmation, at: event.at, confirmationDays: confirmationDays).at(moment)
  }

  /// Why a report was not accepted, as the event tells it: a verdict or the kind of a ``FilingRefusal``.
  public var reason: String? { event.details.first { $0.name == "reason" }?.value }
}
