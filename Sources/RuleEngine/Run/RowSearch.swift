import CEL
import ReportModel

/// Finds the rows of a batch about which a rule may have something to say: all others hold, a column at a time.
struct RowSearch {
  /// A rule and a row, in the order in which the rows are judged one after the other.
  struct Hit: Comparable {
    private let key: UInt64

    init(row: Int, rule: Int, looks: Bool) { key = UInt64(row) << 32 | UInt64(rule) << 1 | (looks ? 1 : 0) }

    /// The row in its batch, from 0.
    var row: Int { Int(key >> 32) }
    /// The place of the rule among the section's rules.
    var rule: Int { Int(key & 0xFFFF_FFFF) >> 1 }
    /// Whether it is certain that the rule looks at the row: its `when` holds.
    var looks: Bool { key & 1 != 0 }

    static func < (left: Hit, right: Hit) -> Bool { left.key < right.key }
  }

  private var rules: [ActiveRule]
  /// The rules, whatever their days: who has the same key can use this search.
  let key: [ObjectIdentifier]
  private let slots: RuleEnvironment.Slots
  private let rowSlot: Int
  private let types: HostTypes
  private var workspace: ColumnProgram.Workspace
  /// What the conditions that several rules share came to for the batch at hand.
  private var shared: [ObjectIdentifier: [UInt8]] = [:]
  /// The keys of the rows, by the place of a rule that wants no two alike.
  private var keys: [Int: [UInt64]] = [:]
  /// For each row the first one with the same value, by the place of such a rule; below 0 where there is none.
  private var earlier: [Int: [Int32]] = [:]
  /// The fields that are read as columns.
  let fields: Set<Int>
  /// The rules whose rows have days of their own that matter only for the amounts of those days, by place.
  private let datedByAmounts: Set<Int>
  /// The days on which amounts change.
  private let daysOfChange: [Int32]

  init(rules: [ActiveRule], environment: RuleEnvironment, tables: ReferenceTables) {
    self.rules = rules
    key = Self.key(of: rules)
    slots = environment.slots
    rowSlot = environment.rowSlot
    types = environment.types
    let programs = rules.flatMap { rule in [rule.rule.when, rule.rule.holds].compactMap { $0?.columns } }
    let texts = rules.compactMap(\.rule.unique?.texts)
    workspace = ColumnProgram.makeWorkspace(for: programs, texts: texts)
    workspace.memo = ColumnMemo(changing: [slots.rule])
    let dated = rules.indices.filter { place in
      rules[place].rule.date?.plainField != nil && rules[place].rule.holds?.columns != nil
        && [rules[place].rule.when, rules[place].rule.holds].allSatisfy { $0?.usesDayForAmountsOnly ?? true }
    }
    datedByAmounts = Set(dated)
    daysOfChange = dated.isEmpty ? [] : tables.daysOfChange
    fields = Set(programs.flatMap(\.fields) + texts.flatMap(\.fields) + rules.compactMap(\.rule.date?.plainField))
  }

  /// The key of a search for these rules.
  static func key(of rules: [ActiveRule]) -> [ObjectIdentifier] { rules.map { ObjectIdentifier($0.rule) } }

  /// Takes the same rules with the days of another report.
  mutating func begin(_ rules: [ActiveRule]) { self.rules = rules }

  /// Lets go of what was found in the last batch.
  mutating func forget() {
    shared.removeAll(keepingCapacity: true)
    workspace.memo?.clear()
    keys.removeAll(keepingCapacity: true)
    earlier.removeAll(keepingCapacity: true)
  }

  /// The rows to be judged one by one, with their rules. Of every other row and rule it is certain that judging says
  /// nothing, or that it was noted already.
  ///
  /// - Parameter run: the run that knows of the rows before and notes what all rows of a batch have in common.
  mutating func hits(in batch: BatchRecords, _ activation: RuleActivation, for run: RuleRun) -> [Hit] {
    forget()
    var hits: [Hit] = []
    for (index, active) in rules.enumerated() {
      guard var open = openRows(active, batch, activation, run) else { continue }
      if active.moment == nil, datedByAmounts.contains(index) { closeByAmounts(&open, active.rule, batch, activation) }
      let hasWhen = active.rule.when?.columns != nil
      if hasWhen, active.moment != nil, let texts = active.rule.unique?.texts {
        closeFirstRows(&open, of: index, uniqueKeys(texts, batch, activation, where: open), batch, run)
      }
      OpenRows.each(in: open) { row, truth in
        hits.append(Hit(row: row, rule: index, looks: hasWhen && truth == RowTruth.isTrue.rawValue))
      }
    }
    hits.sort()
    return hits
  }

  /// Closes the rows whose value did not occur before; when some row has no key, single rows must tell in turn.
  private mutating func closeFirstRows(
    _ open: inout [UInt8],
    of rule: Int,
    _ keys: [UInt64],
    _ batch: BatchRecords,
    _ run: RuleRun
  ) {
    let looking = RowTruth.isTrue.rawValue
    guard open.indices.allSatisfy({ open[$0] != looking || keys[$0] != 0 }) else {
      self.keys[rule] = keys
      return
    }
    let first = run.firstRows(of: rules[rule].rule, keys, batch.batch)
    for row in open.indices where open[row] == looking && first[row] < 0 { open[row] = 0 }
    earlier[rule] = first
  }

  /// The first row with the value of a hit's row, when that is known.
  func earlierRow(of hit: Hit) -> Int? {
    guard hit.looks, let first = earlier[hit.rule]?[hit.row], first >= 0 else { return nil }
    return Int(first)
  }

  /// The key of a hit's row for a rule that looks at it and wants no two rows alike; `nil` when only the row can tell.
  func key(of hit: Hit) -> UInt64? {
    guard hit.looks, let key = keys[hit.rule]?[hit.row], key != 0 else { return nil }
    return key
  }

  /// The keys of a rule's texts in the rows that it looks at; 0 where there is none.
  private mutating func uniqueKeys(
    _ texts: ColumnTextProgram,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    where open: [UInt8]
  ) -> [UInt64] {
    var rows: [Int] = []
    rows.reserveCapacity(batch.rowCount)
    OpenRows.each(in: open) { row, truth in
      if truth == RowTruth.isTrue.rawValue { rows.append(row) }
    }
    var keys: [UInt64] = Array(repeating: 0, count: batch.rowCount)
    texts.evaluate(batch, activation, &workspace, rows: rows) { row, text in
      if let text { keys[row] = DuplicateSearch.key(ofText: UnsafeRawBufferPointer(text)) ?? 0 }
    }
    return keys
  }

  /// A byte for each row, 0 where the rule says nothing; `nil` when it says nothing about any row.
  private mutating func openRows(
    _ active: ActiveRule,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    _ run: RuleRun
  ) -> [UInt8]? {
    let rule = active.rule
    var dated: ColumnData?
    if let moment = active.moment {
      activation.set(slots.rule, .value(types.value(moment.day)))
    } else {
      guard let date = rule.date else { return nil }
      // Any other expression may end in an error, which counts wherever the rule looks.
      guard let field = date.plainField else {
        return Array(repeating: RowTruth.unknown.rawValue, count: batch.rowCount)
      }
      // What is certain while the day is unknown is certain on every day.
      activation.set(slots.rule, .unknown)
      dated = batch.column(field)
    }
    var open: [UInt8]
    let known = rule.when.flatMap { truths(of: $0, batch, activation, where: nil) }
    if let known {
      guard known.contains(where: { $0 != RowTruth.isFalse.rawValue }) else { return nil }
      open = known
    } else {
      open = everyRow(batch)
    }
    if let dated { closeOutside(&open, rule, dated) }
    guard rule.when == nil || known != nil else { return open }
    if let dated {
      closeUndated(&open, rule, dated.states, batch, activation, run)
    } else if let when = rule.when, known != nil {
      closeKnownGaps(&open, rule, when, batch, activation, run) { open, _ in open == RowTruth.unknown.rawValue }
    }
    close(&open, of: active, dated?.states, batch, activation, run)
    return open
  }

  private func everyRow(_ batch: BatchRecords) -> [UInt8] {
    Array(repeating: RowTruth.isTrue.rawValue, count: batch.rowCount)
  }

  /// Closes the rows whose own day lies outside the rule's intervals: of them it says nothing.
  private func closeOutside(_ open: inout [UInt8], _ rule: Rule, _ days: ColumnData) {
    guard case .opaques(let numbers, _, _) = days.values, !days.states.isEmpty else { return }
    for row in open.indices where open[row] != 0 && days.states[row] == CEL.CellState.value.rawValue {
      let day = CivilDate(dayNumber: Int32(truncatingIfNeeded: numbers[row]))
      if rule.interval(on: day) == nil { open[row] = 0 }
    }
  }

  /// Closes the rows without a day of their own: the rule gives no answer there, and the reason is the same for all.
  private func closeUndated(
    _ open: inout [UInt8],
    _ rule: Rule,
    _ states: ColumnBuffer<UInt8>,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    _ run: RuleRun
  ) {
    guard let date = rule.date, rule.when?.folds.isEmpty ?? true else { return }
    let rows = open.indices.filter { open[$0] != 0 && !isDated(states, $0) }
    guard let first = rows.first else { return }
    activation.set(rowSlot, .value(.record(RecordReference(source: batch, row: first))))
    guard case .unknown(let names) = date.evaluate(activation) else { return }
    for row in rows { open[row] = 0 }
    run.noteGap(rule, names, rows: rows.count)
  }

  /// Closes the rows in which a condition is unknown for no other reasons than those noted before.
  private func closeKnownGaps(
    _ open: inout [UInt8],
    _ rule: Rule,
    _ condition: Formula,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    _ run: RuleRun,
    where isUnknown: (_ open: UInt8, _ row: Int) -> Bool
  ) {
    guard open.indices.contains(where: { isUnknown(open[$0], $0) }), condition.folds.isEmpty,
      let names = run.gapNames(rule),
      let marks = condition.columns?.unexplained(by: names, batch, activation)
    else { return }
    var closed = 0
    for row in open.indices where marks[row] == 0 && isUnknown(open[row], row) {
      open[row] = 0
      closed += 1
    }
    run.widenGap(rule, by: closed)
  }

  /// Closes the rows in which all is well by the amounts of their own days: rows between whose days no amount changed
  /// are asked together, with the day of one of them.
  private mutating func closeByAmounts(
    _ open: inout [UInt8],
    _ rule: Rule,
    _ batch: BatchRecords,
    _ activation: RuleActivation
  ) {
    guard let holds = rule.holds, let field = rule.date?.plainField, rule.when == nil || rule.when?.columns != nil,
      case .opaques(let days, _, _) = batch.column(field).values
    else { return }
    let states = batch.column(field).states
    var left = open.indices.filter { open[$0] != 0 && isDated(states, $0) }
    for _ in 0..<Self.mostSpans {
      guard let first = left.first else { return }
      let day = days[first]
      let next = daysOfChange.firstIndex { Int64($0) > day } ?? daysOfChange.count
      let start = next == 0 ? Int64.min : Int64(daysOfChange[next - 1])
      let span = start..<(next == daysOfChange.count ? Int64.max : Int64(daysOfChange[next]))
      var mask: [UInt8] = Array(repeating: 0, count: open.count)
      for row in left where span.contains(days[row]) { mask[row] = RowTruth.isTrue.rawValue }
      left.removeAll { span.contains(days[$0]) }
      activation.set(slots.rule, .value(types.value(CivilDate(dayNumber: Int32(truncatingIfNeeded: day)))))
      close(&open, where: mask, rule.when, holds, batch, activation)
    }
  }

  /// Spans of days asked for in one batch at most; the rows of others are judged one by one.
  private static let mostSpans = 6

  /// Closes the rows of a mask about which a rule says nothing, with the variables as they are.
  private mutating func close(
    _ open: inout [UInt8],
    where mask: [UInt8],
    _ when: Formula?,
    _ holds: Formula,
    _ batch: BatchRecords,
    _ activation: RuleActivation
  ) {
    var looking = mask
    if let when, when.variables.contains("ruleDate") {
      guard let truths = truths(of: when, batch, activation, where: mask) else { return }
      for row in open.indices where mask[row] != 0 {
        if truths[row] == RowTruth.isFalse.rawValue { open[row] = 0 }
        if truths[row] != RowTruth.isTrue.rawValue { looking[row] = 0 }
      }
    } else if when != nil {
      for row in open.indices where open[row] != RowTruth.isTrue.rawValue { looking[row] = 0 }
    }
    guard looking.contains(where: { $0 != 0 }), let truths = truths(of: holds, batch, activation, where: looking) else {
      return
    }
    for row in open.indices where looking[row] != 0 && truths[row] == RowTruth.isTrue.rawValue { open[row] = 0 }
  }

  /// Closes the rows in which the rule looks and all is well.
  private mutating func close(
    _ open: inout [UInt8],
    of active: ActiveRule,
    _ dated: ColumnBuffer<UInt8>?,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    _ run: RuleRun
  ) {
    let rule = active.rule
    guard let holds = rule.holds, let truths = truths(of: holds, batch, activation, where: open)
    else { return }
    OpenRows.close(&open, where: truths, dated)
    guard dated == nil else { return }
    closeKnownGaps(&open, rule, holds, batch, activation, run) { open, row in
      open == RowTruth.isTrue.rawValue && truths[row] == RowTruth.unknown.rawValue
    }
  }

  /// Whether the row has its day, when each row has its own.
  private func isDated(_ states: ColumnBuffer<UInt8>?, _ row: Int) -> Bool {
    guard let states else { return true }
    return row < states.count && states[row] == CEL.CellState.value.rawValue
  }

  /// What a condition comes to in each row; `nil` when only rows can tell.
  private mutating func truths(
    of formula: Formula,
    _ batch: BatchRecords,
    _ activation: RuleActivation,
    where mask: [UInt8]?
  ) -> [UInt8]? {
    guard let columns = formula.columns else { return nil }
    let isShared = mask == nil && !formula.variables.contains("ruleDate")
    if isShared, let known = shared[ObjectIdentifier(formula)] { return known }
    columns.evaluate(batch, activation, &workspace, where: mask)
    if isShared { shared[ObjectIdentifier(formula)] = workspace.truths }
    return workspace.truths
  }
}
