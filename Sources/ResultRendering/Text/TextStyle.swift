/// The colours of the text form; without colours every call returns its text unchanged.
struct TextStyle {
  let colours: Bool

  /// The inks, as parameters of the terminal's "select graphic rendition".
  enum Ink: String {
    case error = "1;31"
    case confirm = "1;35"
    case attention = "1;33"
    case note = "1;36"
    case frame = "1;34"
    case strong = "1"
    case good = "1;32"
  }

  /// The text in an ink.
  func paint(_ text: String, _ ink: Ink) -> String {
    colours && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension FindingGroup {
  /// The ink of its findings.
  var ink: TextStyle.Ink {
    switch self {
    case .errors: .error
    case .toConfirm: .confirm
    case .attention: .attention
    case .notes: .note
    }
  }
}
