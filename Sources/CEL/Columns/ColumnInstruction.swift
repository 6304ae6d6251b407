/// One step of a column program: a loop over the rows of a chunk, from registers into a register.
enum ColumnInstruction: Sendable {
  /// Compares two numbers into a truth.
  case compare(Comparison, Int, Int, to: Int)
  /// Compares two numbers at their scales into a truth.
  case compareScaled(Comparison, ScaledSource, ScaledSource, to: Int)
  /// A host's function over numbers; where it has no answer, the part is evaluated for the row.
  case map(Mapping, to: Int)
  /// A number read from a text column; where the function has no answer, the part is evaluated for the row.
  case mapText(column: Int, @Sendable (UnsafeBufferPointer<UInt8>) -> Int64?, part: Int, mask: Int?, to: Int)
  /// A host's test of a text column with a number.
  case testText(column: Int, @Sendable (UnsafeBufferPointer<UInt8>, Int64) -> Bool, number: Int?, to: Int)
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

  /// A number's register and where its scale is found.
  struct ScaledSource: Sendable {
    let register: Int
    let scale: ColumnCode.ScaleSource
  }

  /// A function over the numbers of one or two registers.
  struct Mapping: Sendable {
    let function: @Sendable (Int64, Int64) -> Int64?
    let first: Int
    let second: Int?
    /// The part to evaluate where the function has no answer.
    let part: Int
    let mask: Int?
  }

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
  var rowParts: [RowPart] = []
  var registerCount = 0
  var result = 0
  /// Pairs of what must be of one scale for the comparison of mantissas to hold; else the batch goes row by row.
  var sameScale: [(ScaleSource, ScaleSource)] = []

  enum ScaleSource: Sendable {
    case column(Int)
    case hoisted(Int)
    /// A whole number in every row.
    case whole
  }
}
