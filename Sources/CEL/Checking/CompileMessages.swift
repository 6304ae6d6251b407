// The wording of everything this module has to say: mistakes in an expression and errors of an evaluation.

extension Problem.Kind {
  /// The mistake as a sentence.
  var message: String {
    switch self {
    case .unexpectedCharacter(let character): "The character \(Text.quoted(character)) has no meaning here."
    case .unterminatedText: "This text has no closing quote."
    case .badEscape(let escape): "\(escape) is not an escape of this kind of literal."
    case .badQuotedIdentifier: "A field name in backquotes needs letters, digits, _ . - / or blanks and a closing `."
    case .badNumber(let number): "\(number) is not a number."
    case .numberOutOfRange(let number, let type): "\(number) does not fit into \(type)."
    case .unexpectedToken(let found, let expected): "Found \(found) where \(expected) was expected."
    case .reservedWord(let word): "\(word) is a reserved word and cannot be a name."
    case .tooDeep(let limit): "The expression is nested deeper than \(limit) levels."
    case .tooManyNodes(let limit): "The expression has more than \(limit) parts."
    case .sourceTooLong(let limit): "The expression is longer than \(limit) characters."
    case .optionalSyntaxNotOffered: "Optional syntax with ? is not offered here."
    default: checkerMessage
    }
  }

  private var checkerMessage: String {
    switch self {
    case .macroNeedsName(let macro): "\(macro) needs a plain name for each element here."
    case .macroNeedsField: "has() needs a field, as in has(record.field)."
    case .macroSameNames(let macro, let name): "\(macro) needs two different names, not \(name) twice."
    case .macro(let message): message
    case .unknownName(let name, let container, let suggestion):
      "There is no \(name)\(container.isEmpty ? "" : " in \(container)").\(hint(suggestion))"
    case .unknownFunction(let name, let suggestion): "There is no function \(name).\(hint(suggestion))"
    case .noOverload(let function, let arguments, let isMember, let candidates):
      noOverload(function, arguments, isMember, candidates)
    case .noSuchField(let field, let type, let suggestion): "\(type) has no field \(field).\(hint(suggestion))"
    case .notSelectable(let type): "A value of type \(type) has no fields."
    case .notIterable(let type): "A macro goes through a list or a map, not through \(type)."
    case .branchesDiffer(let first, let second): "Both branches of ?: must have one type; found \(first) and \(second)."
    case .expected(let expected, let found): "Expected \(expected), found \(found)."
    case .notNumeric(let macro, let type): "\(macro) cannot work with \(type)."
    case .sumNeedsStart(let type): "A sum of \(type) needs a start value as third argument: no zero is known for it."
    case .recordLiteral(let name): "Records such as \(name) are read, not made, in an expression."
    case .mapKeyType(let type): "A map key must be bool, int, uint or string, not \(type)."
    case .badPattern(let pattern, let reason): "The pattern \(Text.quoted(pattern)) cannot be used: \(reason)."
    default: planMessage
    }
  }

  private var planMessage: String {
    switch self {
    case .needsAllRows(let name):
      "This use of \(name) needs all rows at once, but its rows pass by one at a time; "
        + "use count, sum, min, max, all, exists, exists_one or filter(…).size()."
    case .foldDependsOnRow(let name):
      "Going through \(name) for each element of another list needs all rows at once; its rows pass by only once."
    case .foldInFold(let name):
      "Going through \(name) inside another pass over rows needs two passes; its rows pass by only once."
    case .tooCostly(let cost, let limit): "The expression may take \(cost) steps; the limit is \(limit)."
    default: "The expression is not valid."
    }
  }

  private func hint(_ suggestion: String?) -> String {
    suggestion.map { " Did you mean \($0)?" } ?? ""
  }

  private func noOverload(
    _ function: String,
    _ arguments: [CELType],
    _ isMember: Bool,
    _ candidates: [String]
  ) -> String {
    let types = arguments.map(\.description)
    let shown: String
    if let symbol = OperatorName.symbol(of: function), types.count == 2 {
      shown = "\(types[0]) \(symbol) \(types[1])"
    } else if let symbol = OperatorName.symbol(of: function), types.count == 1 {
      shown = "\(symbol)\(types[0])"
    } else if isMember, let target = types.first {
      shown = "\(target).\(function)(\(types.dropFirst().joined(separator: ", ")))"
    } else {
      shown = "\(function)(\(types.joined(separator: ", ")))"
    }
    let known = candidates.isEmpty ? "" : " Known: \(candidates.joined(separator: ", "))."
    return "There is no \(shown).\(known)"
  }
}

extension EvaluationError: CustomStringConvertible {
  /// The error as a sentence.
  public var description: String {
    code.message
  }
}

extension EvaluationError.Code {
  /// The error as a sentence.
  public var message: String {
    switch self {
    case .divisionByZero: "Division by zero."
    case .modulusByZero: "Remainder of a division by zero."
    case .overflow(let function): "The result of \(function) is outside the range of its type."
    case .noSuchKey(let key): "There is no key \(key)."
    case .noSuchField(let field): "There is no field \(field)."
    case .noSuchOverload(let function, let types): "There is no \(function) for (\(types.joined(separator: ", ")))."
    case .indexOutOfRange(let index): "The index \(index) is outside the list or text."
    case .invalidArgument(let function, let reason): "\(function): \(reason)."
    case .conversion(let from, let to, let text): "The \(from) \(text) cannot become \(to)."
    case .duplicateKey(let key): "The key \(key) stands twice."
    case .unboundVariable(let name): "The variable \(name) has no value."
    case .emptyAggregate(let name): "\(name) of nothing."
    case .noValue: "An empty optional has no value."
    case .invalidPattern(let reason): "The pattern cannot be used: \(reason)."
    case .invalidTimeZone(let name): "There is no time zone \(name)."
    case .budgetExceeded: "The evaluation took more steps than allowed."
    case .listTooLong: "A list grew longer than allowed."
    case .foldNotFinished(let index): "The rows for part \(index) were not all read yet."
    case .host(let code, let detail): "\(code): \(detail)"
    }
  }
}

/// The CEL names of operators.
enum OperatorName {
  private static let symbols: [String: String] = [
    "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/", "_%_": "%", "_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">=",
    "_==_": "==", "_!=_": "!=", "_&&_": "&&", "_||_": "||", "!_": "!", "-_": "-", "@in": "in", "_[_]": "[]",
    "_[?_]": "[?]", "_?_:_": "?:",
  ]

  /// The operator as written, or nil for an ordinary function.
  static func symbol(of name: String) -> String? {
    symbols[name]
  }
}
