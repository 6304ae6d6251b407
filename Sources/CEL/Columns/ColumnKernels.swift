/// The loops of the column evaluator over truths. Truths are `RowTruth` bytes; the state of a number is 3 where it is
/// there, else `RowTruth.unknown` or `.error`.
///
/// Values and states are worked on apart: a loop over numbers has no branch, and a loop over bytes does 16 rows at once.
enum ColumnKernels {
  typealias Truths = UnsafeMutablePointer<UInt8>
  typealias Numbers = UnsafeMutablePointer<Int64>

  /// The state of a number that is there.
  static let there = RowTruth.isTrue.rawValue

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
      let isFirst = mask(choice == 3)
      let isSecond = mask(choice == 0)
      target[row] = (first[row] & isFirst) | (second[row] & isSecond) | (choice & ~(isFirst | isSecond))
    }
  }

  /// All bits or none: with it a choice is no branch, and is done for 16 rows at once.
  @inline(__always)
  static func mask(_ condition: Bool) -> UInt8 { condition ? 0xFF : 0 }

  /// `has()`: there or damaged is true, empty false, absent unknown.
  static func test(_ cells: UnsafePointer<UInt8>, _ target: Truths, _ count: Int) {
    for row in 0..<count {
      let cell = cells[row]
      target[row] = cell >= 2 ? 3 : 1 &- cell
    }
  }

  /// Whether every row has this truth. Most loops that ask find out at once that not.
  static func isAll(_ truth: UInt8, _ truths: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count > 0, truths[0] == truth else { return false }
    var row = 0
    while row < count {
      let end = min(count, row + 64)
      var differences: UInt8 = 0
      for place in row..<end { differences |= truths[place] ^ truth }
      if differences != 0 { return false }
      row = end
    }
    return true
  }

  /// Whether no row is unknown or an error.
  static func isPlain(_ truths: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    var differences: UInt8 = 0
    for row in 0..<count { differences |= (truths[row] ^ (truths[row] >> 1)) & 1 }
    return differences == 0
  }

  // MARK: - States

  /// What says for each row whether a number is there: the cells of a column, or the states of a register.
  struct StatePlane {
    let bytes: UnsafePointer<UInt8>
    let isColumn: Bool

    @inline(__always)
    subscript(row: Int) -> UInt8 {
      isColumn ? (bytes[row] == CellState.value.rawValue ? there : 1) : bytes[row]
    }
  }

  /// Puts states over answers: where a number is missing, its state stands. Unknown counts before error.
  static func overlay(_ first: StatePlane?, _ second: StatePlane?, _ target: Truths, _ count: Int) {
    switch (first, second) {
    case (nil, nil): return
    case (let plane?, nil), (nil, let plane?): overlay(plane, target, count)
    case (let one?, let two?):
      switch (one.isColumn, two.isColumn) {
      case (_, true):
        overlay(one, target, count)
        overlay(two, target, count)
      case (true, false):
        overlay(two, target, count)
        overlay(one, target, count)
      case (false, false):
        let (left, right) = (one.bytes, two.bytes)
        for row in 0..<count {
          let state = min(left[row], right[row])
          let isThere = mask(state == there)
          target[row] = (target[row] & isThere) | (state & ~isThere)
        }
      }
    }
  }

  private static func overlay(_ plane: StatePlane, _ target: Truths, _ count: Int) {
    let bytes = plane.bytes
    if plane.isColumn {
      for row in 0..<count {
        let isThere = mask(bytes[row] == CellState.value.rawValue)
        target[row] = (target[row] & isThere) | (1 & ~isThere)
      }
    } else {
      for row in 0..<count {
        let isThere = mask(bytes[row] == there)
        target[row] = (target[row] & isThere) | (bytes[row] & ~isThere)
      }
    }
  }
}
