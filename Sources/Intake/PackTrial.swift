import ReportModel
public import ReportReading
public import RuleEngine

/// Runs the cases of a pack: rules of the engine directly, reading rules through the readers.
public struct PackTrial: Sendable {
  private let engine: Engine
  private let source: any SchemaSource

  /// A trial of the pack of an engine, whose files lie in `source`.
  public init(engine: Engine, source: any SchemaSource) {
    self.engine = engine
    self.source = source
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
    let (cases, faults) = engine.pack.cases(from: source)
    let wanted = cases.filter { rules.isEmpty || rules.contains($0.rule) || rules.contains(catalogueID($0.rule)) }
    var failures: [Failure] = []
    for ruleCase in wanted {
      let answer = try answer(ruleCase)
      if answer.said != ruleCase.expectation || !answer.faults.isEmpty {
        failures.append(Failure(ruleCase: ruleCase, answer: answer))
      }
    }
    let tested = Set(wanted.map(\.rule))
    return Outcome(
      rules: tested.count,
      cases: wanted.count,
      failures: failures,
      faults: faults,
      untested: rules.isEmpty ? engine.pack.rules.map(\.key).filter { !tested.contains($0) } : []
    )
  }

  private func catalogueID(_ key: String) -> String {
    engine.pack.rules.first { $0.key == key }?.text.id ?? key
  }

  private func answer(_ ruleCase: RuleCase) throws(ReadingFault) -> RuleCase.Answer {
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
      findings: judgement.assessment.findings,
      notAssessed: judgement.assessment.notAssessed,
      faults: judgement.faults
    )
  }
}
