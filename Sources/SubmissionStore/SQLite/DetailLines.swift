import ReportModel

/// The lines of kept details, read only as far as counting needs: a tenth of the time of reading all and comparing the
/// spelling. What is no detail gives nothing; the whole check names it.
struct DetailLines {
  private let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Workers and findings.
  func findings(number: String) -> ReportFindings {
    var workers: Int?
    var findings: [SubmissionDetails.FindingSummary] = []
    var (rule, grade, severity) = ("", "", Severity.info)
    each { key, value in
      // The first byte and the length tell the few keys that matter from all others.
      switch (key.first, key.count) {
      case (UInt8(ascii: "w"), 7): workers = Int(Self.text(value))
      case (UInt8(ascii: "r"), 4): rule = Self.text(value)
      case (UInt8(ascii: "g"), 5): grade = Self.text(value)
      case (UInt8(ascii: "s"), 8) where key.last == UInt8(ascii: "y"):
        severity = Severity(rawValue: Self.text(value)) ?? .info
      case (UInt8(ascii: "c"), 5):
        let count = Int(Self.text(value)) ?? 0
        findings.append(.init(rule: rule, grade: grade, severity: severity, count: count))
      default: break
      }
    }
    return ReportFindings(number: number, workers: workers, findings: findings)
  }

  private func each(_ visit: (Slice<UnsafeRawBufferPointer>, Slice<UnsafeRawBufferPointer>) -> Void) {
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      let line = bytes[place..<end]
      if let space = line.firstIndex(of: UInt8(ascii: " ")) { visit(line[..<space], line[(space + 1)...]) }
      place = end + 1
    }
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String { String(decoding: bytes, as: UTF8.self) }
}
