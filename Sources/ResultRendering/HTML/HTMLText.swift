/// Pieces of HTML whose text is escaped; the only way in which this module writes a page.
enum HTMLText {
  /// Text fit for content and quoted attributes, with controls made visible.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// An element on a line of its own around inner HTML that is already safe.
  static func element(_ tag: String, _ classes: String? = nil, _ inner: String) -> String {
    let attribute = classes.map { " class=\"\($0)\"" } ?? ""
    return "<\(tag)\(attribute)>\(inner)</\(tag)>\n"
  }

  /// An element around text.
  static func element(_ tag: String, _ classes: String? = nil, text: String) -> String {
    element(tag, classes, escape(text))
  }

  /// Elements that hold other elements, the inner ones on lines of their own.
  static func block(_ tag: String, _ classes: String? = nil, _ inner: String) -> String {
    element(tag, classes, "\n" + inner)
  }

  /// A text from the file, set apart so that its direction cannot mix with the sentence around it.
  static func foreign(_ text: String) -> String { "<bdi>\(escape(text))</bdi>" }
}
