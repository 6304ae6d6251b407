import ReportForm
import ReportModel
import ReportReading
import ResultRendering

/// The second phase of a batch: the reports of each company are compared with each other. Walks the same paths again, in
/// as many rounds as keep the members of archives within `BatchLimits.heldBytes`; files of this machine are only named.
struct SecondPhase {
  private let limits: BatchLimits
  private let form: () -> FormDefinition?
  private let pool: WorkerPool
  private let census: MemberCensus
  private var nextJob: Int

  /// Takes a line and the verdict on its file alone.
  typealias Out = (_ line: [UInt8], _ alone: Verdict) throws(BatchRun.Fault) -> Void

  init(
    limits: BatchLimits,
    form: @escaping () -> FormDefinition?,
    census: MemberCensus,
    pool: WorkerPool,
    first: Int
  ) {
    self.census = census
    self.limits = limits
    self.form = form
    self.pool = pool
    nextJob = first
  }

  /// Compares the groups and gives out the lines in their order.
  mutating func run(_ groups: [[CompanyGroups.Member]], _ paths: [String], _ out: Out) throws(BatchRun.Fault) {
    var rest = groups[...]
    while !rest.isEmpty {
      var size: Int64 = 0
      let round = rest.prefix { group in
        // Members too large to hold are unpacked by the worker.
        defer { size += group.reduce(0) { $0 + ($1.bytes <= limits.largestHeld ? $1.bytes : 0) } }
        return size < limits.heldBytes
      }
      rest = rest.dropFirst(round.count)
      try compare(Array(round), paths, out)
    }
  }

  private mutating func compare(
    _ groups: [[CompanyGroups.Member]],
    _ paths: [String],
    _ out: Out
  ) throws(BatchRun.Fault) {
    let reports = fetch(Set(groups.joined().map(\.number)), paths)
    for (index, group) in groups.enumerated() {
      var bytes: [UInt8] = []
      for member in group {
        guard let report = reports[member.number] else { continue }
        bytes += report.message(verdict: member.verdict)
      }
      let size = group.reduce(0) { $0 + $1.bytes }
      pool.give(BatchJob(number: nextJob + index, name: "", content: .group(bytes, size: size)))
      while pool.isFull { try pool.turn(wait: true) }
    }
    while !pool.isIdle { try pool.turn(wait: true) }
    for (index, group) in groups.enumerated() {
      guard let answer = pool.answers.removeValue(forKey: nextJob + index) else { continue }
      try give(answer, group, reports, out)
    }
    nextJob += groups.count
  }

  private func give(
    _ answer: WorkerPool.Answer,
    _ group: [CompanyGroups.Member],
    _ reports: [Int: ComparedReport],
    _ out: Out
  ) throws(BatchRun.Fault) {
    switch answer {
    case .line(let text):
      var rest = group[...]
      for line in text.split(separator: 0x0A) {
        let line = Array(line)
        let number = (try? BatchEntry(line: line))?.number
        rest = rest.drop { $0.number != number }
        try out(line, rest.first?.verdict ?? .notAssessed)
      }
    case .fault(let fault, _):
      // The reports were judged by themselves; what is missing is the comparison, said at the first of them.
      guard let first = group.first, let name = reports[first.number]?.name else { return }
      try out(Array(BatchLine.comparison(fault, number: first.number, name: name).utf8), first.verdict)
    }
  }

  /// Walks the paths and keeps what is wanted.
  private func fetch(_ wanted: Set<Int>, _ paths: [String]) -> [Int: ComparedReport] {
    var reports: [Int: ComparedReport] = [:]
    var number = 0
    let walk = BatchWalk(limits: limits, form: form, census: census) {
      if wanted.contains(number + 1) { return true }
      number += 1
      return false
    }
    let last = wanted.max() ?? 0
    for path in paths where number < last {
      _ = walk.walk(path) { name, found in
        number += 1
        guard wanted.contains(number) else { return number < last }
        switch found {
        case .path(let path): reports[number] = ComparedReport(number: number, name: name, content: .path(path))
        case .member(let source, let place):
          reports[number] = ComparedReport(number: number, name: name, source, place, limits)
        case .fault: break
        }
        return number < last
      }
    }
    return reports
  }
}
