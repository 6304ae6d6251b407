/// Column code at work on one batch.
struct ColumnRun {
  private let code: ColumnCode
  private let columns: [ColumnData]
  private let rows: BatchRows
  private let registers: ColumnWorkspace
  /// Rows whose single parts are not wanted have 0 here.
  private let mask: [UInt8]?
  private let memo: ColumnMemo?
  private let rowCount: Int
  /// For comparisons of scaled numbers: what both sides are multiplied with, by instruction.
  private var factors: [Int: (Int64, Int64)] = [:]
  /// For columns of codes: the answer for each code, by instruction.
  private var answers: [Int: [UInt8]] = [:]

  /// Nil when a column is not offered or not in the shape the code needs; then the batch goes row by row.
  init?(
    code: ColumnCode,
    batch: any ColumnBatch,
    rows: BatchRows,
    registers: ColumnWorkspace,
    mask: [UInt8]? = nil,
    memo: ColumnMemo? = nil
  ) {
    self.code = code
    self.memo = memo
    rowCount = batch.rowCount
    self.mask = mask
    self.rows = rows
    self.registers = registers
    columns = code.fields.map { batch.column($0) }
    for (position, instruction) in code.instructions.enumerated() {
      guard isPossible(instruction, rows: batch.rowCount) else { return nil }
      if case .texts(let column, let keys, let isNegated, _) = instruction,
        case .codes(_, let names) = columns[column].values
      {
        answers[position] = names.map { keys.contains(TextKey(text: $0)) != isNegated ? 3 : 0 }
      }
    }
  }

  private func isPossible(_ instruction: ColumnInstruction, rows: Int) -> Bool {
    switch instruction {
    case .load(let column, _), .loadTruth(let column, _):
      if columns[column].states.isEmpty { return true }
      switch columns[column].values {
      case .integers(let values), .opaques(let values, _, _), .scaled(let values, _, _), .bools(let values):
        return values.count >= rows && columns[column].states.count >= rows
      default: return false
      }
    case .texts(let column, _, _, _), .matches(let column, _, _), .testText(let column, _, _, _),
      .mapText(let column, _, _, _, _):
      if columns[column].states.isEmpty { return true }
      switch columns[column].values {
      case .codes(let values, _): return values.count >= rows && columns[column].states.count >= rows
      case .texts(_, let starts, let lengths):
        return starts.count >= rows && lengths.count >= rows && columns[column].states.count >= rows
      default: return false
      }
    case .test(let column, _): return columns[column].states.isEmpty || columns[column].states.count >= rows
    default: return true
    }
  }

  /// What a mantissa belongs to.
  private enum Unit: Equatable {
    case opaque(scale: Int32, OpaqueTypeID)
    /// Not in lowest terms: only numbers can be compared, not mantissas.
    case scaled(Int32)
    /// Unknown or an error in every row: goes with anything.
    case any
    case other

    /// Whether mantissas of this unit can be compared as they are.
    var isPlain: Bool {
      switch self {
      case .opaque, .any: true
      case .scaled, .other: false
      }
    }

    var scale: Int32? {
      switch self {
      case .opaque(let scale, _), .scaled(let scale): scale
      case .any: 0
      case .other: nil
      }
    }
  }

  /// Evaluates what is the same for all rows; false when types or scales differ and mantissas cannot be compared.
  mutating func spread(_ frame: Frame) -> Bool {
    var frame = frame
    var units: [Unit] = []
    for part in code.hoisted {
      let outcome = part.node.evaluate(&frame)
      if part.isTruth {
        registers.fillTruth(part.register, outcome.rowTruth.rawValue)
      } else {
        let (number, state) = outcome.rowNumber
        registers.fillNumber(part.register, number, state: state)
      }
      switch outcome {
      case .value(.opaque(let value)): units.append(.opaque(scale: value.scale, value.type))
      case .value: units.append(.other)
      case .unknown, .error: units.append(.any)
      }
    }
    return code.sameScale.allSatisfy { first, second in
      let one = unit(first, units)
      let two = unit(second, units)
      return one.isPlain && two.isPlain && (one == two || one == .any || two == .any)
    } && findFactors(units)
  }

  /// What scaled numbers are multiplied with; false when a side has no scale.
  private mutating func findFactors(_ units: [Unit]) -> Bool {
    for (position, instruction) in code.instructions.enumerated() {
      guard case .compareScaled(_, let left, let right, _) = instruction else { continue }
      guard let one = unit(left.scale, units).scale, let two = unit(right.scale, units).scale,
        abs(one - two) <= 18
      else { return false }
      factors[position] = (Self.power(max(0, two - one)), Self.power(max(0, one - two)))
    }
    return true
  }

  private static func power(_ exponent: Int32) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private func unit(_ source: ColumnCode.ScaleSource, _ hoisted: [Unit]) -> Unit {
    switch source {
    case .whole: return .scaled(0)
    case .hoisted(let index): return hoisted[index]
    case .column(let column):
      if columns[column].states.isEmpty { return .any }
      switch columns[column].values {
      case .opaques(_, let scale, let type): return .opaque(scale: scale, type)
      case .scaled(_, let scale, _): return .scaled(scale)
      default: return .other
      }
    }
  }

  // MARK: - One chunk

  func execute(_ start: Int, _ count: Int) {
    for (position, instruction) in code.instructions.enumerated() {
      switch instruction {
      case .compare(let comparison, let left, let right, let target):
        ColumnKernels.compare(comparison, pair(left), pair(right), registers.state(target), count)
      case .compareScaled(let comparison, let left, let right, let target):
        let (one, two) = factors[position] ?? (1, 1)
        ColumnKernels.compareScaled(
          comparison,
          (registers.number(left.register), registers.state(left.register), factor: one),
          (registers.number(right.register), registers.state(right.register), factor: two),
          registers.state(target),
          count
        )
      case .map(let mapping, let target): map(mapping, target, start, count)
      case .mapText(let column, let function, let part, let mask, let target):
        mapText(columns[column], function, (part, mask), target, start, count)
      case .calculate(let calculation, let left, let right, let target):
        ColumnKernels.calculate(calculation, pair(left), pair(right), pair(target), count)
      case .and(let left, let right, let target):
        ColumnKernels.and(registers.state(left), registers.state(right), registers.state(target), count)
      case .or(let left, let right, let target):
        ColumnKernels.or(registers.state(left), registers.state(right), registers.state(target), count)
      case .not(let operand, let target):
        ColumnKernels.not(registers.state(operand), registers.state(target), count)
      case .choose(let condition, let first, let second, let target):
        ColumnKernels.choose(
          registers.state(condition),
          registers.state(first),
          registers.state(second),
          registers.state(target),
          count
        )
      case .chooseNumber(let condition, let first, let second, let target):
        ColumnKernels.chooseNumber(registers.state(condition), pair(first), pair(second), pair(target), count)
      case .rows(let node, let mask, let target): rowTruths(node, mask, target, start, count)
      case .rowsNumber(let node, let mask, let target): rowNumbers(node, mask, target, start, count)
      default: read(instruction, position, start, count)
      }
    }
  }

  private func pair(_ register: Int) -> (ColumnKernels.Numbers, ColumnKernels.Truths) {
    (registers.number(register), registers.state(register))
  }

  private func rowTruths(_ part: Int, _ mask: Int?, _ target: Int, _ start: Int, _ count: Int) {
    let target = registers.state(target)
    let mask = mask.map { registers.state($0) }
    let part = code.rowParts[part]
    let known = memo?.answers(for: part, rows: rowCount, hasNumbers: false)
    for row in 0..<count {
      if mask?[row] == 0 || self.mask?[start + row] == 0 {
        target[row] = 0
        continue
      }
      if let answer = known?.states[start + row], answer != ColumnMemo.Answers.missing {
        target[row] = answer
        continue
      }
      target[row] = rows.truth(part.node, start + row)
      known?.states[start + row] = target[row]
    }
  }

  private func rowNumbers(_ part: Int, _ mask: Int?, _ target: Int, _ start: Int, _ count: Int) {
    let (numbers, states) = pair(target)
    let mask = mask.map { registers.state($0) }
    let part = code.rowParts[part]
    let known = memo?.answers(for: part, rows: rowCount, hasNumbers: true)
    for row in 0..<count {
      if mask?[row] == 0 || self.mask?[start + row] == 0 {
        (numbers[row], states[row]) = (0, 0)
        continue
      }
      if let known, known.states[start + row] != ColumnMemo.Answers.missing {
        (numbers[row], states[row]) = (known.numbers[start + row], known.states[start + row])
        continue
      }
      (numbers[row], states[row]) = rows.number(part.node, start + row)
      known?.states[start + row] = states[row]
      known?.numbers[start + row] = numbers[row]
    }
  }

  private func map(_ mapping: ColumnInstruction.Mapping, _ target: Int, _ start: Int, _ count: Int) {
    let (numbers, states) = pair(target)
    let first = pair(mapping.first)
    let second = mapping.second.map { pair($0) }
    let mask = mapping.mask.map { registers.state($0) }
    for row in 0..<count {
      let state = ColumnKernels.merged(first.1[row], second?.1[row] ?? 0)
      let isMasked = mask?[row] == 0 || self.mask?[start + row] == 0
      if state != 0 || isMasked {
        (numbers[row], states[row]) = (0, state)
      } else if let number = mapping.function(first.0[row], second?.0[row] ?? 0) {
        (numbers[row], states[row]) = (number, 0)
      } else {
        (numbers[row], states[row]) = rows.number(code.rowParts[mapping.part].node, start + row)
      }
    }
  }

  private func mapText(
    _ column: ColumnData,
    _ function: (UnsafeBufferPointer<UInt8>) -> Int64?,
    _ part: (index: Int, mask: Int?),
    _ target: Int,
    _ start: Int,
    _ count: Int
  ) {
    let (numbers, states) = pair(target)
    let mask = part.mask.map { registers.state($0) }
    for row in 0..<count {
      let place = start + row
      if column.states.isEmpty || column.states[place] != CellState.value.rawValue {
        (numbers[row], states[row]) = (0, RowTruth.unknown.rawValue)
      } else if mask?[row] == 0 || self.mask?[place] == 0 {
        (numbers[row], states[row]) = (0, 0)
      } else if let number = column.withText(place, function) {
        (numbers[row], states[row]) = (number, 0)
      } else {
        (numbers[row], states[row]) = rows.number(code.rowParts[part.index].node, place)
      }
    }
  }

  // MARK: - Columns

  private func read(_ instruction: ColumnInstruction, _ position: Int, _ start: Int, _ count: Int) {
    switch instruction {
    case .load(let column, let target):
      read(columns[column], start, count, target) { ColumnKernels.load($0, $1, pair(target), count) }
    case .loadTruth(let column, let target):
      read(columns[column], start, count, target) {
        ColumnKernels.loadTruth($0, $1, registers.state(target), count)
      }
    case .test(let column, let target):
      let states = columns[column].states
      if states.isEmpty { return registers.fillTruth(target, RowTruth.unknown.rawValue) }
      states.withUnsafeBufferPointer { cells in
        guard let cells = cells.baseAddress else { return }
        ColumnKernels.test(cells + start, registers.state(target), count)
      }
    case .texts(let column, let keys, let isNegated, let target):
      if let answers = answers[position] {
        read(columns[column], start, count, target) { values, cells in
          answers.withUnsafeBufferPointer {
            ColumnKernels.codes(values, cells, $0, registers.state(target), count)
          }
        }
      } else {
        texts(columns[column], start, count, target) { bytes in
          keys.contains { $0.isSame(as: bytes) } != isNegated
        }
      }
    case .matches(let column, let pattern, let target):
      texts(columns[column], start, count, target) { pattern.matches($0) }
    case .testText(let column, let test, let number, let target):
      guard let number else { return texts(columns[column], start, count, target) { test($0, 0) } }
      testTexts(columns[column], test, pair(number), start, count, target)
    default: break
    }
  }

  /// Hands the numbers and states of a chunk to a kernel; an absent column is unknown in every row.
  private func read(
    _ column: ColumnData,
    _ start: Int,
    _ count: Int,
    _ target: Int,
    _ kernel: (UnsafePointer<Int64>, UnsafePointer<UInt8>) -> Void
  ) {
    let values: [Int64]
    switch column.values {
    case .integers(let numbers), .bools(let numbers), .opaques(let numbers, _, _), .scaled(let numbers, _, _),
      .codes(let numbers, _):
      values = numbers
    case .none, .texts: values = []
    }
    guard !column.states.isEmpty, !values.isEmpty else {
      return registers.fillTruth(target, RowTruth.unknown.rawValue)
    }
    values.withUnsafeBufferPointer { values in
      column.states.withUnsafeBufferPointer { states in
        guard let numbers = values.baseAddress, let cells = states.baseAddress else { return }
        kernel(numbers + start, cells + start)
      }
    }
  }

  /// Tests each text of a chunk with the number of its row.
  private func testTexts(
    _ column: ColumnData,
    _ test: (UnsafeBufferPointer<UInt8>, Int64) -> Bool,
    _ number: (ColumnKernels.Numbers, ColumnKernels.Truths),
    _ start: Int,
    _ count: Int,
    _ target: Int
  ) {
    let target = registers.state(target)
    for row in 0..<count {
      let place = start + row
      var state: UInt8 = 1
      if !column.states.isEmpty, column.states[place] == CellState.value.rawValue { state = 0 }
      state = ColumnKernels.merged(state, number.1[row])
      guard state == 0 else {
        target[row] = state
        continue
      }
      let answer = column.withText(place) { test($0, number.0[row]) }
      target[row] = answer ? 3 : 0
    }
  }

  /// Answers for each text of a chunk.
  private func texts(
    _ column: ColumnData,
    _ start: Int,
    _ count: Int,
    _ target: Int,
    _ answer: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    let target = registers.state(target)
    switch column.values {
    case .texts(let bytes, let starts, let lengths) where !column.states.isEmpty:
      bytes.withUnsafeBufferPointer { arena in
        for row in 0..<count {
          let place = start + row
          guard column.states[place] == CellState.value.rawValue else {
            target[row] = RowTruth.unknown.rawValue
            continue
          }
          let first = Int(starts[place])
          let text = UnsafeBufferPointer(rebasing: arena[first..<first + Int(lengths[place])])
          target[row] = answer(text) ? 3 : 0
        }
      }
    case .codes(let values, let names) where !column.states.isEmpty:
      let known = names.map { name in
        var name = name
        return name.withUTF8 { answer($0) }
      }
      for row in 0..<count {
        let isThere = column.states[start + row] == CellState.value.rawValue
        let code = Int(values[start + row])
        let answer: UInt8 = known.indices.contains(code) && known[code] ? 3 : 0
        target[row] = isThere ? answer : RowTruth.unknown.rawValue
      }
    default: target.update(repeating: RowTruth.unknown.rawValue, count: count)
    }
  }
}

extension TextKey {
  /// Whether these bytes are the text.
  func isSame(as bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    text.utf8.count == bytes.count && text.utf8.elementsEqual(bytes)
  }
}

extension ColumnData {
  /// Calls `body` with the text of a row that has one.
  @inline(__always)
  func withText<Result>(_ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    switch values {
    case .texts(let bytes, let starts, let lengths):
      return bytes.withUnsafeBufferPointer { arena in
        let first = Int(starts[row])
        return body(UnsafeBufferPointer(rebasing: arena[first..<first + Int(lengths[row])]))
      }
    case .codes(let values, let names):
      let code = Int(values[row])
      var name = names.indices.contains(code) ? names[code] : ""
      return name.withUTF8 { body($0) }
    default: return body(UnsafeBufferPointer(start: nil, count: 0))
    }
  }
}
