import ReportModel

/// A patch as a pack writes it, with its cases.
struct PatchSource {
  let patch: RulePatch
  let yaml: PackYAML
  let cases: [CaseSource]

  /// The folder of a pack that holds patches: every YAML file in it counts, in the order of their names.
  static let folder = "patches/"

  /// Reads one patch; `nil` when it is too broken to go on (the faults are collected).
  init?(_ yaml: PackYAML) {
    let id = yaml.text("patch", required: true)
    yaml.rule = id
    let rule = yaml.text("rule", required: true)
    let action = Self.action(yaml)
    let from = yaml.date("from", required: true)
    let to = yaml.date("to")
    let authority = yaml.text("authority", required: true)
    let law = yaml.texts("law", required: true)
    let reason = yaml.bilingual("reason", required: true)
    cases = yaml.mappings("cases").map(CaseSource.init)
    if cases.isEmpty { yaml.fault(.missingPatchCase) }
    yaml.finish()
    guard let id, let rule, let action, let from, let authority, let reason else { return nil }
    if let to, to < from {
      yaml.fault(
        .badValue(key: "to", value: to.description, expected: "a day not before “from”"),
        at: "to"
      )
    }
    self.yaml = yaml
    patch = RulePatch(
      id: id,
      rule: rule,
      action: action,
      from: from,
      to: to,
      authority: authority,
      law: law,
      reason: reason
    )
  }

  private static func action(_ yaml: PackYAML) -> RulePatch.Action? {
    let grade = grade(yaml)
    guard let name = yaml.text("action", required: true) else { return nil }
    switch name {
    case "activate": return .activate(grade)
    case "deactivate":
      if grade != nil { yaml.fault(.unknownKey("grade", suggestion: nil), at: "grade") }
      return .deactivate
    case "regrade":
      guard let grade else {
        yaml.fault(.missingKey("grade"))
        return nil
      }
      return .regrade(grade)
    default:
      yaml.fault(
        .badValue(key: "action", value: name, expected: "activate, deactivate or regrade"),
        at: "action"
      )
      return nil
    }
  }

  private static func grade(_ yaml: PackYAML) -> Grade? {
    guard let name = yaml.text("grade") else { return nil }
    if let grade = Grade(name: name) { return grade }
    yaml.fault(
      name == "compliance.error"
        ? .complianceError
        : .badValue(key: "grade", value: name, expected: "a grade such as compliance.info"),
      at: "grade"
    )
    return nil
  }
}

/// The patches of a pack by the rule they change.
struct PatchList {
  private let sources: [PatchSource]
  private var used: Set<String> = []

  init(_ sources: [PatchSource]) {
    self.sources = sources
    var seen: Set<String> = []
    for source in sources where !seen.insert(source.patch.id).inserted {
      source.yaml.fault(.duplicate(source.patch.id), at: "patch")
    }
  }

  /// The patches, in the order in which they are applied.
  var patches: [RulePatch] { sources.map(\.patch) }

  /// The patches of a rule or part; a fault for each that would move it between classes.
  mutating func patches(of key: String, grade: Grade) -> [RulePatch] {
    let names = [key, RuleText.catalogueID(of: key)]
    let mine = sources.filter { names.contains($0.patch.rule) }
    for source in mine {
      used.insert(source.patch.id)
      if let other = source.patch.action.grade, !grade.isSameClass(as: other) {
        source.yaml.fault(.classChange(from: grade.name, to: other.name), at: "grade")
      }
    }
    return mine.map(\.patch)
  }

  /// Faults for patches whose rule the pack does not have.
  func checkUsed(among rules: [String]) {
    for source in sources where !used.contains(source.patch.id) {
      source.yaml.fault(
        .unknownRule(source.patch.rule, suggestion: nearest(source.patch.rule, among: rules)),
        at: "rule"
      )
    }
  }
}
