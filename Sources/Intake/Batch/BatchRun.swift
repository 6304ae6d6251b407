public import ReportForm
public import ReportModel
import ReportReading
public import ResultRendering
public import RuleEngine

/// Judges many files with worker processes and gives the results in the order of the files, whatever happens to one of
/// them. Memory is bounded by `BatchLimits`, not by the number of files.
public final class BatchRun {
  /// Why a batch ended; what happens to a single file is a result, not a fault.
  public enum Fault: Error, Sendable {
    /// A worker ended before it was ready; the status is `waitpid`'s.
    case workerCannotStart(status: Int32)
    /// A system call failed.
    case system(SystemFault)
    /// The file for the results cannot be used.
    case log(path: String, SystemFault)
    /// The file for the results is there already.
    case logExists(path: String)
    /// Another batch writes to it.
    case logInUse(path: String)
    /// A line of the results to go on with is not one of this program.
    case logDamaged(path: String, line: Int)
    /// The results to go on with are of other files, from this line on; what is there now.
    case otherFiles(line: Int, found: String?)
    /// The results to go on with were made with another rule pack.
    case otherPack
    /// There is no room to compare persons.
    case scratch(ScratchFault)
  }

  /// How a batch is done.
  public struct Plan: Sendable {
    /// What runs as a worker.
    public var worker: WorkerCommand
    /// How many workers.
    public var workers: Int
    /// The file for the results; `nil` when they only go to the receiver.
    public var log: String?
    /// Whether to go on behind what the file for the results has.
    public var resume: Bool
    /// Whether reports are compared with each other at the end.
    public var comparesReports: Bool
    /// The limits.
    public var limits = BatchLimits()

    /// A plan.
    public init(
      worker: WorkerCommand,
      workers: Int,
      log: String? = nil,
      resume: Bool = false,
      comparesReports: Bool = true
    ) {
      self.comparesReports = comparesReports
      self.worker = worker
      self.workers = workers
      self.log = log
      self.resume = resume
    }
  }

  /// A result on its way out.
  public struct Result: Sendable {
    /// The line, without a line end.
    public let line: [UInt8]
    /// The same, read.
    public let entry: BatchEntry
    /// Whether it was in the file for the results already.
    public let isOld: Bool
    /// Of a further line: the verdict on the file before.
    public var alone: Verdict?
  }

  let plan: Plan
  private let receive: (Result) -> Void
  let pool: WorkerPool
  private let log: ResultLog?
  private let walk: BatchWalk
  private let census = MemberCensus()
  private let form: () -> FormDefinition?
  /// Which files are of one company.
  private var companies = CompanyGroups()
  /// Which persons are in which files; `nil` when nothing is compared.
  private var people: BatchPeople?
  /// Hashes of the names of the results that were there, to compare with what is found now.
  private var old: ArraySlice<UInt64> = []
  /// The rule pack of those results.
  private var oldPack: String?
  private var given = 0
  private var written = 0

  /// Starts the workers and reads what is there already.
  ///
  /// - Parameters:
  ///   - form: loads the form; asked for only when there is an archive.
  ///   - receive: takes the results, in order.
  public init(_ plan: Plan, form: @escaping () -> FormDefinition?, receive: @escaping (Result) -> Void) throws(Fault) {
    self.plan = plan
    self.receive = receive
    self.form = form
    walk = BatchWalk(limits: plan.limits, form: form, census: census)
    var log: ResultLog?
    if let path = plan.log {
      log = try ResultLog(path: path, resume: plan.resume, linesPerFlush: plan.limits.linesPerFlush)
    }
    self.log = log
    people = plan.comparesReports ? BatchPeople() : nil
    pool = try WorkerPool(plan.worker, count: plan.workers, limits: plan.limits, key: people?.key)
    pool.takePrints = { [people] prints, number in people?.add(prints, of: number) }
    if let log { try replay(log) }
  }

  /// Files whose result was given out.
  public var done: Int { written }

  /// Hidden files passed over.
  public var hidden: Int { walk.hidden }

  /// Workers that ended before their time.
  public var losses: Int { pool.losses }

  /// Files found so far: at most a window more than were judged.
  public var filesFound: Int { given }

  /// Bytes of the files given that were read.
  public var bytesRead: Int64 { walk.progress }

  /// Bytes of all files under the paths.
  public static func bytes(under paths: [String]) -> Int64 { BatchWalk.bytes(under: paths) }

  /// Judges everything under a path.
  public func judge(path: String) throws(Fault) {
    var fault: Fault?
    _ = walk.walk(path) { name, found in
      do throws(Fault) {
        try take(name, found)
        return true
      } catch {
        fault = error
        return false
      }
    }
    if let fault { throw fault }
  }

  /// Waits until every result was given out, and compares the reports.
  ///
  /// - Parameter paths: what was judged; none leaves the comparison out.
  public func finish(comparing paths: [String] = []) throws(Fault) {
    if !old.isEmpty { throw .otherFiles(line: given + 1, found: nil) }
    while written < given {
      try giveOut()
      if written < given { try pool.turn(wait: true) }
    }
    while !pool.isIdle { try pool.turn(wait: true) }
    if plan.comparesReports, !paths.isEmpty { try compare(paths) }
    try log?.flush()
    pool.finish()
  }

  /// Companies with more reports than can be compared.
  public private(set) var largeCompanies = 0

  private func compare(_ paths: [String]) throws(Fault) {
    let groups = companies.groups
    largeCompanies = companies.large
    companies = CompanyGroups()
    var second = SecondPhase(limits: plan.limits, form: form, census: census, pool: pool, first: given + 1)
    try second.run(groups, paths, addLine)
    guard let people else { return }
    let job = given + groups.count + 1
    let phase = PeoplePhase(
      limits: plan.limits,
      form: form,
      census: census,
      pool: pool,
      people: people,
      firstJob: job
    )
    try phase.run(paths, addLine)
  }

  /// Adds a line about a file that has one already.
  private func addLine(_ line: [UInt8], _ before: Verdict) throws(Fault) {
    let entry = try read(line)
    try log?.append(line)
    people?.add(entry)
    receive(Result(line: line, entry: entry, isOld: false, alone: before))
  }

  /// Gives out what is ready without waiting: for input that comes slowly.
  public func settle() throws(Fault) {
    while !pool.isIdle { try pool.turn(wait: true) }
    try giveOut()
    try log?.write()
  }

  private func take(_ name: String, _ found: BatchWalk.Found) throws(Fault) {
    given += 1
    if let logged = old.popFirst() {
      guard logged == Self.hash(name) else { throw .otherFiles(line: given, found: name) }
      if people == nil { return }
      // The key of the prints was that of the run before: the persons are looked up again.
      try hand(name, found, isForPeopleOnly: true)
    } else {
      try hand(name, found, isForPeopleOnly: false)
    }
    try pool.turn(wait: false)
    try giveOut()
    while pool.isFull || given - written > plan.limits.window {
      try pool.turn(wait: true)
      try giveOut()
    }
  }

  private func hand(_ name: String, _ found: BatchWalk.Found, isForPeopleOnly: Bool) throws(Fault) {
    let content: BatchJob.Content
    switch found {
    case .path(let path): content = .path(path)
    case .fault(let fault): return refuse(fault, name, isForPeopleOnly)
    case .member(let source, _):
      guard source.size <= plan.limits.largestHeld else {
        return try pool.stream(source, number: given, name: name, isForPeopleOnly: isForPeopleOnly)
      }
      do throws(ReadingFault) {
        content = .bytes(try Self.bytes(of: source))
      } catch {
        return refuse(BatchFaults.reading(error), name, isForPeopleOnly)
      }
    }
    pool.give(BatchJob(number: given, name: name, content: content, isForPeopleOnly: isForPeopleOnly))
  }

  private func refuse(_ fault: BatchFault, _ name: String, _ isForPeopleOnly: Bool) {
    if !isForPeopleOnly { pool.answers[given] = .fault(fault, name: name) }
  }

  static func bytes(of source: any ByteSource) throws(ReadingFault) -> [UInt8] {
    var fault: ReadingFault?
    let size = Int(source.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      do throws(ReadingFault) {
        while filled < size {
          let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
          let count = try source.read(into: rest, at: Int64(filled))
          if count == 0 { break }
          filled += count
        }
      } catch {
        fault = error
      }
    }
    if let fault { throw fault }
    return bytes
  }

  private func giveOut() throws(Fault) {
    let before = written
    while let answer = pool.answers.removeValue(forKey: written + 1) {
      written += 1
      let line: [UInt8]
      switch answer {
      case .line(let bytes): line = bytes
      case .fault(let fault, let name): line = Array(BatchLine.text(fault, number: written, name: name).utf8)
      }
      let entry = try read(line)
      if let oldPack, let pack = entry.pack, pack != oldPack { throw .otherPack }
      try log?.append(line)
      companies.add(entry)
      people?.add(entry)
      receive(Result(line: line, entry: entry, isOld: false))
    }
    // What the receiver has seen outlives this process.
    if written > before { try log?.write() }
  }

  private func read(_ line: [UInt8]) throws(Fault) -> BatchEntry {
    do throws(JSONReader.Fault) {
      return try BatchEntry(line: line)
    } catch {
      throw .logDamaged(path: plan.log ?? "-", line: written)
    }
  }

  // MARK: Going on

  private func replay(_ log: ResultLog) throws(Fault) {
    var names: [UInt64] = []
    try log.replay { (line) throws(Fault) in
      let entry = try read(line)
      // The second phase is short and is done anew.
      if entry.isComparison { return false }
      written += 1
      guard entry.number == written else { throw .logDamaged(path: plan.log ?? "-", line: written) }
      names.append(Self.hash(entry.name))
      oldPack = entry.pack ?? oldPack
      companies.add(entry)
      people?.add(entry)
      receive(Result(line: line, entry: entry, isOld: true))
      return true
    }
    old = names[...]
  }

  /// FNV-1a: 8 bytes a name, the same in every run.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
