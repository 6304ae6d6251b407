/// One token of the source.
struct Token {
  let kind: Kind
  /// UTF-8 byte offset of its first byte, from 0.
  let position: Int

  enum Kind: Equatable {
    case identifier(String)
    /// A name in backquotes, allowed only as a field.
    case quotedIdentifier(String)
    case int(String, radix: Int)
    case uint(String, radix: Int)
    case double(String)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  enum Symbol: String {
    case and = "&&"
    case or = "||"
    case equal = "=="
    case unequal = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case question = "?"
    case colon = ":"
    case dot = "."
    case comma = ","
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case `in` = "in"
    case `true` = "true"
    case `false` = "false"
    case null = "null"
  }

  /// Words that are kept for later and cannot be names (they can be fields).
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
