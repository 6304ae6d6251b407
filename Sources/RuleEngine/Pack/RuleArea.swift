public import ReportModel

/// The rules of one area of the catalogue.
public struct RuleArea: Sendable {
  /// The middle of the rules' ids, such as `JAM`.
  public let code: String
  /// The rules, each with its parts, in the order of the catalogue.
  public let rules: [[Rule]]
  /// Those that cannot be judged.
  public let gaps: [(id: String, reason: Bilingual)]

  /// Its name for people; the code where nobody named it.
  public var title: Bilingual { Self.title(of: code) }

  /// The name of an area for people; the code where nobody named it.
  public static func title(of code: String) -> Bilingual { titles[code] ?? Bilingual(id: code, en: code) }

  /// The areas in the order in which the pack names them.
  public static func all(of pack: RulePack) -> [RuleArea] {
    var codes: [String] = []
    for id in pack.rules.map(\.text.id) + pack.notExpressible.map(\.id) where !codes.contains(area(of: id)) {
      codes.append(area(of: id))
    }
    return codes.map { code in
      let rules = pack.rules.filter { area(of: $0.text.id) == code }
      let ids = rules.map(\.text.id).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return RuleArea(
        code: code,
        rules: ids.map { id in rules.filter { $0.text.id == id } },
        gaps: pack.notExpressible.filter { area(of: $0.id) == code }
      )
    }
  }

  /// The area of a rule: the middle of its id.
  public static func area(of id: String) -> String {
    let parts = id.split(separator: "-")
    return parts.count > 1 ? String(parts[1]) : id
  }

  private static let titles: [String: Bilingual] = [
    "BERKAS": Bilingual(id: "Berkas dan format", en: "File and format"),
    "LAP": Bilingual(id: "Kewajiban melapor", en: "The duty to report"),
    "ID": Bilingual(id: "Nomor identitas dan kode", en: "Identifiers and codes"),
    "SUM": Bilingual(id: "Jumlah dan kecocokan isian", en: "Sums and agreement"),
    "TREN": Bilingual(id: "Perbandingan dengan laporan sebelumnya", en: "Comparison with earlier reports"),
    "USIA": Bilingual(id: "Usia dan pekerja anak", en: "Age and child labour"),
    "PKWT": Bilingual(id: "Perjanjian kerja waktu tertentu", en: "Fixed-term contracts"),
    "JAM": Bilingual(id: "Waktu kerja dan lembur", en: "Working time and overtime"),
    "UPAH": Bilingual(id: "Upah", en: "Wages"),
    "JAMSOS": Bilingual(id: "Jaminan sosial", en: "Social security"),
    "DISAB": Bilingual(id: "Pekerja penyandang disabilitas", en: "Workers with disabilities"),
    "TKA": Bilingual(id: "Tenaga kerja asing", en: "Foreign workers"),
    "HI": Bilingual(id: "Hubungan industrial", en: "Industrial relations"),
    "K3": Bilingual(id: "Keselamatan dan kesehatan kerja", en: "Occupational safety and health"),
    "MAGANG": Bilingual(id: "Pemagangan", en: "Apprentices"),
    "PHK": Bilingual(id: "Pemutusan hubungan kerja", en: "Termination"),
    "ALIH": Bilingual(id: "Alih daya", en: "Outsourcing"),
    "PRP": Bilingual(id: "Pekerja perempuan dan melahirkan", en: "Women and maternity"),
  ]
}
