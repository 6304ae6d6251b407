import CEL
import ReportForm
import ReportModel

/// Turns rules as written into rules that can run; collects every fault.
struct PackCompiler {
  let form: FormDefinition
  private let tables: ReferenceTables
  private let scrutiny: PackScrutiny
  let faults: PackYAML.FaultList
  private(set) var patches: PatchList
  var environment: RuleEnvironment
  private(set) var definitions: [Definition] = []
  private(set) var rules: [Rule] = []
  /// Collections as written: their variables are declared at once, their programs compiled when all variables are.
  var pending: [CollectionSource] = []
  var collections: [RowCollection] = []
  private var seen: Set<String> = []
  private var rowEnvironments: [Int: Environment] = [:]
  /// Conditions by section and text: rules with the same one share it.
  private var known: [Int: [String: Formula]] = [:]

  init(
    form: FormDefinition,
    tables: ReferenceTables,
    patches: PatchList,
    scrutiny: PackScrutiny,
    faults: PackYAML.FaultList
  ) {
    self.form = form
    self.tables = tables
    self.patches = patches
    self.scrutiny = scrutiny
    self.faults = faults
    environment = RuleEnvironment(form: form, tables: tables)
  }

  // MARK: Definitions

  mutating func define(_ yaml: PackYAML) {
    let name = yaml.text("name", required: true)
    yaml.rule = name
    if yaml.text("each") != nil { return defineCollection(yaml) }
    let meaning = yaml.bilingual("meaning", required: true)
    let type = yaml.text("type", required: true).flatMap { Self.type($0, yaml) }
    guard let source = yaml.text("expr", required: true) else { return }
    yaml.finish()
    guard let name, let meaning, let type else { return }
    guard environment.base.slot(of: name) == nil else {
      yaml.fault(.duplicate(name))
      return
    }
    guard let program = compile(source, "expr", expecting: type, in: environment.base, yaml) else {
      return
    }
    let slot = environment.declare(definition: name, type)
    definitions.append(
      Definition(
        name: name,
        slot: slot,
        program: program,
        source: source,
        meaning: meaning,
        needsAllRows: needsAllRows(program)
      )
    )
  }

  static func type(_ name: String, _ yaml: PackYAML) -> CELType? {
    let types: [String: CELType] = [
      "int": .int, "bool": .bool, "string": .string, "date": .date, "decimal": .decimal,
    ]
    if let type = types[name] { return type }
    yaml.fault(
      .badValue(key: "type", value: name, expected: types.keys.sorted().joined(separator: ", ")),
      at: "type"
    )
    return nil
  }

  /// Whether a program's value is known only after all rows of a streamed section.
  private func needsAllRows(_ program: Formula) -> Bool {
    !program.folds.isEmpty || pending.contains { program.variables.contains($0.name) }
      || definitions.contains { $0.needsAllRows && program.variables.contains($0.name) }
  }

  // MARK: Rules

  mutating func add(_ source: RuleSource) {
    guard seen.insert(source.id).inserted else {
      source.yaml.fault(.duplicate(source.id), at: "id")
      return
    }
    if scrutiny == .full { checkCases(source) }
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
    checkRows(
      source,
      index,
      [("when", when), ("lower_when", lowerWhen), ("date", date), ("holds", check?.program)]
    )
    let row = index.map { self.environment.rowVariable(of: $0) }
    let patches = self.patches.patches(of: source.id, grade: source.grade)
    let intervals = patches.reduce(source.intervals) { $1.applied(to: $0) }
    rules.append(
      Rule(
        text: text(source, inForce: intervals),
        key: source.id,
        grade: source.grade,
        intervals: intervals,
        writtenIntervals: source.intervals,
        patches: patches,
        expressions: source.expressions,
        basis: source.basis,
        isReading: source.isReading,
        section: index,
        when: when,
        check: check,
        lowerWhen: lowerWhen,
        date: date,
        hasDatePerRow: row.map { date?.variables.contains($0) ?? false } ?? false,
        targets: source.at.compactMap { target($0, section: index, source.yaml) },
        values: values,
        needsAllRows: source.needsAllRows
      )
    )
  }

  private func text(_ source: RuleSource, inForce: [RuleInterval]) -> RuleText {
    RuleText(
      id: RuleText.catalogueID(of: source.id),
      grade: source.grade.name,
      title: source.title,
      message: source.message,
      explain: source.explain,
      law: source.law,
      inForce: inForce,
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

  mutating func rowEnvironment(_ section: Int) -> Environment {
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
        .unknownField(
          name,
          suggestion: nearest(parts[parts.count - 1], among: shape.fields.map(\.name))
        ),
        at: "at"
      )
      return nil
    }
    return Rule.Target(section: sectionIndex, field: field)
  }

  private func messageValue(_ name: String, _ program: Formula, section: Int?) -> Rule.MessageValue {
    Rule.MessageValue(
      name: name,
      program: program,
      personal: personalKind(shownBy: program, section: section)
    )
  }

  /// The kind of personal data a value shows: a wage in any form, other kinds only as they are written (the age behind
  /// a birth date and the length of a NIK may be said).
  private func personalKind(shownBy program: Formula, section: Int?) -> PersonalKind? {
    let earlier = program.fieldsRead.filter(PriorWorkers.fields.contains)
    var kinds = program.fieldsRead.sorted().compactMap(personalKind(ofPath:))
    kinds += earlier.sorted().compactMap(workerKind(of:))
    // The NIK only says whose fact of an earlier report is shown.
    if !earlier.isEmpty { kinds.removeAll { $0 == .nik } }
    if kinds.contains(.wage), program.resultType != .bool { return .wage }
    guard program.resultType == .string || program.resultType == .date else { return nil }
    return kinds.first
  }

  /// The kind of a field by its path: `tk.nik`, `kepala.pengelolaNik`, `lalu.identitasPerusahaan.namaNotaris`.
  private func personalKind(ofPath path: String) -> PersonalKind? {
    let parts = path.split(separator: ".").suffix(2).map(String.init)
    guard parts.count == 2 else { return nil }
    let owner = form.section(parts[0]) ?? form.sections.first { $0.rowVariable == parts[0] }
    guard let owner, let field = owner.shape.index(of: parts[1]) else { return nil }
    return owner.shape.fields[field].personal
  }

  /// The kind of a field that is kept of the workers of an earlier report.
  private func workerKind(of name: String) -> PersonalKind? {
    guard let shape = form.sections.first(where: \.isStreamed)?.shape else { return nil }
    return shape.index(of: name).map { shape.fields[$0].personal } ?? nil
  }
}
