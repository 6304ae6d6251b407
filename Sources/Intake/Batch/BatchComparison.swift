import ReportModel
import ReportReading
import ResultRendering
import RuleEngine

/// One of a company's reports that are compared.
struct ComparedReport {
  let number: Int
  let name: String
  let content: Content
  /// The verdict on the file by itself.
  var verdict = Verdict.notAssessed

  enum Content {
    case path(String)
    case bytes([UInt8])
    /// A member too large to hold, which the worker unpacks itself; its size in bytes.
    case member(MemberPlace, size: Int64)
  }

  /// Size in bytes as far as it is here.
  var size: Int64 {
    switch content {
    case .path(let path): BatchFaults.size(of: BatchJob(number: 0, name: "", content: .path(path)))
    case .bytes(let bytes): Int64(bytes.count)
    case .member(_, let size): size
    }
  }

  /// The report as it is written to a worker (see `BatchJob`).
  func message(verdict: Verdict) -> [UInt8] {
    var message: [UInt8] = []
    let name = Array(name.utf8)
    let (kind, bytes): (UInt8, [UInt8]) =
      switch content {
      case .path(let path): (0, Array(path.utf8))
      case .bytes(let bytes): (1, bytes)
      case .member(let member, let size): (2, member.bytes(size: size))
      }
    message.append(littleEndian: UInt64(number), bytes: 8)
    message.append(kind)
    message.append(UInt8(Verdict.allCases.firstIndex(of: verdict) ?? 0))
    message.append(littleEndian: UInt64(name.count), bytes: 4)
    message.append(littleEndian: UInt64(bytes.count), bytes: 8)
    return message + name + bytes
  }

  /// Bytes before name and content.
  private static let headBytes = 22

  /// The reports in a message; our own process wrote it, so what does not fit ends it.
  static func all(in message: [UInt8]) -> [ComparedReport] {
    var reports: [ComparedReport] = []
    var place = 0
    while place + headBytes <= message.count {
      let nameEnd = place + headBytes + Int(message.littleEndian(at: place + 10, bytes: 4))
      let end = nameEnd + Int(message.littleEndian(at: place + 14, bytes: 8))
      guard end <= message.count else { break }
      let content = Array(message[nameEnd..<end])
      let verdict = Int(message[place + 9])
      reports.append(
        ComparedReport(
          number: Int(message.littleEndian(at: place, bytes: 8)),
          name: String(decoding: message[(place + headBytes)..<nameEnd], as: UTF8.self),
          content: self.content(message[place + 8], content),
          verdict: Verdict.allCases.indices.contains(verdict) ? Verdict.allCases[verdict] : .notAssessed
        )
      )
      place = end
    }
    return reports
  }

  private static func content(_ kind: UInt8, _ bytes: [UInt8]) -> Content {
    switch kind {
    case 0: .path(String(decoding: bytes, as: UTF8.self))
    case 1: .bytes(bytes)
    default: MemberPlace.read(bytes).map { Content.member($0, size: $1) } ?? .bytes([])
    }
  }

  /// Hands over the bytes, wherever they are; nothing when they cannot be read.
  func open<Value>(_ reader: ReportReader, _ body: (any ByteSource) throws(ReadingFault) -> Value?) -> Value? {
    var value: Value?
    do throws(ReadingFault) {
      switch content {
      case .path(let path): value = try body(FileSource(path: path))
      case .bytes(let bytes): value = try body(MemorySource(bytes))
      case .member(let member, _):
        _ = try member.open(reader) { (source) throws(ReadingFault) in value = try body(source) }
      }
    } catch {
      return nil
    }
    return value
  }
}

extension ComparedReport {
  /// A member of an archive: its bytes, or where it lies when it is too large to hold. `nil` when it cannot be read.
  init?(number: Int, name: String, _ source: any ByteSource, _ place: MemberPlace, _ limits: BatchLimits) {
    if source.size > limits.largestHeld {
      self.init(number: number, name: name, content: .member(place, size: source.size))
    } else if let bytes = try? BatchRun.bytes(of: source) {
      self.init(number: number, name: name, content: .bytes(bytes))
    } else {
      return nil
    }
  }
}

/// Asks the comparing rules about a company's reports, each with all the others beside it.
struct BatchComparison {
  private let assessor: ReportAssessor
  private let circumstances: Circumstances
  private let rules: Set<String>
  private let neighbourRules: Set<String>

  init(assessor: ReportAssessor, circumstances: Circumstances) {
    self.assessor = assessor
    self.circumstances = circumstances
    rules = assessor.engine.pack.comparingRules
    neighbourRules = assessor.engine.pack.neighbourRules
  }

  /// The lines of the reports about which a comparing rule says something, in the order of the reports.
  func lines(_ reports: [ComparedReport]) -> String {
    let prior = reports.compactMap { report in report.open(assessor.reader) { try? assessor.priorReport($0) } }
    guard prior.count > 1, let all = try? PriorReports(prior) else { return "" }
    var circumstances = circumstances
    circumstances.prior = all
    return reports.compactMap { line($0, circumstances, rules) }.joined(separator: "\n")
  }

  /// The line of a report with persons whom other companies list; empty when the rules have nothing to say of it.
  func line(_ job: SharedPeopleJob, key: PersonKey) -> String {
    var circumstances = circumstances
    circumstances.prior = PriorReports(
      listedElsewhere: job.prints,
      key: key,
      period: job.period,
      archive: job.archive,
      engine: assessor.engine
    )
    return line(job.report, circumstances, neighbourRules, phase: .people(others: job.others)) ?? ""
  }

  private func line(
    _ report: ComparedReport,
    _ circumstances: Circumstances,
    _ rules: Set<String>,
    phase: BatchLine.Comparison = .company
  ) -> String? {
    let judgement = report.open(assessor.reader) { (source) throws(ReadingFault) in
      try assessor.assess(source, name: report.name, circumstances: circumstances, only: rules)
    }
    guard let assessment = judgement?.assessment else { return nil }
    let findings = assessment.findings.filter { finding in rules.contains { $0.hasPrefix(finding.rule) } }
    guard !findings.isEmpty else { return nil }
    return BatchLine.comparison(assessment, findings, number: report.number, alone: report.verdict, phase)
  }
}
