import CEL
import ReportForm
import ReportModel

/// The expression environment of a form's rules: its sections as variables, the dates, the domain functions.
struct RuleEnvironment: Sendable {
  /// Everything a report-level rule sees.
  private(set) var base: Environment
  /// The sections as records, in the form's order.
  let sections: [SectionRecords]
  let types: HostTypes
  /// How earlier reports look.
  let prior: PriorRecordTypes
  /// Slots of the variables that are not sections.
  let slots: Slots

  /// Slots of the built-in variables.
  struct Slots: Sendable {
    /// `REF`: the day the data describe.
    let reference: Int
    /// `ruleDate`: the day that decides for the rule at hand.
    let rule: Int
    /// `tanggalTerima`: the day of receipt.
    let received: Int
    /// `arsip`: whether an archive is judged.
    let archive: Int
    /// `bagian`: the names of the sections that the file has.
    let sections: Int
    /// `lalu`: the last earlier report of the unit that tells about its workers.
    let last: Int
    /// `adaLalu`: whether there is one.
    let hasLast: Int
    /// `laporanLain`: all other reports of the unit, oldest first.
    let others: Int
    /// `laporanUnitLain`: reports of other units that were given for comparison.
    let neighbours: Int
  }

  init(form: FormDefinition, tables: ReferenceTables) {
    var environment = Environment(libraries: Libraries.standard.subtracting(.optionals))
    let date = environment.declare(opaque: "date") {
      CivilDate(dayNumber: Int32(truncatingIfNeeded: $0.mantissa)).description
    }
    let decimal = environment.declare(opaque: "decimal", zero: (mantissa: 0, scale: 0)) {
      ExactDecimal(mantissa: $0.mantissa, scale: $0.scale).description
    }
    let types = HostTypes(date: date, decimal: decimal)
    let sections = form.sections.map { SectionRecords(section: $0, types: types) }
    for records in sections {
      Self.declare(records, in: &environment)
    }
    let prior = PriorRecordTypes(form: form)
    environment.declare(record: prior.worker)
    environment.declare(record: prior.report)
    slots = Slots(
      reference: environment.declare(variable: "REF", .date),
      rule: environment.declare(variable: "ruleDate", .date),
      received: environment.declare(variable: "tanggalTerima", .date),
      archive: environment.declare(variable: "arsip", .bool),
      sections: environment.declare(variable: "bagian", .list(.string)),
      last: environment.declare(variable: "lalu", .record(prior.report.name)),
      hasLast: environment.declare(variable: "adaLalu", .bool),
      others: environment.declare(variable: "laporanLain", .list(.record(prior.report.name))),
      neighbours: environment.declare(
        variable: "laporanUnitLain",
        .list(.record(prior.report.name))
      )
    )
    DateFunctions.declare(in: &environment, types: types, tables: tables)
    DecimalFunctions.declare(in: &environment, types: types)
    ReferenceFunctions.declare(in: &environment, types: types, tables: tables)
    IdentifierFunctions.declare(in: &environment, types: types)
    UnknownFunctions.declare(in: &environment)
    PriorFunctions.declare(
      in: &environment,
      prior,
      worker: form.sections.first { $0.isStreamed }?.name
    )
    self.prior = prior
    base = environment
    self.sections = sections
    self.types = types
  }

  /// Declares a section under its name; sections are declared first, so that a section's slot is its index in the form.
  private static func declare(_ records: SectionRecords, in environment: inout Environment) {
    let section = records.section
    environment.declare(record: records.type)
    if section.isStreamed {
      environment.declare(streamed: section.name, record: records.type)
    } else if section.isSingleRow {
      environment.declare(variable: section.name, .record(section.name))
    } else {
      environment.declare(variable: section.name, .list(.record(section.name)))
    }
  }

  /// Declares a list of groups, a record each; gives its slot.
  mutating func declare(groups type: RecordType) -> Int {
    base.declare(record: type)
    return base.declare(variable: type.name, .list(.record(type.name)))
  }

  /// Declares a variable of the pack; gives its slot.
  mutating func declare(definition name: String, _ type: CELType) -> Int {
    base.declare(variable: name, type)
  }

  /// The variables that are unknown without earlier reports.
  static let priorVariables: Set<String> = ["lalu", "adaLalu", "laporanLain", "laporanUnitLain"]

  /// What a rule about the rows of a section sees: the base and one row under the section's row variable.
  func environment(forRowsOf section: Int) -> Environment {
    var environment = base
    environment.declare(variable: rowVariable(of: section), .record(sections[section].section.name))
    return environment
  }

  /// The name of one row of a section in rules.
  func rowVariable(of section: Int) -> String {
    sections[section].section.rowVariable ?? sections[section].section.name
  }

  /// The slot of the row in every environment made by `environment(forRowsOf:)`.
  var rowSlot: Int { base.slotCount }
}
