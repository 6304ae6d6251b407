import ArgumentParser
import ReportModel
import SubmissionStore

/// `wlkp store`: look after the store's file.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Rawat penyimpanan: periksa, cadangkan, ganti kunci / look after the store: check, back up, rotate keys.",
    discussion: """
      To restore a backup, stop the server, put the file and the three key files beside it (.key, .pub, .datakey) \\
      in place, and run wlkp store check.
      """,
    subcommands: [
      StoreCheckCommand.self, StoreBackup.self, StoreRotateKey.self, StoreErase.self, StoreExpire.self,
      StoreRebuildLog.self,
    ]
  )
}

/// `wlkp store check`: the same whole check as `wlkp log check`, which covers file, rows, originals and both trees.
struct StoreCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check everything that is kept: the file, every row, every original, both trees.",
    discussion: "The same as wlkp log check. Exit code 0 when everything is as it was put in, 1 when something differs."
  )

  @OptionGroup var check: LogCheckCommand

  func run() throws { try check.run() }
}

/// Who does it, for the access log.
struct ActorArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Who does this; the name of the system's user when left out.", valueName: "account")
  )
  var actor: String?

  var name: String { actor ?? SystemUser.name }
}

/// `wlkp store backup`: a copy while the store is in use.
struct StoreBackup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store, with its keys beside it, while it is in use.",
    discussion: """
      Example: wlkp store backup /cadangan/wlkp-2026-11-21.sqlite --store wlkp.sqlite

      Keep the key files of a backup apart from it: who has both can read every original.
      """
  )

  @Argument(help: ArgumentHelp("The new file; nothing may be there.", valueName: "file"))
  var target: String
  @OptionGroup var acting: ActorArguments
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.backUp(to: target, actor: acting.name, at: nowMilliseconds())
    }
    Terminal.write(
      speaking.lang == .id
        ? "Cadangan: \(target) (.key, .pub dan .datakey di sampingnya)\n"
        : "Backup: \(target) (with .key, .pub and .datakey beside it)\n"
    )
  }
}

/// `wlkp store rotate-key`: a new data key.
struct StoreRotateKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key",
    abstract: "Make a new data key and wrap the keys of all originals with it; the old one opens nothing any more.",
    discussion: "Stop the server first: a running one holds the old key. Afterwards back up the .datakey file."
  )

  @OptionGroup var acting: ActorArguments
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let count = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.rotateDataKey(actor: acting.name, at: nowMilliseconds())
    }
    Terminal.write(
      speaking.lang == .id
        ? "Kunci data diganti; \(count) kunci berkas asli dibungkus ulang.\n"
        : "The data key was replaced; the keys of \(count) originals were wrapped anew.\n"
    )
  }
}

/// `wlkp store erase`: destroy the key of one original.
struct StoreErase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Destroy the key of one original, by order of two persons. Cannot be undone.",
    discussion: """
      Example: wlkp store erase 3273-2025-00000001-5 --ordered-by kepala --agreed-by arsiparis \\
        --reason "akhir masa simpan" --store wlkp.sqlite

      Record, findings, receipt and every proof stay. Copies of the store made before still hold the key.
      """
  )

  @Argument(help: ArgumentHelp("The report's number.", valueName: "number"))
  var number: String
  @Option(name: .long, help: ArgumentHelp("Who orders it.", valueName: "account"))
  var orderedBy: String
  @Option(name: .long, help: ArgumentHelp("Who agrees; another account.", valueName: "account"))
  var agreedBy: String
  @Option(name: .long, help: ArgumentHelp("Why, without personal data.", valueName: "text"))
  var reason: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let order = ErasureOrder(orderedBy: orderedBy, agreedBy: agreedBy, reason: reason, at: nowMilliseconds())
    let isKnown = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.eraseOriginal(number, by: order)
    }
    guard isKnown else {
      throw CommandFault(
        .usage,
        speaking.lang == .id ? "wlkp: tidak ada laporan bernomor \(number)." : "wlkp: there is no report \(number)."
      )
    }
    Terminal.write(
      speaking.lang == .id
        ? "Berkas asli laporan \(number) dihapus. Bukti dan catatannya tetap berlaku.\n"
        : "The original of report \(number) was erased. Its proofs and record still hold.\n"
    )
  }
}
