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
  private let types: HostTypes
  private var workspace: ColumnProgram.Workspace
  /// What the conditions that several rules share came to for the batch at hand.
  private var shared: [ObjectIdentifier: [UInt8]] = [:]
  /// The keys of the rows, by the place of a rule that wants no two alike.
  private var keys: [Int: [UInt64]] = [:]
  /// The fields that are read as columns.
  let fields: Set<Int>

  init(rules: [ActiveRule], environment: RuleEnvironment) {
    self.rules = rules
    key = Self.key(of: rules)
    slots = environment.slots
    types = environment.types
    let programs = rules.flatMap { rule in [rule.rule.when, rule.rule.holds].compactMap { $0?.columns } }
    let texts = rules.compactMap(\.rule.unique?.texts)
    workspace = ColumnProgram.makeWorkspace(for: programs, texts: texts)
    workspace.memo = ColumnMemo(changing: [slots.rule])
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
  }

  /// The rows to be judged one by one, with their rules. Of every other row and rule it is certain that judging says
  /// nothing.
  mutating func hits(in batch: BatchRecords, _ activation: RuleActivation) -> [Hit] {
    forget()
    var hits: [Hit] = []
    for (index, active) in rules.enumerated() {
      guard let open = openRows(active, batch, activation) else { continue }
      let hasWhen = active.rule.when?.columns != nil
      for row in 0..<batch.rowCount where open[row] != 0 {
        hits.append(Hit(row: row, rule: index, looks: hasWhen && open[row] == RowTruth.isTrue.rawValue))
      }
      if hasWhen, active.moment != nil, let texts = active.rule.unique?.texts {
        keys[index] = uniqueKeys(texts, batch, activation, where: open)
      }
    }
    hits.sort()
    return hits
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
    let rows = (0..<batch.rowCount).filter { open[$0] == RowTruth.isTrue.rawValue }
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
    _ activation: RuleActivation
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
    if rule.when == nil || known != nil { close(&open, of: active, dated?.states, batch, activation) }
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

  /// Closes the rows in which the rule looks and all is well.
  private mutating func close(
    _ open: inout [UInt8],
    of active: ActiveRule,
    _ dated: ColumnBuffer<UInt8>?,
    _ batch: BatchRecords,
    _ activation: RuleActivation
  ) {
    let rule = active.rule
    guard let holds = rule.holds, let truths = truths(of: holds, batch, activation, where: open)
    else { return }
    for row in 0..<batch.rowCount
    where open[row] == RowTruth.isTrue.rawValue && truths[row] == RowTruth.isTrue.rawValue
      && isDated(dated, row)
    {
      open[row] = 0
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
