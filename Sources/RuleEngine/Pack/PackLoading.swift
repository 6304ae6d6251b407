import AuditLog
import CEL
public import ReportForm
import ReportModel

extension RulePack {
  /// Loads, checks and plans a pack. A faulty pack is refused as a whole, with every fault named by its place.
  ///
  /// - Parameter source: where the folder `rules` lies.
  public static func load(
    source: any SchemaSource,
    form: FormDefinition,
    tables: ReferenceTables
  ) throws(PackRefusal) -> RulePack {
    let faults = PackYAML.FaultList()
    guard let yaml = PackYAML.mapping("pack.yaml", source.text("rules/pack.yaml"), faults), let head = PackHead(yaml)
    else { throw PackRefusal(faults: faults.faults) }
    if head.formVersion != form.version {
      yaml.fault(.badValue(key: "form", value: head.formVersion, expected: form.version), at: "form")
    }
    var compiler = PackCompiler(form: form, tables: tables, faults: faults)
    for file in head.definitions {
      for yaml in PackYAML.list(file, source.text("rules/" + file), faults) { compiler.define(yaml) }
    }
    for file in head.areas {
      for yaml in PackYAML.list(file, source.text("rules/" + file), faults) {
        if let rule = RuleSource(yaml) { compiler.add(rule) }
      }
    }
    let missing = head.notExpressible.flatMap { PackYAML.list($0, source.text("rules/" + $0), faults) }
      .compactMap(Self.notExpressible)
    guard faults.faults.isEmpty else { throw PackRefusal(faults: faults.faults) }
    return RulePack(
      head: head,
      hash: contentHash(of: head.files, in: source),
      rules: compiler.rules,
      notExpressible: missing,
      form: form,
      tables: tables,
      definitions: compiler.definitions,
      environment: compiler.environment
    )
  }

  /// The cases of every rule, read again from the pack's files.
  static func cases(source: any SchemaSource) -> [(rule: String, cases: [CaseSource])] {
    let faults = PackYAML.FaultList()
    guard let yaml = PackYAML.mapping("pack.yaml", source.text("rules/pack.yaml"), faults), let head = PackHead(yaml)
    else { return [] }
    return head.areas.flatMap { PackYAML.list($0, source.text("rules/" + $0), faults) }
      .compactMap(RuleSource.init)
      .map { ($0.id, $0.cases) }
  }

  private static func notExpressible(_ yaml: PackYAML) -> (id: String, reason: Bilingual)? {
    guard let id = yaml.text("id", required: true) else { return nil }
    yaml.rule = id
    guard let reason = yaml.bilingual("reason", required: true) else { return nil }
    yaml.finish()
    return (id, reason)
  }

  private static func contentHash(of files: [String], in source: any SchemaSource) -> ContentHash {
    var hasher = DigestHasher()
    for file in files.sorted() {
      hasher.update(utf8: file)
      hasher.update([0])
      hasher.update(source.read("rules/" + file) ?? [])
      hasher.update([0])
    }
    return ContentHash(digest: hasher.finalize())
  }
}

/// Turns rules as written into rules that can run; collects every fault.
struct PackCompiler {
  private let form: FormDefinition
  private let tables: ReferenceTables
  private let faults: PackYAML.FaultList
  private(set) var environment: RuleEnvironment
  private(set) var definitions: [Definition] = []
  private(set) var rules: [Rule] = []
  private var seen: Set<String> = []
  private var rowEnvironments: [Int: Environment] = [:]
  /// Conditions by section and text: rules with the same one share it.
  private var known: [Int: [String: Formula]] = [:]

  init(form: FormDefinition, tables: ReferenceTables, faults: PackYAML.FaultList) {
    self.form = form
    self.tables = tables
    self.faults = faults
    environment = RuleEnvironment(form: form, tables: tables)
  }

  // MARK: Definitions

  mutating func define(_ yaml: PackYAML) {
    let name = yaml.text("name", required: true)
    yaml.rule = name
    let meaning = yaml.bilingual("meaning", required: true)
    let type = yaml.text("type", required: true).flatMap { Self.type($0, yaml) }
    guard let source = yaml.text("expr", required: true) else { return }
    yaml.finish()
    guard let name, let meaning, let type else { return }
    guard environment.base.slot(of: name) == nil else {
      yaml.fault(.duplicate(name))
      return
    }
    guard let program = compile(source, "expr", expecting: type, in: environment.base, yaml) else { return }
    let slot = environment.declare(definition: name, type)
    definitions.append(
      Definition(
        name: name,
        slot: slot,
        program: program,
        meaning: meaning,
        needsAllRows: needsAllRows(program)
      )
    )
  }

  private static func type(_ name: String, _ yaml: PackYAML) -> CELType? {
    let types: [String: CELType] = [
      "int": .int, "bool": .bool, "string": .string, "date": .date, "decimal": .decimal,
    ]
    if let type = types[name] { return type }
    yaml.fault(.badValue(key: "type", value: name, expected: types.keys.sorted().joined(separator: ", ")), at: "type")
    return nil
  }

  /// Whether a program's value is known only after all rows of a streamed section.
  private func needsAllRows(_ program: Formula) -> Bool {
    !program.folds.isEmpty || definitions.contains { $0.needsAllRows && program.variables.contains($0.name) }
  }

  // MARK: Rules

  mutating func add(_ source: RuleSource) {
    guard seen.insert(source.id).inserted else {
      source.yaml.fault(.duplicate(source.id), at: "id")
      return
    }
    checkCases(source)
    guard let section = section(of: source) else { return }
    let index = section.index
    let environment = index.map { rowEnvironment($0) } ?? self.environment.base
    func optional(_ key: String, _ text: String?, _ type: CELType?) -> Formula? {
      text.flatMap { compile($0, key, expecting: type, in: environment, row: index, source.yaml) }
    }
    let shared = source.when.flatMap { text in index.flatMap { known[$0]?[text] } }
    let when = shared ?? optional("when", source.when, .bool)
    if let index, let text = source.when { known[index, default: [:]][text] = when }
    let lowerWhen = optional("lower_when", source.lowerWhen, .bool)
    let date = optional("date", source.date, .date)
    var check: Rule.Check?
    if let holds = source.holds {
      check = optional("holds", holds, .bool).map { .holds($0) }
    } else if let unique = source.unique {
      check = optional("unique", unique, nil).map { .unique($0) }
    }
    let values = source.values.compactMap { name, expression in
      optional(name, expression, nil).map { messageValue(name, $0, section: index) }
    }
    checkPlaceholders(source)
    checkRows(source, index, [("when", when), ("lower_when", lowerWhen), ("date", date), ("holds", check?.program)])
    let row = index.map { self.environment.rowVariable(of: $0) }
    rules.append(
      Rule(
        text: text(source),
        key: source.id,
        grade: source.grade,
        intervals: source.intervals,
        basis: source.basis,
        isReading: source.isReading,
        section: index,
        when: when,
        check: check,
        lowerWhen: lowerWhen,
        date: date,
        hasDatePerRow: row.map { date?.variables.contains($0) ?? false } ?? false,
        targets: source.at.compactMap { target($0, section: index, source.yaml) },
        values: values
      )
    )
  }

  private func text(_ source: RuleSource) -> RuleText {
    RuleText(
      id: RuleText.catalogueID(of: source.id),
      grade: source.grade.name,
      title: source.title,
      message: source.message,
      explain: source.explain,
      law: source.law,
      inForce: source.intervals,
      family: source.family,
      evidence: source.evidence,
      each: source.each
    )
  }

  private func section(of source: RuleSource) -> (index: Int?, Void)? {
    guard let name = source.each else { return (nil, ()) }
    if let index = form.index(ofSection: name) { return (index, ()) }
    source.yaml.fault(
      .unknownField(name, suggestion: nearest(name, among: form.sections.map(\.name))),
      at: "each"
    )
    return nil
  }

  private mutating func rowEnvironment(_ section: Int) -> Environment {
    if let known = rowEnvironments[section] { return known }
    let made = environment.environment(forRowsOf: section)
    rowEnvironments[section] = made
    return made
  }

  private func target(_ name: String, section: Int?, _ yaml: PackYAML) -> Rule.Target? {
    let parts = name.split(separator: ".").map(String.init)
    let sectionName = parts.count == 2 ? parts[0] : section.map { form.sections[$0].name } ?? ""
    guard let sectionIndex = form.index(ofSection: sectionName) else {
      yaml.fault(.unknownField(name, suggestion: nil), at: "at")
      return nil
    }
    let shape = form.sections[sectionIndex].shape
    guard let field = shape.index(of: parts[parts.count - 1]) else {
      yaml.fault(
        .unknownField(name, suggestion: nearest(parts[parts.count - 1], among: shape.fields.map(\.name))),
        at: "at"
      )
      return nil
    }
    return Rule.Target(section: sectionIndex, field: field)
  }

  private func messageValue(_ name: String, _ program: Formula, section: Int?) -> Rule.MessageValue {
    Rule.MessageValue(name: name, program: program, personal: personalKind(shownBy: program, section: section))
  }

  /// The kind of personal data a value shows: a wage in any form, other kinds only as they are written (the age behind
  /// a birth date and the length of a NIK may be said).
  private func personalKind(shownBy program: Formula, section: Int?) -> PersonalKind? {
    let kinds = program.fieldsRead.compactMap { path -> PersonalKind? in
      let parts = path.split(separator: ".").map(String.init)
      guard parts.count == 2 else { return nil }
      let owner = form.section(parts[0]) ?? form.sections.first { $0.rowVariable == parts[0] }
      return owner.flatMap { $0.shape.index(of: parts[1]).map { index in owner?.shape.fields[index].personal } } ?? nil
    }
    if kinds.contains(.wage), program.resultType != .bool { return .wage }
    guard program.resultType == .string || program.resultType == .date else { return nil }
    return kinds.first
  }
}

// MARK: - Checks

extension PackCompiler {
  private func compile(
    _ source: String,
    _ key: String,
    expecting type: CELType?,
    in environment: Environment,
    row: Int? = nil,
    _ yaml: PackYAML
  ) -> Formula? {
    do {
      let program = try environment.compile(source, expecting: type)
      return Formula(program, row: row.map { self.environment.rowVariable(of: $0) })
    } catch {
      for problem in error.errors {
        yaml.fault(
          .expression(key: key, message: problem.message, source: problem.excerpt),
          in: key,
          line: problem.line,
          column: problem.column
        )
      }
      return nil
    }
  }

  private func checkCases(_ source: RuleSource) {
    let kinds = source.cases.map(\.expectation)
    if !kinds.contains(.finds) { source.yaml.fault(.missingCase(finds: true)) }
    if !kinds.contains(.passes) { source.yaml.fault(.missingCase(finds: false)) }
  }

  /// Placeholders that need no expression.
  private static let builtIn: Set<String> = ["baris", "baris2", "field"]

  private func checkPlaceholders(_ source: RuleSource) {
    guard !source.isReading else { return }
    let known = Self.builtIn.union(source.values.map(\.name))
    for text in [source.message.id, source.message.en] {
      for name in placeholders(of: text) where !known.contains(name) {
        source.yaml.fault(.placeholderWithoutValue(name), at: "message")
      }
    }
  }

  private func placeholders(of text: String) -> [String] {
    text.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// A rule about the rows of a streamed section cannot use what is known only after them.
  private func checkRows(_ source: RuleSource, _ section: Int?, _ programs: [(String, Formula?)]) {
    guard let section, form.sections[section].isStreamed else { return }
    for (key, program) in programs {
      guard let program else { continue }
      if !program.folds.isEmpty { source.yaml.fault(.needsAllRows(key: key, name: form.sections[section].name)) }
      for definition in definitions where definition.needsAllRows && program.variables.contains(definition.name) {
        source.yaml.fault(.needsAllRows(key: key, name: definition.name))
      }
    }
  }
}

extension Rule.Check {
  var program: Formula {
    switch self {
    case .holds(let program), .unique(let program): program
    }
  }
}
