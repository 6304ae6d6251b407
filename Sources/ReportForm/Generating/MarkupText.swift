/// Text with line ends and indentation, for files people read, too.
struct MarkupText {
  private(set) var text = ""
  private var depth = 0

  /// Adds one line.
  mutating func line(_ content: String) {
    text += String(repeating: "  ", count: depth) + content + "\n"
  }

  /// Adds an element around what `body` adds.
  mutating func element(_ start: String, _ body: (inout MarkupText) -> Void) {
    line("<\(start)>")
    depth += 1
    body(&self)
    depth -= 1
    line("</\(start.prefix { $0 != " " })>")
  }

  /// The text as content of an element or attribute.
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}
