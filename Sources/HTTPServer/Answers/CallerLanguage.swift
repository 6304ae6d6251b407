import HTTPTypes
import Hummingbird
import ReportModel

/// Which of our languages a caller prefers.
enum CallerLanguage {
  /// Ranges looked at in one header; more is nobody's real wish.
  static let rangesMax = 32

  /// The language of a request: `lang` in the query of a page, else Accept-Language, else Indonesian.
  static func of(_ request: Request) -> Language {
    if let asked = request.uri.queryParameters["lang"], let language = Language(rawValue: String(asked)) {
      return language
    }
    return preferred(request.headers[.acceptLanguage] ?? "")
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
