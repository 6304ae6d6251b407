import ReportModel
import Synchronization

/// What the server has done since it started, in numbers: by route, status, verdict and rule, never by person, company
/// or address.
final class Meters: Sendable {
  /// A route's answers.
  struct Answered: Hashable, Sendable {
    let method: String
    /// The route's pattern, never the path that was asked for.
    let route: String
    let status: Int
  }

  /// All numbers, taken at one moment.
  struct Snapshot: Sendable {
    var answers: [Answered: Int] = [:]
    var durations: [String: Histogram] = [:]
    var verdicts: [String: Int] = [:]
    var findings: [String: Int] = [:]
    var filings: [String: Int] = [:]
    var problems: [String: Int] = [:]
    var uploadedBytes: Int64 = 0
  }

  private let state = Mutex(Snapshot())

  var snapshot: Snapshot { state.withLock { $0 } }

  /// Counts an answered request.
  func answered(_ answer: Answered, seconds: Double) {
    state.withLock { state in
      state.answers[answer, default: 0] += 1
      state.durations[answer.route, default: Histogram()].add(seconds)
    }
  }

  /// Counts a judgement with its findings.
  func judged(_ assessment: Assessment) {
    state.withLock { state in
      state.verdicts[assessment.verdict.rawValue, default: 0] += 1
      for finding in assessment.findings { state.findings[finding.rule, default: 0] += finding.count }
    }
  }

  /// Counts what came of a filing, in one word.
  func filed(_ outcome: String) { state.withLock { $0.filings[outcome, default: 0] += 1 } }

  /// Counts a problem by the end of its type.
  func problem(_ slug: String) { state.withLock { $0.problems[slug, default: 0] += 1 } }

  /// Counts bytes that were uploaded.
  func uploaded(_ bytes: Int64) { state.withLock { $0.uploadedBytes += bytes } }
}
