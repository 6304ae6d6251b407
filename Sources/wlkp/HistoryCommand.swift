import ArgumentParser
import ReportModel
import ResultRendering
import SubmissionStore

extension Verdict: ExpressibleByArgument {}

/// `wlkp history`: what was filed, newest first.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Riwayat laporan / what was filed: list, filter, show one, see who is overdue.",
    subcommands: [
      HistoryList.self, HistoryShow.self, HistoryAttempts.self, HistoryPending.self, HistoryDue.self,
      HistoryCompare.self, HistoryReplay.self, HistoryImpact.self,
    ],
    defaultSubcommand: HistoryList.self
  )
}

/// Forms of a list.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case table
  case json
  case csv
}

/// `wlkp history list`.
struct HistoryList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List submissions, newest first.",
    discussion: "Example: wlkp history --store wlkp.sqlite --company contoh --period 2024-2025"
  )

  @OptionGroup var storage: StoreArguments
  @Option(name: .long, help: "Words of the company's name or their beginnings, in any order.") var company: String?
  @Option(name: .long, help: "The company's NIB.") var nib: String?
  @Option(name: .long, help: "The company's NPWP, with 15 or 16 digits.") var npwp: String?
  @Option(name: .long, help: "The unit's code.") var unit: String?
  @Option(name: .long, help: "Code of the main activity (KBLI) or its beginning.") var sector: String?
  @Option(name: .long, help: "The account that filed.") var submitter: String?
  @Option(name: .long, help: "Kind of report, such as TAHUNAN.") var kind: String?
  @Option(name: .long, help: "Year or years: 2025, 2023-2025.") var period: String?
  @Option(name: .long, help: "Verdict: accepted or accepted-with-findings.") var verdict: Verdict?
  @Option(name: .long, help: "Region code or its beginning: 32 is all of West Java.") var region: String?
  @Option(name: .long, help: "A rule that found something.") var rule: String?
  @Option(name: .long, help: "In how many places something was found: 0, 1-10, 5- (5 or more).") var findings: String?
  @Option(name: .long, help: "Rules without an answer, in percent rounded up: 0, 1-20, 50-.") var notAssessed: String?
  @Option(name: .long, help: "Received on or after this day (YYYY-MM-DD).") var since: CivilDate?
  @Option(name: .long, help: "Received before this day (YYYY-MM-DD).") var before: CivilDate?
  @Flag(name: .long, help: "Only the latest version of each report.") var latest = false
  @Option(name: .long, help: "How many at most (1–500).") var limit = 50
  @Option(name: .long, help: "Go on after this cursor, as the page before printed it.") var after: String?
  @Option(name: .long, help: "table, json or csv.") var format: ListFormat = .table
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let query = try query()
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let page = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.history(query) }
    Terminal.write(SubmissionList(submissions: page.submissions, language: speaking.lang).text(format))
    if let next = page.next {
      Terminal.complain(
        speaking.lang == .id ? "wlkp: masih ada lagi: --after \(next)" : "wlkp: there is more: --after \(next)"
      )
    }
  }

  private func query() throws(CommandFault) -> HistoryQuery {
    guard (1...HistoryQuery.limitMax).contains(limit) else {
      throw CommandFault(.usage, "wlkp: --limit: 1–\(HistoryQuery.limitMax)")
    }
    var query = HistoryQuery()
    query.company = company
    query.kind = kind?.uppercased()
    query.periods = try periods()
    query.verdict = verdict
    query.region = region.map { $0.filter { $0 != "." } }
    query.rule = rule?.uppercased()
    (query.nib, query.npwp, query.unit, query.submitter) = (nib, npwp, unit, submitter)
    query.sector = sector.map { $0.filter { $0 != "." } }
    query.findings = try Self.range(findings, option: "--findings")
    query.percentNotAssessed = try Self.range(notAssessed, option: "--not-assessed")
    query.receivedFrom = since.map(Self.midnight)
    query.receivedBefore = before.map(Self.midnight)
    query.latestOnly = latest
    query.limit = limit
    query.after = after
    return query
  }

  private func periods() throws(CommandFault) -> ClosedRange<Int>? {
    guard let period else { return nil }
    let years = period.split(separator: "-").map { Int($0) }
    guard years.count <= 2, let first = years.first ?? nil, let last = years.last ?? nil, first <= last else {
      throw CommandFault(.usage, "wlkp: --period \(period): 2025, 2023-2025")
    }
    return first...last
  }

  /// `5`, `1-10`, or `5-` for five or more.
  private static func range(_ text: String?, option: String) throws(CommandFault) -> ClosedRange<Int>? {
    guard let text else { return nil }
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let first = ends.first.flatMap { Int($0) }
    let last = ends.last.flatMap { $0.isEmpty ? Int.max : Int($0) }
    guard let first, let last, first <= last else { throw CommandFault(.usage, "wlkp: \(option) \(text): 5, 1-10, 5-") }
    return first...last
  }

  /// The first moment of a day in Western Indonesian Time, in milliseconds since 1970.
  static func midnight(_ day: CivilDate) -> Int64 { WesternIndonesianTime.midnight(day) }
}

/// `wlkp history show NUMBER`.
struct HistoryShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one submission with its versions and findings."
  )

  @Argument(help: ArgumentHelp("The report's number.", valueName: "number")) var number: String
  @OptionGroup var storage: StoreArguments
  @Flag(name: .long, help: "Print the stored result (JSON) instead.") var result = false
  @Flag(name: .long, help: "Print the original file's bytes instead.") var original = false
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    if original {
      let found = try withStoreFaults(speaking.lang) { () throws(StoreError) in
        try store.original(number) { Terminal.write($0) }
      }
      if !found { throw unknownReport(number, speaking.lang) }
      return
    }
    if result {
      let document = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.document(number) }
      guard let document else { throw unknownReport(number, speaking.lang) }
      document.withUnsafeBytes { Terminal.write($0) }
      Terminal.write("\n")
      return
    }
    let history = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.submission(number) }
    guard let history else { throw unknownReport(number, speaking.lang) }
    Terminal.write(SubmissionList(submissions: history.versions, language: speaking.lang).text(history.submission))
  }
}
