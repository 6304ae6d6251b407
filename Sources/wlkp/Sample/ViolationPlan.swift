import ReportModel

/// Damage to the file itself.
struct FileDamage {
  /// The worker before whom `brokenText` stands.
  var brokenRow: Int?
  var brokenText = ""
  /// Workers that the end of the file declares beyond those it lists.
  var declaredMore = 0
}

/// Where the wanted violations go and what they change.
struct ViolationPlan {
  private(set) var maker: WorkerMaker
  /// Workers who are counted and not listed.
  var missingWorkers = 0
  /// The kind of foreign workers who have no permit.
  var kindWithoutPermit: Int?
  var damage = FileDamage()
  private var edits: [(inout [SampleSection]) -> Void] = []
  /// The rule being planted.
  private var rule = ""

  init(maker: WorkerMaker) {
    self.maker = maker
  }

  var dates: SampleDates { maker.dates }
  var order: SampleOrder { maker.order }

  /// Plants a violation of a rule.
  mutating func plant(_ name: String) throws(SampleFault) {
    guard let violation = SampleViolation.named(name) else { throw .unknownRule(name) }
    rule = violation.rule
    guard order.workers >= violation.minimumWorkers else {
      throw .tooFewWorkers(rule: rule, minimum: violation.minimumWorkers)
    }
    if violation.isCSVOnly && order.format == .xml { throw .csvOnly(rule: rule) }
    let day = dates.reference
    if violation.from.map({ day < $0 }) ?? false || violation.to.map({ day > $0 }) ?? false {
      throw .notInForce(rule: rule, from: violation.from, to: violation.to)
    }
    try violation.plant(&self)
  }

  /// Changes the sections as planned.
  func edit(_ sections: inout [SampleSection]) {
    for edit in edits { edit(&sections) }
  }

  // MARK: Sections

  /// Changes a section, if the report has it.
  mutating func change(_ section: String, _ change: @escaping (inout SampleSection) -> Void) {
    edits.append { sections in
      if let place = sections.firstIndex(where: { $0.name == section }) { change(&sections[place]) }
    }
  }

  /// Adds a section that a sound report does not have.
  mutating func append(_ section: SampleSection) { edits.append { $0.append(section) } }

  /// Sets values of a section's first row.
  mutating func set(_ section: String, _ values: KeyValuePairs<String, String?>) {
    change(section) { section in
      for (field, value) in values { section[field] = value }
    }
  }

  /// Adds to a number of a section's first row.
  mutating func add(_ amount: Int, to field: String, of section: String) {
    change(section) { section in
      section[field] = section[field].flatMap { $0 }.flatMap { Int($0) }.map { String($0 + amount) }
    }
  }

  // MARK: Workers

  /// Changes the facts of a worker who fits; the sums of the report follow.
  mutating func changeWorker(
    where fits: (WorkerFacts) -> Bool,
    _ change: @escaping @Sendable (inout WorkerFacts, WorkerMaker) -> Void
  ) throws(SampleFault) {
    maker.changes[try place(where: fits)] = WorkerChange(facts: change)
  }

  /// Replaces what is written about a worker who fits; the sums stay.
  mutating func writeWorker(
    where fits: (WorkerFacts) -> Bool,
    _ texts: (WorkerFacts) -> [WorkerColumn: String]
  ) throws(SampleFault) {
    let place = try place(where: fits)
    maker.changes[place] = WorkerChange(texts: texts(maker.soundFacts(at: place)))
  }

  /// Lets nobody be disabled.
  mutating func removeDisabled() { maker.hasDisabled = false }

  /// The first worker that fits and is not taken, from a place that the seed and the rule choose.
  func place(where fits: (WorkerFacts) -> Bool) throws(SampleFault) -> Int {
    let start = chosenPlace
    for step in 0..<order.workers {
      let place = (start + step) % order.workers
      guard maker.changes[place] == nil else { continue }
      if fits(maker.soundFacts(at: place)) { return place }
    }
    throw .tooFewWorkers(rule: rule, minimum: min(order.workers * 2, SampleLimits.workers))
  }

  /// A place in the list that the seed and the rule choose.
  var chosenPlace: Int {
    var stream: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in rule.utf8 { stream = (stream ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var numbers = SeededNumbers(seed: order.seed, stream: stream)
    return numbers.below(order.workers)
  }
}

/// A violation that can be planted.
struct SampleViolation: Sendable {
  /// The rule's number in the catalogue.
  let rule: String
  /// What is planted, in a few words.
  let plants: Bilingual
  let minimumWorkers: Int
  /// Whether it is damage that only spreadsheets do.
  let isCSVOnly: Bool
  /// The reference dates on which the rule can be broken.
  let from: CivilDate?
  let to: CivilDate?
  let plant: @Sendable (inout ViolationPlan) throws(SampleFault) -> Void

  init(
    _ rule: String,
    id: String,
    en: String,
    workers: Int = 1,
    csvOnly: Bool = false,
    from: CivilDate? = nil,
    to: CivilDate? = nil,
    _ plant: @escaping @Sendable (inout ViolationPlan) throws(SampleFault) -> Void
  ) {
    self.rule = rule
    plants = Bilingual(id: id, en: en)
    minimumWorkers = workers
    isCSVOnly = csvOnly
    self.from = from
    self.to = to
    self.plant = plant
  }

  /// Every violation offered, in the order of the catalogue.
  static let all: [SampleViolation] =
    readingViolations + reportViolations + identityViolations + sumViolations + ageViolations + contractViolations
    + hourViolations + wageViolations + insuranceViolations + peopleViolations + companyViolations
    + otherViolations

  /// The violation of a rule; the letter of a rule's variant, as in `WL-ID-007a`, may stay off or on.
  static func named(_ rule: String) -> SampleViolation? {
    let name = rule.uppercased()
    let isVariant = name.last.map { $0.isLetter } ?? false
    return all.first { $0.rule == name || (isVariant && $0.rule == name.dropLast()) }
  }
}
