import CEL

/// A place in a file of a rule pack.
public struct PackPlace: Hashable, Sendable, CustomStringConvertible {
  /// The file below the pack's folder, such as `jam.yaml`.
  public var file: String
  /// Line, from 1; 0 for the whole file.
  public var line: Int
  /// Column, from 1; 0 for the whole line.
  public var column: Int

  /// `file:line:column`, the form editors understand.
  public var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}

/// One fault of a rule pack. A pack with any fault is refused as a whole.
public struct PackFault: Error, Hashable, Sendable {
  /// Where it stands.
  public var place: PackPlace
  /// The rule or definition it belongs to, when known.
  public var rule: String?
  /// What is wrong.
  public var problem: Problem

  /// What can be wrong with a pack.
  public enum Problem: Hashable, Sendable {
    /// The file is not there.
    case missingFile
    /// The YAML cannot be read; the parser's words.
    case unreadable(String)
    /// A key has the wrong kind of value.
    case wrongKind(key: String, expected: String)
    /// A key that the format does not know.
    case unknownKey(String, suggestion: String?)
    /// A key that must be there is not.
    case missingKey(String)
    /// A value that is not one of those allowed.
    case badValue(key: String, value: String, expected: String)
    /// An id or name that occurs twice.
    case duplicate(String)
    /// A compliance rule of severity error: a truthful report is never refused for what it admits.
    case complianceError
    /// A section or field that the form does not have.
    case unknownField(String, suggestion: String?)
    /// A parameter or table that is not there.
    case unknownReference(kind: String, name: String)
    /// A placeholder of a message without a value.
    case placeholderWithoutValue(String)
    /// The expression language's checker refuses an expression.
    case expression(key: String, message: String, source: String)
    /// A row rule uses what is known only after all rows.
    case needsAllRows(key: String, name: String)
    /// A rule without a case that finds, or without one that does not.
    case missingCase(finds: Bool)
    /// A patch that shows with no case what it changes.
    case missingPatchCase
    /// A rule that a patch names and the pack does not have.
    case unknownRule(String, suggestion: String?)
    /// A grade of the other class: what is only admitted never becomes an error of the data.
    case classChange(from: String, to: String)
    /// A reference table cannot be used.
    case table(String)
  }
}

/// All faults of a pack, in file order.
public struct PackRefusal: Error, Sendable {
  /// The faults; never empty.
  public let faults: [PackFault]
}

extension PackFault: CustomStringConvertible {
  /// `file:line:column: error: sentence`, for the people who write rules.
  public var description: String {
    "\(place): error: \(rule.map { "\($0): " } ?? "")\(problem.sentence)"
  }
}

extension PackFault.Problem {
  /// One English sentence for the people who write rules.
  public var sentence: String {
    switch self {
    case .missingFile: "the file is missing"
    case .unreadable(let words): "the file is not readable as YAML: \(words)"
    case .wrongKind(let key, let expected): "“\(key)” must be \(expected)"
    case .unknownKey(let key, let suggestion):
      "the key “\(key)” is not known" + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
    case .missingKey(let key): "the key “\(key)” is missing"
    case .badValue(let key, let value, let expected):
      "“\(value)” is not a value of “\(key)”; expected \(expected)"
    case .duplicate(let name): "“\(name)” is defined twice"
    case .complianceError:
      "a compliance rule may not have severity error: a truthful report is never refused for what it admits"
    case .unknownField(let name, let suggestion):
      "the form has no “\(name)”" + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
    case .unknownReference(let kind, let name): "there is no \(kind) “\(name)”"
    case .placeholderWithoutValue(let name):
      "the message uses {\(name)}, for which “values” has nothing"
    case .expression(let key, let message, let source): "in “\(key)”: \(message)\n\(source)"
    case .needsAllRows(let key, let name):
      "“\(key)” of a row rule uses “\(name)”, which is known only after all rows were read"
    case .missingCase(let finds):
      finds ? "no case shows what the rule finds" : "no case shows what passes"
    case .missingPatchCase: "no case shows what the patch changes"
    case .unknownRule(let name, let suggestion):
      "the pack has no rule “\(name)”" + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
    case .classChange(let from, let to):
      "the rule is “\(from)” and cannot become “\(to)”: compliance and data are different classes"
    case .table(let words): words
    }
  }
}
