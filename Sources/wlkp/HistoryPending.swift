import ArgumentParser
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp history pending`: what waits for confirmation.
struct HistoryPending: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pending",
    abstract: "List the reports that wait for confirmation, newest first, with what comes next.",
    discussion: """
      Example: wlkp history pending --store wlkp.sqlite

      Confirm one with wlkp submit --pending NUMBER. What nobody confirms in time is let go: wlkp store expire.
      """
  )

  @OptionGroup var storage: StoreArguments
  @Option(name: .long, help: "The account that handed it in.") var submitter: String?
  @Option(name: .long, help: "How many at most (1–500).") var limit = 100
  @Option(name: .long, help: "table, json or csv.") var format: ListFormat = .table
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    guard (1...HistoryQuery.limitMax).contains(limit) else {
      throw CommandFault(.usage, "wlkp: --limit: 1–\(HistoryQuery.limitMax)")
    }
    var query = PendingQuery()
    (query.submitter, query.limit) = (submitter, limit)
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    Terminal.write(text(try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.pendings(query) }))
  }

  private func text(_ reports: [PendingReport]) -> String {
    let moment = nowMilliseconds()
    switch format {
    case .table:
      guard !reports.isEmpty else { return speaking.lang == .id ? "Tidak ada yang menunggu.\n" : "Nothing waits.\n" }
      return TextTable(rows: [headings] + reports.map { row($0, moment) }).text
    case .csv: return ([headings] + reports.map { row($0, moment) }).map { SpreadsheetText.line($0) }.joined()
    case .json:
      var json = JSONWriter(pretty: true)
      json.array(reports) { json, report in json.object { write(report, moment, to: &$0) } }
      return json.text + "\n"
    }
  }

  private var headings: [String] {
    speaking.lang == .id
      ? ["nomor", "perusahaan", "unit", "jenis", "tahun", "oleh", "pertanyaan", "status", "selanjutnya"]
      : ["number", "company", "unit", "kind", "year", "by", "questions", "state", "next"]
  }

  private func row(_ report: PendingReport, _ moment: Int64) -> [String] {
    let (header, state) = (report.header, report.state(at: moment))
    let texts = [
      report.id, header.companyName ?? "", header.unit ?? "", header.kind ?? "", header.period.map { String($0) } ?? "",
      report.submitter, String(report.questions), state.sentence[speaking.lang], state.next[speaking.lang],
    ]
    return texts.map { SafeText.visible($0) }
  }

  private func write(_ report: PendingReport, _ moment: Int64, to json: inout JSONWriter) {
    let (header, state) = (report.header, report.state(at: moment))
    json.member("id", report.id)
    json.member("company", header.companyName)
    json.member("unit", header.unit)
    json.member("kind", header.kind)
    json.member("period", Int64(header.period ?? 0))
    json.member("region", header.region)
    json.member("submitter", report.submitter)
    json.member("received", report.receivedAt)
    json.member("expires", report.expiresAt)
    json.member("questions", Int64(report.questions))
    json.member("state", state.name)
    json.member("fileSha256", report.fileHash.hex)
  }
}
