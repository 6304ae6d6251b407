import CEL
import ReportModel

/// Collects what the rules say: one finding per rule and severity with an exact count and the first places.
struct OutcomeBook {
  private struct Key: Hashable {
    let part: String
    let severity: Severity
    let confirmation: String?
  }
  private struct Gap {
    var count = 0
    var unknown: UnknownSet?
    var isError = false
  }
  private var entries: [Key: Finding] = [:]
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
    place: () -> Place
  ) {
    let key = Key(part: part, severity: severity, confirmation: confirmation)
    if entries[key] == nil {
      entries[key] = Finding(
        rule: rule,
        grade: grade,
        severity: severity,
        title: title,
        count: count,
        places: [place()],
        law: law,
        confirmation: confirmation
      )
      return
    }
    entries[key]?.count += count
    if let kept = entries[key]?.places.count, kept < Finding.placesKept {
      entries[key]?.places.append(place())
    }
  }

  /// Notes that a rule gave no answer because something is not known.
  mutating func gap(rule: String, unknown: UnknownSet) {
    var gap = gaps.removeValue(forKey: rule) ?? Gap()
    gap.count += 1
    gap.unknown = gap.unknown?.union(unknown) ?? unknown
    gaps[rule] = gap
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

  /// The findings: errors first, then by rule id.
  var findings: [Finding] {
    entries.sorted {
      let (left, right) = ($0.value, $1.value)
      if left.severity != right.severity { return left.severity > right.severity }
      if $0.key.part != $1.key.part { return $0.key.part < $1.key.part }
      return (left.confirmation ?? "") < (right.confirmation ?? "")
    }.map(\.value)
  }

  /// The rules without an answer, by id.
  var notAssessed: [NotAssessed] {
    gaps.map { rule, gap in
      let names = gap.unknown?.names ?? []
      let isReference = !names.isEmpty && names.allSatisfy(Self.isReference)
      let reason: NotAssessed.Reason =
        gap.isError && names.isEmpty ? .evaluationError : (isReference ? .missingReference : .missingData)
      return NotAssessed(rule: rule, reason: reason, count: gap.count, missing: names)
    }.sorted { $0.rule < $1.rule }
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
