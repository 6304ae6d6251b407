import ReportModel
public import ResultRendering
public import SubmissionStore

/// Kept reports in the order in which visits would help most, each with its reasons: the same reckoning as a batch's
/// (docs/decisions/0012-visit-priority.md), over what somebody may see.
///
/// A report's reasons stand in its document, which costs far more to read than the counts in its details. These bound
/// its points from above; documents are therefore read from the highest bound down, until no further report can reach
/// the list.
public struct VisitRanking: Sendable {
  /// How many reports the list holds: what an office can plan in a year.
  public static let kept = BatchSummary.visitsKept
  /// The most documents read for one list, about a tenth of a millisecond each.
  public static let documentsMax = 10_000

  /// A report with its points and reasons.
  public struct Visit: Sendable {
    /// The report.
    public let submission: StoredSubmission
    /// The points with their reasons.
    public let priority: VisitPriority
  }

  /// The reports with most points, most first; equal ones by workers, then the newest first.
  public private(set) var visits: [Visit] = []
  /// How many reports were compared.
  public private(set) var reports = 0
  /// Whether a report that is not on the list might have as many points as the last that is: more documents would have
  /// had to be read.
  public private(set) var isCut = false

  /// Ranks the reports that a query allows.
  public init(_ query: HistoryQuery, in store: any SubmissionStore) throws {
    var candidates: [Candidate] = []
    var serial = 0
    var count = 0
    try store.findings(query) { found in
      count += 1
      serial += 1
      candidates.append(Candidate(found, order: serial))
      // Twice as many as will be read are kept at most, so that memory does not grow with the reports.
      if candidates.count >= 2 * Self.documentsMax { Self.keepBest(&candidates) }
    }
    reports = count
    Self.keepBest(&candidates)
    try rank(candidates, in: store)
  }

  /// What the details tell of a report.
  private struct Candidate {
    let number: String
    let workers: Int
    let pointsMax: Int
    let order: Int

    init(_ found: ReportFindings, order: Int) {
      number = found.number
      workers = found.workers ?? 0
      self.order = order
      let warnings = found.findings.lazy.filter { $0.severity == .warning && $0.grade.hasPrefix("compliance") }
      pointsMax = VisitPriority.pointsMax(warnings.map { ($0.rule, $0.count) })
    }

    func comesBefore(_ other: Candidate) -> Bool {
      (other.pointsMax, other.workers, order) < (pointsMax, workers, other.order)
    }
  }

  private struct Ranked {
    let candidate: Candidate
    let priority: VisitPriority

    func comesBefore(_ other: Ranked) -> Bool {
      (other.priority.points, other.candidate.workers, candidate.order)
        < (priority.points, candidate.workers, other.candidate.order)
    }
  }

  private static func keepBest(_ candidates: inout [Candidate]) {
    candidates.sort { $0.comesBefore($1) }
    candidates = Array(candidates.prefix(documentsMax))
  }

  private mutating func rank(_ candidates: [Candidate], in store: any SubmissionStore) throws {
    var best: [Ranked] = []
    var isDecided = false
    for candidate in candidates {
      if best.count == Self.kept, let last = best.last, candidate.pointsMax < last.priority.points {
        isDecided = true
        break
      }
      guard let bytes = try store.document(candidate.number), let document = try? ResultDocument(bytes) else {
        continue
      }
      let ranked = Ranked(candidate: candidate, priority: VisitPriority(of: document))
      guard ranked.priority.points > 0 else { continue }
      let place = best.firstIndex { ranked.comesBefore($0) } ?? best.count
      best.insert(ranked, at: place)
      if best.count > Self.kept { best.removeLast() }
    }
    isCut = !isDecided && reports > candidates.count
    visits = try best.compactMap { ranked in
      try store.submission(ranked.candidate.number).map { Visit(submission: $0.submission, priority: ranked.priority) }
    }
  }
}
