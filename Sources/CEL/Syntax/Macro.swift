/// A rewriting of calls while parsing: `has(x.y)`, `xs.all(x, …)` and a host's own.
public struct Macro: Sendable {
  /// The name as written.
  public let name: String
  /// Whether it is written `x.name(…)`.
  public let isMember: Bool
  /// The number of arguments in the parentheses; nil for any.
  public let argumentCount: Int?
  /// Builds the replacement, or gives nil to leave the call as it is. Mistakes are told to the builder.
  public let expand: @Sendable (inout ExpressionBuilder, MacroCall) -> Expression?

  /// Makes a macro.
  public init(
    _ name: String,
    isMember: Bool,
    argumentCount: Int?,
    expand: @escaping @Sendable (inout ExpressionBuilder, MacroCall) -> Expression?
  ) {
    self.name = name
    self.isMember = isMember
    self.argumentCount = argumentCount
    self.expand = expand
  }
}

/// The call a macro rewrites.
public struct MacroCall: Sendable {
  /// The name as written.
  public let name: String
  /// What stands before the dot.
  public let target: Expression?
  /// What stands in the parentheses.
  public let arguments: [Expression]
  /// Where the name stands: UTF-8 byte offset.
  public let position: Int
}

/// Makes expression nodes for macros.
public struct ExpressionBuilder {
  private(set) var count = 0
  private(set) var problems: [Problem] = []
  /// The place given to new nodes: where the macro stands.
  var position = 0

  mutating func make(_ kind: Expression.Kind, at position: Int) -> Expression {
    defer { count += 1 }
    return Expression(id: count, position: position, depth: kind.childDepth + 1, kind: kind)
  }

  /// Any node.
  public mutating func make(_ kind: Expression.Kind) -> Expression {
    make(kind, at: position)
  }

  /// A constant.
  public mutating func literal(_ value: Value) -> Expression {
    make(.literal(value))
  }

  /// A name.
  public mutating func identifier(_ name: String) -> Expression {
    make(.identifier(name, isAbsolute: false))
  }

  /// A call of a function or operator (by its CEL name), written `target.name(…)` when there is a target.
  public mutating func call(_ name: String, target: Expression? = nil, _ arguments: [Expression]) -> Expression {
    make(.call(name, target: target, arguments: arguments))
  }

  /// Notes a mistake in a call; the text should be one sentence.
  public mutating func fail(_ message: String, at expression: Expression) {
    problems.append(Problem(.macro(message), position: expression.position))
  }

  mutating func fail(_ kind: Problem.Kind, at position: Int) {
    problems.append(Problem(kind, position: position))
  }

  /// The plain name an argument is, or a noted mistake.
  mutating func variable(_ expression: Expression, of macro: String) -> String? {
    if case .identifier(let name, isAbsolute: false) = expression.kind { return name }
    fail(.macroNeedsName(macro: macro), at: expression.position)
    return nil
  }
}
