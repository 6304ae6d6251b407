import CEL
import ReportForm
import ReportModel

// Which rules look at a report: those in force on the days that decide.

extension RuleRun {
  /// Finds the rules in force on the days that decide.
  func activateRules() {
    rowRules = Array(repeating: [], count: pack.form.sections.count)
    // Asked once, not for every rule.
    let filing = received
    var collections: Set<Int> = []
    for (place, rule) in pack.rules.enumerated() where !rule.isReading && only?.contains(rule.key) ?? true {
      if isSilentWithoutPrior(rule) { continue }
      var moment: (day: CivilDate, interval: RuleInterval)?
      if rule.date == nil, let day = rule.basis == .filing ? filing : reference {
        guard let interval = rule.interval(on: day) else { continue }
        moment = (day, interval)
      } else if !rule.hasDatePerRow {
        switch day(of: rule) {
        case .value(.opaque(let value)):
          let day = CivilDate(dayNumber: Int32(truncatingIfNeeded: value.mantissa))
          guard let interval = rule.interval(on: day) else { continue }
          moment = (day, interval)
        case .unknown(let names):
          if applies(rule), isWanted(rule) {
            undatedRules += 1
            book.gap(rule: rule.text.id, unknown: names)
          }
          continue
        case .error(let error):
          book.failure(rule: rule, error: error)
          continue
        case .value(_): continue
        }
      }
      let active = ActiveRule(rule: rule, moment: moment)
      collections.formUnion(pack.collectionsRead[place])
      switch rule.section {
      case nil: reportRules.append(active)
      case let section? where rule.needsAllRows: late.rules[section, default: []].append(active)
      case let section?: rowRules[section].append(active)
      }
    }
    beginCollections(collections)
  }

  /// Whether a rule without a known date would look at this report at all.
  private func applies(_ rule: Rule) -> Bool {
    guard let section = rule.section else { return true }
    return rowCounts[section] > 0
  }

  /// The deciding day of a rule whose day is the same for every row.
  private func day(of rule: Rule) -> Outcome {
    if let program = rule.date { return program.evaluate(activation) }
    let slots = pack.environment.slots
    let slot = rule.basis == .filing ? slots.received : slots.reference
    guard case .value(let value) = activation.read(variable: slot) else {
      return .unknown(UnknownSet([rule.basis == .filing ? "kepala.tanggalLapor" : "kepala.tanggalKeadaan"]))
    }
    return .value(value)
  }
}
