import CEL
import ReportModel

/// Collects what the rules say: one finding per rule and severity with an exact count and the first places.
struct OutcomeBook {
  private struct Key: Hashable {
    let part: String
    let severity: Severity
    let confirmation: String?
    let group: CauseGroup?
  }
  private struct Gap {
    var count = 0
    var unknown: UnknownSet?
    var isError = false
  }
  private var entries: [Key: CauseFolding.Entry] = [:]
  /// Places kept so far: the order in which they were noticed.
  private var noticed = 0
  private var gaps: [String: Gap] = [:]
  /// Evaluation errors of data rules: faults of ours.
  private(set) var faults: [RuleFault] = []

  /// Notes one place. `place` is asked for only while places are kept.
  mutating func find(
    rule: String,
    part: String,
    grade: Grade,
    severity: Severity,
    title: Bilingual,
    law: [String],
    confirmation: String? = nil,
    count: Int = 1,
    group: CauseGroup? = nil,
    cause: NamedCause? = nil,
    place: () -> Place
  ) {
    let key = Key(part: part, severity: severity, confirmation: confirmation, group: group)
    if entries[key] == nil {
      let finding = Finding(
        rule: rule,
        grade: grade,
        severity: severity,
        title: title,
        count: count,
        places: [place()],
        law: law,
        confirmation: confirmation,
        cause: cause
      )
      entries[key] = CauseFolding.Entry(finding: finding, part: part, group: group, order: [noticed])
      noticed += 1
      return
    }
    entries[key]?.finding.count += count
    if let cause { entries[key]?.finding.cause?.affected += cause.affected }
    if let kept = entries[key]?.order.count, kept < Finding.placesKept {
      entries[key]?.finding.places.append(place())
      entries[key]?.order.append(noticed)
      noticed += 1
    }
  }

  /// Notes that a rule gave no answer because something is not known.
  mutating func gap(rule: String, unknown: UnknownSet, rows: Int = 1) {
    var gap = gaps.removeValue(forKey: rule) ?? Gap()
    gap.count += rows
    gap.unknown = gap.unknown?.union(unknown) ?? unknown
    gaps[rule] = gap
  }

  /// The names for which a rule is known to give no answer.
  func names(ofGap rule: String) -> UnknownSet? { gaps[rule]?.unknown }

  /// Notes that a rule gave no answer at more rows, for reasons that are noted already.
  mutating func widenGap(rule: String, by rows: Int) { gaps[rule]?.count += rows }

  /// Notes that the machine had no room for what needs all rows: nothing may be accepted on such a judgement.
  mutating func scratchFailure(_ fault: ScratchFault) {
    let fault = RuleFault(rule: "-", error: fault.code)
    if !faults.contains(fault) { faults.append(fault) }
  }

  /// Notes that a rule could not be computed: a gap of a compliance rule, a fault of ours for the others.
  mutating func failure(rule: Rule, error: EvaluationError) {
    if case .compliance = rule.grade {
      gaps[rule.text.id, default: Gap()].count += 1
      gaps[rule.text.id]?.isError = true
    } else if faults.count < RuleFault.kept {
      faults.append(RuleFault(rule: rule.text.id, error: "\(error.code)"))
    }
  }

  /// The findings: errors first, then by rule id; what follows from a named accident is folded under it.
  var findings: [Finding] { CauseFolding.fold(Array(entries.values)) }

  /// The rules without an answer, by id.
  var notAssessed: [NotAssessed] {
    gaps.map { rule, gap in
      let names = gap.unknown?.names ?? []
      let comparesReports = names.contains(where: Self.isPrior)
      let isReference = !names.isEmpty && names.allSatisfy(Self.isReference)
      let known: NotAssessed.Reason = isReference ? .missingReference : .missingData
      let reason: NotAssessed.Reason =
        gap.isError && names.isEmpty ? .evaluationError : (comparesReports ? .needsPriorReports : known)
      return NotAssessed(rule: rule, reason: reason, count: gap.count, missing: names)
    }.sorted { $0.rule < $1.rule }
  }

  /// Names of the variables about earlier reports, and of what is read of them.
  private static func isPrior(_ name: String) -> Bool {
    let variable = name.prefix { $0 != "." }
    return RuleEnvironment.priorVariables.contains(String(variable))
  }

  private static func isReference(_ name: String) -> Bool {
    ["param:", "tabel:", "upah-minimum:", "libur"].contains { name.hasPrefix($0) }
  }
}

/// A rule that broke: our fault, never the report's pass and never the report's error.
public struct RuleFault: Error, Sendable, Hashable {
  /// The rule's id.
  public let rule: String
  /// The evaluation error's code; no values.
  public let error: String

  /// How many are kept: the first tells engineers enough.
  static let kept = 20
}
