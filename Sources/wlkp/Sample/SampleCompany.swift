import ReportModel

/// The invented company of a sample: a bakery that keeps every rule.
struct SampleCompany {
  let order: SampleOrder
  let place: SamplePlace
  let dates: SampleDates
  /// The minimum wage, whole rupiah a month.
  let minimumWage: Int
  let name: String
  /// Fifteen digits with a right check digit, from the invented numbers of the notes; nobody's.
  let taxNumber: String
  /// Thirteen digits.
  let businessNumber: String
  let telephone: String
  /// The kind of foreign workers without a permit, as a planted violation.
  var kindWithoutPermit: Int?
  private let seed: UInt64

  /// From here on the law asks for a safety committee, SMK3 and the disability quota.
  var isLarge: Bool { order.workers >= 100 }
  /// From here on the law asks for a bipartite forum.
  var hasForum: Bool { order.workers >= 50 }
  /// Unions, foreigners and an accident appear in companies of some size.
  var isMedium: Bool { order.workers >= 20 }
  /// Large companies have a collective agreement, the others company rules: never both (WL-HI-002).
  var hasAgreement: Bool { isLarge }

  init(order: SampleOrder, place: SamplePlace, dates: SampleDates, minimumWage: Int) {
    self.order = order
    self.place = place
    self.dates = dates
    self.minimumWage = minimumWage
    var numbers = SeededNumbers(seed: order.seed, stream: .max - 1)
    seed = order.seed
    let first = SampleNames.companyFirst[numbers.below(SampleNames.companyFirst.count)]
    let second = SampleNames.companySecond[numbers.below(SampleNames.companySecond.count)]
    // Seed 1 is the company of the documentation.
    name = order.seed == 1 ? "PT Contoh Maju Bersama" : "PT Contoh \(first) \(second)"
    let stems = ["019999010", "028888022", "317777035", "900000019", "123456782", "987654324"]
    taxNumber = stems[order.seed == 1 ? 0 : numbers.below(stems.count)] + "000000"
    businessNumber = "99" + Self.digits(&numbers, 11)
    telephone = "\(place.dialCode)-555" + Self.digits(&numbers, 4)
  }

  /// The tax number in the form of the reference date.
  var shownTaxNumber: String { dates.knowsLongTaxNumber ? "0" + taxNumber : taxNumber }

  /// Internet names that can belong to nobody (RFC 2606).
  var domain: String { name.dropFirst(3).lowercased().split(separator: " ").joined(separator: "-") + ".example" }

  /// Apprentices: one for 25 workers in companies that train.
  var trainees: BySex {
    let count = order.workers >= 50 ? order.workers / 25 : 0
    return BySex(male: count - count / 2, female: count / 2)
  }

  /// Workers wanted.
  var vacancies: BySex {
    let count = max(2, order.workers / 50)
    return BySex(male: count - count / 2, female: count / 2)
  }

  /// First-aid officers, one for a hundred workers and at least one; as many fire wardens.
  var firstAiders: Int { max(1, (order.workers + 99) / 100) }

  /// A person of the company who is not in the list of workers.
  func person(_ number: Int) -> (name: String, nik: String) {
    var numbers = SeededNumbers(seed: seed, stream: .max - 10 - UInt64(number))
    let isFemale = numbers.below(2) == 1
    let given = (isFemale ? SampleNames.female : SampleNames.male)[numbers.below(SampleNames.male.count)]
    let second = SampleNames.second[numbers.below(SampleNames.second.count)]
    let birth = dates.reference.shifted(days: -13_000 - numbers.below(7_000)).components
    let day = birth.day + (isFemale ? 40 : 0)
    let parts = [day, birth.month, birth.year % 100].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    let district = NIKDistricts.codes[numbers.below(NIKDistricts.codes.count)]
    return ("\(given) \(second)", "\(district)\(parts)\(9_900 + numbers.below(100))")
  }

  /// Every section except the workers and those that count them.
  func sections(_ counts: WorkforceCounts) -> [SampleSection] {
    identitySections + businessSections + conditionSections(counts) + safetySections
  }

  private static func digits(_ numbers: inout SeededNumbers, _ count: Int) -> String {
    (0..<count).map { _ in String(numbers.below(10)) }.joined()
  }
}
