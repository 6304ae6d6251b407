import ReportModel
public import ReportReading
public import RuleEngine

/// Runs the cases of a pack: rules of the engine directly, reading rules through the readers.
///
/// The cases of rules show the rules as they are written, so they run without the pack's patches; the cases of patches
/// run with them.
public struct PackTrial: Sendable {
  private let engine: Engine
  private let unpatched: Engine
  private let cases: [RuleCase]
  private let faults: [PackFault]

  /// A trial of the pack of an engine, whose files lie in `source`.
  public init(engine: Engine, source: any SchemaSource) throws(Engine.Fault) {
    self.engine = engine
    unpatched =
      engine.pack.patches.isEmpty
      ? engine : try Engine(source: PatchedSchemas(withoutPatches: source), scrutiny: .full)
    (cases, faults) = engine.pack.cases(from: source)
  }

  /// What came of a trial.
  public struct Outcome: Sendable {
    /// How many rules have cases.
    public let rules: Int
    /// How many cases were run.
    public let cases: Int
    /// The cases whose rule said something else.
    public let failures: [Failure]
    /// Cases that could not be built.
    public let faults: [PackFault]
    /// Rules without any case.
    public let untested: [String]
    /// How many rules and parts the pack has.
    public let rulesOfPack: Int
    /// On how many days the answer of a rule changes.
    public let dates: Int
    /// Sides of those days that no case shows.
    public let holes: [CaseExaminer.DateHole]
  }

  /// A case whose rule said something else than expected.
  public struct Failure: Sendable {
    /// The case.
    public let ruleCase: RuleCase
    /// What the rule said.
    public let answer: RuleCase.Answer
  }

  /// Runs every case, or those of some rules.
  public func run(only rules: Set<String> = []) throws(ReadingFault) -> Outcome {
    let wanted = cases.filter { isWanted($0.rule, rules) }
    var failures: [Failure] = []
    for ruleCase in wanted {
      let answer = try answer(ruleCase)
      if !answer.satisfies(ruleCase) {
        failures.append(Failure(ruleCase: ruleCase, answer: answer))
      }
    }
    let tested = Set(wanted.filter { !$0.isOfPatch }.map(\.rule))
    let dates = examiner.rules.filter { isWanted($0, rules) }.map(examiner.dates)
    return Outcome(
      rules: tested.count,
      cases: wanted.count,
      failures: failures,
      faults: faults,
      untested: rules.isEmpty ? engine.pack.rules.map(\.key).filter { !tested.contains($0) } : [],
      rulesOfPack: engine.pack.rules.count,
      dates: dates.reduce(0) { $0 + $1.days },
      holes: dates.flatMap(\.holes)
    )
  }

  /// What the cases of each rule notice of its wrong versions, in the pack's order; the rules are shared among threads.
  public func mutations(only rules: Set<String> = []) async -> [CaseExaminer.Catch] {
    let examiner = examiner
    let wanted = examiner.rules.filter { isWanted($0, rules) }
    return await withTaskGroup(of: (Int, CaseExaminer.Catch).self) { group in
      for (number, rule) in wanted.enumerated() {
        group.addTask { (number, examiner.mutate(rule)) }
      }
      var caught: [(Int, CaseExaminer.Catch)] = []
      for await one in group { caught.append(one) }
      return caught.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private var examiner: CaseExaminer { CaseExaminer(pack: unpatched.pack, cases: cases) }

  private func isWanted(_ key: String, _ rules: Set<String>) -> Bool {
    guard !rules.isEmpty, !rules.contains(key) else { return true }
    return rules.contains(engine.pack.rules.first { $0.key == key }?.text.id ?? key)
  }

  private func answer(_ ruleCase: RuleCase) throws(ReadingFault) -> RuleCase.Answer {
    let engine = ruleCase.isOfPatch ? engine : unpatched
    switch ruleCase.report {
    case .given(let batches):
      return engine.pack.answer(ruleCase.rule, about: batches, in: ruleCase.circumstances)
    case .file(let text):
      let judgement = try ReportAssessor(engine: engine).assess(
        MemorySource(text),
        name: ruleCase.rule,
        circumstances: ruleCase.circumstances
      )
      return RuleCase.Answer(of: ruleCase.rule, in: judgement)
    }
  }
}

extension RuleCase.Answer {
  /// Reads the answer of one rule out of a whole judgement.
  init(of rule: String, in judgement: Judgement) {
    self.init(
      of: rule,
      findings: judgement.assessment.findings.flatMap(\.unfolded),
      notAssessed: judgement.assessment.notAssessed,
      faults: judgement.faults
    )
  }
}
