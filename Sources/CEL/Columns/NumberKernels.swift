/// Numbers of a chunk: one for each row, or one for all.
enum NumberView {
  case scalar(Int64)
  case rows(UnsafePointer<Int64>, ColumnKernels.StatePlane?)

  /// The number of a row, where it is there.
  @inline(__always)
  func number(_ row: Int) -> Int64? {
    switch self {
    case .scalar(let number): number
    case .rows(let numbers, let states): states?[row] ?? ColumnKernels.there == ColumnKernels.there ? numbers[row] : nil
    }
  }

  /// Nil when every row has its number.
  var states: ColumnKernels.StatePlane? {
    if case .rows(_, let states) = self { states } else { nil }
  }

  /// Where the numbers are; the second is what to go on by from row to row.
  @inline(__always)
  func withNumbers<Result>(_ body: (UnsafePointer<Int64>, _ stride: Int) -> Result) -> Result {
    switch self {
    case .rows(let numbers, _): body(numbers, 1)
    case .scalar(let number): withUnsafePointer(to: number) { body($0, 0) }
    }
  }
}

/// The loops over numbers.
enum NumberKernels {
  typealias Truths = UnsafeMutablePointer<UInt8>
  typealias Numbers = UnsafeMutablePointer<Int64>

  // MARK: - Comparing

  static func compare(
    _ comparison: NumberComparison,
    _ left: NumberView,
    _ right: NumberView,
    _ target: Truths,
    _ count: Int
  ) {
    let (first, second) = comparison.isSwapped ? (right, left) : (left, right)
    // Each loop has its answers written out: the compiler then does several rows at once.
    switch (comparison.relation, comparison.isNegated) {
    case (.less, false): each(first, second, target, count) { $0 < $1 ? 3 : 0 }
    case (.less, true): each(first, second, target, count) { $0 < $1 ? 0 : 3 }
    case (.equal, false): each(first, second, target, count) { $0 == $1 ? 3 : 0 }
    case (.equal, true): each(first, second, target, count) { $0 == $1 ? 0 : 3 }
    }
    ColumnKernels.overlay(left.states, right.states, target, count)
  }

  @inline(__always)
  private static func each(
    _ left: NumberView,
    _ right: NumberView,
    _ target: Truths,
    _ count: Int,
    _ answer: (Int64, Int64) -> UInt8
  ) {
    switch (left, right) {
    case (.rows(let left, _), .rows(let right, _)): for row in 0..<count { target[row] = answer(left[row], right[row]) }
    case (.rows(let left, _), .scalar(let right)): for row in 0..<count { target[row] = answer(left[row], right) }
    case (.scalar(let left), .rows(let right, _)): for row in 0..<count { target[row] = answer(left, right[row]) }
    case (.scalar(let left), .scalar(let right)): target.update(repeating: answer(left, right), count: count)
    }
  }

  /// Whether each number is one of a few.
  static func oneOf(_ numbers: UnsafePointer<Int64>, _ few: [Int64], _ target: Truths, _ count: Int) {
    guard let first = few.first else { return target.update(repeating: 0, count: count) }
    for row in 0..<count { target[row] = numbers[row] == first ? 3 : 0 }
    for number in few.dropFirst() {
      for row in 0..<count { target[row] |= numbers[row] == number ? 3 : 0 }
    }
  }

  /// Compares numbers that have to be multiplied first to be of one scale.
  static func compareScaled(
    _ comparison: NumberComparison,
    _ left: (view: NumberView, factor: Int64),
    _ right: (view: NumberView, factor: Int64),
    _ target: Truths,
    _ count: Int
  ) {
    if left.factor == 1, right.factor == 1 { return compare(comparison, left.view, right.view, target, count) }
    let flip: UInt8 = comparison.isNegated ? 3 : 0
    let (first, second) = comparison.isSwapped ? (right, left) : (left, right)
    let one = Int128(first.factor)
    let two = Int128(second.factor)
    let isLess = comparison.relation == .less
    first.view.withNumbers { left, leftStride in
      second.view.withNumbers { right, rightStride in
        for row in 0..<count {
          let a = Int128(left[row &* leftStride]) &* one
          let b = Int128(right[row &* rightStride]) &* two
          target[row] = ((isLess ? a < b : a == b) ? 3 : 0) ^ flip
        }
      }
    }
    ColumnKernels.overlay(left.view.states, right.view.states, target, count)
  }

  // MARK: - Calculating

  static func calculate(
    _ calculation: ColumnInstruction.Calculation,
    _ left: NumberView,
    _ right: NumberView,
    _ target: (Numbers, Truths),
    _ count: Int
  ) {
    switch calculation {
    case .add: calculate(left, right, target, count) { $0.addingReportingOverflow($1) }
    case .subtract: calculate(left, right, target, count) { $0.subtractingReportingOverflow($1) }
    case .multiply: calculate(left, right, target, count) { $0.multipliedReportingOverflow(by: $1) }
    case .divide: calculate(left, right, target, count) { $0.dividedReportingOverflow(by: $1) }
    case .remainder: calculate(left, right, target, count) { $0.remainderReportingOverflow(dividingBy: $1) }
    }
    // What is not there has no overflow either.
    ColumnKernels.overlay(left.states, right.states, target.1, count)
  }

  @inline(__always)
  private static func calculate(
    _ left: NumberView,
    _ right: NumberView,
    _ target: (Numbers, Truths),
    _ count: Int,
    _ combine: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) {
    @inline(__always)
    func store(_ row: Int, _ left: Int64, _ right: Int64) {
      let (number, overflow) = combine(left, right)
      target.0[row] = number
      target.1[row] = overflow ? RowTruth.error.rawValue : ColumnKernels.there
    }
    switch (left, right) {
    case (.rows(let left, _), .rows(let right, _)): for row in 0..<count { store(row, left[row], right[row]) }
    case (.rows(let left, _), .scalar(let right)): for row in 0..<count { store(row, left[row], right) }
    case (.scalar(let left), .rows(let right, _)): for row in 0..<count { store(row, left, right[row]) }
    case (.scalar(let left), .scalar(let right)): for row in 0..<count { store(row, left, right) }
    }
  }

  /// Calculates with numbers of different scales; what does not fit is marked as not to be had this way.
  static func calculateScaled(
    _ calculation: ScaledCalculation,
    _ left: (view: NumberView, factor: Int64),
    _ right: (view: NumberView, factor: Int64),
    _ target: (Numbers, Truths),
    _ count: Int
  ) {
    left.view.withNumbers { numbers, stride in
      right.view.withNumbers { others, otherStride in
        for row in 0..<count {
          let (one, tooLarge) = numbers[row &* stride].multipliedReportingOverflow(by: left.factor)
          let (two, alsoTooLarge) = others[row &* otherStride].multipliedReportingOverflow(by: right.factor)
          let (number, overflow) =
            switch calculation {
            case .add: one.addingReportingOverflow(two)
            case .subtract: one.subtractingReportingOverflow(two)
            case .multiply: one.multipliedReportingOverflow(by: two)
            }
          target.0[row] = number
          target.1[row] = tooLarge || alsoTooLarge || overflow ? tooLargeState : ColumnKernels.there
        }
      }
    }
    ColumnKernels.overlay(left.view.states, right.view.states, target.1, count)
  }

  /// State of a scaled number that does not fit: the comparison that uses it asks the row evaluator.
  static let tooLargeState: UInt8 = 0

  static func choose(
    _ condition: UnsafePointer<UInt8>,
    _ first: NumberView,
    _ second: NumberView,
    _ target: (Numbers, Truths),
    _ count: Int
  ) {
    let (firstStates, secondStates) = (first.states, second.states)
    first.withNumbers { one, stride in
      second.withNumbers { two, otherStride in
        for row in 0..<count {
          let choice = condition[row]
          target.0[row] = choice == 3 ? one[row &* stride] : two[row &* otherStride]
          let states = choice == 3 ? firstStates : secondStates
          let state = states?[row] ?? ColumnKernels.there
          target.1[row] = choice == 3 || choice == 0 ? state : choice
        }
      }
    }
  }
}
