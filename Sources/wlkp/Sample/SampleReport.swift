import ReportForm
import ReportModel

/// A yearly report of an invented company, in any size and constant memory: the workers are made once to be counted and
/// once more to be written.
///
/// Without violations it is complete, adds up and keeps every rule, so that a correct engine finds nothing.
struct SampleReport {
  private let order: SampleOrder
  private let form: FormDefinition
  private let maker: WorkerMaker
  private let workers: WorkerWriting
  private let workerSection: SectionDefinition
  private let workerColumns: [FieldDefinition]
  private let before: [SampleSection]
  private let after: [SampleSection]
  private let damage: FileDamage

  /// Plans the report and counts its workers; takes about a second for a million.
  init(order: SampleOrder, form: FormDefinition) throws(SampleFault) {
    guard (1...SampleLimits.workers).contains(order.workers) else { throw .workersOutOfRange(order.workers) }
    let (place, wage) = try SamplePlace.chosen(order.region, year: order.referenceDate.year)
    var plan = ViolationPlan(
      maker: WorkerMaker(order: order, dates: SampleDates(reference: order.referenceDate), minimumWage: wage)
    )
    for rule in order.violations { try plan.plant(rule) }
    var company = SampleCompany(order: order, place: place, dates: plan.dates, minimumWage: wage)
    company.kindWithoutPermit = plan.kindWithoutPermit
    let counts = Self.counted(plan, wage)
    var sections = WorkforceSections(counts: counts, company: company).sections + company.sections(counts)
    plan.edit(&sections)
    try self.init(order, form, plan, sections.filter { !$0.isEmpty })
  }

  private static func counted(_ plan: ViolationPlan, _ wage: Int) -> WorkforceCounts {
    var counts = WorkforceCounts(dates: plan.dates, minimumWage: wage)
    let listed = plan.order.workers
    for index in 0..<listed + plan.missingWorkers {
      counts.add(plan.maker.facts(at: index), isListed: index < listed)
    }
    return counts
  }

  private init(
    _ order: SampleOrder,
    _ form: FormDefinition,
    _ plan: ViolationPlan,
    _ sections: [SampleSection]
  ) throws(SampleFault) {
    self.order = order
    self.form = form
    maker = plan.maker
    damage = plan.damage
    guard let workerSection = form.section("tenagaKerja") else { throw .formLacks(section: "tenagaKerja", field: nil) }
    self.workerSection = workerSection
    let fields = WorkerFields(maker: plan.maker, kindWithoutPermit: plan.kindWithoutPermit)
    workers = try WorkerWriting(fields, section: workerSection, format: order.format)
    workerColumns = workerSection.fields.filter { WorkerColumn(rawValue: $0.name) != nil }
    let all = sections + [Self.ending(sections, form, workers: order.workers + plan.damage.declaredMore)]
    let writing = SectionWriting(form: form, format: order.format)
    for section in all { try writing.check(section) }
    let sorted = all.sorted { (form.index(ofSection: $0.name) ?? 0) < (form.index(ofSection: $1.name) ?? 0) }
    let place = form.index(ofSection: "tenagaKerja") ?? 0
    before = sorted.filter { (form.index(ofSection: $0.name) ?? 0) < place }
    after = sorted.filter { (form.index(ofSection: $0.name) ?? 0) > place }
  }

  /// How many rows each section has, so that a cut file is recognised.
  private static func ending(_ sections: [SampleSection], _ form: FormDefinition, workers: Int) -> SampleSection {
    let order = { (name: String) in form.index(ofSection: name) ?? 0 }
    var rows: [[String?]] = sections.sorted { order($0.name) < order($1.name) }.map {
      [form.section($0.name)?.csv ?? $0.name, "\($0.rows.count)"]
    }
    rows.append([form.section("tenagaKerja")?.csv, "\(workers)"])
    return SampleSection("akhir", ["bagian", "jumlahBaris"], rows)
  }

  /// The report section by section as text, workers last but for the closing counts: for small reports, which are held
  /// whole.
  func tables() -> [SectionRows] {
    before.map(Self.table) + [workerTable] + after.map(Self.table)
  }

  private static func table(_ section: SampleSection) -> SectionRows {
    SectionRows(section: section.name, fields: section.fields, rows: section.rows.map { $0.map { $0 ?? "" } })
  }

  private var workerTable: SectionRows {
    let columns = workerColumns.compactMap { WorkerColumn(rawValue: $0.name) }
    let output = ByteOutput()
    let rows = (0..<order.workers).map { index in
      columns.map { workers.text(of: $0, maker.facts(at: index), output) }
    }
    return SectionRows(section: workerSection.name, fields: columns.map(\.rawValue), rows: rows)
  }

  /// Writes the report piece by piece; nothing is held longer than `emit` runs.
  func write(_ emit: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let output = ByteOutput()
    var writing = SectionWriting(form: form, format: order.format)
    writing.begin(output)
    for section in before {
      writing.write(section, to: output)
      try output.drainIfFull(emit)
    }
    writing.open(workerSection, fields: workerColumns, to: output)
    for index in 0..<order.workers {
      if index == damage.brokenRow { output.append(damage.brokenText) }
      workers.write(maker.facts(at: index), to: output)
      try output.drainIfFull(emit)
    }
    for section in after { writing.write(section, to: output) }
    writing.end(output)
    try output.drain(emit)
  }
}
