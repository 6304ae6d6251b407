/// Western Indonesian Time (WIB): seven hours ahead of UTC all year, the time of the ministry's seat. Days of receipt and
/// days that people ask by are civil days of this time, wherever the program runs.
public enum WesternIndonesianTime {
  /// How far it is ahead of UTC, in milliseconds.
  public static let offset: Int64 = 7 * 3_600_000
  private static let dayLength: Int64 = 86_400_000

  /// The civil day of a moment in milliseconds since 1970-01-01T00:00:00Z; moments beyond the calendar count as its ends.
  public static func day(at moment: Int64) -> CivilDate {
    let (local, overflow) = moment.addingReportingOverflow(offset)
    let days = (overflow ? Int64.max : local) / dayLength
    let rest = local % dayLength
    return CivilDate(dayNumber: Int32(clamping: !overflow && rest < 0 ? days - 1 : days))
  }

  /// The first moment of a civil day, in milliseconds since 1970-01-01T00:00:00Z.
  public static func midnight(_ day: CivilDate) -> Int64 { Int64(day.dayNumber) * dayLength - offset }
}
