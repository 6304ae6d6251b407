/// A JSON value whose members keep their order.
indirect enum JSONText {
  case string(String)
  /// A number or a word as it stands, such as `0` or `true`.
  case literal(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The value as text: two spaces per level; lists and objects of few plain values on one line.
  func text(depth: Int = 0) -> String {
    switch self {
    case .string(let text): return Self.quoted(text)
    case .literal(let word): return word
    case .array(let values): return Self.wrapped(values.map { $0.text(depth: depth + 1) }, "[", "]", depth)
    case .object(let members):
      let lines = members.map { Self.quoted($0.0) + ": " + $0.1.text(depth: depth + 1) }
      return Self.wrapped(lines, "{", "}", depth)
    }
  }

  /// The longest line that is not broken, in characters.
  private static let lineLength = 100

  private static func wrapped(_ parts: [String], _ open: String, _ close: String, _ depth: Int) -> String {
    let flat = open + parts.joined(separator: ", ") + close
    if flat.utf8.count <= lineLength, !flat.contains("\n") { return flat }
    let indent = String(repeating: "  ", count: depth)
    return open + "\n" + parts.map { indent + "  " + $0 }.joined(separator: ",\n") + "\n" + indent + close
  }

  /// The text as a JSON string (RFC 8259, section 7).
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
