import ArgumentParser
import Dispatch
import Intake
import ReportModel
import ReportReading
import ResultRendering
import SubmissionStore
import Synchronization

/// Which submissions a review goes over.
struct ReviewArguments: ParsableArguments {
  @Option(name: .long, help: "Kind of report, such as TAHUNAN.") var kind: String?
  @Option(name: .long, help: "Region code or its beginning: 32 is all of West Java.") var region: String?
  @Option(name: .long, help: "One year.") var period: Int?
  @Option(name: .long, help: "A rule that found something then.") var rule: String?

  /// Lends every latest version that matches, page by page.
  func each(_ store: SQLiteSubmissionStore, _ visit: ([StoredSubmission]) throws -> Void) throws {
    var query = HistoryQuery()
    query.latestOnly = true
    query.limit = HistoryQuery.limitMax
    (query.kind, query.rule) = (kind?.uppercased(), rule?.uppercased())
    query.region = region.map { $0.filter { $0 != "." } }
    query.periods = period.map { $0...$0 }
    repeat {
      let page = try store.history(query)
      try visit(page.submissions)
      query.after = page.next
    } while query.after != nil
  }
}

/// Work on many submissions on all cores, the results in the order of the submissions.
enum Review {
  static func map<Value: Sendable>(
    _ submissions: [StoredSubmission],
    _ work: @escaping @Sendable (StoredSubmission) throws -> Value
  ) throws -> [Value] {
    let results = Mutex<[Int: Result<Value, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: submissions.count) { index in
      let result = Result { try work(submissions[index]) }
      results.withLock { $0[index] = result }
    }
    let found = results.withLock { $0 }
    return try submissions.indices.compactMap { try found[$0]?.get() }
  }
}

/// `wlkp history replay`: the same bytes again.
struct HistoryReplay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Judge kept reports again under their own circumstances; the same bytes must come out.",
    discussion: """
      Examples:
        wlkp history replay 3273-2025-00000001-5 --store wlkp.sqlite
        wlkp history replay --store wlkp.sqlite --region 32

      A report that was judged with another rule pack needs that pack: --pack. Exit code 0 when every report replayed \\
      is the same, 1 when one differs.
      """
  )

  @Argument(help: ArgumentHelp("Report numbers; all latest versions when none is given.", valueName: "number"))
  var numbers: [String] = []
  @OptionGroup var selection: ReviewArguments
  @OptionGroup var storage: StoreArguments
  @OptionGroup var rules: EngineOptions
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let assessor = ReportAssessor(engine: try rules.load(speaking.lang).engine)
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let kept = KeptReports(store: store, assessor: assessor)
    var tally: [String: Int] = [:]
    try withHistoryFaults(speaking.lang) {
      try each(store) { submissions in
        let outcomes = try Review.map(submissions) { try kept.replay($0) }
        for (submission, outcome) in zip(submissions, outcomes) {
          tally[word(outcome), default: 0] += 1
          if outcome != .same || !numbers.isEmpty { Terminal.write("\(submission.number)  \(sentence(outcome))\n") }
        }
      }
    }
    let summary = tally.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    Terminal.write(summary.isEmpty ? (speaking.lang == .id ? "Tidak ada laporan.\n" : "No reports.\n") : summary + "\n")
    if tally["differs"] != nil || tally["prior-missing"] != nil { throw CommandFault(.rejected) }
  }

  private func each(_ store: SQLiteSubmissionStore, _ visit: ([StoredSubmission]) throws -> Void) throws {
    guard !numbers.isEmpty else { return try selection.each(store, visit) }
    try visit(
      numbers.map { number in
        guard let found = try store.submission(number) else { throw unknownReport(number, speaking.lang) }
        return found.submission
      }
    )
  }

  private func word(_ outcome: Replay) -> String {
    switch outcome {
    case .same: "same"
    case .differs: "differs"
    case .otherInstruments: "other-pack"
    case .erased: "erased"
    case .priorMissing: "prior-missing"
    }
  }

  private func sentence(_ outcome: Replay) -> String {
    switch (outcome, speaking.lang) {
    case (.same, .id): "sama byte demi byte"
    case (.same, .en): "the same, byte for byte"
    case (.differs(let byte), .id): "BERBEDA mulai byte \(byte)"
    case (.differs(let byte), .en): "DIFFERS from byte \(byte) on"
    case (.otherInstruments(let pack, let hash), .id): "perlu paket aturan \(pack) (\(hash)); beri --pack"
    case (.otherInstruments(let pack, let hash), .en): "needs rule pack \(pack) (\(hash)); give --pack"
    case (.erased, .id): "berkas asli dihapus atas perintah"
    case (.erased, .en): "the original was erased by order"
    case (.priorMissing, .id): "laporan sebelumnya yang dibandingkan tidak ada lagi"
    case (.priorMissing, .en): "an earlier report it was compared with is gone"
    }
  }
}

/// `wlkp history impact`: whom another pack would find.
struct HistoryImpact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Judge kept reports with another rule pack and list what would newly be found.",
    discussion: """
      Example: wlkp history impact --pack pack-2027 --store wlkp.sqlite --region 32

      Nothing is changed. One line a report: number, region, company, rules that appear (+) and vanish (-).
      """
  )

  @OptionGroup var selection: ReviewArguments
  @Option(name: .long, help: "table or csv.") var format: ListFormat = .table
  @OptionGroup var storage: StoreArguments
  @OptionGroup var rules: EngineOptions
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let assessor = ReportAssessor(engine: try rules.load(speaking.lang).engine)
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let kept = KeptReports(store: store, assessor: assessor)
    var (judged, erased) = (0, 0)
    var found: [Impact] = []
    var progress = Progress()
    try withHistoryFaults(speaking.lang) {
      try selection.each(store) { submissions in
        let impacts = try Review.map(submissions) { try kept.impact($0) }
        judged += impacts.count
        erased += impacts.count { $0 == nil }
        found += impacts.compactMap(\.self).filter { !$0.isNothing }
        progress.show("\(judged)")
      }
    }
    progress.clear()
    Terminal.write(text(found))
    let count = found.count { !$0.appears.isEmpty }
    Terminal.complain(
      speaking.lang == .id
        ? "wlkp: \(judged) laporan dinilai, \(count) dengan temuan baru, \(erased) berkas asli sudah dihapus"
        : "wlkp: \(judged) reports judged, \(count) with new findings, \(erased) originals erased"
    )
  }

  private func text(_ impacts: [Impact]) -> String {
    let headings =
      speaking.lang == .id
      ? ["nomor", "wilayah", "perusahaan", "muncul", "hilang"]
      : ["number", "region", "company", "appears", "vanishes"]
    let rows = impacts.map { impact in
      [
        impact.number.text, impact.region, impact.company, impact.appears.joined(separator: " "),
        impact.vanishes.joined(separator: " "),
      ].map { SafeText.visible($0) }
    }
    guard format != .csv else { return ([headings] + rows).map { SpreadsheetText.line($0) }.joined() }
    return rows.isEmpty ? "" : TextTable(rows: [headings] + rows).text
  }
}

/// Runs work on the history and turns its faults into the command's end.
func withHistoryFaults(_ language: Language, _ work: () throws -> Void) throws {
  do {
    try work()
  } catch let error as StoreError {
    throw StoreArguments.commandFault(error, language)
  } catch let error as ReadingFault {
    // A kept original that cannot be read any more: the machine's or ours, never the report's.
    throw CommandFault(.fault, "wlkp: \(error.sentence[language])")
  }
}
