import ReportModel
import Testing

@Suite("Western Indonesian Time")
struct WesternIndonesianTimeTests {
  @Test(
    "A day begins seven hours before it begins in UTC, before 1970 too",
    arguments: [
      (1_765_558_799_999, "2025-12-12"), (1_765_558_800_000, "2025-12-13"), (0, "1970-01-01"),
      (-25_200_000, "1970-01-01"), (-25_200_001, "1969-12-31"),
    ] as [(Int64, String)]
  )
  func day(_ moment: Int64, _ text: String) {
    #expect(WesternIndonesianTime.day(at: moment).description == text)
  }

  @Test("Midnight is the first moment of its day", arguments: ["1969-12-31", "2016-02-29", "2025-12-13"])
  func midnight(_ text: String) throws {
    let day = try #require(CivilDate(iso: text))
    let moment = WesternIndonesianTime.midnight(day)
    #expect(WesternIndonesianTime.day(at: moment) == day)
    #expect(WesternIndonesianTime.day(at: moment - 1) == day.adding(days: -1))
  }

  @Test("No moment overflows", arguments: [Int64.min, .max])
  func extremes(_ moment: Int64) { _ = WesternIndonesianTime.day(at: moment) }
}
