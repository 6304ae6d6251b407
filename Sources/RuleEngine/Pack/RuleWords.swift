public import ReportModel

/// Grades and dates of rules in words.
public enum RuleWords {
  /// What a grade means for the report.
  public static func grade(_ grade: Grade) -> Bilingual {
    switch grade {
    case .data(.error):
      Bilingual(id: "Kesalahan data: laporan belum dapat diterima", en: "Data error: not acceptable yet")
    case .data(.warning): Bilingual(id: "Peringatan data", en: "Data warning")
    case .data: Bilingual(id: "Catatan data", en: "Note on the data")
    case .confirmable: Bilingual(id: "Perlu diperbaiki atau dikonfirmasi", en: "To be corrected or confirmed")
    case .compliance(.warning): Bilingual(id: "Temuan kepatuhan", en: "Compliance finding")
    case .compliance: Bilingual(id: "Catatan kepatuhan", en: "Compliance note")
    }
  }

  /// A stretch of days; both ends belong to it, `nil` is open.
  public static func window(from: CivilDate?, to: CivilDate?) -> Bilingual {
    switch (from, to) {
    case (nil, nil): Bilingual(id: "selalu", en: "always")
    case (let from?, nil): Bilingual(id: "sejak \(from.dayFirst)", en: "since \(from)")
    case (nil, let to?): Bilingual(id: "sampai \(to.dayFirst)", en: "until \(to)")
    case (let from?, let to?): Bilingual(id: "\(from.dayFirst) – \(to.dayFirst)", en: "\(from) – \(to)")
    }
  }

  /// An interval in which a rule is in force, with its doubt and its own grade.
  public static func interval(_ interval: RuleInterval) -> Bilingual {
    let days = window(from: interval.from, to: interval.to)
    let words = interval.grade.map { grade($0) }
    let doubt =
      interval.isCertain ? Bilingual(id: "", en: "") : Bilingual(id: " (hari tidak pasti)", en: " (day not certain)")
    return Bilingual(
      id: days.id + doubt.id + (words.map { ": \($0.id)" } ?? ""),
      en: days.en + doubt.en + (words.map { ": \($0.en)" } ?? "")
    )
  }
}
