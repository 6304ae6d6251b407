/// Writes JSON (RFC 8259) in the order in which it is told: the same calls give the same bytes.
///
/// Escaped are quotation mark, backslash and every sign that a terminal, a script or a reader's eye could take for
/// something else: C0, DEL and C1 controls, line and paragraph separators, marks that turn the direction of the text,
/// and the byte order mark. The list is fixed; it does not follow the Unicode version of the standard library.
public struct JSONWriter {
  /// What was written so far.
  public private(set) var text = ""
  private let isPretty: Bool
  private var depth = 0
  private var needsComma = false

  /// A writer; `pretty` puts one member on a line, indented by two spaces.
  public init(pretty: Bool) {
    isPretty = pretty
  }

  // MARK: Containers

  /// An object whose members `content` writes.
  public mutating func object(_ content: (inout JSONWriter) -> Void) { container("{", "}", content) }

  /// An array with one element per item.
  public mutating func array<Items: Sequence>(_ items: Items, _ element: (inout JSONWriter, Items.Element) -> Void) {
    container("[", "]") { writer in
      for item in items {
        writer.separate()
        element(&writer, item)
        writer.needsComma = true
      }
    }
  }

  private mutating func container(_ open: String, _ close: String, _ content: (inout JSONWriter) -> Void) {
    text += open
    depth += 1
    needsComma = false
    content(&self)
    depth -= 1
    if needsComma { breakLine() }
    text += close
  }

  private mutating func separate() {
    if needsComma { text += "," }
    breakLine()
  }

  private mutating func breakLine() {
    guard isPretty else { return }
    text += "\n"
    text += String(repeating: "  ", count: depth)
  }

  // MARK: Members

  /// A member of any kind.
  public mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
    separate()
    string(name)
    text += isPretty ? ": " : ":"
    value(&self)
    needsComma = true
  }

  /// A member with a string, or null.
  public mutating func member(_ name: String, _ value: String?) {
    member(name) { writer in
      if let value { writer.string(value) } else { writer.null() }
    }
  }

  /// A member with a whole number, or null.
  public mutating func member(_ name: String, _ value: Int64?) {
    member(name) { writer in
      if let value { writer.number(value) } else { writer.null() }
    }
  }

  /// A member with true or false.
  public mutating func member(_ name: String, _ value: Bool) {
    member(name) { $0.text += value ? "true" : "false" }
  }

  /// A member with strings.
  public mutating func member(_ name: String, _ values: [String]) {
    member(name) { $0.array(values) { $0.string($1) } }
  }

  // MARK: Values

  /// A whole number.
  public mutating func number(_ value: Int64) { text += String(value) }

  /// The value null.
  public mutating func null() { text += "null" }

  /// A string with its quotation marks.
  public mutating func string(_ value: String) {
    text += "\""
    // Nearly every string is plain ASCII: copied in one piece.
    if value.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }) {
      text += value
      text += "\""
      return
    }
    for scalar in value.unicodeScalars {
      if let escape = Self.escape(scalar) { text += escape } else { text.unicodeScalars.append(scalar) }
    }
    text += "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x22: "\\\""
    case 0x5C: "\\\\"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      numeric(scalar.value)
    default: nil
    }
  }

  private static func numeric(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
