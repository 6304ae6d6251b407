import ReportModel
import ResultRendering
import SubmissionStore

/// Submissions as a table, as JSON lines in a list, as CSV, or one of them in full.
struct SubmissionList {
  let submissions: [StoredSubmission]
  let language: Language

  func text(_ format: ListFormat) -> String {
    switch format {
    case .table: table()
    case .csv: csv()
    case .json: json()
    }
  }

  private func word(_ id: String, _ en: String) -> String { language == .id ? id : en }

  private static func time(_ milliseconds: Int64) -> String {
    let day = WesternIndonesianTime.day(at: milliseconds)
    let seconds = Int((milliseconds - WesternIndonesianTime.midnight(day)) / 1000)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(seconds / 3600)):\(two(seconds / 60 % 60)) WIB"
  }

  private func rows() -> [[String]] {
    submissions.map { submission in
      let record = submission.record
      return [
        record.number.text, Self.time(record.receivedAt), record.kind, String(record.period), record.region,
        record.company, record.unit, VerdictWording.label(record.verdict)[language],
        String(submission.details.findingCount), submission.correctedBy?.text ?? "",
      ].map { SafeText.visible($0) }
    }
  }

  private var headings: [String] {
    language == .id
      ? ["nomor", "diterima", "jenis", "tahun", "wilayah", "perusahaan", "unit", "hasil", "temuan", "diperbaiki oleh"]
      : ["number", "received", "kind", "year", "region", "company", "unit", "verdict", "findings", "corrected by"]
  }

  private func table() -> String {
    guard !submissions.isEmpty else { return word("Belum ada laporan yang cocok.\n", "No report matches.\n") }
    return TextTable(rows: [headings] + rows()).text
  }

  private func csv() -> String {
    ([headings] + rows()).map { SpreadsheetText.line($0) }.joined()
  }

  private func json() -> String {
    var json = JSONWriter(pretty: true)
    json.array(submissions) { json, submission in
      json.object { Self.write(submission, to: &$0) }
    }
    return json.text + "\n"
  }

  private static func write(_ submission: StoredSubmission, to json: inout JSONWriter) {
    let record = submission.record
    json.member("number", record.number.text)
    json.member("received", record.receivedAt)
    json.member("kind", record.kind)
    json.member("period", Int64(record.period))
    json.member("region", record.region)
    json.member("company", record.company)
    json.member("unit", record.unit)
    json.member("verdict", record.verdict.rawValue)
    json.member("findings", Int64(submission.details.findingCount))
    json.member("state", submission.state.name)
    json.member("correctedBy", submission.correctedBy?.text)
    json.member("fileSha256", record.fileHash.hex)
  }

  /// One submission in full, with the chain of its versions.
  func text(_ submission: StoredSubmission) -> String {
    let record = submission.record
    let details = submission.details
    var lines = [
      (word("Nomor", "Number"), record.number.text),
      (word("Perusahaan", "Company"), SafeText.visible(record.company)), ("Unit", SafeText.visible(record.unit)),
      (word("Jenis", "Kind"), "\(record.kind) \(record.period)"), (word("Wilayah", "Region"), record.region),
      (word("Diterima", "Received"), Self.time(record.receivedAt)),
      (word("Oleh", "By"), SafeText.visible(details.submitter)),
      (word("Hasil", "Verdict"), VerdictWording.label(record.verdict)[language]),
      ("Status", "\(submission.state.sentence[language]) \(submission.state.next[language])"),
      (word("Berkas", "File"), "\(SafeText.visible(details.fileName)), \(record.fileBytes) byte"),
      ("SHA-256", record.fileHash.hex),
      (word("Paket aturan", "Rule pack"), "\(record.pack.version) \(record.pack.hash)"),
      (word("Posisi log", "Log position"), String(submission.logPosition)),
    ].map { label, value in label + String(repeating: " ", count: max(1, 16 - label.count)) + value }
    lines += ["", word("Temuan:", "Findings:")]
    lines +=
      details.findings.isEmpty
      ? [word("  tidak ada", "  none")]
      : details.findings.map {
        "  \($0.rule)  \($0.severity.rawValue)  ×\($0.count)"
      }
    lines += ["", word("Versi:", "Versions:")]
    lines += submissions.map { version in
      let mark = version.number == record.number ? "→" : " "
      return "\(mark) \(version.record.version)  \(version.number.text)  \(Self.time(version.record.receivedAt))"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
