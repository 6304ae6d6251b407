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
    let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    // Most are written with digits alone.
    return text.utf8.allSatisfy(isDigit) ? text : String(decoding: text.utf8.filter(isDigit), as: UTF8.self)
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
  ///
  /// Byte by byte: beyond ASCII every character is kept but U+0080…U+00BF, signs and spaces of Latin-1, which are the
  /// two-byte characters that begin with 0xC2.
  static func normalised(_ text: String) -> String {
    var result = TextBytes(room: text.utf8.count)
    var pendingSpace = false
    var isSign = false
    for byte in text.utf8 {
      // The bytes after the first of a character lie between 0x80 and 0xBF.
      if !(0x80...0xBF).contains(byte) { isSign = byte == 0xC2 || isSeparator(byte) }
      if isSign {
        pendingSpace = !result.bytes.isEmpty
        continue
      }
      if pendingSpace { result.add(byte: UInt8(ascii: " ")) }
      pendingSpace = false
      result.add(byte: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? byte - 32 : byte)
    }
    return result.text
  }

  /// An ASCII character that is neither a letter nor a digit.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      false
    default: byte < 0x80
    }
  }
}
