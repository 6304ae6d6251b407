public import ReportModel

/// A page that stands alone: no script, no picture, nothing loaded from elsewhere, so that it can be kept and sent as one
/// file. Texts in both languages stand side by side; a choice at the top, made by style alone, hides one of them.
public struct StandalonePage {
  /// What the page is about.
  public let title: Bilingual
  /// Style rules beyond the page's own.
  public let style: String
  /// What stands in the page: HTML whose texts are escaped.
  public let body: String

  /// A page of its parts.
  public init(title: Bilingual, style: String = "", body: String) {
    self.title = title
    self.style = style
    self.body = body
  }

  /// A text fit for content and quoted attributes.
  public static func escaped(_ text: String) -> String { MarkupText.escaped(text) }

  /// An element for each language around the same text in that language; one element where the languages agree.
  public static func both(_ tag: String, _ text: Bilingual) -> String {
    guard text.id != text.en else { return "<\(tag)>\(escaped(text.id))</\(tag)>" }
    return "<\(tag) lang=\"id\">\(escaped(text.id))</\(tag)><\(tag) lang=\"en\">\(escaped(text.en))</\(tag)>"
  }

  /// A choice among values of which one is taken at first: radio buttons with their labels.
  public static func choice(_ name: String, title: Bilingual, _ values: [(value: String, label: String)]) -> String {
    let buttons = values.enumerated().map { place, item in
      "<label><input type=\"radio\" name=\"\(name)\" id=\"\(name)-\(item.value)\"\(place == 0 ? " checked" : "")>"
        + " \(escaped(item.label))</label>"
    }
    return "<fieldset><legend>\(both("span", title))</legend>\n\(buttons.joined(separator: "\n"))\n</fieldset>\n"
  }

  /// The whole page.
  public var text: String {
    let languages = Self.choice(
      "bahasa",
      title: Bilingual(id: "Bahasa", en: "Language"),
      [("semua", "Indonesia + English"), ("id", "Indonesia"), ("en", "English")]
    )
    return """
      <!DOCTYPE html>
      <html lang="id">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(title.id))</title>
      <style>
      \(Self.ownStyle)\(style)</style>
      </head>
      <body>
      <h1>\(Self.both("span", title))</h1>
      \(languages)\(body)</body>
      </html>

      """
  }

  private static let ownStyle = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
    fieldset { border: 1px solid GrayText; margin: 0 0 1rem; }
    label { display: inline-block; margin-right: 1rem; }
    body:has(#bahasa-semua:checked) :is(h1, h2, h3, legend, nav) [lang=en]::before { content: " · "; }
    [lang=en] { font-style: italic; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .5rem 0; }
    dt { font-weight: bold; } dd { margin: 0; } p { margin: .5rem 0; }
    dd > [lang], dt > [lang] { display: block; }
    table { border-collapse: collapse; } th, td { border: 1px solid GrayText; padding: .2rem .5rem; text-align: left; }
    th, td { vertical-align: top; } td > [lang], th > [lang] { display: block; }
    article { border-top: 1px solid GrayText; padding: .5rem 0; }
    .scroll { overflow-x: auto; }
    body:has(#bahasa-id:checked) [lang=en], body:has(#bahasa-en:checked) [lang=id] { display: none; }
    @media print { fieldset { display: none; } article { break-inside: avoid; } }

    """
}
