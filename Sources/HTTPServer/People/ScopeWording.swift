import ReportModel
import RuleEngine
import SubmissionStore

/// Which reports an account may see or file, in words.
struct ScopeWording: Sendable {
  let tables: ReferenceTables

  /// The scope as a phrase.
  func text(_ scope: AccessScope) -> Bilingual {
    switch scope {
    case .everything: Bilingual(id: "Semua laporan", en: "All reports")
    case .nothing: Bilingual(id: "Tidak ada laporan", en: "No reports")
    case .own: Bilingual(id: "Laporan perusahaan yang dikirim akun ini", en: "Reports that this account filed")
    case .companies(let nibs):
      Bilingual(
        id: "Perusahaan dengan NIB \(Self.list(nibs, "dan"))",
        en: nibs.count == 1 ? "The company with NIB \(nibs[0])" : "Companies with NIB \(Self.list(nibs, "and"))"
      )
    case .units(let nib, let codes):
      Bilingual(
        id: "Unit \(Self.list(codes, "dan")) dari perusahaan dengan NIB \(nib)",
        en: "Unit \(Self.list(codes, "and")) of the company with NIB \(nib)"
      )
    case .regions(let codes):
      Bilingual(id: Self.list(codes.map(region), "dan"), en: Self.list(codes.map(region), "and"))
    case .appointments(let list):
      Bilingual(
        id: list.map { appointment($0).id }.joined(separator: "; "),
        en: list.map { appointment($0).en }.joined(separator: "; ")
      )
    }
  }

  /// A scope as it was written down; the text itself when it is none.
  func text(of written: String) -> Bilingual {
    AccessScope(written, account: "").map(text) ?? Bilingual(id: written, en: written)
  }

  private func appointment(_ appointment: AccessScope.Appointment) -> Bilingual {
    let name = region(appointment.code)
    guard let days = appointment.days else { return Bilingual(id: name, en: name) }
    let (from, to) = (days.lowerBound.words, days.upperBound.words)
    return Bilingual(id: "\(name), \(from.id) sampai \(to.id)", en: "\(name), \(from.en) to \(to.en)")
  }

  /// The region's name with its code, which tells regions of the same name apart.
  private func region(_ code: String) -> String { tables.regionName(code).map { "\($0) (\(code))" } ?? code }

  private static func list(_ parts: [String], _ and: String) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " \(and) " + last
  }
}
