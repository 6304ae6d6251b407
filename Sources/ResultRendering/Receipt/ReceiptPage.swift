public import ReportModel

/// A receipt as one self-contained page, ready to print on one sheet.
public struct ReceiptPage {
  private let card: ReceiptCard
  private let language: Language

  /// A page in a language.
  public init(_ card: ReceiptCard, language: Language) {
    self.card = card
    self.language = language
  }

  /// The page as HTML.
  public var html: String {
    """
    <!doctype html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escape("\(card.number) – \(ReceiptCard.title[language])"))</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <main>
    \(article)
    </main>
    </body>
    </html>

    """
  }

  /// The receipt alone, to stand in another page.
  public var article: String {
    let rows = card.facts.map { fact in
      HTMLText.element("dt", text: fact.name[language])
        + HTMLText.element("dd", nil, HTMLText.foreign(SafeText.visible(fact.value[language])))
    }
    let label = language == .id ? "Kode QR dengan tanda terima lengkap" : "QR code with the whole receipt"
    let code = QRCode(card.code)?.svg(label: label) ?? ""
    return HTMLText.block(
      "article",
      "wlkp-receipt",
      HTMLText.element("h1", text: ReceiptCard.title[language])
        + HTMLText.element("p", "wlkp-authority", text: SafeText.visible(card.authorityLine[language]))
        + HTMLText.block("dl", nil, rows.joined())
        + HTMLText.block("div", "wlkp-proof", code + HTMLText.element("p", text: ReceiptCard.proves[language]))
    )
  }

  private static let style = """
    :root{color-scheme:light dark}
    body{font:1rem/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;color:#1b1f24;background:#fff}
    main{max-width:44rem;margin:0 auto}
    h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
    .wlkp-authority{font-weight:600;margin:0 0 1.5rem}
    dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.4rem 1.25rem;margin:0 0 1.5rem}
    dt{color:#57606a}dd{margin:0;overflow-wrap:anywhere}
    .wlkp-proof{display:flex;flex-wrap:wrap;gap:1.25rem;align-items:flex-start}
    .wlkp-proof p{flex:1 1 16rem;margin:0}
    .wlkp-qr{width:min(100%,18rem);height:auto;background:#fff}
    @media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}dt{color:#9da7b1}}
    @media print{body{padding:0;color:#000;background:#fff}.wlkp-qr{width:8cm}}
    """
}
