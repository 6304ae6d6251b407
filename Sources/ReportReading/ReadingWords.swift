import ReportModel

/// Names of things that sentences mention.
enum ReadingWords {
  /// A delimiter as people call it.
  static func delimiter(_ byte: UInt8) -> Bilingual {
    switch byte {
    case UInt8(ascii: ";"): Bilingual(id: "titik koma (;)", en: "semicolon (;)")
    case 0x09: Bilingual(id: "tab", en: "tab")
    default: Bilingual(id: "koma (,)", en: "comma (,)")
    }
  }

  /// A window of dates, open on either side.
  static func window(from: CivilDate?, to: CivilDate?) -> Bilingual {
    switch (from, to) {
    case (let from?, let to?):
      Bilingual(id: "\(from.dayFirst) sampai \(to.dayFirst)", en: "\(from.dayFirst) to \(to.dayFirst)")
    case (let from?, nil): Bilingual(id: "mulai \(from.dayFirst)", en: "from \(from.dayFirst)")
    case (nil, let to?): Bilingual(id: "sampai \(to.dayFirst)", en: "up to \(to.dayFirst)")
    case (nil, nil): Bilingual(id: "apa pun", en: "of any day")
    }
  }
}
