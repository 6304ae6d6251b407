/// A sentence for people whose placeholders are filled only when it is shown, so that personal values in it can be
/// masked for one reader and shown to another.
public struct Message: Sendable {
  /// The sentence with `{name}` placeholders.
  public var template: Bilingual
  /// The values of the placeholders.
  public var values: [String: Value]

  /// One value of a placeholder.
  public struct Value: Sendable {
    /// The value as each language writes it.
    public var text: Personal<Bilingual>?
    private var plain: Bilingual?

    /// A value that may be shown to everybody.
    public init(_ text: Bilingual) {
      plain = text
    }

    /// A value that may be shown to everybody, written alike in both languages.
    public init(_ text: String) {
      plain = Bilingual(id: text, en: text)
    }

    /// A value of a person.
    public init(_ text: Bilingual, personal kind: PersonalKind) {
      self.text = Personal(text, kind: kind)
    }

    func shown(in language: Language, reveal: Bool) -> String {
      if let plain { return plain[language] }
      guard let text else { return "" }
      let words = text.revealed(because: reveal ? .ownReport : .masking)[language]
      let value = FoundValue.personal(Personal(words, kind: text.kind))
      return reveal ? value.unmasked : value.masked
    }
  }

  /// A sentence with its values.
  public init(_ template: Bilingual, values: [String: Value] = [:]) {
    self.template = template
    self.values = values
  }

  /// A sentence without placeholders.
  public init(id: String, en: String) {
    self.init(Bilingual(id: id, en: en))
  }

  /// The sentence in one language; personal values are masked unless `reveal` is true.
  public func text(_ language: Language, reveal: Bool = false) -> String {
    guard !values.isEmpty else { return template[language] }
    let shown = values.mapValues { value in
      let text = value.shown(in: language, reveal: reveal)
      return Bilingual(id: text, en: text)
    }
    return template.filled(shown)[language]
  }
}
