/// A mistake found while compiling, as data; `CompileMessages.swift` makes the sentence.
struct Problem: Sendable {
  let kind: Kind
  /// UTF-8 byte offset in the source, from 0.
  let position: Int

  init(_ kind: Kind, position: Int) {
    self.kind = kind
    self.position = position
  }

  enum Kind: Hashable, Sendable {
    // Reading the text
    case unexpectedCharacter(String)
    case unterminatedText
    case badEscape(String)
    case badQuotedIdentifier
    case badNumber(String)
    case numberOutOfRange(String, type: String)
    // Grammar
    case unexpectedToken(found: String, expected: String)
    case reservedWord(String)
    case tooDeep(limit: Int)
    case tooManyNodes(limit: Int)
    case sourceTooLong(limit: Int)
    case optionalSyntaxNotOffered
    // Macros
    case macroNeedsName(macro: String)
    case macroNeedsField
    case macroSameNames(macro: String, name: String)
    case macro(String)
    // Names and types
    case unknownName(String, container: String, suggestion: String?)
    case unknownFunction(String, suggestion: String?)
    case noOverload(function: String, arguments: [CELType], isMember: Bool, candidates: [String])
    case noSuchField(String, type: CELType, suggestion: String?)
    case notSelectable(CELType)
    case notIterable(CELType)
    case branchesDiffer(CELType, CELType)
    case expected(CELType, found: CELType)
    case notNumeric(macro: String, CELType)
    case sumNeedsStart(CELType)
    case recordLiteral(String)
    case mapKeyType(CELType)
    case badPattern(String, reason: String)
    // Plan
    case needsAllRows(String)
    case foldDependsOnRow(String)
    case foldInFold(String)
    case tooCostly(cost: UInt64, limit: UInt64)
  }
}

/// One mistake in an expression, with its place and a sentence.
public struct CompileError: Error, Hashable, Sendable {
  /// What is wrong, in one sentence; with a "did you mean" where one is near.
  public let message: String
  /// The line, from 1.
  public let line: Int
  /// The column in code points, from 1.
  public let column: Int
  /// The offset in code points, from 0.
  public let offset: Int
  /// The source line with a caret under the place.
  public let excerpt: String
}

/// Everything that is wrong with an expression, in the order of the text; never empty.
public struct CompileErrors: Error, Hashable, Sendable {
  /// The mistakes.
  public let errors: [CompileError]
}

extension CompileErrors: CustomStringConvertible {
  /// All mistakes with their excerpts.
  public var description: String {
    errors.map { "\($0.line):\($0.column): \($0.message)\n\($0.excerpt)" }.joined(separator: "\n")
  }
}
