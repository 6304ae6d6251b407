import ReportModel

/// The national holidays of the years that the table of holidays reaches, for counting working days at once.
///
/// Working days are Monday to Friday without national holidays; collective leave counts as work (a private firm works
/// unless it takes it).
struct WorkingCalendar: Sendable {
  /// Years with a row in the table.
  private let years: Set<Int>
  /// National holidays from Monday to Friday, as day numbers in order.
  private let holidays: [Int32]

  /// Reads the table of holidays; `nil` when it has no such column.
  init?(_ table: ReferenceTable) {
    guard let kind = table.column("jenis") else { return nil }
    let days = (0..<table.rowCount).map { (CivilDate(iso: table.cell($0, 0)), table.cell($0, kind) == "nasional") }
    years = Set(days.compactMap { $0.0?.year })
    holidays = Set(days.compactMap { day, isNational in isNational ? day : nil }).filter { $0.weekday <= 5 }
      .map(\.dayNumber).sorted()
  }

  /// Days that a span may have: beyond, two ends in the table's years are not possible.
  private static let longestSpan = 40_000

  /// Working days after `start` up to and including `end`; `nil` when the table does not reach both years.
  func workingDays(from start: CivilDate, to end: CivilDate) -> Int? {
    let span = Int(end.dayNumber) - Int(start.dayNumber)
    guard span >= 0, span <= Self.longestSpan, years.contains(start.year), years.contains(end.year) else { return nil }
    return weekdays(upTo: end) - weekdays(upTo: start) - (place(after: end) - place(after: start))
  }

  /// Days from Monday to Friday since Monday 1969-12-29, the given day included.
  private func weekdays(upTo day: CivilDate) -> Int {
    let days = Int(day.dayNumber) + 4
    let weeks = days >= 0 ? days / 7 : (days - 6) / 7
    return weeks * 5 + min(5, days - weeks * 7)
  }

  /// How many holidays there are up to a day.
  private func place(after day: CivilDate) -> Int {
    var (low, high) = (0, holidays.count)
    while low < high {
      let middle = (low + high) / 2
      if holidays[middle] <= day.dayNumber { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
