import ArgumentParser
import AuditLog
import ReportModel
import ResultRendering
import SubmissionStore

/// `wlkp log prove`: one entry in the tree.
struct LogProve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that a report, or an entry, stands in the log (C2SP tlog-proof).",
    discussion: """
      Examples:
        wlkp log prove 3273-2025-00000001-5 --store wlkp.sqlite
        wlkp log prove 0 --access --store wlkp.sqlite

      The proof stands under the newest checkpoint and needs only the log's public key (wlkp log key) to verify.
      """
  )

  @Argument(help: ArgumentHelp("A report number, or an entry's place counted from 0.", valueName: "entry"))
  var entry: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var trees: TreeArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let position = try position(store)
    let proof = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.inclusion(of: position, in: trees.tree)
    }
    Terminal.write(proof.text)
  }

  private func position(_ store: SQLiteSubmissionStore) throws(CommandFault) -> Int {
    if let position = Int(entry), position >= 0 { return position }
    let found = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.submission(entry) }
    guard let found, !trees.access else {
      throw CommandFault(
        .usage,
        speaking.lang == .id
          ? "wlkp: tidak ada laporan bernomor \(entry)." : "wlkp: there is no report \(entry)."
      )
    }
    return found.submission.logPosition
  }
}

/// `wlkp log consistency`: an earlier tree is the beginning of a later one.
struct LogConsistency: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consistency",
    abstract: "Prove that an earlier state of the log is the beginning of a later one.",
    discussion: """
      Example: wlkp log consistency 120 450 --store wlkp.sqlite

      Prints "old OLD", "new NEW" and the hashes of RFC 9162 section 2.1.4 in base64, one a line.
      """
  )

  @Argument(help: ArgumentHelp("Entries of the earlier state.", valueName: "old"))
  var old: Int
  @Argument(help: ArgumentHelp("Entries of the later state.", valueName: "new"))
  var new: Int
  @OptionGroup var storage: StoreArguments
  @OptionGroup var trees: TreeArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let proof = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.consistency(from: old, to: new, of: trees.tree)
    }
    Terminal.write("old \(proof.oldSize)\nnew \(proof.newSize)\n")
    for digest in proof.path { Terminal.write(digest.base64 + "\n") }
  }
}

/// `wlkp log export`: the log's public files.
struct LogExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the log's public files below a folder, ready for a web server (C2SP tlog-tiles).",
    discussion: """
      Example: wlkp log export log-publik --store wlkp.sqlite

      Run it again to add what is new. A folder with another log, or a later state of this one, is left untouched.
      """
  )

  @Argument(help: ArgumentHelp("The folder; made when missing.", valueName: "folder"))
  var folder: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var trees: TreeArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    var progress = Progress()
    let size = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.exportLog(trees.tree, to: folder) { progress.show("\($0)") }
    }
    progress.clear()
    Terminal.write(
      speaking.lang == .id ? "\(folder): \(size) entri log\n" : "\(folder): \(size) log entries\n"
    )
  }
}

/// `wlkp log events`: who did what.
struct LogEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "List what happened around the store, newest first: looks, exports, erasures, changed accounts.",
    discussion: "Lines of tab-separated number, time (UTC), kind, actor, subject and details."
  )

  @Option(name: .long, help: ArgumentHelp("Only this kind, such as looked or key-destroyed.", valueName: "kind"))
  var kind: String?
  @Option(name: .long, help: ArgumentHelp("Only what this account did.", valueName: "account"))
  var actor: String?
  @Option(name: .long, help: ArgumentHelp("Only what was done to this, such as a report number.", valueName: "subject"))
  var subject: String?
  @Option(name: .long, help: ArgumentHelp("How many at most.", valueName: "count"))
  var limit = 50
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func validate() throws {
    guard let kind, StoreEvent.Kind(rawValue: kind) == nil else { return }
    let known = StoreEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("--kind must be one of: \(known)")
  }

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    var query = EventQuery()
    query.kind = kind.flatMap(StoreEvent.Kind.init)
    (query.actor, query.subject, query.limit) = (actor, subject, limit)
    let page = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.events(query) }
    for stored in page.events { Terminal.write(line(stored) + "\n") }
  }

  private func line(_ stored: StoredEvent) -> String {
    let event = stored.event
    let details = event.details.map { "\($0.name)=\($0.value)" }.joined(separator: " ")
    let fields = [
      String(stored.serial), stored.time, event.kind.rawValue, event.actor, event.subject ?? "-", details,
    ]
    return fields.map { SafeText.visible($0) }.joined(separator: "\t")
  }
}
