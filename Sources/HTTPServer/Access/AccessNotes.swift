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
  /// A region in numbers.
  case region
  /// The order of visits.
  case visits
  /// A company over the years.
  case company
  /// Two reports beside each other.
  case comparison
  /// A table for a spreadsheet.
  case table
  /// The access log itself.
  case events
  /// A list of submissions, taken out whole.
  case listExport = "list-export"
  /// Events, taken out whole.
  case eventExport = "event-export"
  /// A report, judged again.
  case replay
  /// The proof that a report is in the log.
  case proof
  /// The state of the log.
  case log
  /// A whole check of the log, begun.
  case logCheck = "log-check"

  /// Looking, or taking data out.
  var kind: StoreEvent.Kind {
    switch self {
    case .list, .submission, .result, .receipt, .obligations, .events, .region, .visits, .company, .comparison,
      .replay, .proof, .log, .logCheck:
      .looked
    case .original, .table, .listExport, .eventExport: .exported
    }
  }
}

extension Account {
  /// Whether what this account sees is its own: companies within their own reports.
  var seesOnlyItsOwn: Bool {
    guard role == .company else { return false }
    switch scope {
    case .own, .companies, .units, .nothing: return true
    case .everything, .regions, .appointments: return false
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
