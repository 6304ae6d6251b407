/// A condition over one record variable, run over whole columns. It says for each row what the row evaluator would.
public final class ColumnProgram: Sendable {
  let code: ColumnCode
  let slot: Int
  let program: Program
  /// What its unknown answers can be made of, where that can be told beforehand.
  let reach: UnknownReach?

  init(code: ColumnCode, slot: Int, program: Program) {
    self.code = code
    self.slot = slot
    self.program = program
    reach = UnknownReach([program.root], place: .variable(slot))
  }

  func batchRows(_ batch: any ColumnBatch, _ activation: any Activation) -> BatchRows {
    BatchRows(
      batch: batch,
      base: activation,
      place: .variable(slot),
      attributes: program.attributes,
      localCount: program.localCount,
      budget: program.budget,
      parts: code.rowParts.count + code.hoisted.count
    )
  }

  /// Buffers for one thread; used again for every batch.
  public struct Workspace {
    let registers: ColumnWorkspace
    /// What the condition came to for each row of the last batch, ``RowTruth`` bytes.
    public internal(set) var truths: [UInt8] = []
    /// Answers shared with other programs, if the host wants that.
    public var memo: ColumnMemo?

    init(registers: ColumnWorkspace) { self.registers = registers }
  }

  /// Makes the buffers.
  public func makeWorkspace() -> Workspace {
    ColumnProgram.makeWorkspace(for: [self])
  }

  /// Makes buffers that several programs use one after the other.
  public static func makeWorkspace(for programs: [ColumnProgram], texts: [ColumnTextProgram] = []) -> Workspace {
    Workspace(registers: ColumnWorkspace(programs.map(\.code) + texts.map(\.code)))
  }

  /// The fields it reads as columns, by index.
  public var fields: [Int] { code.fields }

  /// Evaluates every row of a batch; the row variable's own slot in the activation is not read.
  ///
  /// For a row that came to unknown or error, ``Program/evaluate(_:)`` tells what was unknown or wrong.
  ///
  /// - Parameter mask: a byte for each row; what depends on single rows is left out where it is 0, and the row's truth
  ///   says nothing then.
  public func evaluate(
    _ batch: any ColumnBatch,
    _ activation: any Activation,
    _ workspace: inout Workspace,
    where mask: [UInt8]? = nil
  ) {
    let rows = batchRows(batch, activation)
    if workspace.truths.count != batch.rowCount {
      workspace.truths = Array(repeating: 0, count: batch.rowCount)
    }
    let (registers, memo) = (workspace.registers, workspace.memo)
    workspace.truths.withUnsafeMutableBufferPointer { truths in
      guard let mask else { return run(rows, registers, memo, nil, truths) }
      precondition(mask.count >= batch.rowCount)
      mask.withUnsafeBufferPointer { run(rows, registers, memo, $0.baseAddress, truths) }
    }
  }

  private func run(
    _ rows: BatchRows,
    _ registers: ColumnWorkspace,
    _ memo: ColumnMemo?,
    _ mask: UnsafePointer<UInt8>?,
    _ truths: UnsafeMutableBufferPointer<UInt8>
  ) {
    guard var run = ColumnRun(code: code, batch: rows.batch, rows: rows, registers: registers, mask: mask, memo: memo),
      run.spread(), let target = truths.baseAddress
    else {
      for row in truths.indices where mask?[row] != 0 { truths[row] = rows.truth(program.root, row) }
      return
    }
    var start = 0
    while start < truths.count {
      let count = min(ColumnWorkspace.chunkSize, truths.count - start)
      run.execute(start, count)
      (target + start).update(from: registers.state(code.result), count: count)
      for row in registers.overspent { target[row] = rows.truth(program.root, row) }
      start += count
    }
  }
}

extension Program {
  /// The program over whole columns, with each row of a batch as the named variable; nil when the result is no bool,
  /// the variable no record, or nothing of it can be done a column at a time.
  ///
  /// - Parameter allowingRows: whether a program of which nothing can be done a column at a time is given too; it says
  ///   the same and saves no time but where a mask leaves rows out.
  public func overColumns(of variable: String, allowingRows: Bool = false) -> ColumnProgram? {
    guard resultType == .bool, let (slot, type) = recordVariables[variable] else { return nil }
    var planner = ColumnPlanner(place: .variable(slot), type: type)
    guard let code = planner.condition(root, allowingRows: allowingRows) else { return nil }
    return ColumnProgram(code: code, slot: slot, program: self)
  }

  /// The index of the field of a record variable that the program reads, when it does nothing else.
  public func plainField(of variable: String) -> Int? {
    guard let (slot, _) = recordVariables[variable], let field = root as? FieldNode,
      field.place == .variable(slot)
    else { return nil }
    return field.index
  }
}

extension Outcome {
  var rowTruth: RowTruth {
    switch self {
    case .value(.bool(let isTrue)): isTrue ? .isTrue : .isFalse
    case .unknown: .unknown
    default: .error
    }
  }

  /// A number and its state.
  var rowNumber: (Int64, UInt8) {
    switch self {
    case .value(.int(let number)): (number, ColumnKernels.there)
    case .value(.opaque(let value)): (value.mantissa, ColumnKernels.there)
    case .unknown: (0, RowTruth.unknown.rawValue)
    default: (0, RowTruth.error.rawValue)
    }
  }
}
