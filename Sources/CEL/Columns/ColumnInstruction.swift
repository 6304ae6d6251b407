/// One step of a column program: a loop over the rows of a chunk, into a register.
enum ColumnInstruction: Sendable {
  /// Compares two numbers into a truth.
  case compare(NumberComparison, NumberOperand, NumberOperand, to: Int)
  /// Compares two numbers at their scales into a truth; `part` tells where they are too large.
  case compareScaled(NumberComparison, ScaledOperand, ScaledOperand, part: Int, to: Int)
  /// A host's function over numbers; where it has no answer, the part is evaluated for the row.
  case map(Mapping, to: Int)
  /// A number that a function finds in a text.
  case numberOfText(TextNumber, to: Int)
  /// Whether a text passes a test.
  case testText(TextTest, to: Int)
  /// Whether two texts are alike.
  case compareTexts(TextSource, TextSource, isNegated: Bool, part: MaskedPart, to: Int)
  /// Calculates with two integers into a number; overflow and division by zero are errors of the row.
  case calculate(Calculation, NumberOperand, NumberOperand, to: Int)
  /// Calculates with two numbers at their scales; what is too large is left to the comparison that uses it.
  case calculateScaled(ScaledCalculation, ScaledOperand, ScaledOperand, to: Int)
  case and(Int, Int, to: Int)
  case or(Int, Int, to: Int)
  case not(Int, to: Int)
  case choose(Int, Int, Int, to: Int)
  case chooseNumber(Int, NumberOperand, NumberOperand, to: Int)
  /// `has(field)`.
  case test(column: Int, to: Int)
  /// A part that whole columns cannot do: row by row, where the mask is not false.
  case rows(MaskedPart, to: Int)
  case rowsNumber(MaskedPart, to: Int)
  /// When all rows of a register have this truth, so has the target, and the work goes on at another instruction.
  case skip(ifAll: RowTruth, of: Int, to: Int, past: Int)
  /// When another program has computed what the instructions up to `past` compute, they are left out.
  case reuse(to: Int, past: Int)

  /// Whether it does nothing a column at a time.
  var isRowByRow: Bool {
    switch self {
    case .rows, .reuse: true
    default: false
    }
  }

  /// Where a number is found.
  enum NumberOperand: Sendable {
    case register(Int)
    case column(Int)
    /// The same for all rows: index into ``ColumnCode/hoisted``.
    case hoisted(Int)
  }

  /// A number and where its scale is found.
  struct ScaledOperand: Sendable {
    let number: NumberOperand
    let scale: ColumnCode.ScaleSource
  }

  /// A part that is evaluated row by row, and the register of the rows for which it matters.
  struct MaskedPart: Sendable {
    let index: Int
    let mask: Int?
  }

  /// A function over one or two numbers.
  struct Mapping: Sendable {
    let function: @Sendable (Int64, Int64) -> Int64?
    /// The same over many rows at once, where the host has it.
    let columns: NumberKernel?
    let first: NumberOperand
    let second: NumberOperand?
    let part: MaskedPart
  }

  enum Calculation: Sendable {
    case add, subtract, multiply, divide, remainder
  }
}

/// A comparison of numbers: `less` or `equal`, perhaps the other way round. `a > b` is `b < a`, `a <= b` is not `b < a`.
struct NumberComparison: Sendable {
  enum Relation: Sendable { case less, equal }
  let relation: Relation
  let isNegated: Bool
  /// Whether the operands change places.
  let isSwapped: Bool

  /// Whether two numbers are equal.
  static let equal = NumberComparison(Relation.equal, isNegated: false)

  private init(_ relation: Relation, isNegated: Bool, isSwapped: Bool = false) {
    self.relation = relation
    self.isNegated = isNegated
    self.isSwapped = isSwapped
  }

  init?(_ operation: OperatorNode.Operation) {
    switch operation {
    case .less: self.init(MantissaComparison.less)
    case .lessOrEqual: self.init(MantissaComparison.lessOrEqual)
    case .greater: self.init(MantissaComparison.greater)
    case .greaterOrEqual: self.init(MantissaComparison.greaterOrEqual)
    case .equal: self.init(Relation.equal, isNegated: false)
    case .unequal: self.init(Relation.equal, isNegated: true)
    default: return nil
    }
  }

  init(_ comparison: MantissaComparison) {
    switch comparison {
    case .less: self.init(Relation.less, isNegated: false)
    case .lessOrEqual: self.init(Relation.less, isNegated: true, isSwapped: true)
    case .greater: self.init(Relation.less, isNegated: false, isSwapped: true)
    case .greaterOrEqual: self.init(Relation.less, isNegated: true)
    }
  }
}

extension ColumnInstruction.Calculation {
  init?(_ operation: OperatorNode.Operation) {
    switch operation {
    case .add: self = .add
    case .subtract: self = .subtract
    case .multiply: self = .multiply
    case .divide: self = .divide
    case .remainder: self = .remainder
    default: return nil
    }
  }
}

/// A column program: instructions in order, and what they work on. An object, so that runs know it again.
final class ColumnCode: Sendable {
  let instructions: [ColumnInstruction]
  /// For each instruction what it computes, when other programs may use it.
  let keys: [ColumnKey?]
  /// The fields read as columns.
  let fields: [Int]
  /// Parts that do not depend on the row: evaluated once a batch.
  let hoisted: [Hoisted]
  /// Parts evaluated row by row.
  let rowParts: [RowPart]
  let registerCount: Int
  let result: Int
  /// Pairs of what must be of one scale for the comparison of mantissas to hold; else the batch goes row by row.
  let sameScale: [(ScaleSource, ScaleSource)]
  /// Whether it works with numbers of different scales.
  let hasScaled: Bool

  init(_ draft: ColumnDraft, result: Int) {
    instructions = draft.instructions
    keys = draft.keys
    fields = draft.fields
    hoisted = draft.hoisted
    rowParts = draft.rowParts
    registerCount = draft.registerCount
    sameScale = draft.sameScale
    hasScaled = draft.instructions.contains { instruction in
      switch instruction {
      case .compareScaled, .calculateScaled: true
      default: false
      }
    }
    self.result = result
  }

  /// A part that is the same for all rows, and the register for when a loop needs it row by row.
  struct Hoisted: Sendable {
    let node: any Node
    let register: Int
    let isTruth: Bool
  }

  enum ScaleSource: Sendable {
    case column(Int)
    case hoisted(Int)
    /// The result of a calculation.
    case register(Int)
    /// A whole number in every row.
    case whole
    /// An opaque value of a type that has no scale.
    case plain
  }
}

/// Column code being written.
struct ColumnDraft {
  var instructions: [ColumnInstruction] = []
  var keys: [ColumnKey?] = []
  var fields: [Int] = []
  var hoisted: [ColumnCode.Hoisted] = []
  var rowParts: [ColumnCode.RowPart] = []
  var registerCount = 0
  var sameScale: [(ColumnCode.ScaleSource, ColumnCode.ScaleSource)] = []
}
