import CEL
import ReportModel

/// The wrong versions of a rule that can run.
struct RuleMutants {
  private let pack: RulePack
  private let rule: Rule

  init(of rule: Rule, in pack: RulePack) {
    self.rule = rule
    self.pack = pack
  }

  /// Every version that the language's checker accepts.
  var all: [(mutation: RuleMutation, rule: Rule)] {
    rule.expressions.flatMap(mutants) + dates + grades
  }

  private func mutants(of expression: RuleExpression) -> [(mutation: RuleMutation, rule: Rule)] {
    switch expression.key {
    case "when":
      ExpressionMutations(key: expression.key, text: expression.text).all.compactMap {
        mutation,
        text in
        formula(text).map { (mutation, rule.copy(when: $0)) }
      }
    case "holds":
      ExpressionMutations(key: expression.key, text: expression.text).all.compactMap {
        mutation,
        text in
        formula(text).map { (mutation, rule.copy(check: .holds($0))) }
      }
    case "unique": repeats(expression)
    default: []
    }
  }

  /// A rule about repeats that sees none, and one that sees nothing else.
  private func repeats(_ expression: RuleExpression) -> [(mutation: RuleMutation, rule: Rule)] {
    [("true", "unique rows"), ("false", "equal rows")].compactMap { text, words in
      formula(text).map {
        let mutation = RuleMutation(
          key: expression.key,
          offset: nil,
          before: expression.text,
          after: words
        )
        return (mutation, rule.copy(check: .holds($0)))
      }
    }
  }

  private func formula(_ text: String) -> Formula? {
    let environment =
      rule.section.map(pack.environment.environment(forRowsOf:)) ?? pack.environment.base
    guard let program = try? environment.compile(text, expecting: .bool) else { return nil }
    return Formula(program, row: rule.section.map(pack.environment.rowVariable(of:)))
  }

  // MARK: Dates and grades

  /// Each end of each interval a day earlier and a day later.
  private var dates: [(mutation: RuleMutation, rule: Rule)] {
    rule.intervals.indices.flatMap { index in
      [1, -1].flatMap { days in
        [shifted(index, \.from, days: days), shifted(index, \.to, days: days)].compactMap { $0 }
      }
    }
  }

  private func shifted(
    _ index: Int,
    _ end: KeyPath<RuleInterval, CivilDate?>,
    days: Int
  ) -> (mutation: RuleMutation, rule: Rule)? {
    let interval = rule.intervals[index]
    guard let day = interval[keyPath: end], let moved = day.adding(days: days) else { return nil }
    let isStart = end == \RuleInterval.from
    let changed = RuleInterval(
      from: isStart ? moved : interval.from,
      to: isStart ? interval.to : moved,
      isCertain: interval.isCertain,
      grade: interval.grade
    )
    guard !isHidden(moved, from: index) else { return nil }
    let name = isStart ? "from" : "to"
    let mutation = RuleMutation(
      key: "in_force",
      offset: nil,
      before: "\(name): \(day)",
      after: "\(name): \(moved)"
    )
    return (mutation, rule.copy(intervals: replacing(index, with: changed)))
  }

  /// Whether an interval before this one in the list speaks for a day already, so that nothing would change.
  private func isHidden(_ day: CivilDate, from index: Int) -> Bool {
    rule.intervals[..<index].contains { $0.contains(day) }
  }

  /// Each interval with its own grade without it.
  private var grades: [(mutation: RuleMutation, rule: Rule)] {
    rule.intervals.indices.compactMap { index in
      let interval = rule.intervals[index]
      guard let grade = interval.grade, grade.name != rule.grade.name else { return nil }
      let changed = RuleInterval(
        from: interval.from,
        to: interval.to,
        isCertain: interval.isCertain,
        grade: nil
      )
      let mutation = RuleMutation(
        key: "in_force",
        offset: nil,
        before: grade.name,
        after: rule.grade.name
      )
      return (mutation, rule.copy(intervals: replacing(index, with: changed)))
    }
  }

  private func replacing(_ index: Int, with interval: RuleInterval) -> [RuleInterval] {
    var intervals = rule.intervals
    intervals[index] = interval
    return intervals
  }
}

extension Rule {
  /// The same rule with something changed.
  func copy(when: Formula? = nil, check: Check? = nil, intervals: [RuleInterval]? = nil) -> Rule {
    Rule(
      text: text,
      key: key,
      grade: grade,
      intervals: intervals ?? self.intervals,
      writtenIntervals: writtenIntervals,
      patches: patches,
      expressions: expressions,
      basis: basis,
      isReading: isReading,
      section: section,
      when: when ?? self.when,
      check: check ?? self.check,
      lowerWhen: lowerWhen,
      date: date,
      hasDatePerRow: hasDatePerRow,
      targets: targets,
      values: values,
      needsAllRows: needsAllRows
    )
  }
}
