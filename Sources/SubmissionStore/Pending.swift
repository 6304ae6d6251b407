public import ReportModel

/// A report that waits for its confirmation: judged, kept sealed, not filed.
public struct PendingReport: Hashable, Sendable {
  /// The most reports of one account that may wait at a time: a bureau that files for its clients in one sitting.
  public static let waitingMax = 100
  /// The longest waiting time, in days: a year is more than any question to a branch takes.
  public static let daysMax = 366

  /// Its number while it waits, such as `K-7Q4MF2XNRT`; a filed report gets another.
  public let id: String
  /// The account that handed it in.
  public let submitter: String
  /// When it was handed in, in milliseconds since 1970-01-01T00:00:00Z.
  public let receivedAt: Int64
  /// From when on it can be confirmed no more, in milliseconds since 1970-01-01T00:00:00Z.
  public let expiresAt: Int64
  /// The day of receipt that the judgement used, and will use.
  public let receivedDay: CivilDate
  /// The file's name as its sender knew it.
  public let fileName: String
  /// SHA-256 of the file.
  public let fileHash: ContentHash
  /// The file's size in bytes.
  public let fileBytes: Int64
  /// SHA-256 of the assessment's document, which says what is asked.
  public let documentHash: ContentHash
  /// What identifies the report: company, unit, kind, way of filing, period, region, NIB, NPWP, the number it corrects,
  /// the day of the event; nothing else is kept here.
  public let header: ReportHeader
  /// In how many places a confirmation is asked for.
  public let questions: Int

  private static let title = "wlkp-pending/1"
}

extension PendingReport {
  /// Where it stands at a moment in milliseconds since 1970-01-01T00:00:00Z.
  public func state(at moment: Int64) -> SubmissionState {
    SubmissionState.awaitingConfirmation(until: expiresAt).at(moment)
  }

  /// The canonical lines, each with its newline: what is sealed.
  var text: String {
    Self.title + "\n"
      + LineText.lines([
        "id": id, "submitter": submitter, "received": String(receivedAt), "expires": String(expiresAt),
        "received-day": receivedDay.description, "file-name": fileName, "file": fileHash.hex,
        "file-bytes": String(fileBytes), "assessment": documentHash.hex, "questions": String(questions),
        "company": header.companyName, "unit": header.unit, "kind": header.kind, "filing": header.filing,
        "period": header.period.map { String($0) }, "region": header.region, "nib": header.nib, "npwp": header.npwp,
        "corrects": header.corrects, "event-date": header.eventDate?.description,
      ])
  }

  /// Reads canonical lines; `nil` when they are not the one text of a waiting report.
  init?(parsing text: String) {
    guard var lines = LineReader(text), lines.take(exactly: Self.title), let id = lines.text("id"),
      let submitter = lines.text("submitter"), let received = lines.integer("received"),
      let expires = lines.integer("expires"), let day = lines.text("received-day").flatMap({ CivilDate(iso: $0) }),
      let name = lines.text("file-name"), let file = lines.hash("file"), let bytes = lines.integer("file-bytes"),
      let document = lines.hash("assessment"), let questions = lines.integer("questions"),
      let header = Self.header(&lines), lines.isAtEnd
    else { return nil }
    (self.id, self.submitter, receivedAt, expiresAt, receivedDay) = (id, submitter, received, expires, day)
    (fileName, fileHash, fileBytes, documentHash) = (name, file, bytes, document)
    (self.header, self.questions) = (header, Int(questions))
    guard self.text.utf8.elementsEqual(text.utf8) else { return nil }
  }

  private static func header(_ lines: inout LineReader) -> ReportHeader? {
    var header = ReportHeader()
    guard let company = lines.optional("company"), let unit = lines.optional("unit"), let kind = lines.optional("kind"),
      let filing = lines.optional("filing"), let period = lines.optional("period"),
      let region = lines.optional("region"), let nib = lines.optional("nib"), let npwp = lines.optional("npwp"),
      let corrects = lines.optional("corrects"), let event = lines.optional("event-date")
    else { return nil }
    (header.companyName, header.unit, header.kind, header.filing) = (company, unit, kind, filing)
    (header.period, header.region, header.nib, header.npwp) = (period.flatMap { Int($0) }, region, nib, npwp)
    (header.corrects, header.eventDate) = (corrects, event.flatMap { CivilDate(iso: $0) })
    return header
  }
}

extension AccessScope {
  /// Whether a waiting report is in this scope: whoever handed it in and whoever is bound to its NIB sees it. It is not
  /// filed, so that no inspector sees it.
  public func includes(_ pending: PendingReport) -> Bool {
    if case .everything = self { return true }
    if case .own(let submitter) = self { return pending.submitter.utf8.elementsEqual(submitter.utf8) }
    switch self {
    case .companies, .units: return allowsFiling(pending.header)
    default: return false
    }
  }
}

/// What became of a report that was to wait.
public enum PendingOutcome: Sendable {
  /// It waits, now or since it was handed in first.
  case waiting(PendingReport)
  /// The same bytes were confirmed and kept before: the first receipt.
  case alreadyFiled(StoredSubmission, Receipt)
}

/// Which waiting reports are asked for; what is `nil` does not narrow. The answer is newest first.
public struct PendingQuery: Hashable, Sendable {
  /// The account that handed it in.
  public var submitter: String?
  /// What the asking person may see.
  public var scope = AccessScope.everything
  /// Only what can still be confirmed at this moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var openAt: Int64?
  /// How many at most, 1…``HistoryQuery/limitMax``; other values are brought into this range.
  public var limit = 100

  /// Everything that waits.
  public init() {}
}

/// The number of a waiting report: ten letters and digits that nobody mistakes for one another.
enum PendingNumber {
  private static let prefix = "K-"
  /// Without 0, O, 1, I, L and U.
  private static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let length = 10

  static func random() -> String {
    prefix + String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices)] })
  }

  /// A number as it was written by somebody: spaces and small letters do not matter.
  static func normalised(_ text: String) -> String {
    String(String.UnicodeScalarView(text.uppercased().unicodeScalars.filter { !$0.properties.isWhitespace }))
  }
}
