import ArgumentParser
import ReportModel
import SubmissionStore

extension Account.Role: ExpressibleByArgument {}

/// `wlkp account`: who may use the server.
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Akun dan token API / accounts and API tokens.",
    subcommands: [
      AccountCreate.self, AccountList.self, AccountInvite.self, AccountScope.self, AccountClose.self, TokenCreate.self,
      TokenList.self, TokenRevoke.self,
    ]
  )
}

/// `wlkp account create NAME --role company --nib …`.
struct AccountCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make an account.",
    discussion: """
      Example: wlkp account create hrd@contoh.co.id --role company --scope sendiri --store wlkp.sqlite

      Scopes: sendiri (its own reports), nib:9120…,9120… (companies), nib:9120…#CABANG-1 (units of one company), \
      wilayah:32,3171 (regions), wilayah:32@2026-01-01..2026-12-31 (a region from a day to a day), * (everything), \
      - (none). When left out: sendiri for a company, * for an auditor, - for the others.
      """
  )

  @Argument(help: "The account's name, such as an e-mail address.") var name: String
  @Option(name: .long, help: "company, inspector, auditor or administrator.") var role: Account.Role
  @Option(name: .long, help: "Which reports it may see.") var scope: String?
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let words = scope ?? defaultScope
    guard let scope = AccessScope(words, account: name) else {
      throw CommandFault(.usage, "wlkp: --scope \(words): sendiri, nib:…[#UNIT], wilayah:…[@FROM..UNTIL], * or -")
    }
    let store = try storage.open(speaking.lang, create: true)
    defer { try? store.close() }
    let account = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.createAccount(name: name, role: role, scope: scope, now: nowMilliseconds())
    }
    Terminal.write("\(account.name)  \(account.role.rawValue)  \(account.scope.text)\n")
  }

  private var defaultScope: String {
    switch role {
    case .company: "sendiri"
    case .auditor: "*"
    case .inspector, .administrator: "-"
    }
  }
}

/// `wlkp account list`.
struct AccountList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the accounts.")

  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let accounts = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.accounts() }
    for account in accounts {
      let state = account.closedAt == nil ? "" : speaking.lang == .id ? "  (ditutup)" : "  (closed)"
      Terminal.write("\(account.name)  \(account.role.rawValue)  \(account.scope.text)\(state)\n")
    }
  }
}

/// `wlkp account token NAME`: the secret is shown once.
struct TokenCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make an API token; it is shown once and kept only as a hash."
  )

  @Argument(help: "The account's name.") var name: String
  @Option(name: .long, help: "What the token is for.") var label = "api"
  @Option(name: .long, help: ArgumentHelp("Days until it expires.", valueName: "days")) var days = 365
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    guard (1...3650).contains(days) else { throw CommandFault(.usage, "wlkp: --days: 1–3650") }
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let now = nowMilliseconds()
    let token = try withStoreFaults(speaking.lang) { () throws(StoreError) in
      try store.createToken(account: name, label: label, now: now, expiresAt: now + Int64(days) * 86_400_000)
    }
    Terminal.write(token.secret + "\n")
    Terminal.complain(
      speaking.lang == .id
        ? "wlkp: token nomor \(token.info.id); simpan sekarang, tidak dapat ditampilkan lagi."
        : "wlkp: token number \(token.info.id); keep it now, it cannot be shown again."
    )
  }
}

/// `wlkp account tokens NAME`.
struct TokenList: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tokens", abstract: "List the tokens of an account.")

  @Argument(help: "The account's name.") var name: String
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    let tokens = try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.tokens(account: name) }
    for token in tokens {
      let state =
        token.revokedAt != nil
        ? "revoked" : (token.expiresAt.map { $0 < nowMilliseconds() } ?? false ? "expired" : "valid")
      Terminal.write("\(token.id)  \(token.label)  \(state)\n")
    }
  }
}

/// `wlkp account revoke ID`.
struct TokenRevoke: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "revoke", abstract: "End a token.")

  @Argument(help: "The token's number.") var id: Int64
  @OptionGroup var storage: StoreArguments
  @OptionGroup var speaking: SpeakingOptions

  func run() throws {
    let store = try storage.open(speaking.lang)
    defer { try? store.close() }
    try withStoreFaults(speaking.lang) { () throws(StoreError) in try store.revokeToken(id: id, now: nowMilliseconds())
    }
  }
}
