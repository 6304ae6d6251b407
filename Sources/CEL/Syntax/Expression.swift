/// A node of the parsed expression. Macros are already expanded.
public struct Expression: Sendable {
  /// The number of the node in its program, from 0.
  public let id: Int
  /// Where it stands in the source: UTF-8 byte offset from 0.
  public let position: Int
  /// The height of the tree below, 1 for a leaf.
  let depth: Int
  /// What it is.
  public let kind: Kind

  /// The kinds of nodes.
  public indirect enum Kind: Sendable {
    case literal(Value)
    /// A name; `isAbsolute` when it was written with a leading dot.
    case identifier(String, isAbsolute: Bool)
    case select(Expression, field: String, isOptional: Bool)
    /// `has(operand.field)`.
    case test(Expression, field: String)
    /// A function or operator (operators by their CEL names, e.g. `_+_`); a target when written as `x.f(…)`.
    case call(String, target: Expression?, arguments: [Expression])
    /// The indices of the elements written with `?`.
    case list([Expression], optional: [Int])
    case map([MapEntry])
    /// `Name{field: value}`.
    case record(String, [(field: String, value: Expression)])
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case bind(String, Expression, Expression)
  }

  /// An entry of a map literal.
  public struct MapEntry: Sendable {
    let key: Expression
    let value: Expression
    let isOptional: Bool
  }
}

/// A macro over the elements of a list or map.
public struct Comprehension: Sendable {
  /// What is gone through.
  public let range: Expression
  /// The name of the element (of the index or key when there are two names).
  public let variable: String
  /// The name of the value when there are two names.
  public let second: String?
  /// What is done with each element.
  public let operation: Operation

  /// What a comprehension does.
  public enum Operation: Sendable {
    case all(Expression)
    case exists(Expression)
    case existsOne(Expression)
    /// `filter` (no transform) and `map`, `transformList`.
    case collect(where: Expression?, transform: Expression?)
    /// `transformMap`: the same keys, new values.
    case collectMap(where: Expression?, transform: Expression)
    /// `transformMapEntry`: each entry gives a map of new entries.
    case collectEntries(where: Expression?, entry: Expression)
    case count(Expression)
    case sum(Expression, start: Expression?)
    case minimum(Expression)
    case maximum(Expression)
  }

  /// Makes a comprehension.
  public init(range: Expression, variable: String, second: String? = nil, operation: Operation) {
    self.range = range
    self.variable = variable
    self.second = second
    self.operation = operation
  }

  /// The expressions evaluated once per element, in order.
  var bodies: [Expression] {
    switch operation {
    case .all(let body), .exists(let body), .existsOne(let body), .count(let body), .minimum(let body),
      .maximum(let body):
      [body]
    case .sum(let body, start: _): [body]
    case .collect(let condition, let transform): [condition, transform].compactMap(\.self)
    case .collectMap(let condition, let transform): [condition, transform].compactMap(\.self)
    case .collectEntries(let condition, let entry): [condition, entry].compactMap(\.self)
    }
  }
}

extension Expression.Kind {
  /// The height of the tallest child.
  var childDepth: Int {
    switch self {
    case .literal, .identifier: 0
    case .select(let operand, _, _), .test(let operand, _): operand.depth
    case .call(_, let target, let arguments): max(target?.depth ?? 0, arguments.map(\.depth).max() ?? 0)
    case .list(let elements, _): elements.map(\.depth).max() ?? 0
    case .map(let entries): entries.map { max($0.key.depth, $0.value.depth) }.max() ?? 0
    case .record(_, let fields): fields.map(\.value.depth).max() ?? 0
    case .bind(_, let value, let body): max(value.depth, body.depth)
    case .comprehension(let comprehension):
      ([comprehension.range] + comprehension.bodies).map(\.depth).max() ?? 0
    }
  }
}
