import ReportModel
import SubmissionStore

/// What somebody saw of others' reports. The words stand in the access log and never change.
enum Sight: String, Sendable {
  /// A list of submissions.
  case list
  /// One submission with its versions.
  case submission
  /// The assessment's document.
  case result
  /// The receipt.
  case receipt
  /// The file as it was filed.
  case original
  /// Who owes which report.
  case obligations
  /// The access log itself.
  case events

  /// Looking, or taking data out.
  var kind: StoreEvent.Kind {
    switch self {
    case .list, .submission, .result, .receipt, .obligations, .events: .looked
    case .original: .exported
    }
  }
}

extension Account {
  /// Whether what this account sees is its own: companies within their own reports.
  var seesOnlyItsOwn: Bool {
    guard role == .company else { return false }
    switch scope {
    case .own, .companies, .nothing: return true
    case .everything, .regions: return false
    }
  }
}

extension Gate {
  /// Leaves an event of a look at others' reports, durably, before the answer goes out: what cannot be logged is not
  /// shown. Companies that look at their own leave none.
  ///
  /// - Parameter details: codes and numbers only; what somebody typed as free text is not repeated.
  func note(
    _ sight: Sight,
    by account: Account,
    subject: ReportNumber? = nil,
    _ details: [StoreEvent.Detail] = []
  ) async throws {
    guard !account.seesOnlyItsOwn else { return }
    let event = StoreEvent(
      sight.kind,
      at: clock(),
      actor: account.name,
      subject: subject?.text,
      details: [.init("what", sight.rawValue)] + details
    )
    try await store.record(event)
  }
}
