import ReportModel

/// Which date decides whether and how a rule applies (rule catalogue, section 2).
public enum DateBasis: String, Sendable, CaseIterable {
  /// The day the data describe.
  case reference = "REF"
  /// The day a contract was signed.
  case signing = "SIGN"
  /// The day of the event.
  case event = "EVENT"
  /// The day of receipt.
  case filing = "FILE"
}

/// A rule as a pack writes it: texts checked, expressions not yet compiled.
struct RuleSource {
  let id: String
  let yaml: PackYAML
  let grade: Grade
  let each: String?
  /// Whether the readers find it; such a rule has no expressions.
  let isReading: Bool
  let when: String?
  let holds: String?
  let unique: String?
  let lowerWhen: String?
  /// Whether its rows are judged only once all of them are known.
  let needsAllRows: Bool
  let at: [String]
  let basis: DateBasis
  let date: String?
  let intervals: [RuleInterval]
  let family: String?
  let law: [String]
  let title: Bilingual
  let message: Bilingual
  let values: [(name: String, expression: String)]
  let explain: Bilingual?
  let evidence: String?
  let cases: [CaseSource]
}

/// A case as a pack writes it.
struct CaseSource {
  let name: String?
  let on: CivilDate?
  let received: CivilDate?
  let isArchive: Bool
  let expectation: CaseExpectation
  let yaml: PackYAML
  let csv: String?
  let xml: String?
  /// The earlier reports; `nil` when none are given.
  let prior: [CaseSource]?
  /// The grade that the finding must have, when the case says one.
  let grade: Grade?
  /// How many rows the rule must find, when the case says it.
  let count: Int?
}

/// What a case says about its rule.
public enum CaseExpectation: Sendable, Equatable {
  /// The rule finds something.
  case finds
  /// It does not.
  case passes
  /// It gives no answer.
  case notAssessed
}

extension RuleSource {
  /// Reads one rule; `nil` when it is too broken to go on (the faults are collected).
  init?(_ yaml: PackYAML) {
    guard let id = yaml.text("id", required: true) else { return nil }
    yaml.rule = id
    let isReading = yaml.text("check") == "reading"
    let grade = Self.grade(yaml)
    let title = yaml.bilingual("title", required: true)
    let message = yaml.bilingual("message", required: true)
    let basis = Self.basis(yaml)
    self.id = id
    self.yaml = yaml
    self.isReading = isReading
    each = yaml.text("each")
    when = yaml.text("when")
    unique = yaml.text("unique")
    holds = yaml.text("holds", required: !isReading && unique == nil)
    lowerWhen = yaml.text("lower_when")
    needsAllRows = yaml.flag("all_rows") ?? false
    at = yaml.texts("at")
    date = yaml.text("date", required: basis == .signing || basis == .event)
    intervals = Self.intervals(yaml, grade)
    family = yaml.text("family")
    law = yaml.texts("law", required: true)
    let values = yaml.mapping("values")
    self.values = (values?.keys ?? []).compactMap { key in values?.text(key).map { (key, $0) } }
    explain = yaml.bilingual("explain", required: true)
    evidence = yaml.text("evidence")
    cases = yaml.mappings("cases").map(CaseSource.init)
    yaml.finish()
    guard let grade, let title, let message, let basis else { return nil }
    self.grade = grade
    self.title = title
    self.message = message
    self.basis = basis
  }

  private static func grade(_ yaml: PackYAML) -> Grade? {
    let confirmed = yaml.text("confirmed").flatMap(Grade.Lesser.init(rawValue:)) ?? .warning
    guard let name = yaml.text("grade", required: true) else { return nil }
    if let grade = Grade(name: name, confirmed: confirmed) { return grade }
    yaml.fault(
      name == "compliance.error"
        ? .complianceError
        : .badValue(
          key: "grade",
          value: name,
          expected:
            "data.error, data.warning, data.info, confirmable, compliance.warning or compliance.info"
        ),
      at: "grade"
    )
    return nil
  }

  private static func basis(_ yaml: PackYAML) -> DateBasis? {
    guard let name = yaml.text("basis", required: true) else { return nil }
    if let basis = DateBasis(rawValue: name) { return basis }
    yaml.fault(
      .badValue(key: "basis", value: name, expected: "REF, SIGN, EVENT or FILE"),
      at: "basis"
    )
    return nil
  }

  private static func intervals(_ yaml: PackYAML, _ own: Grade?) -> [RuleInterval] {
    let written = yaml.mappings("in_force")
    guard !written.isEmpty else {
      return [RuleInterval(from: nil, to: nil, isCertain: true, grade: nil)]
    }
    return written.map { interval in
      let from = interval.date("from")
      let to = interval.date("to")
      let name = interval.text("grade")
      let grade = name.flatMap { Grade(name: $0) }
      if let name, grade == nil {
        interval.fault(.badValue(key: "grade", value: name, expected: "a grade"), at: "grade")
      } else if let own, let grade, !own.isSameClass(as: grade) {
        interval.fault(.classChange(from: own.name, to: grade.name), at: "grade")
      }
      let isCertain = interval.flag("certain") ?? true
      interval.finish()
      if let from, let to, to < from {
        interval.fault(
          .badValue(key: "to", value: to.description, expected: "a day not before “from”"),
          at: "to"
        )
      }
      return RuleInterval(from: from, to: to, isCertain: isCertain, grade: grade)
    }
  }
}

extension RuleSource {
  /// The expressions in the order in which people read them.
  var expressions: [RuleExpression] {
    let fixed = [
      ("when", when), ("holds", holds), ("unique", unique), ("lower_when", lowerWhen),
      ("date", date),
    ]
    return fixed.compactMap { key, text in text.map { RuleExpression(key: key, text: $0) } }
      + values.map { RuleExpression(key: "values.\($0.name)", text: $0.expression) }
  }
}

extension CaseSource {
  init(_ yaml: PackYAML) {
    name = yaml.text("name")
    on = yaml.date("on")
    received = yaml.date("received")
    isArchive = yaml.flag("archive") ?? false
    csv = yaml.text("csv")
    xml = yaml.text("xml")
    let finds = yaml.flag("finds")
    let assessed = yaml.flag("assessed")
    if finds == nil, assessed != false { yaml.fault(.missingKey("finds")) }
    expectation = assessed == false ? .notAssessed : (finds == true ? .finds : .passes)
    prior = yaml.node("prior").map { _ in yaml.mappings("prior").map(CaseSource.init(prior:)) }
    let gradeName = yaml.text("grade")
    grade = gradeName.flatMap { Grade(name: $0) }
    if let gradeName, grade == nil || finds != true {
      yaml.fault(
        .badValue(key: "grade", value: gradeName, expected: "a grade, of a case that finds"),
        at: "grade"
      )
    }
    let countText = yaml.text("count")
    count = countText.flatMap { Int($0) }
    if let countText, count == nil || finds != true {
      yaml.fault(.badValue(key: "count", value: countText, expected: "a number, of a case that finds"), at: "count")
    }
    self.yaml = yaml
    yaml.finish(known: ["given"])
  }

  /// Reads an earlier report of a case: its day and its sections.
  private init(prior yaml: PackYAML) {
    name = nil
    on = yaml.date("on", required: true)
    received = nil
    isArchive = false
    csv = nil
    xml = nil
    expectation = .passes
    prior = nil
    grade = nil
    count = nil
    self.yaml = yaml
    yaml.finish(known: ["given"])
  }
}
