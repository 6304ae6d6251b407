import CEL
public import ReportModel

/// One rule of a loaded pack: texts for people, programs for the engine.
public final class Rule: Sendable {
  /// The texts and dates people read; `text.id` is the id in the catalogue.
  public let text: RuleText
  /// The name of this rule or part in the pack: the catalogue's id, with a letter when one rule of the catalogue is
  /// written in several parts (`WL-ID-023a`, `WL-ID-023b`).
  public let key: String
  /// The grade outside intervals that name their own.
  public let grade: Grade
  /// The intervals in which it is in force, patches applied.
  public let intervals: [RuleInterval]
  /// The intervals as the rule itself writes them.
  public let writtenIntervals: [RuleInterval]
  /// The patches that changed it, in the order of their files.
  public let patches: [RulePatch]
  /// Its expressions as they are written, in the order of the rule.
  public let expressions: [RuleExpression]
  /// Which date decides.
  public let basis: DateBasis
  /// Whether the readers find it.
  public let isReading: Bool

  /// The index in the form of the section whose rows it looks at; `nil` for once per report.
  let section: Int?
  let when: Formula?
  let check: Check?
  let lowerWhen: Formula?
  let date: Formula?
  /// Whether the deciding date differs from row to row.
  let hasDatePerRow: Bool
  /// The fields the finding points at: section and field index.
  let targets: [Target]
  let values: [MessageValue]
  /// Whether its rows are judged only once all of them are known.
  let needsAllRows: Bool

  /// What a rule of the engine does with a row or report.
  enum Check: Sendable {
    /// A condition that must hold.
    case holds(Formula)
    /// A value that no two rows share.
    case unique(Formula)
  }

  /// A field a finding points at.
  struct Target: Sendable {
    let section: Int
    let field: Int
  }

  /// A value of a placeholder with its program.
  struct MessageValue: Sendable {
    let name: String
    let program: Formula
    /// The kind of personal data the value shows, if any.
    let personal: PersonalKind?
  }

  /// Every program of the rule.
  let programs: [Formula]
  /// The programs, those of the values among them, that need a pass over a streamed section.
  let foldedPrograms: [Formula]
  /// The variables of earlier reports that the rule reads; asked for with every report, so made once.
  let priorVariables: Set<String>

  init(
    text: RuleText,
    key: String,
    grade: Grade,
    intervals: [RuleInterval],
    writtenIntervals: [RuleInterval],
    patches: [RulePatch],
    expressions: [RuleExpression],
    basis: DateBasis,
    isReading: Bool,
    section: Int?,
    when: Formula?,
    check: Check?,
    lowerWhen: Formula?,
    date: Formula?,
    hasDatePerRow: Bool,
    targets: [Target],
    values: [MessageValue],
    needsAllRows: Bool = false
  ) {
    self.text = text
    self.key = key
    self.grade = grade
    self.intervals = intervals
    self.writtenIntervals = writtenIntervals
    self.patches = patches
    self.expressions = expressions
    self.basis = basis
    self.isReading = isReading
    self.section = section
    self.when = when
    self.check = check
    self.lowerWhen = lowerWhen
    self.date = date
    self.hasDatePerRow = hasDatePerRow
    self.targets = targets
    self.values = values
    self.needsAllRows = needsAllRows
    programs = Self.programs([when, lowerWhen, date], check)
    foldedPrograms = (programs + values.map(\.program)).filter { !$0.folds.isEmpty }
    priorVariables = Set(programs.flatMap(\.variables)).intersection(RuleEnvironment.priorVariables)
  }

  /// The condition that must hold, when the rule has one.
  var holds: Formula? {
    if case .holds(let formula) = check { formula } else { nil }
  }

  /// The value that no two rows may share, when the rule wants that.
  var unique: Formula? {
    if case .unique(let formula) = check { formula } else { nil }
  }

  /// The interval that holds on the day, or `nil` when the rule is not in force.
  public func interval(on day: CivilDate) -> RuleInterval? {
    intervals.first { $0.contains(day) }
  }

  /// The grade on the day, lowered to info near an end whose day is uncertain.
  func grade(in interval: RuleInterval, on day: CivilDate) -> Grade {
    let grade = interval.grade ?? grade
    guard interval.isDoubtful(on: day), case .compliance = grade else { return grade }
    return grade.loweredToInfo
  }

  private static func programs(_ programs: [Formula?], _ check: Check?) -> [Formula] {
    switch check {
    case .holds(let program), .unique(let program): programs.compactMap { $0 } + [program]
    case nil: programs.compactMap { $0 }
    }
  }
}

/// An expression of a rule as its author wrote it.
public struct RuleExpression: Hashable, Sendable {
  /// Its key: `when`, `holds`, `unique`, `lower_when`, `date`, or `values.NAME` for a value of the message.
  public let key: String
  /// Its text.
  public let text: String
}

/// A variable of the pack that any rule may use.
struct Definition: Sendable {
  let name: String
  let slot: Int
  let program: Formula
  /// The expression as it is written.
  let source: String
  let meaning: Bilingual
  /// Whether its value is known only after all rows of a streamed section were read.
  let needsAllRows: Bool
}
