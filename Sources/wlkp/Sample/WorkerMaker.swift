import ReportModel

/// Makes the workers of a sample: each from the seed and its place alone, so that they can be counted first and written
/// later without being kept.
///
/// No NIK and no pair of name and birth date occurs twice, by construction. Workers fall into blocks of 12,000. Within a
/// block every worker has another pair of district (120) and serial (100), and another name: 64 given × 96 second names,
/// the second half of the block with a third name. Workers of different blocks who share district, serial and name have
/// birth days whose distance is no multiple of 256 days. After 256 blocks a second round begins, with other serials and
/// with a father's name in every name.
struct WorkerMaker {
  let order: SampleOrder
  let dates: SampleDates
  /// The minimum wage, whole rupiah a month.
  let minimumWage: Int
  /// Changes that plant violations, by place in the list.
  var changes: [Int: WorkerChange] = [:]
  /// Whether anybody is disabled.
  var hasDisabled = true

  /// Workers in a block: districts × serials.
  private static let block = 12_000
  private static let serials = 9_900...9_999
  /// Days by which the birth days of different blocks differ: more than there are blocks.
  private static let birthStep = 256
  /// Workers in a round: blocks whose birth days differ.
  private static let round = block * birthStep
  /// One foreigner in so many workers, from 20 workers on.
  private static let foreignStep = 400
  private static let foreignMinimum = 20

  private let firstBirth: CivilDate
  private let birthSteps: Int
  private let factor: Int
  private let offset: Int
  private let statusShift: Int
  private let foreignPlace: Int
  private let disabledPlace: Int

  init(order: SampleOrder, dates: SampleDates, minimumWage: Int) {
    self.order = order
    self.dates = dates
    self.minimumWage = minimumWage
    var numbers = SeededNumbers(seed: order.seed, stream: .max)
    let oldest = min(58, dates.pensionAge - 1)
    let last = dates.reference.shifted(months: -(18 * 12 + 4))
    firstBirth = dates.reference.shifted(months: -(oldest + 1) * 12).shifted(days: 1)
    birthSteps = max(1, (firstBirth.days(to: last) + 1) / Self.birthStep)
    // Without a common divisor with the block, so that every place of the block is met once.
    factor = [2_879, 3_917, 4_621, 5_381, 6_733, 7_253, 7_877, 8_263, 9_341, 10_267][numbers.below(10)]
    offset = numbers.below(Self.block)
    statusShift = numbers.below(20)
    foreignPlace = 8 + numbers.below(8)
    disabledPlace = numbers.below(max(1, min(8, order.workers)))
  }

  /// One worker, from 0, with what is planted.
  func facts(at index: Int) -> WorkerFacts {
    var facts = soundFacts(at: index)
    if let change = changes[index] { change.apply(&facts, self) }
    return facts
  }

  /// One worker as a valid report has it.
  func soundFacts(at index: Int) -> WorkerFacts {
    var numbers = SeededNumbers(seed: order.seed, stream: UInt64(index))
    let place = (index % Self.block * factor + offset) % Self.block
    var facts = WorkerFacts(
      index: index,
      isFemale: numbers.below(100) < 45,
      birth: firstBirth,
      given: place % SampleNames.male.count,
      second: place / SampleNames.male.count % SampleNames.second.count,
      third: -1,
      district: NIKDistricts.codes[place / 100],
      serial: Self.serials.lowerBound - index / Self.round * 100 + place % 100,
      education: .vocational,
      job: 0,
      status: Self.statuses[(index + statusShift) % Self.statuses.count],
      start: dates.reference,
      basePay: 0,
      allowance: 0,
      monthPay: 0,
      isLocal: numbers.below(100) < 82,
      programs: programs
    )
    if place >= SampleNames.male.count * SampleNames.second.count {
      facts.third = numbers.below(SampleNames.third.count)
    }
    facts.father = index < Self.round ? -1 : numbers.below(SampleNames.third.count)
    facts.birth = birth(place: UInt64(place), block: index / Self.block, &numbers)
    facts.isDisabled = hasDisabled && index % 100 == disabledPlace
    if isForeign(index) { makeForeign(&facts, &numbers) } else { makeDomestic(&facts, &numbers) }
    return facts
  }

  /// Twenty workers in a row have every status, so that small samples have them, too.
  private static let statuses: [SampleStatus] = [
    .permanent, .fixedTerm, .permanent, .permanent, .daily, .permanent, .permanent, .fixedTerm, .permanent, .permanent,
    .untilDone, .permanent, .fixedTerm, .permanent, .permanent, .daily, .permanent, .fixedTerm, .permanent, .permanent,
  ]

  private var programs: SamplePrograms {
    dates.knowsLossOfWork ? [.jkk, .jkm, .jht, .jp, .jkp, .jkn] : [.jkk, .jkm, .jht, .jp, .jkn]
  }

  private func isForeign(_ index: Int) -> Bool {
    order.workers >= Self.foreignMinimum && index % Self.foreignStep == foreignPlace
  }

  /// A birth day; the mean of two draws, for the young and the old are few.
  private func birth(place: UInt64, block: Int, _ numbers: inout SeededNumbers) -> CivilDate {
    let step = (numbers.below(birthSteps) + numbers.below(birthSteps) + 1) / 2
    let start = Int(truncatingIfNeeded: SeededNumbers.mixed(place ^ order.seed) & 0xFF)
    return noFiller(firstBirth.shifted(days: step * Self.birthStep + (start + block) % Self.birthStep))
  }

  /// 1970-01-01 looks like a filler (WL-BERKAS-013); a birth step later, birth days stay as unique as they were.
  private func noFiller(_ day: CivilDate) -> CivilDate {
    day.dayNumber == 0 ? day.shifted(days: Self.birthStep) : day
  }
}

// MARK: - Work

extension WorkerMaker {
  private func makeDomestic(_ facts: inout WorkerFacts, _ numbers: inout SeededNumbers) {
    let simple = SampleJob.firstSimple..<SampleJob.all.count
    facts.job =
      facts.status == .daily
      ? numbers.within(simple.lowerBound...simple.upperBound - 1)
      : SampleJob.drawn[numbers.below(SampleJob.drawn.count)]
    let age = facts.birth.completedYears(until: dates.reference.shifted(months: -4))
    if SampleJob.all[facts.job].education[0].age > age { facts.job = simple.lowerBound }
    let known = SampleJob.all[facts.job].education
    var level = numbers.below(known.count)
    while level > 0 && known[level].age > age { level -= 1 }
    facts.education = known[level]
    facts.hasTitle = facts.education == .bachelor && numbers.below(100) < 30
    engage(&facts, &numbers)
    pay(&facts, &numbers)
  }

  /// Beginning and contract. Everything lies after the company's founding and the end of school.
  private func engage(_ facts: inout WorkerFacts, _ numbers: inout SeededNumbers) {
    let grown = facts.birth.shifted(months: 12 * max(18, facts.education.age))
    let first = max(dates.founded.shifted(days: 30), grown)
    switch facts.status {
    case .permanent, .probation:
      let last = max(first, dates.reference.shifted(days: -10))
      facts.start = outsideGap(first.shifted(days: numbers.below(first.days(to: last) + 1)), notBefore: first)
      if facts.start.days(to: dates.reference) < 85 { facts.status = .probation }
    case .daily:
      facts.start = outsideGap(max(first, dates.reference.shifted(days: -10 - numbers.below(500))), notBefore: first)
    case .fixedTerm, .untilDone:
      facts.start = outsideGap(max(first, dates.reference.shifted(days: -20 - numbers.below(560))), notBefore: first)
      facts.contractStart = facts.start
      facts.contractEnd = contractEnd(from: facts.start)
    }
  }

  /// The end of the shortest usual contract that still runs.
  private func contractEnd(from start: CivilDate) -> CivilDate {
    let needed = dates.reference.shifted(days: 5)
    for months in [12, 24] {
      let end = start.shifted(months: months).shifted(days: -1)
      if end >= needed { return end }
    }
    return start.shifted(months: 36).shifted(days: -1)
  }

  /// Moves a beginning out of the months in which nobody begins (see `SampleDates.yearBefore`).
  private func outsideGap(_ day: CivilDate, notBefore first: CivilDate) -> CivilDate {
    guard day >= dates.yearBefore, day < dates.newYear else { return day }
    let earlier = day.shifted(days: -dates.yearBefore.days(to: dates.newYear))
    return earlier >= first ? earlier : dates.newYear
  }

  private func pay(_ facts: inout WorkerFacts, _ numbers: inout SeededNumbers) {
    if facts.status == .daily {
      // A month has 25 days of work in the pattern of six days a week (PP 36/2021 Ps 17).
      facts.basePay = Self.rounded(minimumWage * 102 / 100 / 25, to: 500) + 500 * numbers.below(20)
      facts.monthPay = facts.basePay * 25
      return
    }
    let months = facts.start.completedMonths(until: dates.reference)
    let level = SampleJob.all[facts.job].level
    if months < 12 && level < 107 && numbers.below(2) == 0 {
      facts.basePay = minimumWage
      facts.monthPay = minimumWage
      return
    }
    let percent = level + min(months / 12, 20) * 2 + numbers.below(12)
    facts.monthPay = Self.rounded(minimumWage * percent / 100, to: 1_000)
    facts.allowance = Self.rounded(facts.monthPay * numbers.below(19) / 100, to: 1_000)
    facts.basePay = facts.monthPay - facts.allowance
  }

  /// The next higher multiple.
  static func rounded(_ amount: Int, to unit: Int) -> Int { (amount + unit - 1) / unit * unit }

  /// A foreigner works for a certain time with a permit and is at least thirty.
  private func makeForeign(_ facts: inout WorkerFacts, _ numbers: inout SeededNumbers) {
    let number = facts.index / Self.foreignStep
    facts.isForeign = true
    facts.isFemale = numbers.below(100) < 15
    facts.given = number % SampleNames.foreignGiven.count
    facts.second = number / SampleNames.foreignGiven.count % SampleNames.foreignFamily.count
    facts.third = -1
    facts.father = -1
    facts.isDisabled = false
    facts.job = numbers.below(SampleJob.foreign.count)
    facts.education = .bachelor
    // Names return after 2,400 foreigners; the days between keep name and birth day unique.
    let step = numbers.below(max(1, birthSteps / 2))
    facts.birth = noFiller(firstBirth.shifted(days: step * Self.birthStep + number / 2_400 + number % 200))
    facts.status = .fixedTerm
    facts.start = Self.permitStart(dates).shifted(days: numbers.below(200))
    facts.contractStart = facts.start
    facts.contractEnd = Self.permitEnd(dates)
    facts.monthPay = Self.rounded(minimumWage * (600 + numbers.below(200)) / 100, to: 1_000)
    facts.basePay = facts.monthPay
    facts.isLocal = false
    facts.programs.remove(.jkp)
  }

  /// The permit (RPTKA) of foreigners runs for 24 months, 20 of which are over.
  static func permitStart(_ dates: SampleDates) -> CivilDate { dates.reference.shifted(months: -20) }
  static func permitEnd(_ dates: SampleDates) -> CivilDate { permitStart(dates).shifted(months: 24).shifted(days: -1) }

  /// The place in the list of the Indonesian who works beside a foreigner.
  func companion(of index: Int) -> Int { index + 1 < order.workers ? index + 1 : index - 1 }
}

/// What a violation changes about one worker.
struct WorkerChange {
  /// Changes the facts, so that the sums of the report follow.
  var facts: (@Sendable (inout WorkerFacts, WorkerMaker) -> Void)?
  /// Replaces what is written, whatever the facts say.
  var texts: [WorkerColumn: String] = [:]

  func apply(_ facts: inout WorkerFacts, _ maker: WorkerMaker) { self.facts?(&facts, maker) }
}
