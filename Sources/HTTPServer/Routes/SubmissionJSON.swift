import ReportModel
import SubmissionStore

/// Kept submissions as JSON.
enum SubmissionJSON {
  /// The address of a submission.
  static func address(_ number: ReportNumber) -> String { "/v1/submissions/\(number.text)" }

  /// One line of a list.
  static func summary(_ submission: StoredSubmission) -> JSONValue { .object(summaryMembers(submission)) }

  /// One submission with the facts of its record and its versions, first filing first.
  static func full(_ submission: StoredSubmission, versions: [StoredSubmission]) -> JSONValue {
    .object(
      summaryMembers(submission) + recordMembers(submission.record) + detailMembers(submission)
        + [.init("versions", .list(versions.map(summary)))]
    )
  }

  private static func summaryMembers(_ submission: StoredSubmission) -> [JSONValue.Member] {
    let record = submission.record
    let address = address(record.number)
    return [
      .init("number", .text(record.number.text)), .init("verdict", .text(record.verdict.rawValue)),
      .init("company", .text(record.company)), .init("unit", .text(record.unit)), .init("kind", .text(record.kind)),
      .init("period", .number(Int64(record.period))), .init("region", .text(record.region)),
      .init("eventDate", .optional(record.eventDate?.description)),
      .init("receivedAt", .text(instant(record.receivedAt))), .init("version", .number(Int64(record.version))),
      .init("corrects", .optional(record.corrects?.text)),
      .init("correctedBy", .optional(submission.correctedBy?.text)),
      .init("findings", .number(Int64(submission.details.findings.reduce(0) { $0 + $1.count }))),
      .init("self", .text(address)), .init("receipt", .text(address + "/receipt")),
      .init("result", .text(address + "/result")), .init("original", .text(address + "/original")),
    ]
  }

  private static func recordMembers(_ record: SubmissionRecord) -> [JSONValue.Member] {
    [
      .init("fileSha256", .text(record.fileHash.hex)), .init("fileBytes", .number(record.fileBytes)),
      .init("resultSha256", .text(record.documentHash.hex)), .init("form", named(record.form)),
      .init("pack", named(record.pack)), .init("tablesSha256", .text(record.tables.hex)),
      .init("priorReportsSha256", .optional(record.priorReports?.hex)),
      .init("confirmationsSha256", .optional(record.confirmations?.hex)), .init("engine", .text(record.engine)),
      .init("authority", .optional(record.authority)),
    ]
  }

  private static func detailMembers(_ submission: StoredSubmission) -> [JSONValue.Member] {
    let details = submission.details
    return [
      .init("submitter", .text(details.submitter)), .init("fileName", .text(details.fileName)),
      .init("filing", .optional(details.filing)), .init("rulesAsked", .number(Int64(details.rulesAsked))),
      .init("rulesNotAssessed", .number(Int64(details.rulesNotAssessed))),
      .init("logPosition", .number(Int64(submission.logPosition))),
      .init(
        "findingsByRule",
        .list(
          details.findings.map { finding in
            .object([
              .init("rule", .text(finding.rule)), .init("grade", .text(finding.grade)),
              .init("severity", .text(finding.severity.rawValue)), .init("count", .number(Int64(finding.count))),
            ])
          }
        )
      ),
    ]
  }

  private static func named(_ hash: Instruments.NamedHash) -> JSONValue {
    .object([.init("version", .text(hash.version)), .init("sha256", .text(hash.hash.hex))])
  }

  /// A moment as RFC 3339 in UTC, to the millisecond.
  static func instant(_ milliseconds: Int64) -> String {
    let day = milliseconds / 86_400_000
    let rest = Int(milliseconds % 86_400_000)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = rest / 1000
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(CivilDate(dayNumber: Int32(day)))T\(time).\(padded(rest % 1000, 3))Z"
  }
}
