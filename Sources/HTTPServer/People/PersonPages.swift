import Hummingbird
import ReportModel
import SubmissionStore

/// Parts that several pages on accounts share.
enum PersonPages {
  /// What was done before this page was opened, by the parameter `selesai`.
  static func done(_ visitor: Visitor) -> String? {
    let words = [
      "sandi": "passwordChanged", "token": "tokenRevoked", "sesi": "sessionEnded", "lingkup": "scopeChanged",
      "tutup": "accountClosed",
    ]
    let query = visitor.path.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    for pair in query.split(separator: "&") where pair.hasPrefix("selesai=") {
      return words[String(pair.dropFirst("selesai=".count))].map { PersonWording.both($0)[visitor.language] }
    }
    return nil
  }

  /// Tokens for the template, those that hold first.
  static func tokens(_ tokens: [TokenInfo], _ now: Int64, _ language: Language) -> [String: Any] {
    let rows = tokens.reversed().map { token -> (holds: Bool, row: [String: Any]) in
      let holds = token.revokedAt == nil && token.expiresAt.map { $0 > now } ?? true
      return (
        holds,
        [
          "id": String(token.id), "label": token.label, "holds": holds, "owner": token.account,
          "expires": token.expiresAt.map { PageTime.moment($0, language) } ?? PersonWording.both("forever")[language],
        ]
      )
    }
    return [
      "tokens": rows.filter(\.holds).map(\.row) + rows.filter { !$0.holds }.map(\.row), "hasTokens": !rows.isEmpty,
    ]
  }
}

extension Pages {
  /// The page that shows a secret for the only time.
  func secretOnce(
    _ visitor: Visitor,
    _ secret: String,
    heading: String,
    once: String,
    back: String,
    _ place: Place
  ) -> Response {
    var values = PersonWording.values(visitor.language, FieldFaults())
    values["heading"] = PersonWording.both(heading)[visitor.language]
    values["once"] = PersonWording.both(once)[visitor.language]
    values["secret"] = secret
    values["back"] = back
    return page(visitor, title: PersonWording.both(heading), place: place, body: self["secretOnce"], values)
  }
}
