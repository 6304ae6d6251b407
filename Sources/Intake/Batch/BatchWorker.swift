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
  private let limits = BatchLimits()
  private let comparison: BatchComparison

  /// A worker that judges like this.
  public init(assessor: ReportAssessor, circumstances: Circumstances) {
    self.assessor = assessor
    self.circumstances = circumstances
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
  public func run() throws(SystemFault) {
    // A crash leaves no memory image behind: it would hold personal data.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    try answer(Self.greeting(assessor.engine))
    while let head = try read(BatchJob.headBytes) {
      let number = Int(head.littleEndian(at: 1, bytes: 8))
      let size = Int64(head.littleEndian(at: 17, bytes: 8))
      // Ends this process even when the batch is gone and nobody watches.
      alarm(UInt32(limits.seconds(forBytes: size) * 2))
      let name = try text(Int(head.littleEndian(at: 9, bytes: 4)))
      let path = try text(Int(head.littleEndian(at: 13, bytes: 4)))
      switch head[0] {
      case 0: try answer(judge(path: path, number, name))
      case 1: try answer(judge(size: size, number, name))
      default: try answer(compare(read(Int(size)) ?? []))
      }
      alarm(0)
    }
  }

  // MARK: Judging

  private func judge(path: String, _ number: Int, _ name: String) -> String {
    do throws(ReadingFault) {
      let source = try FileSource(path: path)
      alarm(UInt32(limits.seconds(forBytes: source.size) * 2))
      return try judge(source, number, name)
    } catch {
      return BatchLine.text(BatchFaults.reading(error), number: number, name: name)
    }
  }

  private func judge(size: Int64, _ number: Int, _ name: String) throws(SystemFault) -> String {
    if size <= limits.largestHeld {
      guard let bytes = try read(Int(size)) else { throw SystemFault(number: EPIPE) }
      return judge(held: MemorySource(bytes), number, name)
    }
    var rest = size
    do throws(Spool.Fault) {
      let spool = try Spool()
      while rest > 0 {
        guard let bytes = try? read(Int(min(rest, Int64(Spool.chunkBytes)))) else { throw .system(EPIPE) }
        try spool.append(bytes)
        rest -= Int64(bytes.count)
      }
      spool.close()
      return judge(spooled: spool, number, name)
    } catch {
      switch error {
      case .system(let code): throw SystemFault(number: code)
      case .tooLarge: throw SystemFault(number: EFBIG)
      }
    }
  }

  private func compare(_ bytes: [UInt8]) -> String {
    let reports = ComparedReport.all(in: bytes)
    alarm(UInt32(limits.seconds(forBytes: reports.reduce(0) { $0 + $1.size }) * 2))
    return comparison.lines(reports)
  }

  private func judge(spooled spool: Spool, _ number: Int, _ name: String) -> String {
    do throws(ReadingFault) {
      return try judge(FileSource(path: spool.path), number, name)
    } catch {
      return BatchLine.text(BatchFaults.reading(error), number: number, name: name)
    }
  }

  private func judge(held source: MemorySource, _ number: Int, _ name: String) -> String {
    do throws(ReadingFault) {
      return try judge(source, number, name)
    } catch {
      return BatchLine.text(BatchFaults.reading(error), number: number, name: name)
    }
  }

  private func judge(_ source: some ByteSource, _ number: Int, _ name: String) throws(ReadingFault) -> String {
    let judgement = try assessor.assess(source, name: name, circumstances: circumstances)
    return BatchLine.text(
      judgement.assessment,
      number: number,
      brokenRules: judgement.faults.map { "\($0.rule): \($0.error)" }
    )
  }

  // MARK: The pipes

  /// Exactly so many bytes; `nil` when the batch has closed its end before the first of them.
  private func read(_ count: Int) throws(SystemFault) -> [UInt8]? {
    var result = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = Glibc.read(STDIN_FILENO, buffer.baseAddress?.advanced(by: filled), count - filled)
        if got < 0 && errno == EINTR { continue }
        result = got
        if got <= 0 { return }
        filled += got
      }
    }
    if bytes.count == count { return bytes }
    if result == 0, bytes.isEmpty { return nil }
    throw SystemFault(number: result < 0 ? errno : EPIPE)
  }

  private func text(_ count: Int) throws(SystemFault) -> String {
    guard let bytes = try read(count) else { throw SystemFault(number: EPIPE) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func answer(_ line: String) throws(SystemFault) {
    var message: [UInt8] = []
    message.reserveCapacity(line.utf8.count + 4)
    message.append(littleEndian: UInt64(line.utf8.count), bytes: 4)
    message.append(contentsOf: line.utf8)
    var sent = 0
    while sent < message.count {
      let count = message.withUnsafeBytes {
        Glibc.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: sent), $0.count - sent)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFault(number: errno)
      }
      sent += count
    }
  }
}

extension Spool {
  fileprivate func append(_ bytes: [UInt8]) throws(Fault) {
    var fault: Fault?
    bytes.withUnsafeBytes { buffer in
      do throws(Fault) { try append(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
  }
}
