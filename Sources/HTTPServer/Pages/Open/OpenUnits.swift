import ReportModel

/// Amounts of the law with their units, as people read them. The tables hold the units in English.
enum OpenUnits {
  /// An amount in one language.
  static func amount(_ text: String, _ unit: String, _ language: Language) -> String {
    switch (unit, language) {
    case ("%", _): "\(text) %"
    case ("date", _): CivilDate(iso: text).map { $0.words[language] } ?? text
    case ("IDR/month", .id): "Rp \(grouped(text)) per bulan"
    case ("IDR/month", .en): "IDR \(grouped(text)) a month"
    case (_, .id): [text, indonesian[unit] ?? unit].filter { !$0.isEmpty }.joined(separator: " ")
    case (_, .en): [text, unit].filter { !$0.isEmpty && $0 != "satuan" }.joined(separator: " ")
    }
  }

  /// A whole number in groups of three digits; anything else as it is.
  private static func grouped(_ text: String) -> String {
    guard text.count > 3, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return text }
    return text.reversed().enumerated().reduce(into: "") { result, digit in
      if digit.offset > 0, digit.offset.isMultiple(of: 3) { result = "." + result }
      result = String(digit.element) + result
    }
  }

  private static let indonesian = [
    "% of JKN base": "% dari dasar iuran JKN", "% of JP base": "% dari dasar iuran JP",
    "% of average consumption": "% dari konsumsi rata-rata",
    "% of basic + fixed allowances": "% dari upah pokok dan tunjangan tetap",
    "% of poverty line": "% dari garis kemiskinan", "% of the normal contribution": "% dari iuran biasa",
    "% of usual wage": "% dari upah yang biasa diterima", "% of wage": "% dari upah",
    "% of workers": "% dari pekerja", "IDR/month payroll": "rupiah upah sebulan seluruh pekerja",
    "USD/position/person/month": "USD per jabatan per orang per bulan", "WNI per WNA": "WNI per WNA",
    "active members": "anggota aktif", "calendar days": "hari kalender", "days": "hari",
    "days (more than)": "hari (lebih dari)", "days after joining": "hari sejak mulai bekerja",
    "days before the holiday": "hari sebelum hari raya", "days/month (below)": "hari sebulan (kurang dari)",
    "digits": "angka", "edition": "", "factor": "kali", "form": "", "hours": "jam", "hours/day": "jam sehari",
    "hours/day, 5-day week": "jam sehari, 5 hari kerja", "hours/day, 6-day week": "jam sehari, 6 hari kerja",
    "hours/week": "jam seminggu", "hours/week (below)": "jam seminggu (kurang dari)", "kcal": "kkal",
    "members": "anggota", "million IDR": "juta rupiah", "million IDR/year": "juta rupiah setahun",
    "minutes after 4 h": "menit sesudah 4 jam", "month": "bulan", "months": "bulan",
    "months (below)": "bulan (kurang dari)", "months (special conditions)": "bulan (keadaan khusus)",
    "months of service": "bulan masa kerja", "months of work": "bulan kerja",
    "person per 100 workers": "orang per 100 pekerja", "persons": "orang", "programmes": "program",
    "provinces": "provinsi", "rule": "", "satuan": "", "scale": "", "time": "kali", "times": "kali",
    "workers": "pekerja", "working days": "hari kerja",
    "working days before the end": "hari kerja sebelum berakhir", "years": "tahun",
    "years (below)": "tahun (kurang dari)",
  ]
}
