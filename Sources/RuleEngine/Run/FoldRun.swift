import CEL

/// The folds of one judgement: every pass over a streamed section that some formula needs, all in one reading.
struct FoldRun {
  private struct Pass {
    let formula: ObjectIdentifier
    let fold: Fold
    var state: FoldState
  }
  private var passes: [Pass] = []
  private var formulas: [ObjectIdentifier: Int] = [:]
  private var outcomes: [ObjectIdentifier: [Outcome]] = [:]
  private var sawRows = false
  private var workspace: Fold.Workspace?
  private let shelf: BufferShelf<Fold.Workspace>
  /// The fields that the folds read as columns.
  private(set) var columnFields: Set<Int> = []

  /// - Parameter shelf: where buffers come from and go to.
  init(_ shelf: BufferShelf<Fold.Workspace>) { self.shelf = shelf }

  /// Whether nothing waits for rows.
  var isEmpty: Bool { passes.isEmpty }

  /// Begins the folds of a formula.
  mutating func add(_ formula: Formula, _ activation: RuleActivation) {
    let id = ObjectIdentifier(formula)
    guard formulas[id] == nil, !formula.folds.isEmpty else { return }
    formulas[id] = formula.folds.count
    for fold in formula.folds {
      passes.append(Pass(formula: id, fold: fold, state: fold.begin(activation)))
      columnFields.formUnion(fold.columnFields)
    }
    workspace = nil
  }

  /// Gives every fold the next row.
  mutating func step(_ row: RecordReference, _ activation: RuleActivation) {
    sawRows = true
    for index in passes.indices { passes[index].fold.step(&passes[index].state, row, activation) }
  }

  /// Gives every fold the rows of a batch.
  mutating func step(batch: BatchRecords, _ activation: RuleActivation) {
    guard batch.rowCount > 0 else { return }
    sawRows = true
    var buffers = workspace ?? makeWorkspace()
    buffers.memo?.clear()
    for index in passes.indices {
      passes[index].fold.step(&passes[index].state, batch: batch, activation, &buffers)
    }
    workspace = buffers
  }

  private var key: [ObjectIdentifier] { passes.map { ObjectIdentifier($0.fold) } }

  private func makeWorkspace() -> Fold.Workspace {
    if let kept = shelf.take(key) { return kept }
    var workspace = Fold.makeWorkspace(for: passes.map(\.fold))
    // What folds over different sections compute has nothing in common.
    if Set(passes.map(\.fold.slot)).count == 1 { workspace.memo = ColumnMemo(changing: []) }
    return workspace
  }

  /// Ends all folds. A section that is not in the file leaves them unknown.
  mutating func finish(isPresent: (_ section: String) -> Bool) {
    if let workspace {
      workspace.memo?.clear()
      shelf.give(workspace, for: key)
      self.workspace = nil
    }
    for (id, count) in formulas {
      outcomes[id] = Array(repeating: .unknown(UnknownSet([])), count: count)
    }
    for pass in passes {
      outcomes[pass.formula]?[pass.fold.id] =
        sawRows || isPresent(pass.fold.variable)
        ? pass.fold.finish(pass.state) : .unknown(UnknownSet([pass.fold.variable]))
    }
  }

  /// The outcomes a formula reads, by the fold's index.
  func outcomes(of formula: Formula) -> [Outcome] { outcomes[ObjectIdentifier(formula)] ?? [] }
}
