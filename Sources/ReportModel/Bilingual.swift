/// The languages in which the engine speaks to people.
public enum Language: String, Sendable, CaseIterable, Codable {
  /// Bahasa Indonesia, the language of the report and the default everywhere.
  case id
  /// English.
  case en
}

/// One text in both languages.
public struct Bilingual: Hashable, Sendable, Codable {
  /// The Indonesian wording.
  public var id: String
  /// The English wording.
  public var en: String

  /// A text with its two wordings.
  public init(id: String, en: String) {
    self.id = id
    self.en = en
  }

  /// The wording in one language.
  public subscript(language: Language) -> String {
    language == .id ? id : en
  }

  /// Replaces every `{name}` by its value in both wordings; names without a value stay as they are.
  public func filled(_ values: [String: Bilingual]) -> Bilingual {
    Bilingual(id: Self.fill(id, .id, values), en: Self.fill(en, .en, values))
  }

  private static func fill(_ template: String, _ language: Language, _ values: [String: Bilingual]) -> String {
    guard template.utf8.contains(UInt8(ascii: "{")) else { return template }
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let afterOpen = rest.index(after: open)
      guard let close = rest[afterOpen...].firstIndex(of: "}") else { break }
      let name = String(rest[afterOpen..<close])
      result += values[name].map { $0[language] } ?? String(rest[open...close])
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
