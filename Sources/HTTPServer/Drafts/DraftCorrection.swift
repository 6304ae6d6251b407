import Intake
import Logging
import ReportModel
import SubmissionStore

/// The report that a draft meets in the store: of the same unit, kind and period.
struct StandingReport: Sendable {
  let submission: StoredSubmission
  /// Whether its file has the very bytes of the draft's.
  let isSameFile: Bool

  var number: String { submission.number.text }
}

extension DraftDesk {
  /// The most reports of one unit, kind and year that are looked through: events of a year.
  private static let standingMax = 50

  /// The latest version of the report that is there already for what a draft reports; `nil` when there is none that this
  /// account may see, or the draft says itself that it corrects it.
  func standing(_ draft: Draft) async throws -> StandingReport? {
    let assessment = draft.assessment
    let header = assessment.header
    guard let kind = header.kind, let period = header.period, let unit = header.unit, header.companyName != nil else {
      return nil
    }
    var query = HistoryQuery()
    (query.scope, query.latestOnly, query.limit) = (account.scope, true, Self.standingMax)
    (query.kind, query.periods, query.unit) = (kind, period...period, unit)
    let store = gate.store
    let found = try await gate.filing.run { [query] in try store.history(query) }.submissions.first { submission in
      submission.isOfSameCompany(as: header) && submission.record.kind == kind
        && submission.record.eventDate == header.eventDate
        && (header.nib != nil || header.npwp != nil || submission.record.region == header.region)
    }
    guard let found else { return nil }
    let standing = StandingReport(submission: found, isSameFile: found.record.fileHash == assessment.file.hash)
    return header.filing == "PERBAIKAN" && header.corrects == standing.number ? nil : standing
  }

  /// The number that a copy of the draft would name as the report it corrects; `nil` when there is nothing to correct.
  func numberToCorrect(_ draft: Draft) async throws -> String? {
    if let standing = try await standing(draft) { return standing.isSameFile ? nil : standing.number }
    guard let number = draft.corrects, draft.assessment.header.corrects != number else { return nil }
    let store = gate.store
    let known = try await gate.filing.run { try store.submission(number) }
    return known.flatMap { account.scope.includes($0.submission) ? number : nil }
  }

  /// Makes a copy beside the draft's file that names the report it corrects.
  ///
  /// - Returns: whether the file could be written into.
  func proposeCorrection(_ draft: Draft, of number: String, _ logger: Logger) async throws -> Bool {
    let repair = try repair()
    let copied = try await gate.judging.run { [draft] in try repair.copy(draft.file.path, correcting: number) }
    guard let copied else { return false }
    try await keepProposal(copied, of: draft, kinds: [.correction], corrects: number, logger)
    return true
  }
}
