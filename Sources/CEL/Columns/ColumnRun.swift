/// Column code at work on one batch.
struct ColumnRun {
  let code: ColumnCode
  let rows: BatchRows
  let registers: ColumnWorkspace
  /// Rows whose single parts are not wanted have 0 here.
  let mask: UnsafePointer<UInt8>?
  let memo: ColumnMemo?
  let rowCount: Int
  /// Kept alive: the registers hold their bare memory.
  private let columns: [ColumnData]
  /// For numbers of different scales: what both sides are multiplied with, by instruction.
  private var factors: [Int: (Int64, Int64)] = [:]
  /// Results shared with other programs, by instruction.
  private let shared: [SharedSlots.Slot?]

  /// Nil when a column is not offered or not in the shape the code needs; then the batch goes row by row.
  init?(
    code: ColumnCode,
    batch: any ColumnBatch,
    rows: BatchRows,
    registers: ColumnWorkspace,
    mask: UnsafePointer<UInt8>? = nil,
    memo: ColumnMemo? = nil
  ) {
    self.code = code
    self.memo = memo
    rowCount = batch.rowCount
    self.mask = mask
    self.rows = rows
    self.registers = registers
    columns = code.fields.map { batch.column($0) }
    let isOneChunk = rowCount <= ColumnWorkspace.chunkSize
    shared = memo.flatMap { isOneChunk ? registers.slots.slots(of: code, $0) : nil } ?? []
    registers.reset()
    registers.columns.removeAll(keepingCapacity: true)
    for column in columns {
      guard Self.isComplete(column, rowCount) else { return nil }
      registers.columns.append(BareColumn(column))
    }
  }

  private static func isComplete(_ column: ColumnData, _ rows: Int) -> Bool {
    if column.states.isEmpty { return true }
    guard column.states.count >= rows else { return false }
    switch column.values {
    case .none: return false
    case .texts(_, let starts, let lengths): return starts.count >= rows && lengths.count >= rows
    default: return (column.values.numbers?.count ?? 0) >= rows
    }
  }

  // MARK: - What is the same for all rows

  /// Evaluates what is the same for all rows; false when types or scales differ and mantissas cannot
  /// be compared, or when it takes more than its share of steps.
  mutating func spread() -> Bool {
    var units: [ColumnUnit] = []
    registers.scalars.removeAll(keepingCapacity: true)
    for part in code.hoisted {
      var frame = rows.frame(rows.share)
      let outcome = part.node.evaluate(&frame)
      if frame.remaining < 0 { return false }
      units.append(ColumnUnit(outcome))
      if part.isTruth {
        registers.state(part.register).update(repeating: outcome.rowTruth.rawValue, count: ColumnWorkspace.chunkSize)
        registers.scalars.append(.scalar(0))
      } else {
        registers.scalars.append(scalar(outcome, part.register))
      }
    }
    if code.sameScale.isEmpty, !code.hasScaled { return true }
    return code.sameScale.allSatisfy { first, second in
      let one = unit(first, units, [:])
      let two = unit(second, units, [:])
      return one.goes(with: two)
    } && findFactors(units)
  }

  private func scalar(_ outcome: Outcome, _ register: Int) -> NumberView {
    let (number, state) = outcome.rowNumber
    if state == ColumnKernels.there { return .scalar(number) }
    registers.state(register).update(repeating: state, count: ColumnWorkspace.chunkSize)
    let states = ColumnKernels.StatePlane(bytes: registers.state(register), isColumn: false)
    return .rows(registers.number(register), states)
  }

  /// What scaled numbers are multiplied with; false when a side has no scale.
  private mutating func findFactors(_ units: [ColumnUnit]) -> Bool {
    var made: [Int: ColumnUnit] = [:]
    for (position, instruction) in code.instructions.enumerated() {
      let operands: (ColumnInstruction.ScaledOperand, ColumnInstruction.ScaledOperand)
      switch instruction {
      case .compareScaled(_, let left, let right, _, _), .calculateScaled(_, let left, let right, _):
        operands = (left, right)
      default: continue
      }
      guard let one = unit(operands.0.scale, units, made).scale, let two = unit(operands.1.scale, units, made).scale,
        abs(one - two) <= 18
      else { return false }
      let common = max(one, two)
      factors[position] = (Self.power(common - one), Self.power(common - two))
      if case .calculateScaled(let calculation, _, _, let target) = instruction {
        made[target] = .scaled(calculation == .multiply ? one + two : common)
        if calculation == .multiply { factors[position] = (1, 1) }
      }
    }
    return true
  }

  private static func power(_ exponent: Int32) -> Int64 {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  private func unit(
    _ source: ColumnCode.ScaleSource,
    _ hoisted: [ColumnUnit],
    _ registers: [Int: ColumnUnit]
  ) -> ColumnUnit {
    switch source {
    case .whole: .scaled(0)
    case .plain: .plain
    case .hoisted(let index): hoisted[index]
    case .register(let register): registers[register] ?? .other
    case .column(let column): ColumnUnit(columns[column])
    }
  }

  func factors(_ position: Int) -> (Int64, Int64) { factors[position] ?? (1, 1) }

  // MARK: - One chunk

  /// Where the numbers of an operand are, from a row of the batch on.
  @inline(__always)
  func view(_ operand: ColumnInstruction.NumberOperand, _ start: Int) -> NumberView {
    switch operand {
    case .register(let register):
      let states = ColumnKernels.StatePlane(bytes: registers.state(register), isColumn: false)
      return .rows(registers.number(register), states)
    case .hoisted(let index): return registers.scalars[index]
    case .column(let index):
      let column = registers.columns[index]
      guard let numbers = column.numbers, let states = column.states else { return registers.nothing }
      return .rows(numbers + start, ColumnKernels.StatePlane(bytes: states + start, isColumn: true))
    }
  }

  func pair(_ register: Int) -> (ColumnKernels.Numbers, ColumnKernels.Truths) {
    (registers.number(register), registers.state(register))
  }

  /// Executes the instructions for some rows from `start` on.
  func execute(_ start: Int, _ count: Int) {
    registers.overspent.removeAll(keepingCapacity: true)
    let instructions = code.instructions
    var position = 0
    while position < instructions.count {
      switch instructions[position] {
      case .skip(let truth, let register, let target, let past):
        if ColumnKernels.isAll(truth.rawValue, registers.state(register), count) {
          registers.state(target).update(repeating: truth.rawValue, count: count)
          position = past
          continue
        }
      case .reuse(let target, let past):
        if let slot = slot(position) {
          registers.lend(target, slot)
          if slot.batch == memo?.batch {
            position = past
            continue
          }
        }
      default: step(instructions[position], position, start, count)
      }
      if case .reuse = instructions[position] {
      } else if let slot = slot(position) {
        // An answer that the row evaluator must correct is nobody else's.
        slot.batch = registers.overspent.isEmpty ? memo?.batch ?? 0 : 0
      }
      position += 1
    }
  }

  /// Where the result of an instruction is shared, when it is.
  @inline(__always)
  private func slot(_ position: Int) -> SharedSlots.Slot? {
    guard position < shared.count, let slot = shared[position] else { return nil }
    return mask == nil || code.keys[position]?.isPure == true ? slot : nil
  }

  private func step(_ instruction: ColumnInstruction, _ position: Int, _ start: Int, _ count: Int) {
    switch instruction {
    case .compare(let comparison, let left, let right, let target):
      NumberKernels.compare(comparison, view(left, start), view(right, start), registers.state(target), count)
    case .calculate(let calculation, let left, let right, let target):
      NumberKernels.calculate(calculation, view(left, start), view(right, start), pair(target), count)
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
      NumberKernels.choose(registers.state(condition), view(first, start), view(second, start), pair(target), count)
    case .test(let column, let target):
      if let cells = registers.columns[column].states {
        ColumnKernels.test(cells + start, registers.state(target), count)
      } else {
        registers.state(target).update(repeating: RowTruth.unknown.rawValue, count: count)
      }
    case .compareScaled, .calculateScaled: scaled(instruction, position, start, count)
    case .testText(let test, let target): testText(test, target, start, count)
    case .numberOfText(let text, let target): numberOfText(text, target, start, count)
    case .compareTexts(let left, let right, let isNegated, let part, let target):
      compareTexts(left, right, isNegated, part, target, start, count)
    case .map(let mapping, let target): map(mapping, target, start, count)
    case .rows(let part, let target): rowTruths(part, target, start, count)
    case .rowsNumber(let part, let target): rowNumbers(part, target, start, count)
    case .skip, .reuse: break
    }
  }
}

/// What a mantissa belongs to.
enum ColumnUnit: Equatable {
  case opaque(scale: Int32, OpaqueTypeID)
  /// Not in lowest terms: only numbers can be compared, not mantissas.
  case scaled(Int32)
  /// Of a type that has no scale.
  case plain
  /// Unknown or an error in every row: goes with anything.
  case any
  case other

  init(_ outcome: Outcome) {
    switch outcome {
    case .value(.opaque(let value)): self = .opaque(scale: value.scale, value.type)
    case .value(.int): self = .scaled(0)
    case .value: self = .other
    case .unknown, .error: self = .any
    }
  }

  init(_ column: ColumnData) {
    if column.states.isEmpty {
      self = .any
      return
    }
    switch column.values {
    case .opaques(_, let scale, let type): self = .opaque(scale: scale, type)
    case .scaled(_, let scale, _): self = .scaled(scale)
    default: self = .other
    }
  }

  /// Whether mantissas of these units can be compared as they are.
  func goes(with other: ColumnUnit) -> Bool {
    switch (self, other) {
    case (.opaque(let one, let type), .opaque(let two, let otherType)): one == two && type == otherType
    case (.opaque(let scale, _), .plain), (.plain, .opaque(let scale, _)): scale == 0
    case (.plain, .plain), (.any, .opaque), (.any, .plain), (.any, .any), (.opaque, .any), (.plain, .any): true
    default: false
    }
  }

  var scale: Int32? {
    switch self {
    case .opaque(let scale, _), .scaled(let scale): scale
    case .any, .plain: 0
    case .other: nil
    }
  }
}
