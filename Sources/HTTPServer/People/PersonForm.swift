import HTTPTypes
import Hummingbird
import ReportModel
import SubmissionStore

/// What is wrong with a form, field by field; shown above it, each with a link to its field.
struct FieldFaults {
  private(set) var list: [(field: String, text: Bilingual)] = []

  var isEmpty: Bool { list.isEmpty }

  mutating func add(_ field: String, _ text: Bilingual) { list.append((field, text)) }

  /// For the template: the summary, and for each field its own sentence as `fault-FIELD`.
  func values(_ language: Language) -> [String: Any] {
    guard !list.isEmpty else { return [:] }
    var values: [String: Any] = [
      "hasFaults": true, "faults": list.map { ["field": $0.field, "text": $0.text[language]] },
    ]
    for (field, text) in list { values["fault_\(field)"] = text[language] }
    return values
  }
}

/// The forms of people who have not signed in: their token hangs on a cookie of its own, which every such page renews.
struct OpenForm: Sendable {
  private let cookie: SessionCookie
  /// The secret that the browser keeps; new for each page.
  private let secret = SessionSecret.new()

  init(_ configuration: ServerConfiguration) { cookie = SessionCookie("wlkp-awal", configuration) }

  /// What the form carries.
  var token: String { FormToken.token(for: secret) }

  /// The page, with the cookie that its form needs.
  func sending(_ page: Response) -> Response {
    var page = page
    page.headers.append(HTTPField(name: .setCookie, value: cookie.setting(secret)))
    return page
  }

  /// Refuses a form that is not from a page that this browser was given.
  func require(_ given: String?, _ request: Request) throws(Problem) {
    guard RequestOrigin.isOurs(request), let secret = cookie.secret(request), let given,
      FormToken.isSame(given, FormToken.token(for: secret))
    else { throw .formExpired }
  }
}

extension Gate {
  /// Goes on to a page with a session that has just begun. A session that the browser had before ends: nothing of what
  /// somebody may have planted there is taken over.
  func entering(
    _ session: OpenedSession,
    _ request: Request,
    at path: OwnPath
  ) async throws -> Response {
    let now = clock()
    if let before = try await visitor(request).session {
      try await store.withPersons { persons throws(StoreError) in
        try persons.endSession(id: before.id, of: before.account.name, now: now)
      }
    }
    let cookie = SessionCookie(configuration).setting(session.secret)
    return Response(status: .seeOther, headers: [.location: path.text, .setCookie: cookie])
  }
}
