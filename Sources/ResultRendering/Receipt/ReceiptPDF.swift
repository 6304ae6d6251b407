import CHaru
public import ReportModel

/// A receipt as a PDF of one A4 page.
public struct ReceiptPDF {
  private let card: ReceiptCard
  private let language: Language

  /// A page in a language.
  public init(_ card: ReceiptCard, language: Language) {
    self.card = card
    self.language = language
  }

  /// The file's bytes; `nil` when the PDF library refuses, which only a lack of memory makes it do.
  public func bytes() -> [UInt8]? {
    // Without a handler of its own the library keeps the first error and does nothing from then on.
    guard let document = HPDF_New(nil, nil) else { return nil }
    defer { HPDF_Free(document) }
    HPDF_SetCompressionMode(document, HPDF_UINT(HPDF_COMP_ALL))
    HPDF_SetInfoAttr(document, HPDF_INFO_TITLE, "\(ReceiptCard.title[language]) \(card.number)")
    HPDF_SetInfoAttr(document, HPDF_INFO_CREATOR, "wlkp")
    guard let sheet = Sheet(document) else { return nil }
    draw(on: sheet)
    guard HPDF_SaveToStream(document) == 0 else { return nil }
    return Self.stream(of: document)
  }

  private func draw(on sheet: Sheet) {
    sheet.text(ReceiptCard.title[language], size: 17, bold: true, gap: 6)
    sheet.text(card.authorityLine[language], size: 10.5, bold: true, gap: 14)
    for fact in card.facts {
      let value = fact.name.en == "File digest" ? Self.halves(fact.value[language]) : [fact.value[language]]
      sheet.fact(fact.name[language], value)
    }
    sheet.space(14)
    if let code = QRCode(card.code) { sheet.square(code, side: 8 / 2.54 * 72, beside: ReceiptCard.proves[language]) }
  }

  /// A long hash in two lines.
  private static func halves(_ text: String) -> [String] {
    let middle = text.index(text.startIndex, offsetBy: text.count / 2)
    return [String(text[..<middle]), String(text[middle...])]
  }

  private static func stream(of document: HPDF_Doc) -> [UInt8]? {
    var size = HPDF_GetStreamSize(document)
    guard size > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(size))
    guard HPDF_ReadFromStream(document, &bytes, &size) == 0 else { return nil }
    return bytes
  }
}

/// One A4 page that is written from top to bottom. Lengths in points (1/72 inch).
private final class Sheet {
  private static let margin: Float = 62
  private static let labelWidth: Float = 120
  private static let factSize: Float = 10.5

  private let page: HPDF_Page
  private let regular: HPDF_Font
  private let bold: HPDF_Font
  private let width: Float
  private var top: Float

  init?(_ document: HPDF_Doc) {
    guard let page = HPDF_AddPage(document), let regular = HPDF_GetFont(document, "Helvetica", "CP1252"),
      let bold = HPDF_GetFont(document, "Helvetica-Bold", "CP1252")
    else { return nil }
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT)
    (self.page, self.regular, self.bold) = (page, regular, bold)
    width = HPDF_Page_GetWidth(page)
    top = HPDF_Page_GetHeight(page) - Self.margin
  }

  func space(_ height: Float) { top -= height }

  /// A paragraph over the whole width, broken into lines where it is too long.
  func text(_ text: String, size: Float, bold isBold: Bool = false, gap: Float) {
    paragraph(text, left: Self.margin, width: width - 2 * Self.margin, size: size, isBold: isBold)
    top -= gap
  }

  /// A name and its value, which may have several lines.
  func fact(_ name: String, _ values: [String]) {
    let start = top
    paragraph(name, left: Self.margin, width: Self.labelWidth, size: Self.factSize, isBold: true)
    let left = Self.margin + Self.labelWidth
    let lowest = top
    top = start
    for value in values {
      paragraph(value, left: left, width: width - left - Self.margin, size: Self.factSize, isBold: false)
    }
    top = min(top, lowest) - 4
  }

  /// A QR code, and a text to its right.
  func square(_ code: QRCode, side: Float, beside text: String) {
    let module = side / Float(code.side)
    let start = top
    for run in code.runs {
      HPDF_Page_Rectangle(
        page,
        Self.margin + Float(run.columns.lowerBound) * module,
        start - Float(run.row + 1) * module,
        Float(run.columns.count) * module,
        module
      )
    }
    HPDF_Page_Fill(page)
    let left = Self.margin + side + 18
    paragraph(text, left: left, width: width - left - Self.margin, size: 9.5, isBold: false)
  }

  private func paragraph(_ text: String, left: Float, width: Float, size: Float, isBold: Bool) {
    let font = isBold ? bold : regular
    HPDF_Page_BeginText(page)
    HPDF_Page_SetFontAndSize(page, font, size)
    for line in lines(text, font, size: size, width: width) {
      top -= size * 1.32
      line.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { _ = HPDF_Page_TextOut(page, left, top, $0.baseAddress) }
      }
    }
    HPDF_Page_EndText(page)
  }

  /// Words put into lines; a word wider than a line is cut. Each line ends in a zero byte.
  private func lines(_ text: String, _ font: HPDF_Font, size: Float, width: Float) -> [[UInt8]] {
    var rest = Windows1252.bytes(text)
    var lines: [[UInt8]] = []
    repeat {
      var real: Float = 0
      let wrap = HPDF_BOOL(HPDF_TRUE)
      var count = Int(HPDF_Font_MeasureText(font, rest, HPDF_UINT(rest.count), width, size, 0, 0, wrap, &real))
      if count == 0 {
        count = Int(HPDF_Font_MeasureText(font, rest, HPDF_UINT(rest.count), width, size, 0, 0, 0, &real))
      }
      count = max(count, min(1, rest.count))
      lines.append(Array(rest.prefix(count)) + [0])
      rest.removeFirst(count)
    } while !rest.isEmpty
    return lines
  }
}

/// The character set of the PDF's built-in fonts. What it has not is shown as a question mark; the QR code and the text
/// receipt keep every character.
private enum Windows1252 {
  private static let typographic: [Unicode.Scalar: UInt8] = [
    "\u{20AC}": 0x80, "\u{2018}": 0x91, "\u{2019}": 0x92, "\u{201C}": 0x93, "\u{201D}": 0x94, "\u{2022}": 0x95,
    "\u{2013}": 0x96, "\u{2014}": 0x97, "\u{2026}": 0x85,
  ]

  static func bytes(_ text: String) -> [UInt8] {
    SafeText.visible(text).unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x20..<0x7F, 0xA0...0xFF: UInt8(scalar.value)
      default: typographic[scalar] ?? UInt8(ascii: "?")
      }
    }
  }
}
