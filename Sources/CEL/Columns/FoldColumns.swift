/// How a fold goes through a whole batch: its filters and its body as columns, and only the tally row by row.
struct FoldColumns: Sendable {
  let code: ColumnCode
  let place: RecordPlace
  /// The registers of the filters in front.
  let conditions: [Int]
  /// The register of the body: a truth, or a number for a sum.
  let body: Int?
  /// The number of the body, for a sum or an extremum.
  let number: ColumnInstruction.NumberOperand?
  /// A register for the filters and the body together.
  let combined: Int

  /// Nil when the fold does what only rows can do.
  init?(_ loop: Loop, type: RecordType) {
    guard !loop.hasTwoNames, loop.stages.allSatisfy({ $0.transform == nil }) else { return nil }
    let root: (any Node)?
    var isNumber = false
    switch loop.operation {
    case .all(let node), .exists(let node), .existsOne(let node): root = node
    case .count(let node): root = node
    case .sum(let node?, let reducer, _) where reducer.isOverIntegers:
      root = node
      isNumber = true
    case .extremum(let node?, let reducer, _) where reducer.isOverIntegers:
      root = node
      isNumber = true
    default: return nil
    }
    let slots = Set(loop.stages.map(\.slot) + (root == nil ? [] : [loop.slot]))
    guard slots.count <= 1 else { return nil }
    place = .local(slots.first ?? loop.slot)
    var planner = ColumnPlanner(place: place, type: type)
    conditions = loop.stages.compactMap { $0.condition.map { planner.addCondition($0) } }
    body = isNumber ? nil : root.map { planner.addCondition($0) }
    number = isNumber ? root.map { planner.addNumber($0) } : nil
    combined = planner.register()
    guard planner.draft.instructions.count <= ColumnPlanner.maximumInstructions else { return nil }
    code = ColumnCode(planner.draft, result: 0)
  }
}

extension Fold {
  /// Buffers for going through batches; one for each thread, used for every batch.
  public struct Workspace {
    let registers: ColumnWorkspace?
    /// What the folds have in common in the batch at hand, if the host wants that: only for folds over one variable.
    public var memo: ColumnMemo?
  }

  /// Makes the buffers.
  public func makeWorkspace() -> Workspace {
    Workspace(registers: columns.map { ColumnWorkspace([$0.code]) })
  }

  /// Makes buffers that several folds use one after the other.
  public static func makeWorkspace(for folds: [Fold]) -> Workspace {
    let codes = folds.compactMap { $0.columns?.code }
    return Workspace(registers: codes.isEmpty ? nil : ColumnWorkspace(codes))
  }

  /// The fields it reads as columns, by index.
  public var columnFields: [Int] { columns?.code.fields ?? [] }

  /// Takes all rows of a batch: a column at a time where that is possible, with the same outcome as row by row.
  public func step(
    _ state: inout FoldState,
    batch: any ColumnBatch,
    _ activation: any Activation,
    _ workspace: inout Workspace
  ) {
    if state.loop.isDone { return }
    guard let columns, let registers = workspace.registers else {
      return step(&state, source: batch, rows: 0..<batch.rowCount, activation)
    }
    let rows = BatchRows(
      batch: batch,
      base: activation,
      place: columns.place,
      attributes: attributes,
      localCount: localCount,
      budget: budget,
      parts: columns.code.rowParts.count + columns.code.hoisted.count
    )
    guard
      var run = ColumnRun(
        code: columns.code,
        batch: batch,
        rows: rows,
        registers: registers,
        memo: workspace.memo
      ), run.spread()
    else {
      return step(&state, source: batch, rows: 0..<batch.rowCount, activation)
    }
    var start = 0
    while start < batch.rowCount, !state.loop.isDone {
      let count = min(ColumnWorkspace.chunkSize, batch.rowCount - start)
      run.execute(start, count)
      let number = columns.number.map { run.view($0, start) }
      if !registers.overspent.isEmpty {
        step(&state, source: batch, rows: start..<start + count, activation)
      } else if !tallyAll(&state.loop, columns, registers, number, count) {
        tally(&state, columns, registers, number, rows, start, count, activation)
      }
      start += count
    }
  }

  /// Takes the rows of a chunk together; false when some row is not plainly yes or no, or the operation is not a sum.
  private func tallyAll(
    _ state: inout LoopState,
    _ columns: FoldColumns,
    _ registers: ColumnWorkspace,
    _ number: NumberView?,
    _ count: Int
  ) -> Bool {
    let planes = (columns.conditions + [columns.body].compactMap { $0 }).map { registers.state($0) }
    guard planes.allSatisfy({ ColumnKernels.isPlain($0, count) }) else { return false }
    let all = registers.state(columns.combined)
    all.update(repeating: RowTruth.isTrue.rawValue, count: count)
    for plane in planes { ColumnKernels.and(all, plane, all, count) }
    switch loop.operation {
    case .count:
      var found = 0
      for row in 0..<count { found &+= Int(all[row] & 1) }
      state.count += found
      return true
    case .exists: return ColumnKernels.isAll(RowTruth.isFalse.rawValue, all, count)
    case .sum:
      guard state.failure == nil, case .int(var sum) = state.accumulator ?? .int(0), let number else { return false }
      guard number.add(to: &sum, where: all, count) else { return false }
      if !ColumnKernels.isAll(RowTruth.isFalse.rawValue, all, count) { state.accumulator = .int(sum) }
      return true
    default: return false
    }
  }

  private func tally(
    _ state: inout FoldState,
    _ columns: FoldColumns,
    _ registers: ColumnWorkspace,
    _ number: NumberView?,
    _ rows: BatchRows,
    _ start: Int,
    _ count: Int,
    _ activation: any Activation
  ) {
    let conditions = columns.conditions.map { registers.state($0) }
    let truths = columns.body.map { registers.state($0) }
    let states = number?.states
    var names = KnownNames()
    for row in 0..<count {
      let stopped = conditions.first { $0[row] != RowTruth.isTrue.rawValue }.map { $0[row] }
      if stopped == RowTruth.isFalse.rawValue { continue }
      if stopped == nil {
        if take(truths?[row], number?.number(row), &state.loop) {
          if state.loop.isDone { return }
          continue
        }
        let isUnknown = (truths?[row] ?? states?[row]) == RowTruth.unknown.rawValue
        if isUnknown, names.explain(start + row, state.loop, self, rows) { continue }
      }
      // What is not plainly yes or no is left to the row evaluator, which knows the names and the errors.
      step(&state, RecordReference(source: rows.batch, row: start + row), activation)
      names.forget()
      if state.loop.isDone { return }
    }
  }

  /// The rows of a batch whose unknown answer adds nothing to what the pass is unknown for already.
  private struct KnownNames {
    private var marks: [UInt8]?
    private var attempts = 0
    /// How often it is worth finding out in one chunk.
    private static let mostAttempts = 4

    /// What was found out no longer holds: the pass may be unknown for more reasons now.
    mutating func forget() {
      if attempts < Self.mostAttempts { marks = nil }
    }

    /// Whether a row's names are all known.
    mutating func explain(_ row: Int, _ state: LoopState, _ fold: Fold, _ rows: BatchRows) -> Bool {
      if marks == nil, attempts < Self.mostAttempts, case .unknown(let set)? = state.failure {
        attempts += 1
        marks = fold.reach?.unexplained(by: set, rows, names: fold.attributes.names)
      }
      return marks.map { $0[row] == 0 } ?? false
    }
  }

  /// Takes one plain answer; false when the row evaluator is needed.
  @inline(__always)
  private func take(_ truth: UInt8?, _ number: Int64?, _ state: inout LoopState) -> Bool {
    switch loop.operation {
    case .sum: return number.map { state.add($0) } ?? false
    case .extremum(_, _, let isMinimum): return number.map { state.keep($0, isMinimum: isMinimum) } ?? false
    case .count(nil):
      state.count += 1
      return true
    case .count, .existsOne:
      guard truth == 3 || truth == 0 else { return false }
      if truth == 3 { state.count += 1 }
      return true
    case .all: return truth == 3
    case .exists: return truth == 0
    default: return false
    }
  }
}

extension NumberView {
  /// Adds the numbers of the rows that are true; false when one is missing or the sum overflows.
  fileprivate func add(to sum: inout Int64, where truths: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for row in 0..<count where truths[row] == RowTruth.isTrue.rawValue {
      guard let number = number(row) else { return false }
      let (next, overflow) = sum.addingReportingOverflow(number)
      if overflow { return false }
      sum = next
    }
    return true
  }
}
