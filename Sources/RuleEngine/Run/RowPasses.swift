import CEL
import ReportModel

/// Does work on another thread, one piece after the other in the order given.
public protocol SideWorker: Sendable {
  /// Has a piece of work done; may wait while much is still to be done.
  func run(_ work: @escaping @Sendable () -> Void)
  /// Waits until everything given so far has been done.
  func wait()
}

/// What one judgement computes over all rows of the streamed sections: folds and collections. It shares nothing with
/// the rules about single rows, so that it can be done beside them; every row comes to it once, in order.
///
/// While a ``SideWorker`` works for the run, `take` is called by the worker alone, and everything else only after
/// ``SideWorker/wait()``.
final class RowPasses: @unchecked Sendable {  // see above: never two threads at once
  private let pack: RulePack
  private let activation: RuleActivation
  private let evaluation: RuleRun.Evaluation
  /// The passes that formulas need.
  var folds: FoldRun
  /// The values over all rows, such as medians.
  var collections: [CollectionRun] = []
  /// Why scratch space could not be used.
  private(set) var faults: [ScratchFault] = []

  init(_ pack: RulePack, _ evaluation: RuleRun.Evaluation) {
    self.pack = pack
    self.evaluation = evaluation
    activation = RuleActivation(slotCount: pack.environment.base.slotCount)
    folds = FoldRun(pack.shelves.folds)
  }

  /// Takes the variables as they are now; those that differ from row to row stay unknown.
  func begin(_ variables: RuleActivation) {
    activation.take(variables)
    activation.set(pack.environment.rowSlot, .unknown)
    activation.set(pack.environment.slots.rule, .unknown)
  }

  /// Whether nothing waits for rows of a section.
  func isEmpty(_ section: Int) -> Bool {
    folds.isEmpty && !collections.contains { $0.collection.section == section }
  }

  /// The fields of a section that are read as columns.
  func columnFields(_ section: Int) -> Set<Int> {
    collections.reduce(into: folds.columnFields) { fields, collection in
      if collection.collection.section == section { fields.formUnion(collection.columnFields) }
    }
  }

  /// Takes the rows of a batch.
  ///
  /// - Parameter source: the rows as records with the columns of ``columnFields(_:)``, when the caller has them.
  func take(_ section: Int, _ batch: RecordBatch, _ source: BatchRecords?) {
    guard batch.rowCount > 0, !isEmpty(section) else { return }
    let isByRows = evaluation == .rows || batch.rowCount < RuleRun.fewRows
    let source = source ?? records(section, batch, isByRows ? [] : columnFields(section))
    if isByRows {
      for row in 0..<batch.rowCount { folds.step(RecordReference(source: source, row: row), activation) }
    } else if !folds.isEmpty {
      folds.step(batch: source, activation)
    }
    for place in collections.indices where collections[place].collection.section == section {
      step(place, source)
    }
  }

  /// Takes rows of a section that was kept, for one collection.
  func collect(_ place: Int, _ batch: RecordBatch) throws(ScratchFault) {
    let fields = collections[place].columnFields
    let source = records(collections[place].collection.section, batch, fields)
    try collections[place].step(source, rowSlot: pack.environment.rowSlot, activation)
  }

  private func step(_ place: Int, _ source: BatchRecords) {
    do throws(ScratchFault) {
      try collections[place].step(source, rowSlot: pack.environment.rowSlot, activation)
    } catch {
      if !faults.contains(error) { faults.append(error) }
    }
  }

  private func records(_ section: Int, _ batch: RecordBatch, _ fields: Set<Int>) -> BatchRecords {
    BatchRecords(batch: batch, records: pack.environment.sections[section], columns: fields)
  }
}
