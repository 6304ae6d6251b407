import ReportForm
public import ReportModel

/// One case of a rule: a small report and what the rule must say about it.
public struct RuleCase: Sendable {
  /// The rule's id.
  public let rule: String
  /// The number of the case in its rule, from 1.
  public let number: Int
  /// The case's name, when it has one.
  public let name: String?
  /// Where it stands in the pack.
  public let place: PackPlace
  /// What the rule must say.
  public let expectation: CaseExpectation
  /// The grade its finding must have; `nil` when the case leaves it open.
  public let grade: Grade?
  /// How many rows the rule must find; `nil` when the case leaves it open.
  public let count: Int?
  /// Whether the case belongs to a patch; the others show the rule as it stands without any.
  public let isOfPatch: Bool
  /// The report.
  public let report: Report
  /// The circumstances of the judgement.
  public let circumstances: Circumstances

  /// The report of a case.
  public enum Report: Sendable {
    /// Sections and fields, without a file around them.
    case given([RecordBatch])
    /// A whole small file for the readers.
    case file(String)
  }

  /// What a rule said about a case.
  public struct Answer: Sendable {
    /// What it said.
    public let said: CaseExpectation
    /// The grade of what it found.
    public let grade: Grade?
    /// How many rows it found.
    public let count: Int
    /// What was missing, when it gave no answer.
    public let missing: [String]
    /// Rules that broke.
    public let faults: [RuleFault]

    /// Reads the answer of one rule, or part of a rule, out of what a judgement said.
    public init(
      of rule: String,
      findings: [Finding],
      notAssessed: [NotAssessed],
      faults: [RuleFault]
    ) {
      let id = RuleText.catalogueID(of: rule)
      let gap = notAssessed.first { $0.rule == id }
      let finding = findings.first { $0.rule == id }
      said = finding != nil ? .finds : (gap == nil ? .passes : .notAssessed)
      grade = finding?.grade
      count = findings.reduce(0) { $0 + ($1.rule == id ? $1.count : 0) }
      missing = gap?.missing ?? []
      self.faults = faults
    }

    /// Whether this is what a case expects.
    public func satisfies(_ ruleCase: RuleCase) -> Bool {
      guard said == ruleCase.expectation, faults.isEmpty else { return false }
      if let wanted = ruleCase.grade, grade?.name != wanted.name { return false }
      return ruleCase.count.map { $0 == count } ?? true
    }
  }
}

extension RulePack {
  /// The cases of all rules, read from the pack's files, with the faults of those that cannot be built.
  public func cases(from source: any SchemaSource) -> (cases: [RuleCase], faults: [PackFault]) {
    let faults = PackYAML.FaultList()
    var cases: [RuleCase] = []
    for (rule, isOfPatch, written) in Self.cases(source: source) {
      for (offset, written) in written.enumerated() {
        var builder = CaseBuilder(form: form, source: written, faults: faults)
        guard let report = builder.report() else { continue }
        cases.append(
          RuleCase(
            rule: rule,
            number: offset + 1,
            name: written.name,
            place: written.yaml.place,
            expectation: written.expectation,
            grade: written.grade,
            count: written.count,
            isOfPatch: isOfPatch,
            report: report,
            circumstances: Circumstances(
              received: written.received ?? written.on,
              isArchive: written.isArchive,
              prior: builder.prior()
            )
          )
        )
      }
    }
    return (cases, faults.faults)
  }

  /// Asks a rule about a case that gives sections and fields.
  public func answer(_ rule: String, about batches: [RecordBatch], in circumstances: Circumstances)
    -> RuleCase.Answer
  {
    let run = RuleRun(
      pack: self,
      circumstances: circumstances,
      only: Set(parts(of: rule).map(\.key))
    )
    for batch in batches {
      let section = form.section(batch.shape.name)
      run.receive(
        SectionLayout(
          section: batch.shape.name,
          fileSection: section?.csv ?? batch.shape.name,
          headings: section?.fields.map(\.csv) ?? []
        )
      )
    }
    for batch in batches where !batch.shape.isStreamed { run.receive(batch) }
    for batch in batches where batch.shape.isStreamed { run.receive(batch) }
    let result = run.finish()
    return RuleCase.Answer(
      of: rule,
      findings: result.findings,
      notAssessed: result.notAssessed,
      faults: result.faults
    )
  }
}
