import ReportModel

/// Men and women.
struct BySex: Hashable {
  var male = 0
  var female = 0

  var total: Int { male + female }

  mutating func add(_ isFemale: Bool) {
    if isFemale { female += 1 } else { male += 1 }
  }

  static func + (left: BySex, right: BySex) -> BySex {
    BySex(male: left.male + right.male, female: left.female + right.female)
  }
}

/// Men and women of both nationalities.
struct ByOrigin: Hashable {
  var domestic = BySex()
  var foreign = BySex()

  var total: BySex { domestic + foreign }

  mutating func add(_ facts: WorkerFacts) {
    if facts.isForeign { foreign.add(facts.isFemale) } else { domestic.add(facts.isFemale) }
  }
}

/// What the report says about all workers together, counted from the workers one by one.
struct WorkforceCounts {
  /// Upper ends of the age bands of USIA_FORMULIR and USIA_RINCI, in years, not included.
  private static let formAges = [15, 18]
  private static let fineAges = [13, 15, 18, 25, 35, 45, 55]
  /// Upper ends of MASA_KERJA, in years, not included.
  private static let tenures = [1, 3, 5, 10]
  /// Upper ends of the wage classes, in per cent of the minimum wage, included; the last class is open.
  static let wageSteps = [100, 125, 150, 200, 300]

  static let formAgeCodes = ["LT15", "15_18", "GT18"]
  static let fineAgeCodes = ["LT13", "13_14", "15_17", "18_24", "25_34", "35_44", "45_54", "55_PLUS"]
  static let tenureCodes = ["LT1", "1_3", "3_5", "5_10", "GE10"]
  static let disabilityCodes = ["FISIK", "SENSORIK_RUNGU", "SENSORIK_NETRA", "SENSORIK_WICARA"]

  private(set) var all = ByOrigin()
  private(set) var byStatus = [ByOrigin](repeating: ByOrigin(), count: SampleStatus.allCases.count)
  private(set) var byEducation = [ByOrigin](repeating: ByOrigin(), count: SampleEducation.allCases.count)
  /// By age band of the paper form, then monthly and daily pay.
  private(set) var byAgeAndPay = [[ByOrigin]](repeating: [ByOrigin(), ByOrigin()], count: 3)
  private(set) var byAge = [ByOrigin](repeating: ByOrigin(), count: 8)
  private(set) var byJob = [BySex](repeating: BySex(), count: SampleJob.all.count)
  private(set) var byForeignJob = [BySex](repeating: BySex(), count: SampleJob.foreign.count)
  private(set) var byTenure = [BySex](repeating: BySex(), count: 5)
  private(set) var local = BySex()
  private(set) var away = BySex()
  /// By kind of disability, then status.
  private(set) var disabled = [[BySex]](
    repeating: [BySex](repeating: BySex(), count: SampleStatus.allCases.count),
    count: 4
  )
  private(set) var byProgram = [BySex](repeating: BySex(), count: 6)
  private(set) var byWageClass = [BySex](repeating: BySex(), count: wageSteps.count + 1)
  /// Paid exactly the minimum wage, and less.
  private(set) var atMinimum = BySex()
  private(set) var belowMinimum = 0
  /// Begun in the report's year.
  private(set) var hired = BySex()
  private(set) var officeWorkers = 0
  private(set) var lowestPay = Int.max
  private(set) var highestPay = 0
  private(set) var payroll = 0

  private let dates: SampleDates
  private let minimumWage: Int
  private let wageClasses: [Int]

  init(dates: SampleDates, minimumWage: Int) {
    self.dates = dates
    self.minimumWage = minimumWage
    wageClasses = Self.classEnds(minimumWage)
  }

  /// Upper ends of the wage classes in rupiah.
  static func classEnds(_ minimumWage: Int) -> [Int] { wageSteps.map { minimumWage * $0 / 100 } }

  /// Counts one worker; the pay of one who is not listed stays out of the payroll.
  mutating func add(_ facts: WorkerFacts, isListed: Bool = true) {
    all.add(facts)
    byStatus[facts.status.rawValue].add(facts)
    byEducation[facts.education.rawValue].add(facts)
    addTimes(facts)
    if facts.isForeign { byForeignJob[facts.job].add(facts.isFemale) } else { byJob[facts.job].add(facts.isFemale) }
    if facts.isForeign || SampleJob.isOffice(facts.job) { officeWorkers += 1 }
    if facts.isLocal { local.add(facts.isFemale) } else { away.add(facts.isFemale) }
    if facts.isDisabled { disabled[facts.index / 100 % 4][facts.status.rawValue].add(facts.isFemale) }
    for bit in byProgram.indices where facts.programs.rawValue & (1 << UInt8(bit)) != 0 {
      byProgram[bit].add(facts.isFemale)
    }
    addPay(facts, isListed: isListed)
  }

  private mutating func addTimes(_ facts: WorkerFacts) {
    let age = facts.age(on: dates.reference)
    let band = Self.formAges.firstIndex { age < $0 } ?? Self.formAges.count
    byAgeAndPay[band][facts.status == .daily ? 1 : 0].add(facts)
    byAge[Self.fineAges.firstIndex { age < $0 } ?? Self.fineAges.count].add(facts)
    let years = facts.start.completedYears(until: dates.reference)
    byTenure[Self.tenures.firstIndex { years < $0 } ?? Self.tenures.count].add(facts.isFemale)
    if facts.start >= dates.newYear { hired.add(facts.isFemale) }
  }

  private mutating func addPay(_ facts: WorkerFacts, isListed: Bool) {
    let pay = facts.monthPay
    byWageClass[wageClasses.firstIndex { pay <= $0 } ?? wageClasses.count].add(facts.isFemale)
    guard isListed else { return }
    if pay == minimumWage { atMinimum.add(facts.isFemale) }
    if pay < minimumWage { belowMinimum += 1 }
    lowestPay = min(lowestPay, pay)
    highestPay = max(highestPay, pay)
    payroll += pay
  }
}
