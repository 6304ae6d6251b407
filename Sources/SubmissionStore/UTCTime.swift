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
    var text = TextBytes(room: Self.usualLength)
    addISO(to: &text)
    return text.text
  }

  /// Such as `12-12-2025 10:04:05 WIB`.
  public var wib: String {
    var text = TextBytes(room: Self.usualLength)
    addWIB(to: &text)
    return text.text
  }

  /// Room for either spelling, in bytes: only a hint.
  private static let usualLength = 32

  /// Adds ``iso``.
  func addISO(to text: inout TextBytes) {
    text.add(day: Self.day(milliseconds))
    text.add("T")
    Self.addClock(milliseconds, to: &text)
    text.add(".")
    text.add(number: Self.floorMod(milliseconds, 1000), width: 3)
    text.add("Z")
  }

  /// Adds ``wib``.
  func addWIB(to text: inout TextBytes) {
    let local = milliseconds + WesternIndonesianTime.offset
    text.add(dayFirst: Self.day(local))
    text.add(" ")
    Self.addClock(local, to: &text)
    text.add(" ")
    text.add(Self.wibName)
  }

  /// The civil day in Western Indonesian Time.
  public var wibDay: CivilDate { WesternIndonesianTime.day(at: milliseconds) }

  private static func day(_ milliseconds: Int64) -> CivilDate {
    let days = (milliseconds - floorMod(milliseconds, dayLength)) / dayLength
    return CivilDate(dayNumber: Int32(clamping: days))
  }

  private static func addClock(_ milliseconds: Int64, to text: inout TextBytes) {
    let seconds = floorMod(milliseconds, dayLength) / 1000
    text.add(number: seconds / 3600, width: 2)
    text.add(":")
    text.add(number: seconds / 60 % 60, width: 2)
    text.add(":")
    text.add(number: seconds % 60, width: 2)
  }

  private static func floorMod(_ value: Int64, _ unit: Int64) -> Int64 {
    let rest = value % unit
    return rest < 0 ? rest + unit : rest
  }
}
