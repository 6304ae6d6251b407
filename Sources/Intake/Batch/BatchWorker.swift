import Glibc
import ReportModel
import ReportReading
import ResultRendering
public import RuleEngine

/// The worker's side of a batch: reads jobs from standard input, answers each with a line of JSON on standard output,
/// ends when no more come. See `BatchJob` for the bytes.
public struct BatchWorker {
  private let assessor: ReportAssessor
  private let circumstances: Circumstances
  private let limits: BatchLimits
  private let pipes = WorkerPipes()
  private let comparison: BatchComparison
  /// The key of person prints, when persons are compared.
  private var key: PersonKey?

  /// A worker that judges like this.
  ///
  /// - Parameter limits: those of the batch; twice the time of a file ends the worker by itself.
  public init(assessor: ReportAssessor, circumstances: Circumstances, limits: BatchLimits = BatchLimits()) {
    self.assessor = assessor
    self.circumstances = circumstances
    self.limits = limits
    comparison = BatchComparison(assessor: assessor, circumstances: circumstances)
  }

  /// What the batch is told first: the instruments, so that an interrupted batch is not resumed with others.
  public static func greeting(_ engine: Engine) -> String {
    let instruments = engine.instruments
    return [
      instruments.form.hash.hex, instruments.pack.hash.hex, instruments.tables.hex, instruments.engine,
    ].joined(separator: " ")
  }

  /// Works until the batch closes its end.
  ///
  /// - Throws: `SystemFault` when the pipes break.
  public mutating func run() throws(SystemFault) {
    // A crash leaves no memory image behind: it would hold personal data.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    try pipes.answer(Self.greeting(assessor.engine))
    while let head = try pipes.read(BatchJob.headBytes) {
      let number = Int(head.littleEndian(at: 1, bytes: 8))
      let size = Int64(head.littleEndian(at: 17, bytes: 8))
      // Ends this process even when the batch is gone and nobody watches.
      alarm(UInt32(limits.seconds(forBytes: size) * 2))
      let name = try pipes.text(Int(head.littleEndian(at: 9, bytes: 4)))
      let path = try pipes.text(Int(head.littleEndian(at: 13, bytes: 4)))
      let isForPeopleOnly = head[0] & BatchJob.peopleOnly != 0
      switch head[0] & ~BatchJob.peopleOnly {
      case 0: try pipes.answer(judge(path: path, number, name, isForPeopleOnly))
      case 1: try pipes.answer(judge(size: size, number, name, isForPeopleOnly))
      case 2: try pipes.answer(compare(pipes.read(Int(size)) ?? []))
      case 3: try pipes.answer(comparePeople(pipes.read(Int(size)) ?? []))
      default: key = PersonKey(bytes: try pipes.read(Int(size)) ?? [])
      }
      alarm(0)
    }
  }

  // MARK: Judging

  private func judge(path: String, _ number: Int, _ name: String, _ isForPeopleOnly: Bool) -> String {
    words(number, name) { () throws(ReadingFault) in
      let source = try FileSource(path: path)
      alarm(UInt32(limits.seconds(forBytes: source.size) * 2))
      return try judge(source, number, name, isForPeopleOnly)
    }
  }

  private func judge(size: Int64, _ number: Int, _ name: String, _ isForPeopleOnly: Bool) throws(SystemFault) -> String
  {
    if size <= limits.largestHeld {
      guard let bytes = try pipes.read(Int(size)) else { throw SystemFault(number: EPIPE) }
      return words(number, name) { () throws(ReadingFault) in
        try judge(MemorySource(bytes), number, name, isForPeopleOnly)
      }
    }
    let spool = try pipes.spool(size)
    return words(number, name) { () throws(ReadingFault) in
      try judge(FileSource(path: spool.path), number, name, isForPeopleOnly)
    }
  }

  /// The answer about a file, whatever comes of reading it.
  private func words(
    _ number: Int,
    _ name: String,
    _ judge: () throws(ReadingFault) -> String
  ) -> String {
    do throws(ReadingFault) {
      return try judge()
    } catch {
      // Nobody hears of what cannot be read when only the persons are asked for: the line is there.
      return BatchLine.text(BatchFaults.reading(error), number: number, name: name)
    }
  }

  private func judge(
    _ source: some ByteSource,
    _ number: Int,
    _ name: String,
    _ isForPeopleOnly: Bool
  ) throws(ReadingFault) -> String {
    let people = key.map { PeopleSink(key: $0, pipes: pipes) }
    defer { people?.finish() }
    if isForPeopleOnly {
      if let people { _ = try assessor.reader.read(source, into: people) }
      return ""
    }
    let judgement = try assessor.assess(source, name: name, circumstances: circumstances) { sink in
      people?.next = sink
      return people ?? sink
    }
    return BatchLine.text(
      judgement.assessment,
      number: number,
      brokenRules: judgement.faults.map { "\($0.rule): \($0.error)" }
    )
  }

  // MARK: Comparing

  private func compare(_ bytes: [UInt8]) -> String {
    let reports = ComparedReport.all(in: bytes)
    alarm(UInt32(limits.seconds(forBytes: reports.reduce(0) { $0 + $1.size }) * 2))
    return comparison.lines(reports)
  }

  private func comparePeople(_ bytes: [UInt8]) -> String {
    guard let key, let job = SharedPeopleJob(bytes: bytes) else { return "" }
    alarm(UInt32(limits.seconds(forBytes: job.report.size) * 2))
    return comparison.line(job, key: key)
  }
}

/// Sends the prints of a report's persons to the batch while its records go on to the rules.
private final class PeopleSink: RecordSink {
  private let collector: PersonCollector
  private let pipes: WorkerPipes
  /// Where records go on to.
  var next: (any RecordSink)?

  init(key: PersonKey, pipes: WorkerPipes) {
    collector = PersonCollector(key: key)
    self.pipes = pipes
  }

  func receive(_ layout: SectionLayout) { next?.receive(layout) }
  func receive(_ finding: ReadingFinding) { next?.receive(finding) }

  func receive(_ batch: RecordBatch) throws {
    collector.receive(batch)
    if collector.count >= PrintPiece.limit { finish() }
    try next?.receive(batch)
  }

  /// Sends what is left. A pipe that breaks shows at the answer, which follows.
  func finish() {
    let prints = collector.take()
    if !prints.isEmpty { try? pipes.answer(PrintPiece.bytes(prints)) }
  }
}
