import ReportModel

/// The days that decide which law a sample is made for, and the days of its invented company.
struct SampleDates: Sendable {
  /// The day the report describes.
  let reference: CivilDate
  /// The day it is filed.
  let filed: CivilDate
  /// The day the company was founded: long before every sample, so that workers born after it exist, too.
  let founded: CivilDate
  /// The first day of the report's year.
  let newYear: CivilDate
  /// Twelve months before `reference`. Nobody begins between this day and `newYear`, so that "this year" and "the last
  /// twelve months" count the same people.
  let yearBefore: CivilDate

  init(reference: CivilDate, filed: CivilDate? = nil) {
    let year = reference.year
    self.reference = reference
    self.filed = filed ?? reference.shifted(days: 12)
    founded = Self.day(year - 36, 3, 16)
    newYear = Self.day(year, 1, 1)
    yearBefore = reference.shifted(months: -12)
  }

  /// UU 11/2020, PP 35/2021: longer contracts, loss-of-work insurance.
  var knowsLossOfWork: Bool { reference >= Self.day(2021, 2, 2) }
  /// PP 24/2018: the business number NIB.
  var knowsNIB: Bool { reference >= Self.day(2018, 6, 21) }
  /// PMK 136/2023: sixteen digits and the place number NITKU.
  var knowsLongTaxNumber: Bool { reference >= Self.day(2024, 7, 1) }
  /// UU 11/2020: 4 hours of overtime a day, 18 a week; 3 and 14 before.
  var knowsLongOvertime: Bool { reference >= Self.day(2020, 11, 2) }

  /// The edition of KBLI in force.
  var classification: String {
    if reference >= Self.day(2025, 12, 18) { return "2025" }
    if reference >= Self.day(2020, 10, 1) { return "2020" }
    return reference >= Self.day(2017, 4, 1) ? "2017" : "2015"
  }

  /// The age at which the pension is paid (PP 45/2015 Ps 15): nobody in a sample has reached it.
  var pensionAge: Int {
    switch reference.year {
    case ..<2019: 56
    case ..<2022: 57
    case ..<2025: 58
    default: 59
    }
  }

  /// The day the holiday allowance was paid: ten days before the Idul Fitri of the year, or of the year before.
  var holidayPay: CivilDate {
    let feasts = [
      (7, 17), (7, 6), (6, 25), (6, 15), (6, 5), (5, 24), (5, 13), (5, 2), (4, 22), (4, 10), (3, 31), (3, 21),
    ]
    func paid(_ year: Int) -> CivilDate? {
      let place = year - SampleLimits.years.lowerBound
      return feasts.indices.contains(place) ? Self.day(year, feasts[place].0, feasts[place].1).shifted(days: -10) : nil
    }
    if let day = paid(reference.year), day <= reference { return day }
    return paid(reference.year - 1) ?? reference.shifted(months: -5)
  }

  /// A day that is known to exist.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
  }
}

extension CivilDate {
  /// The day so many days later; samples stay far from the ends of the calendar.
  func shifted(days: Int) -> CivilDate { CivilDate(dayNumber: dayNumber + Int32(days)) }

  /// The day so many months later.
  func shifted(months: Int) -> CivilDate { adding(months: months) ?? self }

  /// Days from this day to `end`.
  func days(to end: CivilDate) -> Int { Int(end.dayNumber - dayNumber) }
}
