import ReportModel

/// Text of unknown origin made harmless for a terminal or a page: nothing in it moves the cursor, changes colours,
/// breaks the line or turns the direction of the text.
public enum SafeText {
  /// The text with every control made visible: `␛` for the control pictures of C0, `⟨U+202E⟩` for the others. A tab
  /// becomes `tab`.
  public static func visible(_ text: String, tab: String = " ") -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar == "\t" {
        result += tab
      } else if isUnsafe(scalar) {
        result += picture(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The same, cut after `limit` scalars; the cut says how much is left out.
  static func visible(_ text: String, limit: Int, _ language: Language) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return visible(text) }
    let rest = scalars.distance(from: end, to: scalars.endIndex)
    return visible(String(scalars[..<end])) + Wording.cut(rest)[language]
  }

  /// Whether a scalar would do something other than show a sign.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F: true
    // Joiners are part of how words and emoji are written.
    case 0x200C, 0x200D: false
    case 0xA0...: [.format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    default: false
    }
  }

  private static func picture(of scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0...0x1F: String(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: "\u{2421}"
    default: "⟨U+\(hexadecimal(scalar.value))⟩"
    }
  }

  private static func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
