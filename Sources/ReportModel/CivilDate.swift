/// A day of the civil (proleptic Gregorian) calendar, without time and without zone.
///
/// Stored as the number of days since 1970-01-01, so that columns of dates are columns of integers.
/// Conversions follow Howard Hinnant's "chrono-compatible low-level date algorithms".
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let dayNumber: Int32

  /// The day that lies `dayNumber` days after 1970-01-01.
  public init(dayNumber: Int32) {
    self.dayNumber = dayNumber
  }

  /// The day with this year, month (1–12) and day of the month (from 1), or `nil` when the calendar has no such day
  /// or the year lies outside 1–9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.init(dayNumber: Self.dayNumber(year: year, month: month, day: day))
  }

  /// Reads `YYYY-MM-DD` (ISO 8601 calendar date); `nil` for any other form or an impossible day.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(isoBytes: bytes)
  }

  /// Reads `YYYY-MM-DD` from ASCII bytes; `nil` for any other form or an impossible day.
  public init?(isoBytes bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    var numbers = (0, 0, 0)
    for (offset, byte) in bytes.enumerated() {
      if offset == 4 || offset == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard byte >= 48, byte <= 57 else { return nil }
      let digit = Int(byte - 48)
      switch offset {
      case 0..<4: numbers.0 = numbers.0 * 10 + digit
      case 5..<7: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
    }
    self.init(year: numbers.0, month: numbers.1, day: numbers.2)
  }

  /// Year, month (1–12) and day of the month (from 1).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The year of this day.
  public var year: Int { components.year }

  /// The day of the week, 1 (Monday) to 7 (Sunday), as in ISO 8601.
  public var weekday: Int {
    let shifted = (Int(dayNumber) + 3) % 7
    return (shifted < 0 ? shifted + 7 : shifted) + 1
  }

  /// Days in a month of a year; months outside 1–12 have none.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    case 1...12: 31
    default: 0
    }
  }

  /// Whether the Gregorian year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// Orders days by time.
  public static func < (left: CivilDate, right: CivilDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  private static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }
}

extension CivilDate: CustomStringConvertible {
  /// The ISO form, `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = components
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  /// The form read in Indonesia, `DD-MM-YYYY`.
  public var dayFirst: String {
    let (year, month, day) = components
    return "\(Self.padded(day, 2))-\(Self.padded(month, 2))-\(Self.padded(year, 4))"
  }

  /// The day with its month by name, such as `22 November 2026`, as sentences have it.
  public var words: Bilingual {
    let (year, month, day) = components
    let name = Self.months[month - 1]
    return Bilingual(id: "\(day) \(name.id) \(year)", en: "\(day) \(name.en) \(year)")
  }

  private static let months = [
    Bilingual(id: "Januari", en: "January"), Bilingual(id: "Februari", en: "February"),
    Bilingual(id: "Maret", en: "March"), Bilingual(id: "April", en: "April"), Bilingual(id: "Mei", en: "May"),
    Bilingual(id: "Juni", en: "June"), Bilingual(id: "Juli", en: "July"), Bilingual(id: "Agustus", en: "August"),
    Bilingual(id: "September", en: "September"), Bilingual(id: "Oktober", en: "October"),
    Bilingual(id: "November", en: "November"), Bilingual(id: "Desember", en: "December"),
  ]

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

// MARK: - Spans of time as the law counts them

extension CivilDate {
  /// The day `count` days later (earlier when negative); `nil` outside the years 1–9999.
  public func adding(days count: Int) -> CivilDate? {
    let (sum, overflow) = Int(dayNumber).addingReportingOverflow(count)
    guard !overflow, sum >= -719_162, sum <= 2_932_896 else { return nil }
    return CivilDate(dayNumber: Int32(sum))
  }

  /// The same day of the month `count` months later, or that month's last day when it is shorter;
  /// `nil` outside the years 1–9999.
  public func adding(months count: Int) -> CivilDate? {
    let (year, month, day) = components
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(count)
    guard !overflow, total >= 12, total < 120_000 else { return nil }
    let newYear = total / 12
    let newMonth = total % 12 + 1
    return CivilDate(
      year: newYear,
      month: newMonth,
      day: min(day, Self.daysIn(month: newMonth, year: newYear))
    )
  }

  /// Completed months from this day to `end`; negative when `end` is earlier.
  ///
  /// A month is complete on the same day of a later month, or on its last day when it has no such day:
  /// 31 January to 28 February 2025 is one month.
  public func completedMonths(until end: CivilDate) -> Int {
    guard end >= self else { return -end.completedMonths(until: self) }
    let (startYear, startMonth, _) = components
    let (endYear, endMonth, _) = end.components
    let whole = (endYear - startYear) * 12 + (endMonth - startMonth)
    guard whole > 0, let reached = adding(months: whole), reached > end else { return whole }
    return whole - 1
  }

  /// Completed years from this day to `end`, as an age is counted; negative when `end` is earlier.
  public func completedYears(until end: CivilDate) -> Int {
    completedMonths(until: end) / 12
  }
}
