import CEL
import ReportForm
import ReportModel

/// What waits until all rows of a section are known: values over all rows, rules about rows that read such values, and
/// duplicates that did not fit into memory.
struct LateJudging {
  /// The rules whose rows wait, by section.
  var rules: [Int: [ActiveRule]] = [:]
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

  /// Keeps what must wait of a batch that streams past.
  func keepForLater(_ section: Int, _ batch: RecordBatch) {
    let rules = late.rules[section, default: []].map(\.rule)
    let hasDuplicates = hasSpilledDuplicates(section)
    guard !rules.isEmpty || hasDuplicates else { return }
    guard let beside else { return passes.keep(section, batch, for: rules, hasDuplicates: hasDuplicates) }
    beside.run { [passes] in passes.keep(section, batch, for: rules, hasDuplicates: hasDuplicates) }
  }

  /// Finds what only sorting tells, on both threads when there are two.
  func sortAll() {
    beside?.run { [passes] in passes.sort() }
    do throws(ScratchFault) {
      for section in pack.form.sections.indices where hasSpilledDuplicates(section) {
        lateHits[section] = try lateDuplicates(section)
      }
    } catch {
      book.scratchFailure(error)
    }
    beside?.wait()
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
        if let rows = passes.late[section] {
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
    for section in lateHits.keys.sorted() {
      let rows = passes.duplicates[section]
      for (rule, var hits) in lateHits[section] ?? [] {
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
