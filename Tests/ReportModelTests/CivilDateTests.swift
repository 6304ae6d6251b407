import ReportModel
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test("Every day from 1899 to 2101 is one more than the day before, and reads back as written")
  func everyDay() throws {
    var day = try #require(CivilDate(year: 1899, month: 1, day: 1))
    let end = try #require(CivilDate(year: 2101, month: 12, day: 31))
    while day < end {
      let (year, month, dayOfMonth) = day.components
      #expect(CivilDate(year: year, month: month, day: dayOfMonth) == day)
      #expect(CivilDate(iso: day.description) == day)
      let next = try #require(day.adding(days: 1))
      #expect(next.weekday == day.weekday % 7 + 1)
      day = next
    }
  }

  @Test(
    "Text that is not a day of the calendar is refused",
    arguments: ["2025-02-29", "2025-13-01", "2025-00-10", "2025-1-01", "25-01-01", "2025/01/01", "", "2025-01-0x"]
  )
  func refused(text: String) {
    #expect(CivilDate(iso: text) == nil)
  }

  @Test(
    "Completed months are counted to the same day of the month, or its last day",
    arguments: [
      ("2025-01-31", "2025-02-28", 1), ("2025-01-31", "2025-02-27", 0), ("2020-02-02", "2025-02-02", 60),
      ("2020-02-02", "2025-02-01", 59), ("2025-06-10", "2025-06-10", 0), ("2025-03-01", "2025-02-28", 0),
      ("2025-03-01", "2025-01-15", -1), ("2024-02-29", "2025-02-28", 12),
    ]
  )
  func months(start: String, end: String, expected: Int) throws {
    let start = try #require(CivilDate(iso: start))
    let end = try #require(CivilDate(iso: end))
    #expect(start.completedMonths(until: end) == expected)
  }

  @Test("1 January 1970 was a Thursday and has the number 0")
  func epoch() throws {
    let day = try #require(CivilDate(iso: "1970-01-01"))
    #expect(day.dayNumber == 0)
    #expect(day.weekday == 4)
    #expect(day.dayFirst == "01-01-1970")
  }
}
