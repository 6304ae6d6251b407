import ReportModel

/// What else is known of a submission: sealed like the record, but shown on no receipt.
public struct SubmissionDetails: Hashable, Sendable {
  /// The account that filed it.
  public let submitter: String
  /// The file's name as its sender knew it.
  public let fileName: String
  /// How the file was read.
  public let syntax: FileSyntax
  /// The way of filing: `BARU`, `PERPANJANGAN`, `PERBAIKAN`.
  public let filing: String?
  /// The company's NIB.
  public let nib: String?
  /// The company's NPWP; for a sole owner it is a personal number.
  public let npwp: String?
  /// The code of the main activity.
  public let sector: String?
  /// Workers in all.
  public let workers: Int?
  /// The day the data describe.
  public let referenceDate: CivilDate?
  /// The filer's own date.
  public let filedDate: CivilDate?
  /// The day of receipt that the judgement used.
  public let receivedDay: CivilDate
  /// How many rules were asked.
  public let rulesAsked: Int
  /// How many of them gave no answer.
  public let rulesNotAssessed: Int
  /// What was found, in the assessment's order.
  public let findings: [FindingSummary]

  private static let title = "wlkp-details/1"

  /// The line of a finding: what was found and how often, not where.
  public struct FindingSummary: Hashable, Sendable {
    /// The rule's id.
    public let rule: String
    /// The grade's stable name.
    public let grade: String
    /// The severity that counted.
    public let severity: Severity
    /// In how many places.
    public let count: Int
  }
}

extension SubmissionDetails {
  init(_ assessment: Assessment, submitter: String, receivedDay: CivilDate) {
    self.submitter = submitter
    fileName = assessment.file.name
    let written = assessment.file.syntax
    syntax = FileSyntax(kind: written.kind, encoding: written.encoding, delimiter: written.delimiter)
    let header = assessment.header
    (filing, nib, npwp, sector) = (header.filing, header.nib, header.npwp, header.sector)
    (workers, referenceDate, filedDate) = (header.workers, header.referenceDate, header.filedDate)
    self.receivedDay = receivedDay
    rulesAsked = assessment.rulesAsked
    rulesNotAssessed = Set(assessment.notAssessed.map(\.rule)).count
    findings = assessment.findings.flatMap(\.unfolded).map {
      FindingSummary(rule: $0.rule, grade: $0.grade.name, severity: $0.severity, count: $0.count)
    }
  }

  /// The canonical lines, each with its newline.
  public var text: String {
    var text = TextBytes(room: Self.usualLength + findings.count * Self.usualFindingLength)
    text.add(Self.title)
    text.add(byte: UInt8(ascii: "\n"))
    addFileLines(to: &text)
    addHeaderLines(to: &text)
    for finding in findings { Self.add(finding, to: &text) }
    return text.text
  }

  /// Room for the lines of file and header, and for those of one finding, in bytes: only hints.
  private static let usualLength = 512
  private static let usualFindingLength = 96

  private func addFileLines(to text: inout TextBytes) {
    text.line("submitter", submitter)
    text.line("file-name", fileName)
    text.line("syntax", syntax.kind.rawValue)
    text.line("encoding", syntax.encoding)
    text.line("delimiter", syntax.delimiter)
  }

  private func addHeaderLines(to text: inout TextBytes) {
    text.line("filing", filing)
    text.line("nib", nib)
    text.line("npwp", npwp)
    text.line("sector", sector)
    text.line("workers", workers.map { String($0) })
    text.line("reference-date", day: referenceDate)
    text.line("filed-date", day: filedDate)
    text.line("received-day", day: receivedDay)
    text.line("rules-asked", number: Int64(rulesAsked))
    text.line("rules-not-assessed", number: Int64(rulesNotAssessed))
    text.line("findings", number: Int64(findings.count))
  }

  private static func add(_ finding: FindingSummary, to text: inout TextBytes) {
    text.line("rule", finding.rule)
    text.line("grade", finding.grade)
    text.line("severity", finding.severity.rawValue)
    text.line("count", number: Int64(finding.count))
  }

  /// Reads canonical lines; `nil` when they are not the one text of details.
  public init?(parsing text: String) {
    guard var lines = LineReader(text), lines.take(exactly: Self.title), let details = Self(&lines), lines.isAtEnd,
      details.text.utf8.elementsEqual(text.utf8)
    else { return nil }
    self = details
  }

  private init?(_ lines: inout LineReader) {
    guard let submitter = lines.text("submitter"), let fileName = lines.text("file-name"),
      let kind = lines.text("syntax").flatMap(FileSyntax.Kind.init(rawValue:)),
      let encoding = lines.optional("encoding"), let delimiter = lines.optional("delimiter"),
      let filing = lines.optional("filing"), let nib = lines.optional("nib"), let npwp = lines.optional("npwp"),
      let sector = lines.optional("sector"), let workers = lines.optional("workers"),
      let reference = lines.optional("reference-date"), let filed = lines.optional("filed-date"),
      let received = lines.text("received-day").flatMap({ CivilDate(iso: $0) }),
      let asked = lines.integer("rules-asked"), let notAssessed = lines.integer("rules-not-assessed"),
      let count = lines.integer("findings")
    else { return nil }
    (self.submitter, self.fileName) = (submitter, fileName)
    syntax = FileSyntax(kind: kind, encoding: encoding, delimiter: delimiter)
    (self.filing, self.nib, self.npwp, self.sector) = (filing, nib, npwp, sector)
    self.workers = workers.flatMap { Int($0) }
    referenceDate = reference.flatMap { CivilDate(iso: $0) }
    filedDate = filed.flatMap { CivilDate(iso: $0) }
    (receivedDay, rulesAsked, rulesNotAssessed) = (received, Int(asked), Int(notAssessed))
    guard let findings = Self.findings(count, &lines) else { return nil }
    self.findings = findings
  }

  private static func findings(_ count: Int64, _ lines: inout LineReader) -> [FindingSummary]? {
    var findings: [FindingSummary] = []
    while Int64(findings.count) < count {
      guard let rule = lines.text("rule"), let grade = lines.text("grade"),
        let severity = lines.text("severity").flatMap(Severity.init(rawValue:)), let places = lines.integer("count")
      else { return nil }
      findings.append(FindingSummary(rule: rule, grade: grade, severity: severity, count: Int(places)))
    }
    return findings
  }
}
