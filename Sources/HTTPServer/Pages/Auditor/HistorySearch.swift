import ReportModel
import SubmissionStore

/// The search over kept reports, as a form asks for it: every filter that the history has.
struct HistorySearch {
  /// Reports on one page.
  static let pageSize = 50
  private static let years = 1...9999
  private static let places = 0...1_000_000_000

  /// The fields of the form, those first that are used most.
  static let fields: [FilterField] = [
    FilterField(
      name: "perusahaan",
      label: Bilingual(id: "Nama perusahaan", en: "Company name"),
      kind: .search,
      hint: Bilingual(id: "Kata atau awalannya, urutannya bebas", en: "Words or their beginnings, in any order")
    ),
    FilterField(
      name: "wilayah",
      label: Bilingual(id: "Kode wilayah", en: "Region code"),
      hint: Bilingual(id: "Atau awalannya: 32 untuk Jawa Barat", en: "Or its beginning: 32 is West Java")
    ),
    FilterField(
      name: "putusan",
      label: Bilingual(id: "Hasil", en: "Result"),
      options: Verdict.allCases.filter(\.allowsFiling).map { ($0.rawValue, AuditorWording.kept($0)) }
    ),
  ]

  /// The rest of the fields.
  static let moreFields: [FilterField] = [
    FilterField(name: "jenis", label: Bilingual(id: "Jenis laporan", en: "Kind of report")),
    FilterField(name: "tahun_dari", label: Bilingual(id: "Tahun dari", en: "Year from"), kind: .number),
    FilterField(name: "tahun_sampai", label: Bilingual(id: "Tahun sampai", en: "Year to"), kind: .number),
    FilterField(name: "diterima_dari", label: Bilingual(id: "Diterima sejak", en: "Received from"), kind: .date),
    FilterField(name: "diterima_sampai", label: Bilingual(id: "Diterima sampai", en: "Received to"), kind: .date),
    FilterField(name: "aturan", label: Bilingual(id: "Aturan yang menemukan", en: "Rule that found something")),
    FilterField(name: "sektor", label: Bilingual(id: "Kode KBLI atau awalannya", en: "KBLI code or its beginning")),
    FilterField(name: "unit", label: Bilingual(id: "Kode unit", en: "Unit code")),
    FilterField(name: "nib", label: Bilingual(id: "NIB", en: "NIB")),
    FilterField(name: "npwp", label: Bilingual(id: "NPWP", en: "NPWP")),
    FilterField(name: "pengirim", label: Bilingual(id: "Akun pengirim", en: "Filing account")),
    FilterField(
      name: "temuan_dari",
      label: Bilingual(id: "Temuan paling sedikit", en: "Findings at least"),
      kind: .number
    ),
    FilterField(
      name: "temuan_sampai",
      label: Bilingual(id: "Temuan paling banyak", en: "Findings at most"),
      kind: .number
    ),
    FilterField(
      name: "tak_dinilai",
      label: Bilingual(id: "Aturan tak dinilai, paling sedikit (%)", en: "Rules not assessed, at least (%)"),
      kind: .number
    ),
    FilterField(
      name: "terbaru",
      label: Bilingual(id: "Versi terbaru saja", en: "Latest versions only"),
      kind: .checkbox
    ),
  ]

  /// Every parameter of the page.
  static let parameters = Set((fields + moreFields).map(\.name) + ["setelah"])

  /// What the store is asked.
  let query: HistoryQuery
  /// The form as it was filled in.
  let form: FormQuery

  init(_ given: FormQuery, scope: AccessScope) {
    var form = given
    var query = HistoryQuery()
    query.scope = scope
    query.limit = Self.pageSize
    (query.company, query.unit, query.submitter) = (form["perusahaan"], form["unit"], form["pengirim"])
    query.kind = form["jenis"]?.uppercased()
    query.rule = form["aturan"]?.uppercased()
    query.region = form["wilayah"]?.filter { $0 != "." }
    (query.nib, query.npwp) = (form["nib"].map(Self.digits), form["npwp"].map(Self.digits))
    query.sector = form["sektor"]
    query.verdict = form.value("putusan", Verdict.init(rawValue:))
    query.latestOnly = form["terbaru"] != nil
    query.periods = Self.range(&form, "tahun_dari", "tahun_sampai", Self.years)
    query.findings = Self.range(&form, "temuan_dari", "temuan_sampai", Self.places)
    query.percentNotAssessed = form.number("tak_dinilai", in: 0...100).map { $0...100 }
    query.receivedFrom = form.value("diterima_dari", WesternTime.startOfDay)
    query.receivedBefore = form.value("diterima_sampai", WesternTime.endOfDay)
    query.after = form["setelah"]
    self.query = query
    self.form = form
  }

  private static func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }

  private static func range(
    _ form: inout FormQuery,
    _ first: String,
    _ last: String,
    _ bounds: ClosedRange<Int>
  ) -> ClosedRange<Int>? {
    guard form[first] != nil || form[last] != nil else { return nil }
    let low = form.number(first, in: bounds) ?? bounds.lowerBound
    let high = form.value(last) { text in
      Int(text).flatMap { (low...bounds.upperBound).contains($0) ? $0 : nil }
    }
    return low...(high ?? bounds.upperBound)
  }

  /// What was asked for, as the access log keeps it: codes, and that a name or a number was looked for, never which.
  var details: [StoreEvent.Detail] {
    let codes: [(String, String?)] = [
      ("kind", query.kind), ("region", query.region), ("rule", query.rule), ("sector", query.sector),
      ("verdict", query.verdict?.rawValue),
    ]
    let words: [(String, Any?)] = [
      ("by-company", query.company), ("by-nib", query.nib), ("by-npwp", query.npwp), ("by-unit", query.unit),
      ("by-submitter", query.submitter),
    ]
    return codes.compactMap { name, value in value.map { StoreEvent.Detail(name, ReadingRoutes.code($0)) } }
      + (query.periods.map { [.init("period", "\($0.lowerBound)-\($0.upperBound)")] } ?? [])
      + words.compactMap { name, value in value == nil ? nil : .init(name, "yes") }
  }
}

/// Days in Western Indonesian Time (UTC+7) as moments, in milliseconds since 1970-01-01T00:00:00Z.
enum WesternTime {
  private static let dayLength: Int64 = 86_400_000
  private static let offset: Int64 = 7 * 3_600_000

  /// The first moment of a day written YYYY-MM-DD.
  static func startOfDay(_ text: String) -> Int64? {
    CivilDate(iso: text).map { Int64($0.dayNumber) * dayLength - offset }
  }

  /// The first moment after it.
  static func endOfDay(_ text: String) -> Int64? { startOfDay(text).map { $0 + dayLength } }
}
