public import ReportModel

/// Asks how well the cases of a pack guard its rules. Reads nothing and changes nothing; one value serves all threads.
public struct CaseExaminer: Sendable {
  private let pack: RulePack
  private let casesByRule: [String: [RuleCase]]

  /// An examiner of a pack without patches and the cases of its rules. Cases that are whole files are left aside: what
  /// the readers find is not written as expressions.
  public init(pack: RulePack, cases: [RuleCase]) {
    self.pack = pack
    let given = cases.filter { if case .given = $0.report { !$0.isOfPatch } else { false } }
    casesByRule = Dictionary(grouping: given, by: \.rule)
  }

  /// The names of the rules and parts that can be examined, in the pack's order.
  public var rules: [String] { pack.rules.filter { !$0.isReading }.map(\.key) }

  // MARK: Mutations

  /// What the cases of one rule noticed.
  public struct Catch: Sendable {
    /// The rule or part.
    public let rule: String
    /// How many wrong versions were tried.
    public let tried: Int
    /// Those that no case noticed.
    public let survivors: [RuleMutation]
    /// Whether the rule counts as guarded: every wrong version was noticed.
    public var isComplete: Bool { survivors.isEmpty }
  }

  /// Makes every wrong version of a rule and asks its cases about each.
  public func mutate(_ key: String) -> Catch {
    guard let rule = rule(key) else { return Catch(rule: key, tried: 0, survivors: []) }
    let mutants = RuleMutants(of: rule, in: pack).all
    let survivors = mutants.filter { isUnnoticed($0.rule) }.map(\.mutation)
    return Catch(rule: key, tried: mutants.count, survivors: survivors)
  }

  /// Whether no case tells a version of a rule from what is expected.
  private func isUnnoticed(_ rule: Rule) -> Bool {
    let only = RulePack(pack, rules: [rule])
    return casesByRule[rule.key, default: []].allSatisfy { answer($0, only).satisfies($0) }
  }

  private func answer(_ ruleCase: RuleCase, _ pack: RulePack) -> RuleCase.Answer {
    guard case .given(let batches) = ruleCase.report else {
      preconditionFailure("files were left aside")
    }
    return pack.answer(ruleCase.rule, about: batches, in: ruleCase.circumstances)
  }

  private func rule(_ key: String) -> Rule? { pack.rules.first { $0.key == key && !$0.isReading } }

  // MARK: Dates

  /// A day on which the answer of a rule changes, and which side of it no case shows.
  public struct DateHole: Hashable, Sendable {
    /// The rule or part.
    public let rule: String
    /// The first day of the new answer.
    public let day: CivilDate
    /// Whether the days before it are the ones without a case.
    public let isBefore: Bool
  }

  /// The days on which a rule's answer changes, and their sides that no case shows. A side is shown when some case
  /// would fail if the days there were treated as those on the other side.
  public func dates(_ key: String) -> (days: Int, holes: [DateHole]) {
    guard let rule = rule(key) else { return (0, []) }
    var days = 0
    var holes: [DateHole] = []
    for (index, interval) in rule.intervals.enumerated() {
      var others = rule.intervals
      others.remove(at: index)
      for case (let day?, let isStart) in [(interval.from, true), (interval.to?.adding(days: 1), false)] {
        days += 1
        // Where another interval begins or ends, that one's own days tell about the other side.
        let across = isStart ? day.adding(days: -1) : day
        let isShared = across.map { day in others.contains { $0.contains(day) } } ?? false
        if !isShared, isUnnoticed(rule.copy(intervals: [interval.open(isStart: isStart)] + others)) {
          holes.append(DateHole(rule: key, day: day, isBefore: isStart))
        }
        if isUnnoticed(rule.copy(intervals: others)) {
          holes.append(DateHole(rule: key, day: day, isBefore: !isStart))
        }
      }
    }
    return (days, holes)
  }
}

extension RuleInterval {
  /// The same without its first day, or without its last.
  fileprivate func open(isStart: Bool) -> RuleInterval {
    RuleInterval(from: isStart ? nil : from, to: isStart ? to : nil, isCertain: isCertain, grade: grade)
  }
}
