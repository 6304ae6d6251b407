import CEL
import ReportModel

// Earlier reports as variables of a run.

extension RuleRun {
  /// Sets `lalu`, `adaLalu`, `laporanLain` and `laporanUnitLain`; without earlier reports they stay unknown.
  func bindPrior() {
    let slots = pack.environment.slots
    guard let prior = circumstances.prior else {
      missingPrior = RuleEnvironment.priorVariables
      return
    }
    let reports = prior.without(circumstances.own)
    let unit = UnitIdentity(header())
    let own = reports.filter { $0.isOf(unit) }
    let neighbours = reports.filter { !$0.isOf(unit) }
    activation.set(slots.others, .value(.list(own.map { record($0, unit) })))
    if neighbours.isEmpty {
      missingPrior = ["laporanUnitLain"]
    } else {
      activation.set(slots.neighbours, .value(.list(neighbours.map { record($0, unit) })))
    }
    let last = own.last { report in
      guard let day = report.referenceDate, let reference else { return false }
      return day < reference && report.describesWorkers
    }
    activation.set(slots.hasLast, .value(.bool(last != nil)))
    if let last { activation.set(slots.last, .value(record(last, unit))) }
  }

  private func record(_ report: PriorReport, _ unit: UnitIdentity) -> Value {
    let isForeign = report.isOfOtherCompany(than: unit)
    let source = PriorReportRecord(report, isOfOtherCompany: isForeign, environment: pack.environment)
    return .record(RecordReference(source: source, row: 0))
  }

  /// Whether a rule about rows has nothing to say because there are no earlier reports; noted once, not once a row.
  func isSilentWithoutPrior(_ rule: Rule) -> Bool {
    guard !missingPrior.isEmpty, let section = rule.section, let variable = rule.variable(among: missingPrior) else {
      return false
    }
    guard hasRows(section), reference.map({ rule.hasDatePerRow || rule.interval(on: $0) != nil }) ?? true else {
      return true
    }
    // No row is known yet: what is false now is false for every row.
    if let when = rule.when, case .value(.bool(false)) = when.evaluate(activation) { return true }
    book.gap(rule: rule.text.id, unknown: UnknownSet([variable]))
    noteUndated()
    return true
  }
}

extension Rule {
  /// The first of some variables that the rule reads.
  fileprivate func variable(among names: Set<String>) -> String? {
    priorVariables.isEmpty ? nil : priorVariables.filter(names.contains).min()
  }
}
