import ReportModel

/// How a sample is written.
enum SampleFormat: Hashable, Sendable {
  case xml
  /// With the delimiter, a comma or a semicolon.
  case csv(delimiter: UInt8)
}

/// What sample is wanted.
struct SampleOrder: Hashable, Sendable {
  /// Workers in the list, from 1.
  var workers: Int
  var format: SampleFormat
  /// The same order with the same seed gives the same bytes.
  var seed: UInt64
  /// The day the report describes (`tanggalKeadaan`).
  var referenceDate: CivilDate
  /// Code of the regency or city, one of `SamplePlace.all`; `nil` for the first whose minimum wage of the year is known.
  var region: String?
  /// Rules, such as `WL-ID-001`, of which one violation each is planted.
  var violations: [String]

  init(
    workers: Int,
    format: SampleFormat = .xml,
    seed: UInt64 = 1,
    referenceDate: CivilDate = SampleOrder.referenceDate(year: 2025),
    region: String? = nil,
    violations: [String] = []
  ) {
    self.workers = workers
    self.format = format
    self.seed = seed
    self.referenceDate = referenceDate
    self.region = region
    self.violations = violations
  }

  /// The day a yearly report of `year` describes: 30 November, for the reports are due in December.
  static func referenceDate(year: Int) -> CivilDate {
    CivilDate(year: min(max(year, 1), 9999), month: 11, day: 30) ?? CivilDate(dayNumber: 0)
  }
}

/// Bounds of what can be made.
enum SampleLimits {
  /// Workers: the invented NIK (120 districts, serials 9800 to 9999, 256 birth days for each) last so far.
  static let workers = 6_000_000
  /// Years: the first and last whose minimum wage is in `SamplePlace.all`.
  static let years = 2015...2026
}

/// Why a sample cannot be made.
enum SampleFault: Error, Hashable, Sendable {
  /// The number of workers is not one that can be made.
  case workersOutOfRange(Int)
  /// The year is outside `SampleLimits.years`.
  case yearOutOfRange(Int)
  /// The region is not in the list of places.
  case unknownRegion(String)
  /// The region's minimum wage of that year is not in the list of places.
  case wageUnknown(region: String, year: Int)
  /// No violation of that rule is offered.
  case unknownRule(String)
  /// The rule needs more workers before it can be broken.
  case tooFewWorkers(rule: String, minimum: Int)
  /// The rule speaks of spreadsheet damage, which XML does not have.
  case csvOnly(rule: String)
  /// The rule is not in force on the reference date.
  case notInForce(rule: String, from: CivilDate?, to: CivilDate?)
  /// A file or folder cannot be written.
  case cannotWrite(path: String, errno: Int32)
  /// The form has no such section or field: the generator is older than the form.
  case formLacks(section: String, field: String?)
}
