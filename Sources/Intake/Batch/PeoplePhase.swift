import ReportForm
import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

/// The last phase of a batch: persons whom several companies list for one period. One more walk over the same paths, in
/// which only the files with such persons are looked at; lines come in the order of the files.
struct PeoplePhase {
  private let limits: BatchLimits
  private let form: () -> FormDefinition?
  private let pool: WorkerPool
  private let census: MemberCensus
  private let people: BatchPeople
  /// The number of the first job; those of the files are taken.
  private let firstJob: Int

  /// Takes a line and the verdict on its file before.
  typealias Out = (_ line: [UInt8], _ before: Verdict) throws(BatchRun.Fault) -> Void

  init(
    limits: BatchLimits,
    form: @escaping () -> FormDefinition?,
    census: MemberCensus,
    pool: WorkerPool,
    people: BatchPeople,
    firstJob: Int
  ) {
    self.limits = limits
    self.form = form
    self.census = census
    self.pool = pool
    self.people = people
    self.firstJob = firstJob
  }

  /// Looks at the files and gives out the lines.
  func run(_ paths: [String], _ out: Out) throws(BatchRun.Fault) {
    let outcome: Result<Void, BatchRun.Fault>
    do throws(ScratchFault) {
      var matches = try people.matches()
      guard let first = try matches.next() else { return }
      outcome = try walk(Walked(matches: matches, next: first, archive: people.archiveHash, job: firstJob), paths, out)
    } catch {
      throw .scratch(error)
    }
    try outcome.get()
  }

  /// Where the walk is.
  private struct Walked {
    var matches: SharedPeople.Matches
    var next: SharedPeople.Match?
    let archive: ContentHash
    /// The number of the next job.
    var job: Int
    /// The number of the job whose answer is given out next, and the files of those on their way.
    var files: [Int: ComparedReport] = [:]
    var number = 0
  }

  private func walk(
    _ start: Walked,
    _ paths: [String],
    _ out: Out
  ) throws(ScratchFault) -> Result<Void, BatchRun.Fault> {
    var state = start
    var given = firstJob
    var scratch: ScratchFault?
    var fault: BatchRun.Fault?
    let walk = BatchWalk(limits: limits, form: form, census: census) {
      if state.next?.file == state.number + 1 { return true }
      state.number += 1
      return false
    }
    for path in paths where state.next != nil {
      _ = walk.walk(path) { name, found in
        state.number += 1
        guard let match = state.next, match.file == state.number else { return state.next != nil }
        if var report = report(name, found, state.number) {
          report.verdict = people.verdict(of: report.number)
          give(report, match, &state)
        }
        do throws(BatchRun.Fault) {
          while pool.isFull || state.job - given > limits.window { try turn(&state, &given, out) }
        } catch {
          fault = error
          return false
        }
        do throws(ScratchFault) { state.next = try state.matches.next() } catch { scratch = error }
        return scratch == nil
      }
    }
    if let scratch { throw scratch }
    if let fault { return .failure(fault) }
    do throws(BatchRun.Fault) {
      while given < state.job { try turn(&state, &given, out) }
    } catch {
      return .failure(error)
    }
    return .success(())
  }

  private func report(_ name: String, _ found: BatchWalk.Found, _ number: Int) -> ComparedReport? {
    switch found {
    case .path(let path): ComparedReport(number: number, name: name, content: .path(path))
    case .member(let source, let place): ComparedReport(number: number, name: name, source, place, limits)
    case .fault: nil
    }
  }

  private func give(_ report: ComparedReport, _ match: SharedPeople.Match, _ state: inout Walked) {
    let job = SharedPeopleJob(
      period: people.period(of: report.number),
      archive: state.archive,
      prints: match.prints,
      others: match.others,
      report: report
    )
    // What waits for its answer need not hold its bytes.
    state.files[state.job] = ComparedReport(
      number: report.number,
      name: report.name,
      content: .bytes([]),
      verdict: report.verdict
    )
    pool.give(BatchJob(number: state.job, name: report.name, content: .people(job.bytes, size: report.size)))
    state.job += 1
  }

  /// Waits for answers and gives out those whose turn it is.
  private func turn(_ state: inout Walked, _ given: inout Int, _ out: Out) throws(BatchRun.Fault) {
    if pool.answers[given] == nil { try pool.turn(wait: true) }
    while let answer = pool.answers.removeValue(forKey: given) {
      let report = state.files.removeValue(forKey: given)
      given += 1
      guard let report else { continue }
      switch answer {
      case .line(let line): if !line.isEmpty { try out(line, report.verdict) }
      case .fault(let fault, _):
        let line = BatchLine.comparison(fault, number: report.number, name: report.name, .people(others: []))
        try out(Array(line.utf8), report.verdict)
      }
    }
  }
}
