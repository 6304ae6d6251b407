import ReportModel

/// A JSON document in the order in which it was written down; documents made elsewhere go in as they are.
indirect enum JSONValue: Sendable {
  case text(String)
  case number(Int64)
  case flag(Bool)
  case null
  case list([JSONValue])
  case object([Member])
  /// A document that is JSON already.
  case document(String)

  /// A name with its value.
  struct Member: Sendable {
    let name: String
    let value: JSONValue

    init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// A text, or null.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.text) ?? .null }

  /// A text in both languages.
  static func both(_ text: Bilingual) -> JSONValue {
    .object([Member("id", .text(text.id)), Member("en", .text(text.en))])
  }

  /// The document, without spaces and without a line end.
  var text: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text): Self.quote(text, to: &output)
    case .number(let number): output += String(number)
    case .flag(let flag): output += flag ? "true" : "false"
    case .null: output += "null"
    case .document(let document): output += document
    case .list(let values): Self.enclose("[", values, "]", to: &output) { $0.write(to: &$1) }
    case .object(let members):
      Self.enclose("{", members, "}", to: &output) { member, output in
        Self.quote(member.name, to: &output)
        output += ":"
        member.value.write(to: &output)
      }
    }
  }

  private static func enclose<Item>(
    _ open: String,
    _ items: [Item],
    _ close: String,
    to output: inout String,
    each: (Item, inout String) -> Void
  ) {
    output += open
    for (index, item) in items.enumerated() {
      if index > 0 { output += "," }
      each(item, &output)
    }
    output += close
  }

  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
