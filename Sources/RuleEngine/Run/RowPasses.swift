import CEL
import ReportForm
import ReportModel

/// Does work on another thread, one piece after the other in the order given.
public protocol SideWorker: Sendable {
  /// Has a piece of work done; may wait while much is still to be done.
  func run(_ work: @escaping @Sendable () -> Void)
  /// Waits until everything given so far has been done.
  func wait()
}

/// What one judgement computes over all rows of the streamed sections: folds and collections, and what it keeps of them
/// for later. It shares nothing with the rules about single rows, so that it can be done beside them; every row comes to
/// it once, in order.
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
  /// The rows kept for rules that wait until all are known, by section.
  private(set) var late: [Int: RowStore] = [:]
  /// The rows kept for duplicates that are known only at the end, by section.
  private(set) var duplicates: [Int: RowStore] = [:]
  private let scratch: ScratchSpace
  /// Why scratch space could not be used.
  private(set) var faults: [ScratchFault] = []

  init(_ pack: RulePack, _ evaluation: RuleRun.Evaluation, _ scratch: ScratchSpace) {
    self.pack = pack
    self.scratch = scratch
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
      note(error)
    }
  }

  private func note(_ fault: ScratchFault) {
    if !faults.contains(fault) { faults.append(fault) }
  }

  /// Sorts what the collections over streamed sections have gathered: no more rows will come to them.
  func sort() {
    for place in collections.indices where pack.form.sections[collections[place].collection.section].isStreamed {
      collections[place].sort()
    }
  }

  // MARK: - Rows for later

  /// Keeps what rules that wait for the end read of a batch.
  ///
  /// - Parameters:
  ///   - rules: the rules that wait.
  ///   - hasDuplicates: whether duplicates may be found in it at the end.
  func keep(_ section: Int, _ batch: RecordBatch, for rules: [Rule], hasDuplicates: Bool) {
    do throws(ScratchFault) {
      if !rules.isEmpty { try keep(section, batch, for: { rules }, in: &late) }
      if hasDuplicates {
        try keep(section, batch, for: { pack.rules.filter { $0.section == section && $0.isUnique } }, in: &duplicates)
      }
    } catch {
      note(error)
    }
  }

  private func keep(
    _ section: Int,
    _ batch: RecordBatch,
    for rules: () -> [Rule],
    in stores: inout [Int: RowStore]
  ) throws(ScratchFault) {
    var store = stores[section] ?? rowStore(for: rules(), section)
    // Taken out while it works, so that it is changed in place.
    stores[section] = nil
    defer { stores[section] = store }
    try store.append(batch)
  }

  private func rowStore(for rules: [Rule], _ section: Int) -> RowStore {
    let shape = pack.form.sections[section].shape
    let prefix = pack.environment.rowVariable(of: section) + "."
    let read = rules.flatMap { $0.programs + $0.values.map(\.program) }.flatMap(\.fieldsRead)
    let named = read.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) } + ["nomorUrut"]
    let targets = rules.flatMap(\.targets).filter { $0.section == section }.map(\.field)
    return RowStore(
      scratch,
      shape: shape,
      fields: Set(named.compactMap { shape.index(of: $0) } + targets),
      located: Set(targets)
    )
  }

  private func records(_ section: Int, _ batch: RecordBatch, _ fields: Set<Int>) -> BatchRecords {
    BatchRecords(batch: batch, records: pack.environment.sections[section], columns: fields)
  }
}
