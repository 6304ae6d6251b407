import ReportModel

/// What is sealed in the log for one accepted report, and shown on its receipt: no personal data, no findings.
///
/// Its ``text`` is hashed with a salt; every accepted text is the one spelling of its record.
public struct SubmissionRecord: Hashable, Sendable {
  /// The report's number.
  public let number: ReportNumber
  /// The company's name.
  public let company: String
  /// The unit's code.
  public let unit: String
  /// The kind of report.
  public let kind: String
  /// The year.
  public let period: Int
  /// The region's code.
  public let region: String
  /// The day of the event, for reports on one.
  public let eventDate: CivilDate?
  /// The number of the report that this one corrects.
  public let corrects: ReportNumber?
  /// 1 for the first filing, one more for each correction.
  public let version: Int
  /// The verdict.
  public let verdict: Verdict
  /// When it was received, in milliseconds since 1970-01-01T00:00:00Z.
  public let receivedAt: Int64
  /// SHA-256 of the file as received.
  public let fileHash: ContentHash
  /// The file's size in bytes.
  public let fileBytes: Int64
  /// SHA-256 of the assessment's document.
  public let documentHash: ContentHash
  /// The form it was read with.
  public let form: Instruments.NamedHash
  /// The rule pack it was judged with.
  public let pack: Instruments.NamedHash
  /// The hash over the reference tables.
  public let tables: ContentHash
  /// The hash of the earlier reports compared with, when there were any.
  public let priorReports: ContentHash?
  /// The engine's version.
  public let engine: String
  /// The blinded hash of the ``SubmissionDetails``, which the receipt does not show.
  public let detailsHash: ContentHash
  /// The authority that receives the reports, as configured; without one the receipt is no official proof.
  public let authority: String?
  /// The hash of what was confirmed beside the file, when something was.
  public let confirmations: ContentHash?

  private static let title = "wlkp-record/1"
}

extension SubmissionRecord {
  /// For how long a yearly report is good: twelve months from the day of receipt in Western Indonesian Time, both days
  /// included; `nil` for reports on an event.
  public var validity: (first: CivilDate, last: CivilDate)? {
    guard kind == "TAHUNAN" else { return nil }
    let first = UTCTime(milliseconds: receivedAt).wibDay
    return first.adding(months: 12)?.adding(days: -1).map { (first, $0) }
  }

  /// Day and time of receipt for people, such as `12-12-2025 10:04:05 WIB`.
  public var receivedText: String { UTCTime(milliseconds: receivedAt).wib }

  /// ``validity`` for people, such as `12-12-2025 – 11-12-2026`.
  public var validityText: String? { validity.map { "\($0.first.dayFirst) – \($0.last.dayFirst)" } }

  /// The canonical lines, each with its newline.
  public var text: String { text(judgement: judgementLines) }

  /// The canonical lines with those that ``judgementLines`` gave before, when number and version were not known.
  func text(judgement: String) -> String {
    var text = TextBytes(room: Self.usualLength + judgement.utf8.count)
    text.add(Self.title)
    text.add(byte: UInt8(ascii: "\n"))
    text.line("number", number.text)
    text.line("company", company)
    text.line("unit", unit)
    text.line("kind", kind)
    text.line("period", number: Int64(period))
    text.line("region", region)
    text.line("event-date", day: eventDate)
    text.line("corrects", corrects?.text)
    text.line("version", number: Int64(version))
    text.add(judgement)
    return text.text
  }

  /// What does not depend on number, version and the report that this one corrects.
  var judgementLines: String {
    var text = TextBytes(room: Self.usualJudgementLength)
    text.line("verdict", verdict.rawValue)
    text.line("received", number: receivedAt)
    text.line("file", fileHash.hex)
    text.line("file-bytes", number: fileBytes)
    text.line("assessment", documentHash.hex)
    text.line("form-version", form.version)
    text.line("form", form.hash.hex)
    text.line("pack-version", pack.version)
    text.line("pack", pack.hash.hex)
    text.line("tables", tables.hex)
    text.line("prior-reports", priorReports?.hex)
    text.line("engine", engine)
    text.line("details", detailsHash.hex)
    text.line("authority", authority)
    if let confirmations { text.line("confirmations", confirmations.hex) }
    return text.text
  }

  /// Room for the lines on the report and on its judgement, in bytes: only hints.
  private static let usualLength = 256
  private static let usualJudgementLength = 896

  /// Reads canonical lines; `nil` when they are not the one text of a record.
  public init?(parsing text: String) {
    guard var lines = LineReader(text), lines.take(exactly: Self.title), let record = Self(&lines), lines.isAtEnd,
      record.text.utf8.elementsEqual(text.utf8)
    else { return nil }
    self = record
  }

  private init?(_ lines: inout LineReader) {
    guard let number = lines.text("number").flatMap(ReportNumber.init), let company = lines.text("company"),
      let unit = lines.text("unit"), let kind = lines.text("kind"), let period = lines.integer("period"),
      let region = lines.text("region"), let eventDate = lines.optional("event-date"),
      let corrects = lines.optional("corrects"), let version = lines.integer("version"),
      let verdict = lines.text("verdict").flatMap(Verdict.init(rawValue:)), let received = lines.integer("received"),
      let fileHash = lines.hash("file"), let fileBytes = lines.integer("file-bytes"),
      let documentHash = lines.hash("assessment"), let form = Self.namedHash("form", &lines),
      let pack = Self.namedHash("pack", &lines), let tables = lines.hash("tables"),
      let prior = lines.optional("prior-reports"), let engine = lines.text("engine"),
      let details = lines.hash("details"), let authority = lines.optional("authority")
    else { return nil }
    // A line of its own only where there is something: records of before have none.
    confirmations = lines.hash("confirmations")
    self.number = number
    (self.company, self.unit, self.kind, self.region) = (company, unit, kind, region)
    (self.period, self.version) = (Int(period), Int(version))
    self.eventDate = eventDate.flatMap { CivilDate(iso: $0) }
    self.corrects = corrects.flatMap(ReportNumber.init)
    (self.verdict, receivedAt) = (verdict, received)
    (self.fileHash, self.fileBytes, self.documentHash) = (fileHash, fileBytes, documentHash)
    (self.form, self.pack, self.tables) = (form, pack, tables)
    priorReports = prior.flatMap(ContentHash.init(hex:))
    (self.engine, detailsHash, self.authority) = (engine, details, authority)
  }

  private static func namedHash(_ key: String, _ lines: inout LineReader) -> Instruments.NamedHash? {
    guard let version = lines.text("\(key)-version"), let hash = lines.hash(key) else { return nil }
    return Instruments.NamedHash(version: version, hash: hash)
  }
}
