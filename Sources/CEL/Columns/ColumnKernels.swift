/// The loops of the column evaluator, one an operator. Truths are `RowTruth` bytes.
enum ColumnKernels {
  typealias Truths = UnsafeMutablePointer<UInt8>
  typealias Numbers = UnsafeMutablePointer<Int64>

  /// Of two number states the one that counts: unknown (1) before error (2) before there (0).
  @inline(__always)
  static func merged(_ left: UInt8, _ right: UInt8) -> UInt8 {
    let both = left | right
    return both & ~((both & 1) << 1)
  }

  // MARK: - Logic

  static func and(_ left: Truths, _ right: Truths, _ target: Truths, _ count: Int) {
    for row in 0..<count { target[row] = min(left[row], right[row]) }
  }

  /// Unknown and error change places, so that the larger of two holds for `||`.
  @inline(__always)
  private static func swapped(_ truth: UInt8) -> UInt8 {
    truth ^ (((truth >> 1) ^ truth) & 1) &* 3
  }

  static func or(_ left: Truths, _ right: Truths, _ target: Truths, _ count: Int) {
    for row in 0..<count { target[row] = swapped(max(swapped(left[row]), swapped(right[row]))) }
  }

  static func not(_ operand: Truths, _ target: Truths, _ count: Int) {
    for row in 0..<count { target[row] = swapped(3 &- operand[row]) }
  }

  static func choose(_ condition: Truths, _ first: Truths, _ second: Truths, _ target: Truths, _ count: Int) {
    for row in 0..<count {
      let choice = condition[row]
      target[row] = choice == 3 ? first[row] : choice == 0 ? second[row] : choice
    }
  }

  static func chooseNumber(
    _ condition: Truths,
    _ first: (Numbers, Truths),
    _ second: (Numbers, Truths),
    _ target: (Numbers, Truths),
    _ count: Int
  ) {
    for row in 0..<count {
      let choice = condition[row]
      target.0[row] = choice == 3 ? first.0[row] : second.0[row]
      target.1[row] = choice == 3 ? first.1[row] : choice == 0 ? second.1[row] : choice
    }
  }

  // MARK: - Numbers

  static func compare(
    _ comparison: ColumnInstruction.Comparison,
    _ left: (Numbers, Truths),
    _ right: (Numbers, Truths),
    _ target: Truths,
    _ count: Int
  ) {
    switch comparison {
    case .less: compare(left, right, target, count) { $0 < $1 }
    case .lessOrEqual: compare(left, right, target, count) { $0 <= $1 }
    case .greater: compare(left, right, target, count) { $0 > $1 }
    case .greaterOrEqual: compare(left, right, target, count) { $0 >= $1 }
    case .equal: compare(left, right, target, count) { $0 == $1 }
    case .unequal: compare(left, right, target, count) { $0 != $1 }
    }
  }

  @inline(__always)
  private static func compare(
    _ left: (Numbers, Truths),
    _ right: (Numbers, Truths),
    _ target: Truths,
    _ count: Int,
    _ holds: (Int64, Int64) -> Bool
  ) {
    for row in 0..<count {
      let state = merged(left.1[row], right.1[row])
      let answer: UInt8 = holds(left.0[row], right.0[row]) ? 3 : 0
      target[row] = state == 0 ? answer : state
    }
  }

  /// Compares numbers that have to be multiplied first to be of one scale.
  static func compareScaled(
    _ comparison: ColumnInstruction.Comparison,
    _ left: (Numbers, Truths, factor: Int64),
    _ right: (Numbers, Truths, factor: Int64),
    _ target: Truths,
    _ count: Int
  ) {
    switch comparison {
    case .less: compareScaled(left, right, target, count) { $0 < $1 }
    case .lessOrEqual: compareScaled(left, right, target, count) { $0 <= $1 }
    case .greater: compareScaled(left, right, target, count) { $0 > $1 }
    case .greaterOrEqual: compareScaled(left, right, target, count) { $0 >= $1 }
    case .equal: compareScaled(left, right, target, count) { $0 == $1 }
    case .unequal: compareScaled(left, right, target, count) { $0 != $1 }
    }
  }

  @inline(__always)
  private static func compareScaled(
    _ left: (Numbers, Truths, factor: Int64),
    _ right: (Numbers, Truths, factor: Int64),
    _ target: Truths,
    _ count: Int,
    _ holds: (Int128, Int128) -> Bool
  ) {
    let one = Int128(left.factor)
    let two = Int128(right.factor)
    for row in 0..<count {
      let state = merged(left.1[row], right.1[row])
      let answer: UInt8 = holds(Int128(left.0[row]) &* one, Int128(right.0[row]) &* two) ? 3 : 0
      target[row] = state == 0 ? answer : state
    }
  }

  static func calculate(
    _ calculation: ColumnInstruction.Calculation,
    _ left: (Numbers, Truths),
    _ right: (Numbers, Truths),
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
  }

  @inline(__always)
  private static func calculate(
    _ left: (Numbers, Truths),
    _ right: (Numbers, Truths),
    _ target: (Numbers, Truths),
    _ count: Int,
    _ combine: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) {
    for row in 0..<count {
      let (number, overflow) = combine(left.0[row], right.0[row])
      target.0[row] = number
      let state = merged(left.1[row], right.1[row])
      // What is not there has no overflow either.
      target.1[row] = state == 0 && overflow ? RowTruth.error.rawValue : state
    }
  }

  // MARK: - Texts

  /// The number that the digits in these places make; nil for anything else there, or for other than ASCII before them.
  static func number(in range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard text.count >= range.upperBound else { return nil }
    for byte in text[..<range.lowerBound] where byte >= 0x80 { return nil }
    var number: Int64 = 0
    for byte in text[range] {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + Int64(byte - 48)
    }
    return number
  }

  // MARK: - Columns

  /// Values with their states: what is not there is unknown.
  static func load(
    _ values: UnsafePointer<Int64>,
    _ cells: UnsafePointer<UInt8>,
    _ target: (Numbers, Truths),
    _ count: Int
  ) {
    target.0.update(from: values, count: count)
    for row in 0..<count { target.1[row] = cells[row] == CellState.value.rawValue ? 0 : 1 }
  }

  static func loadTruth(_ values: UnsafePointer<Int64>, _ cells: UnsafePointer<UInt8>, _ target: Truths, _ count: Int) {
    for row in 0..<count {
      let answer: UInt8 = values[row] != 0 ? 3 : 0
      target[row] = cells[row] == CellState.value.rawValue ? answer : 1
    }
  }

  /// `has()`: there or damaged is true, empty false, absent unknown.
  static func test(_ cells: UnsafePointer<UInt8>, _ target: Truths, _ count: Int) {
    for row in 0..<count {
      let cell = cells[row]
      target[row] = cell >= 2 ? 3 : cell == 1 ? 0 : 1
    }
  }

  /// Codes by a table of answers.
  static func codes(
    _ values: UnsafePointer<Int64>,
    _ cells: UnsafePointer<UInt8>,
    _ answers: UnsafeBufferPointer<UInt8>,
    _ target: Truths,
    _ count: Int
  ) {
    for row in 0..<count {
      let isThere = cells[row] == CellState.value.rawValue
      let code = Int(values[row])
      target[row] = isThere ? (code >= 0 && code < answers.count ? answers[code] : 0) : 1
    }
  }
}
