import ArgumentParser
import ReportModel
import SubmissionStore

/// `wlkp store expire`: let go of what nobody confirmed in time.
struct StoreExpire: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expire",
    abstract: "Let go of the reports that nobody confirmed in time; each leaves an event.",
    discussion: "Handing in or confirming a report does the same on its way. Reports that are filed never expire."
  )

  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let count = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.expirePending(now: nowMilliseconds())
    }
    Terminal.write(
      speaking.lang == .id
        ? "\(count) laporan dilepas karena waktu konfirmasinya lewat.\n"
        : "\(count) reports were let go: their time for confirmation has passed.\n"
    )
  }
}
