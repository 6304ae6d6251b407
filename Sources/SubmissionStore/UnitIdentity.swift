import ReportModel

/// Which reporting unit of which company a report is about.
///
/// The company is known by its NIB, else its NPWP, else its name and region; the unit by `kodeUnit`.
struct UnitIdentity: Hashable {
  /// The company: `nib:…`, `npwp:…` or `nama:…`.
  let company: String
  /// The unit's code in capitals.
  let unit: String

  /// The identity as one text; no part of it can hold the bar that divides them.
  var key: String { "\(company)|\(unit)" }

  init(nib: String?, npwp: String?, companyName: String, region: String, unit: String) {
    company =
      Self.nib(nib) ?? Self.npwp(npwp) ?? Self.named(companyName, region: region)
    self.unit = SearchText.normalised(unit)
  }

  static func nib(_ text: String?) -> String? {
    text.map(digits).flatMap { $0.isEmpty ? nil : "nib:\($0)" }
  }

  /// Since 2024 a 15-digit NPWP is written with 16 digits by a zero in front; both are one number.
  static func npwp(_ text: String?) -> String? {
    guard let digits = text.map(digits), !digits.isEmpty else { return nil }
    return digits.utf8.count == 15 ? "npwp:0\(digits)" : "npwp:\(digits)"
  }

  static func named(_ name: String, region: String) -> String {
    "nama:\(SearchText.normalised(name))@\(digits(region))"
  }

  private static func digits(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { ("0"..."9").contains($0) }))
  }
}

/// Which report of a unit: one per unit, kind and period, reports on an event also per day of the event.
enum ReportKey {
  /// The one kind of report that comes every year; all others report an event.
  private static let yearlyKind = "TAHUNAN"

  static func key(unit: UnitIdentity, kind: String, period: Int, eventDate: CivilDate?) -> String {
    let day = kind == yearlyKind ? nil : eventDate
    return "\(unit.key)|\(SearchText.normalised(kind))|\(period)|\(day?.description ?? "")"
  }
}

/// Texts as they are compared: capitals, punctuation as spaces, single spaces.
enum SearchText {
  /// Only ASCII letters change: the answer must not depend on the Unicode tables of the day.
  static func normalised(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      guard let kept = kept(scalar) else {
        pendingSpace = !result.isEmpty
        continue
      }
      if pendingSpace { result.append(" ") }
      pendingSpace = false
      result.append(kept)
    }
    return String(result)
  }

  private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "a"..."z": Unicode.Scalar(scalar.value - 32)
    case "A"..."Z", "0"..."9": scalar
    default: scalar.isASCII || scalar.value < 0xC0 ? nil : scalar
    }
  }
}
