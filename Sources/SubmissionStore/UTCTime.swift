public import ReportModel

/// A moment as people and programs read it, from milliseconds since 1970-01-01T00:00:00Z.
public struct UTCTime: Sendable {
  private static let dayLength: Int64 = 86_400_000
  private static let wibName = "WIB"

  /// The years -9999…9999 and some: a receipt from elsewhere may state any number, and none may overflow.
  private static let range: ClosedRange<Int64> = -400_000_000_000_000...400_000_000_000_000

  let milliseconds: Int64

  /// A moment; one beyond the years that are told is brought to the nearest that is.
  public init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// Such as `2025-12-12T03:04:05.678Z`.
  public var iso: String {
    "\(Self.day(milliseconds))T\(Self.clock(milliseconds)).\(ReportNumber.padded(rest(1000), 3))Z"
  }

  /// Such as `12-12-2025 10:04:05 WIB`.
  public var wib: String {
    let local = milliseconds + WesternIndonesianTime.offset
    return "\(Self.day(local).dayFirst) \(Self.clock(local)) \(Self.wibName)"
  }

  /// The civil day in Western Indonesian Time.
  public var wibDay: CivilDate { WesternIndonesianTime.day(at: milliseconds) }

  private func rest(_ unit: Int64) -> Int64 { Self.floorMod(milliseconds, unit) }

  private static func day(_ milliseconds: Int64) -> CivilDate {
    let days = (milliseconds - floorMod(milliseconds, dayLength)) / dayLength
    return CivilDate(dayNumber: Int32(clamping: days))
  }

  private static func clock(_ milliseconds: Int64) -> String {
    let seconds = floorMod(milliseconds, dayLength) / 1000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { ReportNumber.padded($0, 2) }.joined(separator: ":")
  }

  private static func floorMod(_ value: Int64, _ unit: Int64) -> Int64 {
    let rest = value % unit
    return rest < 0 ? rest + unit : rest
  }
}
