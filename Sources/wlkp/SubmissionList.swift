import ReportModel
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
    let local = milliseconds / 1000 + 7 * 3600
    let day = CivilDate(dayNumber: Int32(local / 86_400))
    let seconds = Int(local % 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(seconds / 3600)):\(two(seconds / 60 % 60)) WIB"
  }

  private func rows() -> [[String]] {
    submissions.map { submission in
      let record = submission.record
      let findings = submission.details.findings.reduce(0) { $0 + $1.count }
      return [
        record.number.text, Self.time(record.receivedAt), record.kind, String(record.period), record.region,
        Self.printable(record.company), record.unit, record.verdict.rawValue, String(findings),
        submission.correctedBy?.text ?? "",
      ]
    }
  }

  private var headings: [String] {
    language == .id
      ? ["nomor", "diterima", "jenis", "tahun", "wilayah", "perusahaan", "unit", "hasil", "temuan", "diperbaiki oleh"]
      : ["number", "received", "kind", "year", "region", "company", "unit", "verdict", "findings", "corrected by"]
  }

  private func table() -> String {
    guard !submissions.isEmpty else { return word("Belum ada laporan yang cocok.\n", "No report matches.\n") }
    let all = [headings] + rows()
    let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return cells.joined(separator: "  ").trimmingTrailingSpaces + "\n"
    }.joined()
  }

  private func csv() -> String {
    ([headings] + rows()).map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell that no spreadsheet takes for a formula.
  private static func quoted(_ cell: String) -> String {
    let safe = ["=", "+", "-", "@", "\t"].contains { cell.hasPrefix($0) } ? "'" + cell : cell
    guard safe.contains(where: { ",\"\r\n;".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private func json() -> String {
    let keys = [
      "number", "received", "kind", "period", "region", "company", "unit", "verdict", "findings", "correctedBy",
    ]
    let objects = zip(submissions, rows()).map { submission, row in
      var cells = zip(keys, row).map { key, cell in "\"\(key)\": \(JSONText.quoted(cell))" }
      cells[1] = "\"received\": \(submission.record.receivedAt)"
      cells[3] = "\"period\": \(submission.record.period)"
      cells[8] = "\"findings\": \(row[8])"
      if submission.correctedBy == nil { cells[9] = "\"correctedBy\": null" }
      cells.append("\"fileSha256\": \"\(submission.record.fileHash)\"")
      return "  {" + cells.joined(separator: ", ") + "}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  /// One submission in full, with the chain of its versions.
  func text(_ submission: StoredSubmission) -> String {
    let record = submission.record
    let details = submission.details
    var lines = [
      (word("Nomor", "Number"), record.number.text),
      (word("Perusahaan", "Company"), Self.printable(record.company)), ("Unit", Self.printable(record.unit)),
      (word("Jenis", "Kind"), "\(record.kind) \(record.period)"), (word("Wilayah", "Region"), record.region),
      (word("Diterima", "Received"), Self.time(record.receivedAt)),
      (word("Oleh", "By"), Self.printable(details.submitter)),
      (word("Hasil", "Verdict"), record.verdict.rawValue),
      (word("Berkas", "File"), "\(Self.printable(details.fileName)), \(record.fileBytes) byte"),
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

  /// Text from a report without what could steer a terminal.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.properties.generalCategory == .control || $0.properties.generalCategory == .format ? "\u{FFFD}" : $0
        }
      )
    )
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

/// JSON strings.
enum JSONText {
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
