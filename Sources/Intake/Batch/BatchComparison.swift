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
  }

  /// Size in bytes as far as it is here.
  var size: Int64 {
    switch content {
    case .path(let path): BatchFaults.size(of: BatchJob(number: 0, name: "", content: .path(path)))
    case .bytes(let bytes): Int64(bytes.count)
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
          content: message[place + 8] == 0 ? .path(String(decoding: content, as: UTF8.self)) : .bytes(content),
          verdict: Verdict.allCases.indices.contains(verdict) ? Verdict.allCases[verdict] : .notAssessed
        )
      )
      place = end
    }
    return reports
  }
}

/// Asks the comparing rules about a company's reports, each with all the others beside it.
struct BatchComparison {
  private let assessor: ReportAssessor
  private let circumstances: Circumstances
  private let rules: Set<String>

  init(assessor: ReportAssessor, circumstances: Circumstances) {
    self.assessor = assessor
    self.circumstances = circumstances
    rules = assessor.engine.pack.comparingRules
  }

  /// The lines of the reports about which a comparing rule says something, in the order of the reports.
  func lines(_ reports: [ComparedReport]) -> String {
    let prior = reports.compactMap { report in
      switch report.content {
      case .path(let path): (try? FileSource(path: path)).flatMap { try? assessor.priorReport($0) }
      case .bytes(let bytes): try? assessor.priorReport(MemorySource(bytes))
      }
    }
    guard prior.count > 1, let all = try? PriorReports(prior) else { return "" }
    var circumstances = circumstances
    circumstances.prior = all
    return reports.compactMap { line($0, circumstances) }.joined(separator: "\n")
  }

  private func line(_ report: ComparedReport, _ circumstances: Circumstances) -> String? {
    let judgement: Judgement? =
      switch report.content {
      case .path(let path):
        (try? FileSource(path: path)).flatMap {
          try? assessor.assess($0, name: report.name, circumstances: circumstances, only: rules)
        }
      case .bytes(let bytes):
        try? assessor.assess(MemorySource(bytes), name: report.name, circumstances: circumstances, only: rules)
      }
    guard let assessment = judgement?.assessment else { return nil }
    let findings = assessment.findings.filter { finding in rules.contains { $0.hasPrefix(finding.rule) } }
    guard !findings.isEmpty else { return nil }
    return BatchLine.comparison(assessment, findings, number: report.number, alone: report.verdict)
  }
}
