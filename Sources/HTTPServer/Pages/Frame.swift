import HTTPTypes
import Hummingbird
import Mustache
import ReportModel
import RuleEngine
import SubmissionStore

extension Pages {
  /// A page inside the common frame: skip link, brand, language, navigation of the visitor's role, main, footer.
  ///
  /// - Parameters:
  ///   - visitor: who looks.
  ///   - title: what the tab says; "WLKP" is added.
  ///   - place: the entry of the navigation that is marked.
  ///   - body: the page's own part; one h1 stands in it.
  ///   - content: what `body` shows. Besides, every body knows `lang` and `token` (the hidden field of forms). Two names
  ///     are for the frame: `scripts`, a list of script names under `/assets/`, and `refresh`, after how many seconds
  ///     the page loads again.
  func page(
    _ visitor: Visitor,
    title: Bilingual,
    place: Place,
    status: HTTPResponse.Status = .ok,
    body: MustacheTemplate,
    _ content: [String: Any] = [:]
  ) -> Response {
    var content = content
    content["lang"] = visitor.language.rawValue
    content["token"] = visitor.csrf
    let html = body.render(content)
    return Answer.page(
      frame(visitor, title: title[visitor.language], place: place, body: html, content),
      status,
      language: visitor.language
    )
  }

  private func frame(
    _ visitor: Visitor,
    title: String,
    place: Place,
    body: String,
    _ content: [String: Any]
  ) -> String {
    let language = visitor.language
    let words = FrameWording.words(language)
    var values: [String: Any] = [
      "lang": language.rawValue, "f": words, "title": title + " – WLKP", "body": body, "facts": facts[language],
      "token": visitor.csrf, "accountIsHere": place == .account,
      "otherAddress": PageAddress.adding("lang", words["otherCode"] ?? "", to: visitor.path),
      "signInAddress": PageAddress.signIn(comingFrom: visitor.path),
      "places": Place.offered(to: visitor.account?.role).map { entry in
        ["address": entry.address ?? "/", "name": entry.name[language], "isHere": entry == place] as [String: Any]
      },
    ]
    values["account"] = visitor.account?.name
    values["scripts"] = content["scripts"]
    values["refresh"] = content["refresh"]
    return layout.render(values)
  }
}

/// The words of the frame, by the names its template uses.
enum FrameWording {
  static func words(_ language: Language) -> [String: String] { language == .id ? indonesian : english }

  /// The line that says what judges.
  static func facts(engine: String, pack: String, verifiedUntil: CivilDate?) -> Bilingual {
    Bilingual(
      id: "wlkp \(engine) · paket aturan \(pack)"
        + (verifiedUntil.map { " · dicocokkan dengan peraturan sampai \($0.words.id)" } ?? ""),
      en: "wlkp \(engine) · rule pack \(pack)"
        + (verifiedUntil.map { " · checked against the law until \($0.words.en)" } ?? "")
    )
  }

  private static let indonesian = [
    "skip": "Langsung ke isi", "brand": "Wajib Lapor Ketenagakerjaan", "navigation": "Halaman",
    "otherCode": "en", "otherName": "English", "signIn": "Masuk", "signOut": "Keluar",
    "footer":
      "Temuan kepatuhan tidak menghalangi penerimaan laporan: yang jujur melaporkan tidak ditolak karena kejujurannya.",
  ]

  private static let english = [
    "skip": "Skip to content", "brand": "Company Labour Report", "navigation": "Pages",
    "otherCode": "id", "otherName": "Bahasa Indonesia", "signIn": "Sign in", "signOut": "Sign out",
    "footer":
      "Compliance findings never stand in the way of acceptance: nobody is refused for reporting truthfully.",
  ]
}

/// Addresses of our own pages with their parameters.
enum PageAddress {
  /// The address with a parameter set, in place of the one of that name.
  static func adding(_ name: String, _ value: String, to address: String) -> String {
    let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let kept =
      parts.count < 2
      ? [] : parts[1].split(separator: "&").filter { $0 != name && !$0.hasPrefix(name + "=") }.map(String.init)
    return parts[0] + "?" + (kept + [name + "=" + encoded(value)]).joined(separator: "&")
  }

  /// The sign-in page, which leads back to where somebody was.
  static func signIn(comingFrom address: String) -> String {
    address == "/" || address.hasPrefix("/masuk") ? "/masuk" : adding("ke", address, to: "/masuk")
  }

  /// A text as a parameter's value: all but the unreserved characters as `%XX` (RFC 3986 section 2.3).
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += ["%", String(digits[Int(byte >> 4)]), String(digits[Int(byte & 15)])].joined()
      }
    }
    return result
  }
}
