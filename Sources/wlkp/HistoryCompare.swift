import ArgumentParser
import Intake
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp history compare`: two versions, or two years.
struct HistoryCompare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what is different between two kept reports: two versions, or two years of one unit.",
    discussion: """
      Example: wlkp history compare 3273-2024-00000001-7 3273-2025-00000009-8 --store wlkp.sqlite

      Values of persons are masked. Workers are matched by NIK and only counted.
      """
  )

  @Argument(help: ArgumentHelp("The earlier report's number.", valueName: "before")) var before: String
  @Argument(help: ArgumentHelp("The later report's number.", valueName: "after")) var after: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var rules: EngineOptions
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let assessor = ReportAssessor(engine: try rules.load(speaking.lang).engine)
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    var comparison: ReportComparison?
    try withHistoryFaults(speaking.lang) {
      let (old, new) = (try find(before, store), try find(after, store))
      comparison = try KeptReports(store: store, assessor: assessor).compare(old, new)
    }
    guard let comparison else {
      throw CommandFault(
        .rejected,
        speaking.lang == .id ? "wlkp: salah satu berkas asli sudah dihapus." : "wlkp: one of the originals was erased."
      )
    }
    Terminal.write(text(comparison))
  }

  private func find(_ number: String, _ store: SQLiteSubmissionStore) throws -> StoredSubmission {
    guard let found = try store.submission(number) else { throw unknownReport(number, speaking.lang) }
    return found.submission
  }

  private func word(_ id: String, _ en: String) -> String { speaking.lang == .id ? id : en }

  private func text(_ comparison: ReportComparison) -> String {
    var lines = comparison.changes.map(line)
    let rest = comparison.changeCount - comparison.changes.count
    if rest > 0 { lines.append(word("… dan \(rest) perubahan lain", "… and \(rest) more changes")) }
    if lines.isEmpty { lines.append(word("Isian sama.", "The same answers.")) }
    let workers = comparison.workers
    lines.append(
      word(
        "Tenaga kerja: \(workers.joined) masuk, \(workers.left) keluar, \(workers.changed) berubah, \(workers.same) tetap",
        "Workers: \(workers.joined) joined, \(workers.left) left, \(workers.changed) changed, \(workers.same) the same"
      )
    )
    lines += comparison.findingsAppeared.map { word("+ temuan \($0)", "+ finding \($0)") }
    lines += comparison.findingsVanished.map { word("- temuan \($0)", "- finding \($0)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ change: ReportComparison.Change) -> String {
    let place = [change.section, change.row, change.field].compactMap(\.self).joined(separator: " · ")
    let nothing = word("(kosong)", "(empty)")
    let (was, says) = (change.before?.masked ?? nothing, change.after?.masked ?? nothing)
    return SafeText.visible("\(place): \(was) → \(says)")
  }
}
