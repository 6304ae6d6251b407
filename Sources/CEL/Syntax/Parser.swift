/// Reads tokens into an expression by recursive descent and expands macros on the way.
struct Parser {
  private var lexer: Lexer
  private var token: Token
  private var ahead: Token?
  private var problems: [Problem] = []
  private var nesting = 0
  var builder: ExpressionBuilder
  private let environment: Environment

  /// Thrown to leave the descent when the rest makes no sense; the problem is noted already.
  private struct Abandoned: Error {}

  init(_ bytes: [UInt8], environment: Environment) {
    lexer = Lexer(bytes)
    token = lexer.next()
    self.environment = environment
    builder = ExpressionBuilder()
  }

  /// The expression, or everything that is wrong with the text.
  mutating func parse() -> Result<Expression, ProblemList> {
    do {
      let expression = try expression()
      if token.kind != .end { try fail(expected: "the end of the expression") }
      problems += lexer.problems + builder.problems
      return problems.isEmpty ? .success(expression) : .failure(ProblemList(problems))
    } catch {
      return .failure(ProblemList(problems + lexer.problems + builder.problems))
    }
  }

  // MARK: - Tokens

  private mutating func advance() {
    token = ahead ?? lexer.next()
    ahead = nil
  }

  private mutating func peek() -> Token {
    if let ahead { return ahead }
    let next = lexer.next()
    ahead = next
    return next
  }

  private mutating func accept(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ symbol: Token.Symbol) throws(Abandoned) {
    if !accept(symbol) { try fail(expected: "\"\(symbol.rawValue)\"") }
  }

  private mutating func fail(expected: String) throws(Abandoned) {
    problems.append(Problem(.unexpectedToken(found: token.text, expected: expected), position: token.position))
    throw Abandoned()
  }

  private mutating func make(_ kind: Expression.Kind, at position: Int) throws(Abandoned) -> Expression {
    let made = builder.make(kind, at: position)
    if made.depth > environment.limits.nestingDepth {
      problems.append(Problem(.tooDeep(limit: environment.limits.nestingDepth), position: position))
      throw Abandoned()
    }
    if builder.count > environment.limits.nodes {
      problems.append(Problem(.tooManyNodes(limit: environment.limits.nodes), position: position))
      throw Abandoned()
    }
    return made
  }

  // MARK: - Operators, from the loosest to the tightest

  private mutating func expression() throws(Abandoned) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > environment.limits.nestingDepth {
      problems.append(Problem(.tooDeep(limit: environment.limits.nestingDepth), position: token.position))
      throw Abandoned()
    }
    let condition = try logic(.or)
    let position = token.position
    guard accept(.question) else { return condition }
    let first = try logic(.or)
    try expect(.colon)
    let second = try expression()
    return try make(.call("_?_:_", target: nil, arguments: [condition, first, second]), at: position)
  }

  /// `a || b || c` and `a && b && c`, as balanced trees so that long chains are not deep.
  private mutating func logic(_ symbol: Token.Symbol) throws(Abandoned) -> Expression {
    var terms = [symbol == .or ? try logic(.and) : try relation()]
    var positions: [Int] = []
    while token.kind == .symbol(symbol) {
      positions.append(token.position)
      advance()
      terms.append(symbol == .or ? try logic(.and) : try relation())
    }
    return try balanced(symbol == .or ? "_||_" : "_&&_", terms[...], positions[...])
  }

  private mutating func balanced(
    _ name: String,
    _ terms: ArraySlice<Expression>,
    _ positions: ArraySlice<Int>
  ) throws(Abandoned) -> Expression {
    guard terms.count > 1 else { return terms[terms.startIndex] }
    let half = (terms.count - 1) / 2
    let middle = positions.startIndex + half
    let left = try balanced(name, terms[...(terms.startIndex + half)], positions[..<middle])
    let right = try balanced(name, terms[(terms.startIndex + half + 1)...], positions[(middle + 1)...])
    return try make(.call(name, target: nil, arguments: [left, right]), at: positions[middle])
  }

  private mutating func relation() throws(Abandoned) -> Expression {
    var left = try addition()
    while let name = token.relation {
      let position = token.position
      advance()
      let right = try addition()
      left = try make(.call(name, target: nil, arguments: [left, right]), at: position)
    }
    return left
  }

  private mutating func addition() throws(Abandoned) -> Expression {
    var left = try multiplication()
    while true {
      let position = token.position
      let name: String
      if accept(.plus) {
        name = "_+_"
      } else if accept(.minus) {
        name = "_-_"
      } else {
        return left
      }
      let right = try multiplication()
      left = try make(.call(name, target: nil, arguments: [left, right]), at: position)
    }
  }

  private mutating func multiplication() throws(Abandoned) -> Expression {
    var left = try unary()
    while true {
      let position = token.position
      let name: String
      if accept(.times) {
        name = "_*_"
      } else if accept(.slash) {
        name = "_/_"
      } else if accept(.percent) {
        name = "_%_"
      } else {
        return left
      }
      let right = try unary()
      left = try make(.call(name, target: nil, arguments: [left, right]), at: position)
    }
  }

  /// `!!x` is `x` and `--x` is `x`, as the reference implementations have it; `-1` is a literal.
  private mutating func unary() throws(Abandoned) -> Expression {
    let position = token.position
    if token.kind == .symbol(.not) {
      var isNegated = false
      while accept(.not) { isNegated.toggle() }
      let operand = try member()
      return isNegated ? try make(.call("!_", target: nil, arguments: [operand]), at: position) : operand
    }
    var isNegated = false
    while token.kind == .symbol(.minus), !peek().isNumber {
      advance()
      isNegated.toggle()
    }
    let operand = try member()
    return isNegated ? try make(.call("-_", target: nil, arguments: [operand]), at: position) : operand
  }

  // MARK: - Members

  private mutating func member() throws(Abandoned) -> Expression {
    var operand = try primary()
    while true {
      let position = token.position
      if accept(.dot) {
        if accept(.question) {
          noteOptionalSyntax(position)
          let field = try field()
          operand = try make(.select(operand, field: field, isOptional: true), at: position)
        } else {
          operand = try fieldOrMethod(of: operand)
        }
      } else if accept(.openBracket) {
        let isOptional = accept(.question)
        if isOptional { noteOptionalSyntax(position) }
        let index = try expression()
        try expect(.closeBracket)
        operand = try make(
          .call(isOptional ? "_[?_]" : "_[_]", target: nil, arguments: [operand, index]),
          at: position
        )
      } else if token.kind == .symbol(.openBrace), let name = operand.qualifiedName {
        operand = try record(name, position)
      } else {
        return operand
      }
    }
  }

  private mutating func noteOptionalSyntax(_ position: Int) {
    if !environment.libraries.contains(.optionals) {
      problems.append(Problem(.optionalSyntaxNotOffered, position: position))
    }
  }

  private mutating func fieldOrMethod(of operand: Expression) throws(Abandoned) -> Expression {
    if case .quotedIdentifier = token.kind {
      let namePosition = token.position
      let field = try field()
      return try make(.select(operand, field: field, isOptional: false), at: namePosition)
    }
    let namePosition = token.position
    let name = try field()
    guard token.kind == .symbol(.openParenthesis) else {
      return try make(.select(operand, field: name, isOptional: false), at: namePosition)
    }
    advance()
    let arguments = try arguments(until: .closeParenthesis)
    return try call(name, target: operand, arguments, at: namePosition)
  }

  /// A name after a dot: reserved words are allowed, the four keywords are not.
  private mutating func field() throws(Abandoned) -> String {
    switch token.kind {
    case .identifier(let name), .quotedIdentifier(let name):
      advance()
      return name
    default:
      try fail(expected: "a field name")
      return ""
    }
  }

  private mutating func arguments(until end: Token.Symbol) throws(Abandoned) -> [Expression] {
    var arguments: [Expression] = []
    if accept(end) { return arguments }
    repeat {
      arguments.append(try expression())
    } while accept(.comma)
    try expect(end)
    return arguments
  }

  private mutating func call(
    _ name: String,
    target: Expression?,
    _ arguments: [Expression],
    at position: Int
  ) throws(Abandoned) -> Expression {
    if let macro = environment.macro(name, isMember: target != nil, count: arguments.count) {
      builder.position = position
      let call = MacroCall(name: name, target: target, arguments: arguments, position: position)
      if let expanded = macro.expand(&builder, call) {
        return try make(expanded.kind, at: position)
      }
    }
    return try make(.call(name, target: target, arguments: arguments), at: position)
  }

  // MARK: - Primaries

  private mutating func primary() throws(Abandoned) -> Expression {
    let start = token
    switch start.kind {
    case .symbol(.openParenthesis):
      advance()
      let inner = try expression()
      try expect(.closeParenthesis)
      return inner
    case .symbol(.openBracket):
      advance()
      return try list(start.position)
    case .symbol(.openBrace):
      advance()
      return try map(start.position)
    case .symbol(.dot):
      advance()
      return try name(isAbsolute: true, start.position)
    case .identifier: return try name(isAbsolute: false, start.position)
    default: return try literal()
    }
  }

  private mutating func name(isAbsolute: Bool, _ position: Int) throws(Abandoned) -> Expression {
    guard case .identifier(let name) = token.kind else {
      try fail(expected: "a name")
      return try make(.literal(.null), at: position)
    }
    if Token.reserved.contains(name) {
      problems.append(Problem(.reservedWord(name), position: token.position))
    }
    let namePosition = token.position
    advance()
    guard token.kind == .symbol(.openParenthesis) else {
      return try make(.identifier(name, isAbsolute: isAbsolute), at: position)
    }
    advance()
    let arguments = try arguments(until: .closeParenthesis)
    return try call(isAbsolute ? "." + name : name, target: nil, arguments, at: namePosition)
  }

  private mutating func list(_ position: Int) throws(Abandoned) -> Expression {
    var elements: [Expression] = []
    var optional: [Int] = []
    while token.kind != .symbol(.closeBracket) {
      let elementPosition = token.position
      if accept(.question) {
        noteOptionalSyntax(elementPosition)
        optional.append(elements.count)
      }
      elements.append(try expression())
      if !accept(.comma) { break }
    }
    try expect(.closeBracket)
    return try make(.list(elements, optional: optional), at: position)
  }

  private mutating func map(_ position: Int) throws(Abandoned) -> Expression {
    var entries: [Expression.MapEntry] = []
    while token.kind != .symbol(.closeBrace) {
      let entryPosition = token.position
      let isOptional = accept(.question)
      if isOptional { noteOptionalSyntax(entryPosition) }
      let key = try expression()
      try expect(.colon)
      let value = try expression()
      entries.append(Expression.MapEntry(key: key, value: value, isOptional: isOptional))
      if !accept(.comma) { break }
    }
    try expect(.closeBrace)
    return try make(.map(entries), at: position)
  }

  private mutating func record(_ name: String, _ position: Int) throws(Abandoned) -> Expression {
    advance()
    var fields: [(field: String, value: Expression)] = []
    while token.kind != .symbol(.closeBrace) {
      _ = accept(.question)
      let field = try field()
      try expect(.colon)
      fields.append((field, try expression()))
      if !accept(.comma) { break }
    }
    try expect(.closeBrace)
    return try make(.record(name, fields), at: position)
  }

  private mutating func literal() throws(Abandoned) -> Expression {
    let position = token.position
    let isNegative = accept(.minus)
    let value: Value
    switch token.kind {
    case .symbol(.true): value = .bool(true)
    case .symbol(.false): value = .bool(false)
    case .symbol(.null): value = .null
    case .string(let text): value = .string(text)
    case .bytes(let bytes): value = .bytes(bytes)
    case .int(let digits, let radix): value = integer(digits, radix, isNegative, position)
    case .uint(let digits, let radix): value = unsigned(digits, radix, isNegative, position)
    case .double(let digits): value = .double((isNegative ? -1 : 1) * (Double(digits) ?? 0))
    default:
      try fail(expected: "a value")
      value = .null
    }
    advance()
    return try make(.literal(value), at: position)
  }

  private mutating func integer(_ digits: String, _ radix: Int, _ isNegative: Bool, _ position: Int) -> Value {
    if let number = Int64((isNegative ? "-" : "") + digits, radix: radix) { return .int(number) }
    let text = (isNegative ? "-" : "") + (radix == 16 ? "0x" : "") + digits
    problems.append(Problem(.numberOutOfRange(text, type: "int"), position: position))
    return .int(0)
  }

  private mutating func unsigned(_ digits: String, _ radix: Int, _ isNegative: Bool, _ position: Int) -> Value {
    if !isNegative, let number = UInt64(digits, radix: radix) { return .uint(number) }
    let text = (isNegative ? "-" : "") + (radix == 16 ? "0x" : "") + digits + "u"
    problems.append(Problem(.numberOutOfRange(text, type: "uint"), position: position))
    return .uint(0)
  }
}

extension Token {
  /// The CEL name of a relation, or nil.
  fileprivate var relation: String? {
    guard case .symbol(let symbol) = kind else { return nil }
    return switch symbol {
    case .equal: "_==_"
    case .unequal: "_!=_"
    case .less: "_<_"
    case .lessOrEqual: "_<=_"
    case .greater: "_>_"
    case .greaterOrEqual: "_>=_"
    case .in: "@in"
    default: nil
    }
  }

  fileprivate var isNumber: Bool {
    switch kind {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The token as a message shows it.
  fileprivate var text: String {
    switch kind {
    case .identifier(let name): "\"\(name)\""
    case .quotedIdentifier(let name): "\"`\(name)`\""
    case .int, .uint, .double: "a number"
    case .string: "a text"
    case .bytes: "bytes"
    case .symbol(let symbol): "\"\(symbol.rawValue)\""
    case .end: "the end"
    }
  }
}

extension Expression {
  /// The dotted name this is, e.g. `a.b.c`, with a leading dot when it was written so; nil when it is something else.
  var qualifiedName: String? {
    switch kind {
    case .identifier(let name, let isAbsolute): isAbsolute ? "." + name : name
    case .select(let operand, let field, isOptional: false): operand.qualifiedName.map { $0 + "." + field }
    default: nil
    }
  }
}

/// Problems as an error.
struct ProblemList: Error {
  let problems: [Problem]

  init(_ problems: [Problem]) {
    self.problems = problems
  }
}
