import ReportModel

/// One small wrong version of a rule, made to see whether the rule's cases notice.
public struct RuleMutation: Hashable, Sendable {
  /// What was changed: the key of an expression, `unique`, or `in_force`.
  public let key: String
  /// Where in the expression, in bytes from 0; `nil` for all of it.
  public let offset: Int?
  /// What stood there.
  public let before: String
  /// What stands there now.
  public let after: String
}

/// The wrong versions of one expression: the whole negated, and each constant, comparison and connective changed.
struct ExpressionMutations {
  private let bytes: [UInt8]
  private let tokens: [ExpressionToken]
  private let key: String

  init(key: String, text: String) {
    self.key = key
    bytes = Array(text.utf8)
    tokens = ExpressionToken.tokens(of: bytes)
  }

  /// Each change with the text it makes.
  var all: [(mutation: RuleMutation, text: String)] {
    let whole = String(decoding: bytes, as: UTF8.self)
    let negated = RuleMutation(key: key, offset: nil, before: whole, after: "!(…)")
    return [(negated, "!(\(whole))")] + tokens.indices.flatMap { changes(at: $0) }
  }

  /// Comparisons and connectives, and what each is mistaken for.
  private static let signs = [
    "&&": "||", "||": "&&", "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">",
  ]
  /// Functions whose texts name something outside the rule (a table, a parameter, a pattern), not a constant of it.
  private static let naming: Set<String> = [
    "param", "paramText", "known", "attribute", "matches", "replace", "split",
  ]

  private func changes(at index: Int) -> [(mutation: RuleMutation, text: String)] {
    let token = tokens[index]
    switch token.kind {
    case .sign:
      return Self.signs[token.text].map { [change(token.range, $0)] } ?? []
    case .number:
      guard let number = Int64(token.text) else { return [] }
      return [
        change(token.range, "\(number + 1)"),
        change(token.range, number == 0 ? "(-1)" : "\(number - 1)"),
      ]
    case .text:
      return changes(ofText: index)
    case .name:
      return token.text == "param" ? amounts(at: index) : []
    }
  }

  private func changes(ofText index: Int) -> [(mutation: RuleMutation, text: String)] {
    let token = tokens[index]
    let function = function(around: index)
    if function == "date" {
      guard let day = CivilDate(iso: token.text) else { return [] }
      return [1, -1].compactMap { day.adding(days: $0) }.map { change(token.range, "\"\($0)\"") }
    }
    if function == "decimal" {
      guard let number = ExactDecimal(token.text) else { return [] }
      return [Int64(1), -1].map { step in
        change(
          token.range,
          "\"\(ExactDecimal(mantissa: number.mantissa + step, scale: number.scale))\""
        )
      }
    }
    if let function, Self.naming.contains(function) { return [] }
    return [change(token.range, "\"\(token.text)~\"")]
  }

  /// An amount of the law that is one more or one less.
  private func amounts(at index: Int) -> [(mutation: RuleMutation, text: String)] {
    guard tokens.indices.contains(index + 1), tokens[index + 1].text == "(" else { return [] }
    var depth = 0
    for other in tokens[(index + 1)...] {
      if other.kind == .sign, other.text == "(" { depth += 1 }
      if other.kind == .sign, other.text == ")" { depth -= 1 }
      guard depth == 0 else { continue }
      let range = tokens[index].range.lowerBound..<other.range.upperBound
      let call = String(decoding: bytes[range], as: UTF8.self)
      return [change(range, "(\(call) + 1)"), change(range, "(\(call) - 1)")]
    }
    return []
  }

  /// The name of the function in whose parentheses a token stands directly.
  private func function(around index: Int) -> String? {
    var depth = 0
    var place = index - 1
    while place >= 0 {
      let token = tokens[place]
      if token.kind == .sign {
        if token.text == ")" || token.text == "]" { depth += 1 }
        if token.text == "[" && depth == 0 { return nil }
        if token.text == "(" || token.text == "[" { depth -= 1 }
        if depth < 0 {
          return place > 0 && tokens[place - 1].kind == .name ? tokens[place - 1].text : nil
        }
      }
      place -= 1
    }
    return nil
  }

  private func change(_ range: Range<Int>, _ after: String) -> (
    mutation: RuleMutation, text: String
  ) {
    let mutation = RuleMutation(
      key: key,
      offset: range.lowerBound,
      before: String(decoding: bytes[range], as: UTF8.self),
      after: after
    )
    let text = String(
      decoding: bytes[..<range.lowerBound] + Array(after.utf8) + bytes[range.upperBound...],
      as: UTF8.self
    )
    return (mutation, text)
  }
}
