import ArgumentParser
import AuditLog
import ReportModel
import SubmissionStore

/// `wlkp log`: prove that nothing was changed or removed.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Log bukti: periksa, buktikan, ekspor / the log: check it, prove with it, export it.",
    discussion: """
      A store has two trees: submissions (public, blinded) and access (who looked, exported, erased: for auditors). \
      Commands work on the first; --access takes the second.
      """,
    subcommands: [
      LogCheckCommand.self, LogProve.self, LogConsistency.self, LogExport.self, LogEvents.self, LogCheckpoint.self,
      LogKey.self,
    ]
  )
}

/// `wlkp log check`: re-derive everything from the data.
struct LogCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Re-derive records, leaves, nodes, root and signature from the data and name what differs.",
    discussion: """
      Exit code 0 when everything is as it was put in, 1 when something differs. --trees checks entries, nodes, roots \
      and signatures only, which is much faster: records, findings and originals are then not looked at.
      """
  )

  @Flag(name: .long, help: "Check the two trees alone, not what their entries stand for.") var trees = false
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    var progress = Progress()
    let report = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      func show(_ step: LogCheckProgress) { progress.show("\(step.done)/\(step.total)") }
      return try trees ? store.checkTrees(progress: show) : store.checkLog(progress: show)
    }
    progress.clear()
    for difference in report.differences { Terminal.complain("wlkp: \(difference.message[speaking.lang])") }
    if report.differenceCount > report.differences.count {
      Terminal.complain("wlkp: … \(report.differenceCount - report.differences.count)")
    }
    let root = report.head.map { "\($0.root.base64)" } ?? "–"
    Terminal.write(
      speaking.lang == .id
        ? "\(report.submissions) laporan, \(report.entries) entri log, \(report.events) peristiwa, "
          + "\(report.originalBytes) byte berkas asli, akar \(root)\n"
        : Self.count(report.submissions, "report", "reports") + ", "
          + Self.count(report.entries, "log entry", "log entries") + ", "
          + Self.count(report.events, "event", "events") + ", "
          + Self.count(report.originalBytes, "byte", "bytes") + " of originals, root \(root)\n"
    )
    guard report.isClean else { throw CommandFault(.rejected) }
    Terminal.write(
      speaking.lang == .id
        ? "Semua sesuai dengan yang pernah disimpan.\n" : "Everything is as it was put in.\n"
    )
  }

  /// A number and what is counted, in English.
  private static func count(_ number: some BinaryInteger, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}

/// Which tree a command works on.
struct TreeArguments: ParsableArguments {
  @Flag(name: .long, help: "The access log instead of the log of submissions.")
  var access = false

  var tree: LogTree { access ? .access : .submissions }
}

/// `wlkp log checkpoint`: the newest signed head.
struct LogCheckpoint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Print the newest signed checkpoint (C2SP tlog-checkpoint)."
  )

  @OptionGroup var storage: StoreArguments
  @OptionGroup var trees: TreeArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let checkpoint = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.checkpoint(of: trees.tree)
    }
    Terminal.write(checkpoint.text)
  }
}

/// `wlkp log key`: the public key.
struct LogKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Print the log's public key, for whoever verifies receipts."
  )

  @OptionGroup var storage: StoreArguments
  @OptionGroup var trees: TreeArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    Terminal.write(store.publicKey(of: trees.tree).text + "\n")
  }
}
