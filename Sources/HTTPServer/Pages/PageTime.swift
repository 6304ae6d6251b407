import ReportModel

/// Moments as people read them, in Western Indonesian Time.
enum PageTime {
  private static let dayLength: Int64 = 86_400_000
  private static let offset: Int64 = 7 * 3_600_000

  /// Day and minute, such as `22 November 2026 pukul 13.04 WIB`; from milliseconds since 1970-01-01T00:00:00Z.
  static func moment(_ milliseconds: Int64, _ language: Language) -> String {
    let day = day(milliseconds)[language]
    return language == .id
      ? "\(day) pukul \(clock(milliseconds, ".")) WIB" : "\(day), \(clock(milliseconds, ":")) WIB"
  }

  /// The day alone.
  static func day(_ milliseconds: Int64) -> Bilingual { CivilDate.inWesternIndonesia(milliseconds).words }

  /// The time of day to the second, such as `13.04.37 WIB`.
  static func second(_ milliseconds: Int64, _ language: Language) -> String {
    let mark = language == .id ? "." : ":"
    return clock(milliseconds, mark) + mark + padded(rest(milliseconds) / 1000 % 60) + " WIB"
  }

  private static func clock(_ milliseconds: Int64, _ mark: String) -> String {
    let minutes = rest(milliseconds) / 60_000
    return padded(minutes / 60) + mark + padded(minutes % 60)
  }

  /// Milliseconds since midnight.
  private static func rest(_ milliseconds: Int64) -> Int64 {
    let rest = (milliseconds + offset) % dayLength
    return rest < 0 ? rest + dayLength : rest
  }

  private static func padded(_ number: Int64) -> String { (number < 10 ? "0" : "") + String(number) }
}
