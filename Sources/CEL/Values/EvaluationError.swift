/// Why an expression has no value. Data only; the sentence is made in `CompileMessages.swift`.
public struct EvaluationError: Error, Hashable, Sendable {
  /// The kind of error with what is needed to say it.
  public enum Code: Hashable, Sendable {
    case divisionByZero
    case modulusByZero
    /// A result outside the range of its type; the operator or function.
    case overflow(String)
    case noSuchKey(String)
    case noSuchField(String)
    /// The function and the types it was called with.
    case noSuchOverload(String, [String])
    case indexOutOfRange(Int64)
    /// The function and what is wrong with its argument.
    case invalidArgument(String, String)
    /// From, to, the text that could not be converted (cut at 64 characters).
    case conversion(from: String, to: String, text: String)
    case duplicateKey(String)
    case unboundVariable(String)
    /// `min` or `max` of nothing.
    case emptyAggregate(String)
    /// `optional.none().value()`.
    case noValue
    case invalidPattern(String)
    case invalidTimeZone(String)
    /// More steps than ``Limits/runtimeCost``.
    case budgetExceeded
    /// A list longer than ``Limits/listSize``.
    case listTooLong
    /// The outcome of a fold was read before the fold was finished.
    case foldNotFinished(Int)
    /// A host function's own error: a short code and what it is about.
    case host(String, String)
  }

  /// What went wrong.
  public let code: Code
  /// Where in the source: UTF-8 byte offset from 0; nil when made outside a program.
  public var position: Int?

  /// Makes an error; leave the position out in host functions, the call adds it.
  public init(_ code: Code, position: Int? = nil) {
    self.code = code
    self.position = position
  }
}
