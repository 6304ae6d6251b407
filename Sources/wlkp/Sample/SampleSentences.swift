import Glibc
import ReportModel

extension SampleFault {
  /// One sentence that says what to change.
  var sentence: Bilingual {
    switch self {
    case .workersOutOfRange(let count):
      Bilingual(
        id: "Jumlah pekerja \(count) tidak dapat dibuat. Pilih 1 sampai \(SampleLimits.workers).",
        en: "A sample with \(count) workers cannot be made. Choose 1 to \(SampleLimits.workers)."
      )
    case .yearOutOfRange(let year):
      Bilingual(
        id: "Contoh untuk tahun \(year) tidak dapat dibuat. Pilih \(Self.years).",
        en: "A sample of the year \(year) cannot be made. Choose \(Self.years)."
      )
    case .unknownRegion(let code):
      Bilingual(
        id: "Wilayah \(code) tidak ada dalam daftar contoh. Pilih salah satu: \(Self.regions).",
        en: "Region \(code) is not in the list of samples. Choose one of: \(Self.regions)."
      )
    case .wageUnknown(let code, let year):
      Bilingual(
        id: "Upah minimum wilayah \(code) tahun \(year) tidak diketahui. Pilih wilayah atau tahun lain.",
        en: "The minimum wage of region \(code) in \(year) is not known. Choose another region or year."
      )
    case .cannotWrite(let path, let number):
      Bilingual(
        id: "\(path) tidak dapat ditulis (\(String(cString: strerror(number)))).",
        en: "\(path) cannot be written (\(String(cString: strerror(number))))."
      )
    default: violationSentence
    }
  }

  private var violationSentence: Bilingual {
    switch self {
    case .unknownRule(let rule):
      Bilingual(
        id: "Pelanggaran aturan \(rule) tidak tersedia. Yang tersedia: \(Self.rules).",
        en: "No violation of \(rule) is offered. These are: \(Self.rules)."
      )
    case .tooFewWorkers(let rule, let minimum):
      Bilingual(
        id: "Aturan \(rule) baru dapat dilanggar mulai \(minimum) pekerja.",
        en: "\(rule) can be broken from \(minimum) workers only."
      )
    case .csvOnly(let rule):
      Bilingual(
        id: "Aturan \(rule) hanya untuk CSV: kerusakan oleh program lembar kerja tidak ada dalam XML.",
        en: "\(rule) is for CSV only: XML knows no damage by spreadsheets."
      )
    case .notInForce(let rule, let from, let to):
      Bilingual(
        id: "Aturan \(rule) tidak berlaku pada tanggal itu (\(Self.window(from, to, "sampai"))). Pilih tahun lain.",
        en: "\(rule) is not in force on that day (\(Self.window(from, to, "to"))). Choose another year."
      )
    case .formLacks(let section, let field):
      Bilingual(
        id: "Formulir tidak memuat \(section)\(field.map { "." + $0 } ?? ""); pembuat contoh perlu diperbarui.",
        en:
          "The form has no \(section)\(field.map { "." + $0 } ?? ""); the sample generator must be brought up to date."
      )
    default: sentence
    }
  }

  private static var years: String { "\(SampleLimits.years.lowerBound)–\(SampleLimits.years.upperBound)" }
  private static var regions: String { SamplePlace.all.map { "\($0.code) \($0.name)" }.joined(separator: ", ") }
  private static var rules: String { SampleViolation.all.map(\.rule).joined(separator: ", ") }

  private static func window(_ from: CivilDate?, _ to: CivilDate?, _ until: String) -> String {
    "\(from.map(\.description) ?? "…") \(until) \(to.map(\.description) ?? "…")"
  }
}
