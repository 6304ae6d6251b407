import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// Who opened a page: a signed-in person or nobody in particular.
struct Visitor: Sendable {
  /// The person's account, with the scope that holds now; `nil` for nobody in particular.
  let account: Account?
  /// The language of what they read.
  let language: Language
  /// What their forms carry in the hidden field `token`; empty for nobody in particular.
  let csrf: String
  /// The path and query they asked for.
  let path: String
  /// The session behind it.
  let session: PersonSession?
  /// Whether nothing says that another site sent this; see ``RequestOrigin``.
  let comesFromHere: Bool

  init(
    account: Account?,
    language: Language,
    csrf: String,
    path: String,
    session: PersonSession? = nil,
    comesFromHere: Bool = false
  ) {
    self.account = account
    self.language = language
    self.csrf = csrf
    self.path = path
    self.session = session
    self.comesFromHere = comesFromHere
  }
}

extension Gate {
  /// Who opened a page. A bad or old cookie is just nobody.
  func visitor(_ request: Request) async throws -> Visitor {
    let secret = SessionCookie(configuration).secret(request)
    let now = clock()
    let session = try await secret.asyncFlatMap { secret in
      try await store.withPersons { persons throws(StoreError) in try persons.session(secret, now: now) }
    }
    return Visitor(
      account: session?.account,
      language: CallerLanguage.of(request),
      csrf: session == nil ? "" : FormToken.token(for: secret ?? ""),
      path: OwnPath.asked(request),
      session: session,
      comesFromHere: RequestOrigin.isOurs(request)
    )
  }

  /// The signed-in person behind a request, when their role is one of these.
  ///
  /// - Throws: ``Problem/signInFirst(path:)`` for nobody in particular, ``Problem/forbidden(role:)`` for other roles.
  func visitor(
    _ request: Request,
    _ roles: Set<Account.Role>
  ) async throws -> (visitor: Visitor, account: Account) {
    let visitor = try await visitor(request)
    guard let account = visitor.account else {
      // What was posted is gone after the sign-in, and its address may be none to open.
      throw Problem.signInFirst(path: request.method == .get || request.method == .head ? visitor.path : "/")
    }
    guard roles.contains(account.role) else { throw Problem.forbidden(role: account.role) }
    return (visitor, account)
  }

  /// Refuses a form that is not from a page that we gave this person.
  func requireToken(_ given: String?, _ visitor: Visitor) throws(Problem) {
    guard visitor.comesFromHere, !visitor.csrf.isEmpty, let given, FormToken.isSame(given, visitor.csrf) else {
      throw .formExpired
    }
  }
}

extension Optional where Wrapped: Sendable {
  /// `flatMap` for work that waits.
  fileprivate func asyncFlatMap<Value>(_ transform: (Wrapped) async throws -> Value?) async rethrows -> Value? {
    guard let self else { return nil }
    return try await transform(self)
  }
}
