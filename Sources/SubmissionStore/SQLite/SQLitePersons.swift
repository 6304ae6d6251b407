import AuditLog
import GRDB
import ReportModel

/// The register of an SQLite store; see ``PersonRegister``.
struct SQLitePersons: PersonRegister {
  let store: SQLiteSubmissionStore

  // MARK: Accounts

  func createAccount(
    name: String,
    role: Account.Role,
    scope: AccessScope,
    now: Int64,
    by actor: String?
  ) throws(StoreError) -> Account {
    try store.changing { database, edges in
      try create(Account(name: name, role: role, scope: scope, createdAt: now), by: actor, database, edges)
    }
  }

  func openAccount(_ name: String, now: Int64) throws(StoreError) -> Account? {
    try store.reading { database in
      guard let account = try accounts(database).find(name)?.account, account.closedAt == nil else { return nil }
      return account.asOf(now)
    }
  }

  func changeScope(of name: String, to scope: AccessScope, now: Int64, by actor: String?) throws(StoreError) {
    try store.changing { database, edges in
      try accounts(database).update(name) { $0.scope = scope }
      try note(.accountChanged, actor, name, [.init("change", "scope"), Self.detail(scope)], now, edges)
    }
  }

  func closeAccount(_ name: String, now: Int64, by actor: String?) throws(StoreError) {
    try store.changing { database, edges in
      guard let owner = try accounts(database).find(name) else { throw StoreError.accountUnknown(name: name) }
      guard owner.account.closedAt == nil else { return }
      try accounts(database).update(name) { $0.closedAt = now }
      try passwords(database).remove(owner.id)
      try links(database).end(owner.id, .invitation, now: now)
      let rows = sessions(database)
      try rows.end(rows.holding(owner.id, now), now)
      try note(.accountChanged, actor, name, [.init("change", "closed")], now, edges)
    }
  }

  func createToken(
    account: String,
    label: String,
    now: Int64,
    expiresAt: Int64?,
    by actor: String?
  ) throws(StoreError) -> IssuedToken {
    try store.changing { database, edges in
      let token = try accounts(database).createToken(account: account, label: label, now: now, expiresAt: expiresAt)
      let details = [StoreEvent.Detail("change", "token-issued"), .init("token", String(token.info.id))]
      try note(.accountChanged, actor, account, details, now, edges)
      return token
    }
  }

  func revokeToken(id: Int64, of account: String, now: Int64, by actor: String?) throws(StoreError) {
    try store.changing { database, edges in
      let rows = accounts(database)
      guard try rows.tokens(account: account).contains(where: { $0.id == id }) else {
        throw StoreError.tokenUnknown(id: id)
      }
      guard try rows.revoke(id: id, now: now) != nil else { return }
      let details = [StoreEvent.Detail("change", "token-revoked"), .init("token", String(id))]
      try note(.accountChanged, actor, account, details, now, edges)
    }
  }

  // MARK: Passwords

  func password(of account: String) throws(StoreError) -> PasswordHash? {
    try store.reading { database in
      guard let owner = try accounts(database).find(account), owner.account.closedAt == nil else { return nil }
      return try passwords(database).find(owner.id)
    }
  }

  func setPassword(_ hash: PasswordHash, of account: String, now: Int64, by actor: String?) throws(StoreError) {
    try store.changing { database, edges in
      guard let owner = try openOwner(account, database) else { throw StoreError.accountUnknown(name: account) }
      try set(hash, owner, actor, now, database, edges)
    }
  }

  // MARK: Sessions

  func openSession(account: String, now: Int64) throws(StoreError) -> OpenedSession {
    try store.changing { database, edges in
      guard let owner = try openOwner(account, database) else { throw StoreError.accountUnknown(name: account) }
      let (secret, row) = try sessions(database).open(owner.id, now: now)
      try note(.signedIn, account, account, [.init("session", String(row.id))], now, edges)
      return OpenedSession(secret: secret, session: Self.session(row, owner.account, now))
    }
  }

  func session(_ secret: String, now: Int64) throws(StoreError) -> PersonSession? {
    let found = try store.reading { database -> (row: SessionRows.Row, account: Account)? in
      guard let row = try sessions(database).find(secret, now: now),
        let account = try accounts(database).find(id: row.owner), account.closedAt == nil
      else { return nil }
      return (row, account)
    }
    guard let (row, account) = found else { return nil }
    if row.isStale(now) { try store.writing { try sessions($0).see(row, now) } }
    return Self.session(row, account, now)
  }

  func sessions(of account: String, now: Int64) throws(StoreError) -> [PersonSession] {
    try store.reading { database in
      guard let owner = try accounts(database).find(account) else { throw StoreError.accountUnknown(name: account) }
      return try sessions(database).holding(owner.id, now).map { Self.session($0, owner.account, now) }
    }
  }

  func endSession(id: Int64, of account: String, now: Int64) throws(StoreError) {
    try store.changing { database, edges in
      guard let owner = try accounts(database).find(account) else { throw StoreError.accountUnknown(name: account) }
      let rows = sessions(database)
      guard let row = try rows.holding(owner.id, now).first(where: { $0.id == id }) else { return }
      try rows.end([row], now)
      try note(.signedOut, account, account, [.init("session", String(id))], now, edges)
    }
  }

  // MARK: Links

  func invite(_ account: String, now: Int64, by actor: String?) throws(StoreError) -> IssuedLink {
    try store.changing { database, edges in
      guard let owner = try openOwner(account, database) else { throw StoreError.accountUnknown(name: account) }
      let link = try links(database).make(.invitation, owner: (owner.id, account), now: now)
      try note(.accountChanged, actor, account, [.init("change", "invited")], now, edges)
      return link
    }
  }

  func startLink(now: Int64) throws(StoreError) -> IssuedLink? {
    // Not in the access log: at each start there is one, and what it leads to is an event.
    try store.writing { database in
      guard try !hasAdministrator(database) else { return nil }
      return try links(database).make(.firstAdministrator, owner: nil, now: now)
    }
  }

  func link(_ secret: String, now: Int64) throws(StoreError) -> OneTimeLink? {
    try store.reading { database in
      guard let found = try links(database).find(secret, now: now) else { return nil }
      if found.link.purpose == .firstAdministrator, try hasAdministrator(database) { return nil }
      return found.link
    }
  }

  func accept(_ secret: String, password: PasswordHash, now: Int64) throws(StoreError) -> Account {
    try store.changing { database, edges in
      guard let (link, _) = try links(database).find(secret, now: now), link.purpose == .invitation,
        let name = link.account, let owner = try openOwner(name, database)
      else { throw StoreError.linkUnusable }
      try links(database).use(id: link.id, now: now)
      try set(password, owner, name, now, database, edges)
      return owner.account.asOf(now)
    }
  }

  func start(_ secret: String, name: String, password: PasswordHash, now: Int64) throws(StoreError) -> Account {
    try store.changing { database, edges in
      guard let (link, _) = try links(database).find(secret, now: now), link.purpose == .firstAdministrator,
        try !hasAdministrator(database)
      else { throw StoreError.linkUnusable }
      try links(database).use(id: link.id, now: now)
      let account = Account(name: name, role: .administrator, scope: .nothing, createdAt: now)
      _ = try create(account, by: name, database, edges)
      guard let owner = try openOwner(name, database) else { throw StoreError.accountUnknown(name: name) }
      try set(password, owner, name, now, database, edges)
      return account
    }
  }

  // MARK: Parts

  private typealias Owner = (id: Int64, account: Account)

  private func create(
    _ account: Account,
    by actor: String?,
    _ database: Database,
    _ edges: LogEdges
  ) throws -> Account {
    try accounts(database).create(account)
    let details = [
      StoreEvent.Detail("change", "created"), .init("role", account.role.rawValue), Self.detail(account.scope),
    ]
    try note(.accountChanged, actor, account.name, details, account.createdAt, edges)
    return account
  }

  /// A scope for an event; one with very many companies is cut there, and whole in the account's row.
  private static func detail(_ scope: AccessScope) -> StoreEvent.Detail {
    // Every scope's text is ASCII: a character is a byte.
    .init("scope", String(scope.text.prefix(StoreEvent.textLengthMax)))
  }

  /// Sets a password; whoever knew the old one is out.
  private func set(
    _ hash: PasswordHash,
    _ owner: Owner,
    _ actor: String?,
    _ now: Int64,
    _ database: Database,
    _ edges: LogEdges
  ) throws {
    try passwords(database).set(hash, owner.id, now: now)
    let rows = sessions(database)
    try rows.end(rows.holding(owner.id, now), now)
    try note(.accountChanged, actor, owner.account.name, [.init("change", "password")], now, edges)
  }

  private func openOwner(_ name: String, _ database: Database) throws -> Owner? {
    try accounts(database).find(name).flatMap { $0.account.closedAt == nil ? $0 : nil }
  }

  private func hasAdministrator(_ database: Database) throws -> Bool {
    try accounts(database).all().contains { $0.role == .administrator && $0.closedAt == nil }
  }

  private static func session(_ row: SessionRows.Row, _ account: Account, _ now: Int64) -> PersonSession {
    PersonSession(id: row.id, account: account.asOf(now), createdAt: row.createdAt, seenAt: row.seenAt)
  }

  private func note(
    _ kind: StoreEvent.Kind,
    _ actor: String?,
    _ subject: String,
    _ details: [StoreEvent.Detail],
    _ now: Int64,
    _ edges: LogEdges
  ) throws {
    let actor = actor ?? store.operatorName
    let event = StoreEvent(kind, at: now, actor: actor, subject: subject, details: details)
    _ = try EventRows(database: edges.database).insert(event) { try edges.append($0, to: .access) }
  }

  private func accounts(_ database: Database) -> AccountRows {
    AccountRows(database: database, register: store.register)
  }

  private func passwords(_ database: Database) -> PasswordRows {
    PasswordRows(database: database, register: store.register)
  }

  private func sessions(_ database: Database) -> SessionRows {
    SessionRows(database: database, register: store.register)
  }

  private func links(_ database: Database) -> LinkRows { LinkRows(database: database, register: store.register) }
}
