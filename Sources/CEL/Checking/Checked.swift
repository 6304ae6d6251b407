/// What the checker found out about an expression, by node number.
struct Checked {
  /// What a name or a call means.
  enum Reference {
    case variable(slot: Int)
    case local(Int)
    case constant(Value)
    /// A field of a declared record.
    case field(Int)
    /// The signatures that fit; `isNamespaced` when the target is a part of the function's name.
    case function(String, [Overload], isNamespaced: Bool)
    /// The operator that combines the elements of a sum, minimum or maximum, and the sum of nothing.
    case reducer([Overload], zero: Value?)
    /// A name that means nothing (only without checking).
    case missing(String)
  }

  var references: [Reference?]
  var types: [CELType]
  /// The first local slot of a comprehension or binding.
  var localBases: [Int]
  /// How many local slots an evaluation needs.
  var localCount = 0
  var resultType: CELType = .dyn
  var substitution = TypeSubstitution()

  init(nodeCount: Int) {
    references = Array(repeating: nil, count: nodeCount)
    types = Array(repeating: .dyn, count: nodeCount)
    localBases = Array(repeating: 0, count: nodeCount)
  }

  func type(_ expression: Expression) -> CELType {
    substitution.deep(types[expression.id])
  }
}
