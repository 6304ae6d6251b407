public import ReportModel

// Every sentence of batch summaries, Indonesian and English.

/// Words of batch summaries for other modules.
public enum BatchWords {
  /// How far a batch has come.
  public static func progress(done: Int, perSecond: Int, percent: Int?, secondsLeft: Int?) -> Bilingual {
    let share = percent.map { " (\($0) %)" } ?? ""
    let left = secondsLeft.map { Bilingual(id: ", sisa \(span($0))", en: ", \(span($0)) left") }
    return Bilingual(
      id: "\(done) berkas\(share), \(perSecond)/detik\(left?.id ?? "")",
      en: "\(done) files\(share), \(perSecond)/s\(left?.en ?? "")"
    )
  }

  /// One reason of a visit priority, with its reckoning.
  public static func reason(_ reason: VisitPriority.Reason) -> Bilingual { BatchWording.reason(reason) }

  /// How soon, in words.
  public static func level(_ level: VisitPriority.Level) -> Bilingual { BatchWording.level(level) }

  /// A size class in words.
  public static func size(_ size: SizeClass) -> Bilingual { BatchWording.size(size) }

  /// An area of the rules, such as `UPAH`, in words.
  public static func area(_ area: String) -> Bilingual { BatchWording.area(area) }

  /// How visit priorities are reckoned, and with which weights.
  public static let aboutPriority = [BatchWording.aboutPriority, BatchWording.weights]

  private static func span(_ seconds: Int) -> String {
    let (minutes, rest) = (seconds / 60, seconds % 60)
    return minutes >= 60
      ? "\(minutes / 60):\(two(minutes % 60)):\(two(rest))" : "\(minutes):\(two(rest))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

enum BatchWording {
  static let title = Bilingual(id: "Ringkasan pemeriksaan laporan WLKP", en: "Summary of WLKP reports judged")
  static let files = Bilingual(id: "Berkas", en: "Files")
  static let verdicts = Bilingual(id: "Hasil", en: "Verdicts")
  static let priorities = Bilingual(id: "Prioritas kunjungan", en: "Visit priority")
  static let areas = Bilingual(id: "Bidang aturan", en: "Areas of the rules")
  static let rules = Bilingual(id: "Aturan", en: "Rules")
  static let regions = Bilingual(id: "Wilayah", en: "Regions")
  static let sectors = Bilingual(id: "Lapangan usaha", en: "Sectors")
  static let sizes = Bilingual(id: "Jumlah pekerja", en: "Size classes")
  static let visits = Bilingual(id: "Daftar prioritas kunjungan", en: "List of visit priorities")
  static let faults = Bilingual(id: "Tanpa hasil pemeriksaan", en: "Not judged")
  static let allFiles = Bilingual(id: "Semua berkas", en: "All files")
  static let unknown = Bilingual(id: "(tidak disebut)", en: "(not stated)")
  static let others = Bilingual(id: "lainnya", en: "others")
  static let acceptable = Bilingual(id: "dapat diterima", en: "acceptable")
  static let withFindings = Bilingual(id: "dengan temuan kepatuhan", en: "with compliance findings")
  static let highPriority = Bilingual(id: "prioritas tinggi", en: "high priority")
  static let workers = Bilingual(id: "pekerja", en: "workers")
  static let places = Bilingual(id: "tempat", en: "places")
  static let unanswered = Bilingual(id: "tanpa jawaban", en: "unanswered")
  static let points = Bilingual(id: "poin", en: "points")
  static let reasons = Bilingual(id: "alasan", en: "reasons")
  static let code = Bilingual(id: "kode", en: "code")
  static let name = Bilingual(id: "nama", en: "name")
  static let grade = Bilingual(id: "kelas", en: "grade")
  static let verdict = Bilingual(id: "hasil", en: "verdict")
  static let company = Bilingual(id: "perusahaan", en: "company")
  static let previous = Bilingual(id: "sebelumnya", en: "previous")
  static let next = Bilingual(id: "berikutnya", en: "next")
  static let filter = Bilingual(id: "cari nama, wilayah atau hasil", en: "find a name, region or verdict")
  static let noScript = Bilingual(
    id: "Daftar semua berkas memerlukan JavaScript; semua angka di atas tidak.",
    en: "The list of all files needs JavaScript; none of the figures above do."
  )
  static let aboutPriority = Bilingual(
    id:
      "Poin = bobot bidang × sebaran (1 untuk 1–9 tempat, 2 untuk 10–99, 3 untuk 100 atau lebih), hanya dari temuan "
      + "kepatuhan; ditambah 1 untuk setiap bidang penting yang datanya tidak ada. Tinggi mulai "
      + "\(VisitPriority.highFrom) poin, sedang mulai \(VisitPriority.mediumFrom). Ini urutan kunjungan, bukan penilaian "
      + "atas perusahaan.",
    en:
      "Points = weight of the area × spread (1 for 1–9 places, 2 for 10–99, 3 for 100 or more), from compliance "
      + "findings only; plus 1 for each vital area whose data are missing. High from \(VisitPriority.highFrom) points, "
      + "medium from \(VisitPriority.mediumFrom). This is an order of visits, not a judgement of companies."
  )
  static let weights: Bilingual = {
    let names = VisitPriority.weights.map { (area($0.area), $0.weight) }
    let id = names.map { "\($0.id) \($1)" }.joined(separator: ", ")
    let en = names.map { "\($0.en) \($1)" }.joined(separator: ", ")
    return Bilingual(
      id: "Bobot: \(id), lainnya \(VisitPriority.otherWeight).",
      en: "Weights: \(en), others \(VisitPriority.otherWeight)."
    )
  }()

  static func level(_ level: VisitPriority.Level) -> Bilingual {
    switch level {
    case .high: Bilingual(id: "tinggi", en: "high")
    case .medium: Bilingual(id: "sedang", en: "medium")
    case .low: Bilingual(id: "rendah", en: "low")
    case .none: Bilingual(id: "tidak ada poin", en: "no points")
    }
  }

  static func size(_ size: BatchSummary.SizeClass) -> Bilingual {
    switch size {
    case .micro: Bilingual(id: "1–4 pekerja", en: "1–4 workers")
    case .small: Bilingual(id: "5–19 pekerja", en: "5–19 workers")
    case .medium: Bilingual(id: "20–99 pekerja", en: "20–99 workers")
    case .large: Bilingual(id: "100 pekerja ke atas", en: "100 workers and more")
    case .unknown: unknown
    }
  }

  /// One reason of a visit priority, with its reckoning.
  static func reason(_ reason: VisitPriority.Reason) -> Bilingual {
    let points = Bilingual(
      id: "\(reason.points) poin",
      en: reason.points == 1 ? "1 point" : "\(reason.points) points"
    )
    guard let title = reason.title else {
      let area = area(reason.subject)
      return Bilingual(
        id: "Data tidak ada (\(area.id)), sehingga \(reason.count) aturan tidak dapat dinilai: \(points.id)",
        en: "Data missing (\(area.en)), so that \(reason.count == 1 ? "1 rule" : "\(reason.count) rules") could not be "
          + "assessed: \(points.en)"
      )
    }
    let places = Wording.number(reason.count)
    // What is found in one place or a few counts once: the weight is the number of points then.
    let spread = reason.spread > 1 ? "\(reason.weight) × \(reason.spread) = " : ""
    return Bilingual(
      id: "\(title.id) (\(reason.subject)), \(places.id) tempat: \(spread)\(points.id)",
      en: "\(title.en) (\(reason.subject)), \(reason.count == 1 ? "1 place" : "\(places.en) places"): "
        + "\(spread)\(points.en)"
    )
  }

  static func kept(_ shown: Int, of all: Int) -> Bilingual {
    Bilingual(id: "\(shown) pertama dari \(all)", en: "first \(shown) of \(all)")
  }

  /// Areas of the rules in words.
  static func area(_ area: String) -> Bilingual { areaNames[area] ?? Bilingual(id: area, en: area) }

  private static let areaNames: [String: Bilingual] = [
    "BERKAS": Bilingual(id: "Bentuk berkas", en: "Form of the file"),
    "LAP": Bilingual(id: "Pelaporan", en: "Reporting"), "ID": Bilingual(id: "Identitas", en: "Identity"),
    "SUM": Bilingual(id: "Jumlah", en: "Sums"), "USIA": Bilingual(id: "Usia", en: "Age"),
    "PKWT": Bilingual(id: "Kontrak waktu tertentu", en: "Fixed-term contracts"),
    "JAM": Bilingual(id: "Waktu kerja", en: "Working time"), "UPAH": Bilingual(id: "Upah", en: "Wages"),
    "JAMSOS": Bilingual(id: "Jaminan sosial", en: "Social security"),
    "DISAB": Bilingual(id: "Penyandang disabilitas", en: "Disability quota"),
    "TKA": Bilingual(id: "Tenaga kerja asing", en: "Foreign workers"),
    "HI": Bilingual(id: "Hubungan industrial", en: "Industrial relations"),
    "K3": Bilingual(id: "Keselamatan dan kesehatan kerja", en: "Safety and health"),
    "MAGANG": Bilingual(id: "Pemagangan", en: "Apprenticeship"),
    "PHK": Bilingual(id: "Pemutusan hubungan kerja", en: "Termination"),
    "ALIH": Bilingual(id: "Alih daya", en: "Outsourcing"), "PRP": Bilingual(id: "Pekerja perempuan", en: "Women"),
    "TREN": Bilingual(id: "Perubahan antartahun", en: "Changes between years"),
  ]
}
