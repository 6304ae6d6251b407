/// How a fold goes through a whole batch: its filters and its body as columns, and only the tally row by row.
struct FoldColumns: Sendable {
  let code: ColumnCode
  let place: RecordPlace
  /// The registers of the filters in front.
  let conditions: [Int]
  /// The register of the body: a truth, or a number for a sum.
  let body: Int?

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
    body = root.map { isNumber ? planner.addNumber($0) : planner.addCondition($0) }
    code = planner.code
  }
}

extension Fold {
  /// Buffers for going through batches; one for each thread, used for every batch.
  public struct Workspace {
    let registers: ColumnWorkspace?
  }

  /// Makes the buffers.
  public func makeWorkspace() -> Workspace {
    Workspace(registers: columns.map { ColumnWorkspace(registers: $0.code.registerCount) })
  }

  /// Makes buffers that several folds use one after the other.
  public static func makeWorkspace(for folds: [Fold]) -> Workspace {
    let most = folds.compactMap { $0.columns?.code.registerCount }.max()
    return Workspace(registers: most.map { ColumnWorkspace(registers: $0) })
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
      budget: budget
    )
    guard var run = ColumnRun(code: columns.code, batch: batch, rows: rows, registers: registers),
      run.spread(rows.frame())
    else { return step(&state, source: batch, rows: 0..<batch.rowCount, activation) }
    var start = 0
    while start < batch.rowCount, !state.loop.isDone {
      let count = min(ColumnWorkspace.chunkSize, batch.rowCount - start)
      run.execute(start, count)
      tally(&state, columns, registers, batch, start, count, activation)
      start += count
    }
  }

  private func tally(
    _ state: inout FoldState,
    _ columns: FoldColumns,
    _ registers: ColumnWorkspace,
    _ batch: any ColumnBatch,
    _ start: Int,
    _ count: Int,
    _ activation: any Activation
  ) {
    let conditions = columns.conditions.map { registers.state($0) }
    let states = columns.body.map { registers.state($0) }
    let numbers = columns.body.map { registers.number($0) }
    for row in 0..<count {
      let stopped = conditions.first { $0[row] != RowTruth.isTrue.rawValue }.map { $0[row] }
      if stopped == RowTruth.isFalse.rawValue { continue }
      // What is not plainly yes or no is left to the row evaluator, which knows the names and the errors.
      if stopped != nil || !take(states?[row], numbers?[row], &state.loop) {
        step(&state, RecordReference(source: batch, row: start + row), activation)
      }
      if state.loop.isDone { return }
    }
  }

  /// Takes one plain answer; false when the row evaluator is needed.
  @inline(__always)
  private func take(_ truth: UInt8?, _ number: Int64?, _ state: inout LoopState) -> Bool {
    switch loop.operation {
    case .sum: return truth == 0 && number.map { state.add($0) } ?? false
    case .extremum(_, _, let isMinimum):
      return truth == 0 && number.map { state.keep($0, isMinimum: isMinimum) } ?? false
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
