import ArgumentParser
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp history attempts`: what was handed in and not accepted.
struct HistoryAttempts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempts",
    abstract: "List what was handed in and not accepted, newest first, with what comes next.",
    discussion: """
      Example: wlkp history attempts --store wlkp.sqlite --submitter siti --since 2026-11-01

      Only who, when, the file's hash and the reason are kept of an attempt. One that needs confirmation waits for the \\
      given days and has then expired.
      """
  )

  @OptionGroup var storage: StoreArguments
  @Option(name: .long, help: "The account that handed it in.") var submitter: String?
  @Option(name: .long, help: ArgumentHelp("The file's SHA-256.", valueName: "hash")) var file: String?
  @Option(name: .long, help: "Handed in on or after this day (YYYY-MM-DD).") var since: CivilDate?
  @Option(name: .long, help: "Handed in before this day (YYYY-MM-DD).") var before: CivilDate?
  @Option(name: .long, help: ArgumentHelp("How long a report waits for its confirmation.", valueName: "days"))
  var confirmationDays = SubmissionState.confirmationDaysDefault
  @Option(name: .long, help: "How many at most (1–500).") var limit = 50
  @Option(name: .long, help: "Go on after this cursor, as the page before printed it.") var after: String?
  @Option(name: .long, help: "table, json or csv.") var format: ListFormat = .table
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let query = try query()
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let page = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.events(query) }
    Terminal.write(text(page.events))
    if let next = page.next {
      Terminal.complain(
        speaking.lang == .id ? "wlkp: masih ada lagi: --after \(next)" : "wlkp: there is more: --after \(next)"
      )
    }
  }

  private func query() throws(CommandFault) -> EventQuery {
    guard (1...HistoryQuery.limitMax).contains(limit) else {
      throw CommandFault(.usage, "wlkp: --limit: 1–\(HistoryQuery.limitMax)")
    }
    // A year is more than any question to a branch takes.
    guard (1...366).contains(confirmationDays) else { throw CommandFault(.usage, "wlkp: --confirmation-days: 1–366") }
    var query = EventQuery()
    query.kind = .refused
    query.actor = submitter
    query.subject = file?.lowercased()
    query.from = since.map(HistoryList.midnight)
    query.before = before.map(HistoryList.midnight)
    (query.limit, query.after) = (limit, after)
    return query
  }

  private func text(_ events: [StoredEvent]) -> String {
    let moment = nowMilliseconds()
    let attempts = events.compactMap { event in
      event.state(at: moment, confirmationDays: confirmationDays).map { (event, $0) }
    }
    switch format {
    case .table:
      guard !attempts.isEmpty else { return speaking.lang == .id ? "Tidak ada yang cocok.\n" : "Nothing matches.\n" }
      return TextTable(rows: [headings] + attempts.map(row)).text
    case .csv: return ([headings] + attempts.map(row)).map { SpreadsheetText.line($0) }.joined()
    case .json:
      var json = JSONWriter(pretty: true)
      json.array(attempts) { json, attempt in json.object { write(attempt.0, attempt.1, to: &$0) } }
      return json.text + "\n"
    }
  }

  private var headings: [String] {
    speaking.lang == .id
      ? ["waktu", "oleh", "alasan", "status", "selanjutnya", "SHA-256 berkas"]
      : ["time", "by", "reason", "state", "next", "file SHA-256"]
  }

  private func row(_ event: StoredEvent, _ state: SubmissionState) -> [String] {
    let texts = [event.time, event.event.actor, event.reason ?? "", state.sentence[speaking.lang]]
    return (texts + [state.next[speaking.lang], event.event.subject ?? ""]).map { SafeText.visible($0) }
  }

  private func write(_ event: StoredEvent, _ state: SubmissionState, to json: inout JSONWriter) {
    json.member("at", event.event.at)
    json.member("submitter", event.event.actor)
    json.member("reason", event.reason)
    json.member("state", state.name)
    json.member("sentence", state.sentence[speaking.lang])
    json.member("next", state.next[speaking.lang])
    json.member("fileSha256", event.event.subject)
  }
}
