import ReportModel

/// Passes problems on as findings: the first ones of each kind one by one, the rest as counts.
///
/// What may follow from an accident is kept apart by accident and column, so that counts stay exact when it folds.
final class FindingLedger {
  /// Findings that are counted together once their problem is no longer listed.
  private struct Group: Hashable {
    let problem: Int
    let follows: RootCause?
    /// Section and field, from ``scope(_:_:)``; 0 for the file.
    let scope: Int
  }
  /// A problem of the row being read, which waits until the row shows what became of it.
  private struct Held {
    let problem: ReadingProblem
    let follows: RootCause?
    let scope: Int
    let finding: ReadingFinding?
  }

  private let sink: any RecordSink
  private let kept: Int
  private var counts = [Int](repeating: 0, count: ReadingProblem.allCases.count)
  /// Beyond the limit: the last listed finding of each group, which takes the count of the rest.
  private var waiting: [Group: ReadingFinding] = [:]
  private var waitingOrder: [Group] = []
  private var held: [Held] = []
  /// Whether problems wait for the end of their row.
  var isHolding = false
  /// The member or sheet that is being read; `nil` for a plain file.
  var table: TablePlace?
  /// The accident behind whatever is noted now: the section being read has one.
  var standing: RootCause?

  init(sink: any RecordSink, kept: Int) {
    self.sink = sink
    self.kept = max(1, kept)
  }

  /// The scope of a field, or of a section without one.
  static func scope(_ section: Int, _ field: Int?) -> Int { (section + 1) << 16 | ((field ?? -1) + 1) }

  /// Notes a problem; `occurrence` is asked only while problems of this kind are still listed.
  func note(
    _ problem: ReadingProblem,
    follows: RootCause? = nil,
    scope: Int = 0,
    _ occurrence: () -> Occurrence
  ) {
    let follows = problem.cause == nil ? standing ?? follows ?? problem.suspicion : nil
    let mayList = counts[problem.rawValue] + 1 < kept
    let group = Group(problem: problem.rawValue, follows: follows, scope: scope)
    let finding = mayList || waiting[group] == nil ? make(problem, follows, occurrence()) : nil
    if isHolding {
      held.append(Held(problem: problem, follows: follows, scope: scope, finding: finding))
    } else {
      pass(problem, finding, group)
    }
  }

  /// Whether problems of the row wait.
  var hasHeld: Bool { !held.isEmpty }
  /// How many do.
  var heldCount: Int { held.count }
  /// Whether one of them is this.
  func holds(_ problem: ReadingProblem) -> Bool { held.contains { $0.problem == problem } }

  /// Notes what `work` notes as something that follows from `cause`.
  func suspecting(_ cause: RootCause?, _ work: () -> Void) {
    let before = standing
    standing = before ?? cause
    work()
    standing = before
  }

  /// Passes on what the row held back; all of it follows from `cause`, if the row shows one.
  func settle(_ cause: RootCause?) {
    guard !held.isEmpty else { return }
    for entry in held {
      var finding = entry.finding
      let follows = cause ?? entry.follows
      finding?.follows = follows
      let group = Group(problem: entry.problem.rawValue, follows: follows, scope: entry.scope)
      if finding == nil, waiting[group] == nil {
        // The first of its kind under this cause, beyond the list: it is counted without its own words.
        finding = ReadingFinding(rule: entry.problem.rule, location: Location(), follows: follows)
      }
      pass(entry.problem, finding, group)
    }
    held.removeAll(keepingCapacity: true)
  }

  private func make(_ problem: ReadingProblem, _ follows: RootCause?, _ found: Occurrence) -> ReadingFinding {
    let affected = found.affected
    return ReadingFinding(
      rule: problem.rule,
      location: table?.located(found.location) ?? found.location,
      values: found.values,
      detail: Message(problem.sentence, values: found.values),
      value: found.value,
      fix: found.fix,
      severity: problem.severity,
      cause: problem.cause.map {
        NamedCause(id: $0, affected: affected.count, isWholeSection: affected.isWholeSection)
      },
      follows: follows
    )
  }

  private func pass(_ problem: ReadingProblem, _ finding: ReadingFinding?, _ group: Group) {
    counts[problem.rawValue] += 1
    if counts[problem.rawValue] < kept {
      if let finding { sink.receive(finding) }
    } else if waiting[group] != nil {
      waiting[group]?.count += 1
    } else if let finding {
      waiting[group] = finding
      waitingOrder.append(group)
    }
  }

  /// Whether the next problem of this kind would be listed one by one.
  func lists(_ problem: ReadingProblem) -> Bool { counts[problem.rawValue] < kept }

  /// Notes a problem of the file as a whole.
  func note(_ problem: ReadingProblem, values: [String: Message.Value] = [:], at location: Location = Location()) {
    note(problem) { Occurrence(location: location, values: values) }
  }

  /// Hands over what waits, with the counts.
  func close() {
    settle(nil)
    for group in waitingOrder {
      if let finding = waiting[group] { sink.receive(finding) }
    }
    waiting = [:]
    waitingOrder = []
  }

  /// Whether a problem was noted.
  func has(_ problem: ReadingProblem) -> Bool { counts[problem.rawValue] > 0 }
}
