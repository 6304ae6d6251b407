import ReportModel

/// Names of things that sentences mention.
enum ReadingWords {
  /// A delimiter as people call it.
  static func delimiter(_ byte: UInt8) -> Bilingual {
    switch byte {
    case UInt8(ascii: ";"): Bilingual(id: "titik koma (;)", en: "semicolon (;)")
    case 0x09: Bilingual(id: "tab", en: "tab")
    case UInt8(ascii: "|"): Bilingual(id: "garis tegak (|)", en: "vertical bar (|)")
    default: Bilingual(id: "koma (,)", en: "comma (,)")
    }
  }

  /// What sets the cells of a table apart.
  static func separation(_ delimiter: UInt8, isSheet: Bool) -> Bilingual {
    isSheet ? Bilingual(id: "kolom lembar kerja", en: "the columns of a sheet") : self.delimiter(delimiter)
  }

  /// A sentence, with its space in front, about dates that can be read two ways; nothing for none.
  static func alsoAmbiguous(_ count: Int) -> Bilingual {
    count <= 0
      ? Bilingual(id: "", en: "")
      : Bilingual(
        id: " \(count) tanggal lain di kolom itu bisa dibaca dua cara.",
        en: " \(count) others in it can be read both ways."
      )
  }

  /// The direction in which the content of a row moved, and what to look for.
  static func shift(_ columns: Int) -> (direction: Bilingual, lookFor: Bilingual) {
    columns > 0
      ? (Bilingual(id: "kanan", en: "right"), Bilingual(id: "tersisip", en: "inserted"))
      : (Bilingual(id: "kiri", en: "left"), Bilingual(id: "terhapus", en: "deleted"))
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
