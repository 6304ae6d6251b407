/// Days since 1970-01-01 of the Gregorian calendar, as the columns hold dates.
enum CivilDays {
  static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func parts(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthIndex = (5 * dayOfYear + 2) / 153
    let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
  }

  /// Completed months from one day to another.
  static func months(_ start: Int, _ end: Int) -> Int {
    let from = parts(start)
    let to = parts(end)
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)
  }

  /// Reads `2025-12-31`; nil for anything else.
  static func parse(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count == 10 else { return nil }
    func number(_ range: Range<Int>) -> Int {
      var number = 0
      for index in range { number = number * 10 + Int(text[index]) - 48 }
      return number
    }
    return days(year: number(0..<4), month: number(5..<7), day: number(8..<10))
  }

  static func text(_ days: Int) -> String {
    let (year, month, day) = parts(days)
    return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
