import ReportModel

/// The form in which headings, sections and spellings of codes are compared.
enum NameKey {
  /// ASCII letters and digits in lower case; everything else (spaces, `_`, `*`, BOM, NBSP) is left out.
  static func key(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): result.append(byte)
      default: break
      }
    }
    return result
  }

  /// The same of a text.
  static func key(_ text: String) -> [UInt8] { key(text.utf8) }
}

extension SimilarName {
  /// The heading, section or element that was probably meant: at most one edit in four letters or digits, as a wrong
  /// guess would lead people astray.
  static func nearest(toHeading name: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: name, among: candidates, lettersPerEdit: 4) { NameKey.key($0) }
  }
}
