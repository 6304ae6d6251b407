import HTTPTypes
import Hummingbird
import ReportModel

/// Which of our languages a caller prefers.
enum CallerLanguage {
  /// Ranges looked at in one header; more is nobody's real wish.
  static let rangesMax = 32

  /// The cookie that remembers what somebody chose on a page.
  static let cookie = "wlkp_lang"

  /// The language of a request: `lang` in the query of a page, else the one chosen before, else Accept-Language, else
  /// Indonesian.
  static func of(_ request: Request) -> Language {
    asked(request) ?? remembered(request) ?? preferred(request.headers[.acceptLanguage] ?? "")
  }

  /// What the query asks for.
  static func asked(_ request: Request) -> Language? {
    request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
  }

  /// What was chosen on an earlier page; only pages remember.
  static func remembered(_ request: Request) -> Language? {
    guard !request.uri.path.hasPrefix("/v1/") else { return nil }
    return request.cookies[cookie].flatMap { Language(rawValue: $0.value) }
  }

  /// The better of our languages by quality (RFC 9110 section 12.5.4); Indonesian when they are equal.
  static func preferred(_ header: String) -> Language {
    var quality: [Language: Double] = [:]
    var others = 0.0
    for range in header.split(separator: ",").prefix(rangesMax) {
      let parts = range.split(separator: ";").map { $0.trimmed }
      guard let name = parts.first?.lowercased() else { continue }
      let weight = weight(parts.dropFirst())
      if name == "*" {
        others = max(others, weight)
      } else if let language = Language(rawValue: String(name.prefix { $0 != "-" })) {
        quality[language] = max(quality[language] ?? 0, weight)
      }
    }
    return quality[.en] ?? others > quality[.id] ?? others ? .en : .id
  }

  /// The `q` of a range; 1 when there is none, 0 when it cannot be read.
  static func weight(_ parameters: ArraySlice<String>) -> Double {
    guard let text = parameters.first(where: { $0.lowercased().hasPrefix("q=") }) else { return 1 }
    guard let weight = Double(text.dropFirst(2)), (0...1).contains(weight) else { return 0 }
    return weight
  }
}

extension Substring {
  /// Without spaces and tabs around it.
  var trimmed: String {
    var text = self
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
