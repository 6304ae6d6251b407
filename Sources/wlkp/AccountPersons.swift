import ArgumentParser
import ReportModel
import SubmissionStore

/// `wlkp account invite NAME`: a link with which its owner chooses a password.
struct AccountInvite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Make a link for one use, with which an account's owner chooses a password.",
    discussion: """
      Example: wlkp account invite siti@contoh.go.id --server https://wlkp.contoh.go.id --store wlkp.sqlite

      The link holds for 72 hours; an earlier one of the account ends. It is shown once and kept only as a hash.
      """
  )

  @Argument(help: "The account's name.") var name: String
  @Option(name: .long, help: ArgumentHelp("Where people reach the server.", valueName: "URL"))
  var server = "http://127.0.0.1:8080"
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let link = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.persons.invite(name, now: nowMilliseconds(), by: nil)
    }
    let base = server.hasSuffix("/") ? String(server.dropLast()) : server
    Terminal.write("\(base)/undangan/\(link.secret)\n")
    Terminal.complain(
      speaking.lang == .id
        ? "wlkp: berlaku 72 jam, satu kali; sampaikan kepada \(name) lewat jalur yang aman."
        : "wlkp: holds for 72 hours, once; give it to \(name) in a safe way."
    )
  }
}

/// `wlkp account scope NAME SCOPE`.
struct AccountScope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scope",
    abstract: "Give an account another scope.",
    discussion: "Example: wlkp account scope pengawas wilayah:32@2026-01-01..2026-12-31,3171 --store wlkp.sqlite"
  )

  @Argument(help: "The account's name.") var name: String
  @Argument(help: "Which reports it may see; see wlkp account create --help.") var scope: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    guard let wanted = AccessScope(scope, account: name) else {
      throw CommandFault(.usage, "wlkp: \(scope): sendiri, nib:…[#UNIT], wilayah:…[@FROM..UNTIL], * or -")
    }
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.persons.changeScope(of: name, to: wanted, now: nowMilliseconds(), by: nil)
    }
    Terminal.write("\(name)  \(wanted.text)\n")
  }
}

/// `wlkp account close NAME`.
struct AccountClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close an account for good: its tokens, password, sessions and links end; its reports stay."
  )

  @Argument(help: "The account's name.") var name: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.persons.closeAccount(name, now: nowMilliseconds(), by: nil)
    }
  }
}
