import ReportModel

/// The people behind accounts: passwords, sessions, links for one use, and changes that one account makes to another.
///
/// Every call blocks; `SubmissionStore.withPersons` leaves the caller's thread free. No call reads a clock; `now` is in
/// milliseconds since 1970-01-01T00:00:00Z. Every change leaves an event in the access log, in the same transaction;
/// `actor` is who made it, and `nil` stands for whoever runs the process.
public protocol PersonRegister: Sendable {
  // MARK: Accounts
  /// Makes an account.
  func createAccount(
    name: String,
    role: Account.Role,
    scope: AccessScope,
    now: Int64,
    by actor: String?
  ) throws(StoreError) -> Account
  /// The account of this name with the scope that holds now; `nil` when there is none or it is closed.
  func openAccount(_ name: String, now: Int64) throws(StoreError) -> Account?
  /// Gives an account another scope.
  func changeScope(of account: String, to scope: AccessScope, now: Int64, by actor: String?) throws(StoreError)
  /// Closes an account for good: its tokens, sessions, password and links open nothing any more.
  func closeAccount(_ name: String, now: Int64, by actor: String?) throws(StoreError)
  /// Makes a token for an account.
  func createToken(
    account: String,
    label: String,
    now: Int64,
    expiresAt: Int64?,
    by actor: String?
  ) throws(StoreError) -> IssuedToken
  /// Ends a token of this account; another account's is unknown here.
  func revokeToken(id: Int64, of account: String, now: Int64, by actor: String?) throws(StoreError)

  // MARK: Passwords
  /// The password of an account; `nil` when it has none, is closed, or is not there.
  func password(of account: String) throws(StoreError) -> PasswordHash?
  /// Sets a password and ends all sessions of the account.
  func setPassword(_ hash: PasswordHash, of account: String, now: Int64, by actor: String?) throws(StoreError)

  // MARK: Sessions
  /// Begins a session with a new secret.
  func openSession(account: String, now: Int64) throws(StoreError) -> OpenedSession
  /// The session of a secret; `nil` when it is unknown, over, or its account closed.
  func session(_ secret: String, now: Int64) throws(StoreError) -> PersonSession?
  /// The sessions of an account that hold, newest first.
  func sessions(of account: String, now: Int64) throws(StoreError) -> [PersonSession]
  /// Ends a session of this account; one that is over or another's stays as it is.
  func endSession(id: Int64, of account: String, now: Int64) throws(StoreError)

  // MARK: Links
  /// Makes a link with which a password can be set once; earlier ones of the account end.
  func invite(_ account: String, now: Int64, by actor: String?) throws(StoreError) -> IssuedLink
  /// Makes the link for the first administrator, and ends earlier ones; `nil` when there is an administrator.
  func startLink(now: Int64) throws(StoreError) -> IssuedLink?
  /// The link of a secret; `nil` when it is unknown, used or expired.
  func link(_ secret: String, now: Int64) throws(StoreError) -> OneTimeLink?
  /// Uses an invitation: sets the password, once.
  ///
  /// - Throws: ``StoreError/linkUnusable`` when it holds no longer.
  func accept(_ secret: String, password: PasswordHash, now: Int64) throws(StoreError) -> Account
  /// Uses the first administrator's link: makes the account with its password, once.
  ///
  /// - Throws: ``StoreError/linkUnusable`` when it holds no longer or there is an administrator by now.
  func start(_ secret: String, name: String, password: PasswordHash, now: Int64) throws(StoreError) -> Account
}

extension SubmissionStore {
  /// Asks the register without blocking the caller's thread.
  public func withPersons<Value: Sendable>(
    _ work: @escaping @Sendable (any PersonRegister) throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let persons = persons
    return try await lanes.reading { () throws(StoreError) in try work(persons) }
  }
}
