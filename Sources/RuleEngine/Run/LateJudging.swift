import CEL
import ReportForm
import ReportModel

/// What waits until all rows of a section are known: values over all rows, rules about rows that read such values, and
/// duplicates that did not fit into memory.
struct LateJudging {
  /// The rules whose rows wait, by section.
  var rules: [Int: [ActiveRule]] = [:]
  /// The rows kept for them, by section.
  var rows: [Int: RowStore] = [:]
  /// The rows kept for duplicates that are known only at the end, by section.
  var duplicates: [Int: RowStore] = [:]
  /// The searches for rows worth judging, by section.
  var searches: [Int: RowSearch] = [:]
}

extension RuleRun {
  /// Begins the collections that some rule in force reads, itself or through a definition.
  ///
  /// - Parameter wanted: their places in the pack.
  func beginCollections(_ wanted: Set<Int>) {
    passes.collections = wanted.sorted().map { pack.collections[$0] }
      .map { CollectionRun($0, circumstances.scratch) }
  }

  /// Takes what must wait out of a batch that streams past.
  func keepForLater(_ section: Int, _ batch: RecordBatch) {
    do throws(ScratchFault) {
      if let rules = late.rules[section] {
        try keep(batch, for: rules.map(\.rule), section, in: &late.rows)
      }
      if hasSpilledDuplicates(section) {
        try keep(batch, for: pack.rules.filter { $0.section == section && $0.isUnique }, section, in: &late.duplicates)
      }
    } catch {
      book.scratchFailure(error)
    }
  }

  private func keep(
    _ batch: RecordBatch,
    for rules: [Rule],
    _ section: Int,
    in stores: inout [Int: RowStore]
  ) throws(ScratchFault) {
    var store = stores[section] ?? rowStore(for: rules, section)
    stores[section] = nil
    try store.append(batch)
    stores[section] = store
  }

  private func rowStore(for rules: [Rule], _ section: Int) -> RowStore {
    let shape = pack.form.sections[section].shape
    let prefix = pack.environment.rowVariable(of: section) + "."
    let read = rules.flatMap { $0.programs + $0.values.map(\.program) }.flatMap(\.fieldsRead)
    let named = read.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) } + ["nomorUrut"]
    let targets = rules.flatMap(\.targets).filter { $0.section == section }.map(\.field)
    return RowStore(
      circumstances.scratch,
      shape: shape,
      fields: Set(named.compactMap { shape.index(of: $0) } + targets),
      located: Set(targets)
    )
  }

  /// Ends the collections and sets their variables; a section that is not in the file leaves them unknown.
  func finishCollections() {
    for fault in passes.faults { book.scratchFailure(fault) }
    for place in passes.collections.indices {
      let collection = passes.collections[place].collection
      let isStreamed = pack.form.sections[collection.section].isStreamed
      do throws(ScratchFault) {
        if !isStreamed { for batch in kept[collection.section] { try passes.collect(place, batch) } }
        guard hasRows(collection.section) else {
          activation.set(collection.slot, .unknowns(UnknownSet([pack.form.sections[collection.section].name])))
          continue
        }
        activation.set(collection.slot, outcome: try passes.collections[place].finish(pack.environment.types))
      } catch {
        book.scratchFailure(error)
      }
    }
  }

  /// Judges the rows that waited, in their order.
  func judgeLate() {
    do throws(ScratchFault) {
      for section in late.rules.keys.sorted() {
        guard let rules = late.rules[section] else { continue }
        if let rows = late.rows[section] {
          for number in 0..<rows.count { judgeLate(rules, section, try rows.batch(number)) }
        } else {
          for batch in kept[section] { judgeLate(rules, section, batch) }
        }
      }
      try judgeLateDuplicates()
    } catch {
      book.scratchFailure(error)
    }
  }

  /// Finds the duplicates that are known only now, rule by rule, at the rows that were kept.
  private func judgeLateDuplicates() throws(ScratchFault) {
    for section in pack.form.sections.indices where hasSpilledDuplicates(section) {
      let rows = late.duplicates[section]
      for (rule, var hits) in try lateDuplicates(section) {
        var hit = try hits.next()
        for number in 0..<(rows?.count ?? kept[section].count) where hit != nil {
          let batch = try rows?.batch(number) ?? kept[section][number]
          while let found = hit, Int(found.first) < batch.firstRow + batch.rowCount {
            judgeDuplicate(rule, section, batch, Int(found.first) - batch.firstRow, first: Int(found.second))
            hit = try hits.next()
          }
        }
      }
    }
  }
}

extension Rule {
  /// Whether it looks for rows with the same value.
  var isUnique: Bool {
    if case .unique = check { true } else { false }
  }
}
