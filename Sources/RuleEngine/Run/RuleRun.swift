import CEL
import ReportForm
public import ReportModel

/// Judges one report: takes its batches as they are read, keeps the small sections, lets the rows of the streamed one
/// pass by, and answers at the end. Memory does not grow with the streamed section.
///
/// Order of calls: layouts and batches of all sections except the streamed ones, then those, then `finish`.
public final class RuleRun {
  let pack: RulePack
  let circumstances: Circumstances
  let activation: RuleActivation
  var book = OutcomeBook()
  var layouts: [SectionLayout?]
  /// Batches of the sections that are kept whole, by section.
  private(set) var kept: [[RecordBatch]]
  var rowCounts: [Int]
  private(set) var confirmations = Confirmations([])
  private var isPrepared = false
  private var isDraft = false
  /// The rules in force, by the section whose rows they look at.
  var rowRules: [[ActiveRule]] = []
  var reportRules: [ActiveRule] = []
  /// Rules that would look at this report if their deciding day were known.
  var undatedRules = 0
  /// What goes over all rows of streamed sections.
  let passes: RowPasses
  /// Does the passes while the rules about single rows are asked, when there is one.
  let beside: (any SideWorker)?
  private var duplicates: [String: DuplicateSearch] = [:]
  private(set) var reference: CivilDate?
  /// The variables about earlier reports that are not known in this run.
  var missingPrior: Set<String> = []
  /// The rows known to be duplicates only at the end, by section.
  var lateHits: [Int: [(rule: ActiveRule, hits: SortedPairs)]] = [:]
  /// What waits until all rows are known.
  var late = LateJudging()
  let only: Set<String>?
  private let evaluation: Evaluation
  /// The searches for rows worth judging, by section.
  var searches: [RowSearch?]

  /// How rows are judged. Both ways say the same.
  public enum Evaluation: Sendable {
    /// Whole columns first, then single rows where a column does not say that all is well.
    case columns
    /// Row by row: slower, and the definition of what is right.
    case rows
  }

  /// A run for one report. `only` restricts it to some rules, for the cases of a pack; a worker `beside` takes a part of
  /// the work of large reports, with the same outcome.
  public init(
    pack: RulePack,
    circumstances: Circumstances,
    only: Set<String>? = nil,
    evaluation: Evaluation = .columns,
    beside: (any SideWorker)? = nil
  ) {
    self.evaluation = evaluation
    searches = Array(repeating: nil, count: pack.form.sections.count)
    self.pack = pack
    self.circumstances = circumstances
    self.only = only
    activation = RuleActivation(slotCount: pack.environment.base.slotCount)
    layouts = Array(repeating: nil, count: pack.form.sections.count)
    kept = Array(repeating: [], count: pack.form.sections.count)
    rowCounts = Array(repeating: 0, count: pack.form.sections.count)
    passes = RowPasses(pack, evaluation, circumstances.scratch)
    self.beside = beside
    // Before the first section, too: what the reader asks about may come before the file's own confirmations.
    confirmations.add(circumstances.confirmations?.rows ?? [])
  }

  /// Takes the layout of a section that the file has.
  public func receive(_ layout: SectionLayout) {
    guard let index = pack.form.index(ofSection: layout.section) else { return }
    layouts[index] = layout
  }

  /// Takes the next rows of a section.
  public func receive(_ batch: RecordBatch) {
    guard let index = pack.form.index(ofSection: batch.shape.name) else { return }
    rowCounts[index] += batch.rowCount
    guard batch.shape.isStreamed else {
      kept[index].append(batch)
      if isPrepared {
        beside?.wait()
        bind(index, pack.environment.sections[index])
        passes.begin(activation)
      }
      return
    }
    prepare()
    if let beside { beside.run { [passes] in passes.take(index, batch, nil) } }
    judgeRows(of: index, batch)
    keepForLater(index, batch)
  }

  /// Says that the file is a lone table of workers; the day of receipt stands in for the missing reference date.
  public func setDraft() { isDraft = true }

  /// Ends the run.
  public func finish() -> RunResult {
    prepare()
    for (index, section) in pack.form.sections.enumerated() where !section.isStreamed {
      for batch in kept[index] { judgeRows(of: index, batch) }
    }
    sortAll()
    defineAfterRows()
    for active in reportRules { judgeReport(active) }
    judgeLate()
    putBackBuffers()
    return RunResult(
      header: header(),
      rows: sectionCounts(),
      findings: book.findings,
      notAssessed: book.notAssessed,
      rulesAsked: undatedRules + reportRules.count + rowRules.reduce(0) { $0 + $1.count }
        + late.rules.values.reduce(0) { $0 + $1.count },
      faults: book.faults,
      received: received,
      reference: reference
    )
  }

  func sectionCounts() -> [SectionCount] {
    pack.form.sections.indices.filter { layouts[$0] != nil || rowCounts[$0] > 0 }
      .map { SectionCount(section: pack.form.sections[$0].name, rows: rowCounts[$0]) }
  }
}

/// What a run comes to.
public struct RunResult: Sendable {
  /// What identifies the report.
  public let header: ReportHeader
  /// Rows per section of the file.
  public let rows: [SectionCount]
  /// The findings, errors first.
  public let findings: [Finding]
  /// Rules without an answer.
  public let notAssessed: [NotAssessed]
  /// How many rules were in force.
  public let rulesAsked: Int
  /// Rules that broke; with any, the report cannot be accepted and the fault is ours.
  public let faults: [RuleFault]
  /// The day of receipt used.
  public let received: CivilDate?
  /// The reference date used.
  public let reference: CivilDate?
}

/// A rule with what the report's dates say of it.
struct ActiveRule {
  let rule: Rule
  /// The deciding day and interval; `nil` when they differ from row to row.
  let moment: (day: CivilDate, interval: RuleInterval)?
}

// MARK: - Before the first row

extension RuleRun {
  /// The day of receipt: given, else the filer's own.
  var received: CivilDate? {
    circumstances.received ?? keptDate("kepala", "tanggalLapor") ?? keptDate("kepala", "tanggalKeadaan")
      ?? (isDraft ? circumstances.draftDay : nil)
  }

  /// Fixes the variables, the dates and the rules in force; the streamed rows can come after that.
  private func prepare() {
    guard !isPrepared else { return }
    isPrepared = true
    for (index, records) in pack.environment.sections.enumerated() { bind(index, records) }
    reference = keptDate("kepala", "tanggalKeadaan") ?? (isDraft ? received : nil)
    let slots = pack.environment.slots
    let types = pack.environment.types
    activation.set(slots.reference, reference.map { .value(types.value($0)) } ?? .unknown)
    activation.set(slots.received, received.map { .value(types.value($0)) } ?? .unknown)
    activation.set(slots.archive, .value(.bool(circumstances.isArchive)))
    let present = pack.form.sections.indices.filter { layouts[$0] != nil || rowCounts[$0] > 0 }
    activation.set(slots.sections, .value(.list(present.map { .string(pack.form.sections[$0].name) })))
    bindPrior()
    if let index = pack.form.index(ofSection: "konfirmasi") { confirmations = Confirmations(kept[index]) }
    confirmations.add(circumstances.confirmations?.rows ?? [])
    for definition in pack.definitions where !definition.needsAllRows { define(definition) }
    activateRules()
    for definition in pack.definitions where definition.needsAllRows {
      passes.folds.add(definition.program, activation)
    }
    for active in reportRules {
      for program in active.rule.foldedPrograms { passes.folds.add(program, activation) }
    }
    passes.begin(activation)
  }

  private func bind(_ index: Int, _ records: SectionRecords) {
    let section = records.section
    guard !section.isStreamed else { return }
    let batches = kept[index]
    if section.isSingleRow {
      let source: any RecordSource =
        batches.first { $0.rowCount > 0 }.map { BatchRecords(batch: $0, records: records) }
        ?? AbsentRecord(type: records.type)
      activation.set(index, .value(.record(RecordReference(source: source, row: 0))))
      return
    }
    guard layouts[index] != nil || !batches.isEmpty else { return }
    let rows = batches.flatMap { batch in
      let source = BatchRecords(batch: batch, records: records)
      return (0..<batch.rowCount).map { Value.record(RecordReference(source: source, row: $0)) }
    }
    activation.set(index, .value(.list(rows)))
  }

  private func define(_ definition: Definition) {
    activation.folds = passes.folds.outcomes(of: definition.program)
    activation.set(definition.slot, outcome: definition.program.evaluate(activation))
  }

  private func defineAfterRows() {
    finishCollections()
    passes.folds.finish { name in pack.form.index(ofSection: name).map { layouts[$0] != nil } ?? false }
    for definition in pack.definitions where definition.needsAllRows { define(definition) }
  }

  /// Whether the section is in the file with rows, as far as was read.
  func hasRows(_ section: Int) -> Bool { layouts[section] != nil || rowCounts[section] > 0 }

  /// Counts a rule that was asked though it is not among those that run.
  func noteUndated() { undatedRules += 1 }
}

// MARK: - Judging

extension RuleRun {
  /// Rows below which columns are not worth their preparation.
  static let fewRows = 8

  private func judgeRows(of section: Int, _ batch: RecordBatch) {
    let rules = rowRules[section]
    // Beside the rules, the passes are somebody else's.
    let takesPasses = batch.shape.isStreamed && beside == nil && !passes.isEmpty(section)
    guard !rules.isEmpty || takesPasses else { return }
    let records = pack.environment.sections[section]
    if evaluation == .rows || batch.rowCount < Self.fewRows {
      let source = BatchRecords(batch: batch, records: records)
      for row in 0..<batch.rowCount {
        for active in rules { judge(active, in: source, row) }
      }
      if takesPasses { passes.take(section, batch, source) }
    } else {
      judgeColumns(of: section, rules, batch, records, takesPasses)
    }
    activation.set(pack.environment.rowSlot, .unknown)
  }

  private func judgeColumns(
    of section: Int,
    _ rules: [ActiveRule],
    _ batch: RecordBatch,
    _ records: SectionRecords,
    _ takesPasses: Bool
  ) {
    // Taken out of the run while it works, so that it is changed in place.
    var search = searches[section] ?? makeSearch(rules)
    searches[section] = nil
    let fields = takesPasses ? search.fields.union(passes.columnFields(section)) : search.fields
    let source = BatchRecords(batch: batch, records: records, columns: fields)
    judge(search.hits(in: source, activation, for: self), search, rules, in: source)
    searches[section] = search
    if takesPasses { passes.take(section, batch, source) }
  }

  private func judge(_ hits: [RowSearch.Hit], _ search: RowSearch, _ rules: [ActiveRule], in source: BatchRecords) {
    for hit in hits {
      if let earlier = search.earlierRow(of: hit) {
        judgeDuplicate(rules[hit.rule], in: source, hit.row, earlier)
      } else {
        judge(rules[hit.rule], in: source, hit.row, hit, key: search.key(of: hit))
      }
    }
  }

  /// Finds a row whose value occurred before.
  private func judgeDuplicate(_ active: ActiveRule, in source: BatchRecords, _ row: Int, _ earlier: Int) {
    guard let moment = active.moment else { return }
    activation.set(pack.environment.rowSlot, .value(.record(RecordReference(source: source, row: row))))
    activation.set(pack.environment.slots.rule, .value(pack.environment.types.value(moment.day)))
    find(active.rule, active.rule.grade(in: moment.interval, on: moment.day), source.batch, row, other: earlier)
  }

  /// The first row with the same key for each row of a batch that has one; below 0 where there is none before it.
  func firstRows(of rule: Rule, _ keys: [UInt64], _ batch: RecordBatch) -> [Int32] {
    var search = duplicates.removeValue(forKey: rule.key) ?? DuplicateSearch(circumstances.scratch)
    var rows: [Int32] = Array(repeating: -1, count: keys.count)
    do throws(ScratchFault) {
      try search.first(with: keys, from: batch.firstRow, &rows)
    } catch {
      book.scratchFailure(error)
    }
    duplicates[rule.key] = search
    return rows
  }

  /// The names for which a rule is known to give no answer.
  func gapNames(_ rule: Rule) -> UnknownSet? { book.names(ofGap: rule.text.id) }

  /// Notes rows to which a rule gives no answer.
  func noteGap(_ rule: Rule, _ names: UnknownSet, rows: Int) {
    book.gap(rule: rule.text.id, unknown: names, rows: rows)
  }

  /// Notes more such rows, for reasons that are noted already.
  func widenGap(_ rule: Rule, by rows: Int) { book.widenGap(rule: rule.text.id, by: rows) }

  /// Judges a row; `hit` when the columns have been asked before and left it open, `key` when they found that no other
  /// row may have this value.
  private func judge(
    _ active: ActiveRule,
    in source: BatchRecords,
    _ row: Int,
    _ hit: RowSearch.Hit? = nil,
    key: UInt64? = nil
  ) {
    let rule = active.rule
    let batch = source.batch
    activation.set(pack.environment.rowSlot, .value(.record(RecordReference(source: source, row: row))))
    if let key, let moment = active.moment {
      activation.set(pack.environment.slots.rule, .value(pack.environment.types.value(moment.day)))
      return compare(key, rule, rule.grade(in: moment.interval, on: moment.day), in: batch, row)
    }
    switch answer(active, hit) {
    case .silent: return
    case .gap(let names): book.gap(rule: rule.text.id, unknown: names)
    case .failure(let error): book.failure(rule: rule, error: error)
    case .found(let grade):
      find(rule, grade, batch, row)
    case .key(let value, let grade):
      if let key = DuplicateSearch.key(of: value) { compare(key, rule, grade, in: batch, row) }
    }
  }

  private func compare(_ key: UInt64, _ rule: Rule, _ grade: Grade, in batch: RecordBatch, _ row: Int) {
    let number = Int32(truncatingIfNeeded: batch.firstRow + row)
    do throws(ScratchFault) {
      let search = circumstances.scratch
      guard let first = try duplicates[rule.key, default: DuplicateSearch(search)].first(with: key, row: number)
      else { return }
      find(rule, grade, batch, row, other: Int(first))
    } catch {
      book.scratchFailure(error)
    }
  }

  /// Judges rows that waited until all were known.
  func judgeLate(_ rules: [ActiveRule], _ section: Int, _ batch: RecordBatch) {
    let records = pack.environment.sections[section]
    if evaluation == .rows || batch.rowCount < Self.fewRows {
      let source = BatchRecords(batch: batch, records: records)
      for row in 0..<batch.rowCount {
        for active in rules { judge(active, in: source, row) }
      }
    } else {
      var search = late.searches[section] ?? makeSearch(rules)
      late.searches[section] = nil
      let source = BatchRecords(batch: batch, records: records, columns: search.fields)
      judge(search.hits(in: source, activation, for: self), search, rules, in: source)
      late.searches[section] = search
    }
    activation.set(pack.environment.rowSlot, .unknown)
  }

  /// Whether some rule's search for duplicates tells of later rows only at the end.
  func hasSpilledDuplicates(_ section: Int) -> Bool {
    duplicates.contains { $1.hasSpilled } && rowRules[section].contains { duplicates[$0.rule.key]?.hasSpilled ?? false }
  }

  /// The rows that are known to be duplicates only at the end, by rule, in order.
  func lateDuplicates(_ section: Int) throws(ScratchFault) -> [(rule: ActiveRule, hits: SortedPairs)] {
    var found: [(rule: ActiveRule, hits: SortedPairs)] = []
    for active in rowRules[section] {
      guard var search = duplicates[active.rule.key], search.hasSpilled else { continue }
      duplicates[active.rule.key] = nil
      var hits = PairSorter(circumstances.scratch)
      try search.finish { row, first throws(ScratchFault) in
        try hits.add(Pair(first: UInt64(row), second: UInt64(first)))
      }
      found.append((active, try hits.finish()))
    }
    return found
  }

  /// Finds a duplicate that is known only at the end, at its row.
  func judgeDuplicate(_ active: ActiveRule, _ section: Int, _ batch: RecordBatch, _ row: Int, first: Int) {
    guard row >= 0 else { return }
    let source = BatchRecords(batch: batch, records: pack.environment.sections[section])
    activation.set(pack.environment.rowSlot, .value(.record(RecordReference(source: source, row: row))))
    if case .key(_, let grade) = answer(active) { find(active.rule, grade, batch, row, other: first) }
    activation.set(pack.environment.rowSlot, .unknown)
  }

  private func judgeReport(_ active: ActiveRule) {
    let rule = active.rule
    switch answer(active) {
    case .silent, .key: return
    case .gap(let names): book.gap(rule: rule.text.id, unknown: names)
    case .failure(let error): book.failure(rule: rule, error: error)
    case .found(let grade): find(rule, grade)
    }
  }

  private enum Answer {
    case silent
    case gap(UnknownSet)
    case failure(EvaluationError)
    case found(Grade)
    case key(Value, Grade)
  }

  /// Evaluates a program of a message's value.
  func evaluateValue(_ program: Formula) -> Outcome { evaluate(program) }

  /// Evaluates a formula; `isOpen` when columns did not settle it, so that it is likely unknown.
  private func evaluate(_ program: Formula, isOpen: Bool = false) -> Outcome {
    if !program.folds.isEmpty { activation.folds = passes.folds.outcomes(of: program) }
    return isOpen ? program.explain(activation) : program.evaluate(activation)
  }

  private func answer(_ active: ActiveRule, _ hit: RowSearch.Hit? = nil) -> Answer {
    let rule = active.rule
    var moment = active.moment
    if moment == nil, let program = rule.date {
      switch evaluate(program) {
      case .value(.opaque(let value)):
        let day = CivilDate(dayNumber: Int32(truncatingIfNeeded: value.mantissa))
        guard let interval = rule.interval(on: day) else { return .silent }
        moment = (day, interval)
      case .value(_): return .silent
      case .unknown(let names):
        activation.set(pack.environment.slots.rule, .unknown)
        return isWanted(rule) ? .gap(names) : .silent
      case .error(let error): return .failure(error)
      }
    }
    guard let moment else { return .silent }
    activation.set(pack.environment.slots.rule, .value(pack.environment.types.value(moment.day)))
    if let when = rule.when, hit.map({ !$0.looks }) ?? true {
      switch evaluate(when, isOpen: hit != nil) {
      case .value(.bool(true)): break
      case .value(_): return .silent
      case .unknown(let names): return .gap(names)
      case .error(let error): return .failure(error)
      }
    }
    let grade = rule.grade(in: moment.interval, on: moment.day)
    switch rule.check {
    case .holds(let program):
      switch evaluate(program, isOpen: hit != nil) {
      case .value(.bool(true)): return .silent
      case .value(_): return .found(lowered(grade, rule))
      case .unknown(let names): return .gap(names)
      case .error(let error): return .failure(error)
      }
    case .unique(let program):
      switch evaluate(program) {
      case .value(let value): return .key(value, grade)
      case .unknown: return .silent
      case .error(let error): return .failure(error)
      }
    case nil: return .silent
    }
  }

  /// A rule whose day is not known counts as not assessed only where it would look.
  func isWanted(_ rule: Rule) -> Bool {
    guard let when = rule.when, when.folds.isEmpty else { return true }
    if case .value(.bool(false)) = evaluate(when) { return false }
    return true
  }

  private func lowered(_ grade: Grade, _ rule: Rule) -> Grade {
    guard let program = rule.lowerWhen, case .value(.bool(true)) = evaluate(program) else { return grade }
    return grade.loweredToInfo
  }
}
