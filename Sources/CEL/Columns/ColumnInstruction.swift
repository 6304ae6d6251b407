/// One step of a column program: a loop over the rows of a chunk, from registers into a register.
enum ColumnInstruction: Sendable {
  /// Compares two numbers into a truth.
  case compare(Comparison, Int, Int, to: Int)
  /// Calculates with two integers into a number; overflow and division by zero are errors of the row.
  case calculate(Calculation, Int, Int, to: Int)
  case and(Int, Int, to: Int)
  case or(Int, Int, to: Int)
  case not(Int, to: Int)
  case choose(Int, Int, Int, to: Int)
  case chooseNumber(Int, Int, Int, to: Int)
  /// A column of integers (or mantissas) into a number.
  case load(column: Int, to: Int)
  /// A column of bools into a truth.
  case loadTruth(column: Int, to: Int)
  /// `has(field)`.
  case test(column: Int, to: Int)
  /// Whether a text column holds one of some texts.
  case texts(column: Int, Set<TextKey>, isNegated: Bool, to: Int)
  case matches(column: Int, Pattern, to: Int)
  /// A part that whole columns cannot do: row by row, where the mask is not false.
  case rows(Int, mask: Int?, to: Int)
  case rowsNumber(Int, mask: Int?, to: Int)

  enum Comparison: Sendable {
    case less, lessOrEqual, greater, greaterOrEqual, equal, unequal
  }

  enum Calculation: Sendable {
    case add, subtract, multiply, divide, remainder
  }
}

/// Text found by its bytes.
struct TextKey: Hashable, Sendable {
  let text: String

  static func == (left: TextKey, right: TextKey) -> Bool {
    Text.equal(left.text, right.text)
  }

  func hash(into hasher: inout Hasher) {
    Text.hash(text, into: &hasher)
  }
}

/// A column program: instructions in order, and what they work on.
struct ColumnCode: Sendable {
  var instructions: [ColumnInstruction] = []
  /// The fields read as columns.
  var fields: [Int] = []
  /// Parts that do not depend on the row: evaluated once a batch, spread over a register.
  var hoisted: [(node: any Node, register: Int, isTruth: Bool)] = []
  /// Parts evaluated row by row.
  var rowNodes: [any Node] = []
  var registerCount = 0
  var result = 0
  /// Pairs of what must be of one scale for the comparison of mantissas to hold; else the batch goes row by row.
  var sameScale: [(ScaleSource, ScaleSource)] = []

  enum ScaleSource: Sendable {
    case column(Int)
    case hoisted(Int)
  }
}
