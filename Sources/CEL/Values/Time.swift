/// A span of time in whole nanoseconds, about ±292 years (the range cel-go has).
public struct DurationValue: Hashable, Comparable, Sendable {
  /// The length in nanoseconds.
  public let nanoseconds: Int64

  /// Makes a duration of so many nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Orders by length.
  public static func < (left: DurationValue, right: DurationValue) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  static let nanosecondsPerSecond: Int64 = 1_000_000_000

  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads Go's notation, e.g. `1h45m`, `-1.5s`, `0`; nil when malformed or out of range.
  public init?(parsing text: String) {
    var scalars = Substring(text).unicodeScalars
    let isNegative = scalars.first == "-"
    if isNegative || scalars.first == "+" { scalars.removeFirst() }
    if scalars.elementsEqual("0".unicodeScalars) {
      self.init(nanoseconds: 0)
      return
    }
    var total: Int64 = 0
    guard !scalars.isEmpty else { return nil }
    while !scalars.isEmpty {
      guard let part = DurationValue.component(&scalars) else { return nil }
      let (sum, overflow) = total.subtractingReportingOverflow(part)
      if overflow { return nil }
      total = sum
    }
    if !isNegative && total == .min { return nil }
    self.init(nanoseconds: isNegative ? total : -total)
  }

  /// One number with its unit, e.g. `1.5h`, in nanoseconds.
  private static func component(_ scalars: inout Substring.UnicodeScalarView) -> Int64? {
    func digits(_ scalars: inout Substring.UnicodeScalarView) -> [Int64] {
      let run = scalars.prefix { ("0"..."9").contains($0) }
      scalars = scalars[run.endIndex...]
      return run.map { Int64($0.value) - 48 }
    }
    let whole = digits(&scalars)
    var fraction: [Int64] = []
    if scalars.first == "." {
      scalars.removeFirst()
      fraction = digits(&scalars)
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return nil }
    let name = String(scalars.prefix { $0 != "." && !("0"..."9").contains($0) })
    guard let unit = units.first(where: { Text.equal($0.name, name) }) else { return nil }
    scalars = scalars.dropFirst(name.unicodeScalars.count)
    var total: Int64 = 0
    for digit in whole {
      let (tens, over) = total.multipliedReportingOverflow(by: 10)
      let (sum, overAgain) = tens.addingReportingOverflow(digit)
      if over || overAgain { return nil }
      total = sum
    }
    var (nanoseconds, over) = total.multipliedReportingOverflow(by: unit.nanoseconds)
    var scale = unit.nanoseconds
    for digit in fraction {
      scale /= 10
      let (sum, overAgain) = nanoseconds.addingReportingOverflow(digit * scale)
      over = over || overAgain
      nanoseconds = sum
    }
    return over ? nil : nanoseconds
  }

  /// Seconds with up to nine decimals and an `s`, as `string(duration)` gives: `6347s`, `-0.5s`.
  public var text: String {
    let magnitude = nanoseconds.magnitude
    let seconds = magnitude / 1_000_000_000
    return (nanoseconds < 0 ? "-" : "") + "\(seconds)" + fractionText(Int32(magnitude % 1_000_000_000)) + "s"
  }
}

/// A moment on the UTC time line, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
public struct TimestampValue: Hashable, Comparable, Sendable {
  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  public let seconds: Int64
  /// The rest, 0 to 999 999 999.
  public let nanoseconds: Int32

  /// Makes a moment, or nil outside the years 1 to 9999.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard (TimestampValue.firstSecond...TimestampValue.lastSecond).contains(seconds),
      (0..<1_000_000_000).contains(nanoseconds)
    else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Orders by time.
  public static func < (left: TimestampValue, right: TimestampValue) -> Bool {
    left.seconds != right.seconds ? left.seconds < right.seconds : left.nanoseconds < right.nanoseconds
  }

  static let firstSecond: Int64 = -62_135_596_800
  static let lastSecond: Int64 = 253_402_300_799

  /// Reads RFC 3339, e.g. `2009-02-13T23:31:30.5+07:00`; nil when malformed or out of range.
  public init?(parsing text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
      let day = reader.number(2), reader.skip("T") || reader.skip("t"), let hour = reader.number(2), reader.skip(":"),
      let minute = reader.number(2), reader.skip(":"), let second = reader.number(2),
      let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 60
    else { return nil }
    var nanoseconds = 0
    if reader.skip(".") {
      guard let fraction = reader.fraction() else { return nil }
      nanoseconds = fraction
    }
    guard let offset = reader.zone(), reader.isAtEnd else { return nil }
    let total = Int64(date.daysSinceEpoch) * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
    self.init(seconds: total, nanoseconds: Int32(nanoseconds))
  }

  /// RFC 3339 in UTC with as many decimals as needed.
  public var text: String {
    let days = floorDivide(seconds, 86_400)
    let second = Int(seconds - days * 86_400)
    let date = CivilDate(daysSinceEpoch: Int(days))
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let time = "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return "\(day)T\(time)\(fractionText(nanoseconds))Z"
  }

  /// The moment so much later, or nil when out of range.
  func advanced(by duration: DurationValue) -> TimestampValue? {
    let total = Int64(nanoseconds) + duration.nanoseconds % DurationValue.nanosecondsPerSecond
    let carry = floorDivide(total, DurationValue.nanosecondsPerSecond)
    let whole = seconds + duration.nanoseconds / DurationValue.nanosecondsPerSecond + carry
    return TimestampValue(
      seconds: whole,
      nanoseconds: Int32(total - carry * DurationValue.nanosecondsPerSecond)
    )
  }

  /// The time from another moment to this one, or nil when it is too long for a duration.
  func since(_ other: TimestampValue) -> DurationValue? {
    let (product, overflow) = (seconds - other.seconds)
      .multipliedReportingOverflow(by: DurationValue.nanosecondsPerSecond)
    let (sum, overflowAgain) = product.addingReportingOverflow(Int64(nanoseconds - other.nanoseconds))
    return overflow || overflowAgain ? nil : DurationValue(nanoseconds: sum)
  }
}

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
  let year: Int
  let month: Int
  let day: Int

  init?(year: Int, month: Int, day: Int) {
    let lengths = [31, CivilDate.isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), day >= 1, day <= lengths[month - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The algorithm of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = Int(floorDivide(Int64(shifted), 146_097))
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Int(floorDivide(Int64(shiftedYear), 400))
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

/// Reads fixed-width digits from ASCII text.
struct DigitReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var total = 0
    for byte in bytes[position..<position + width] {
      guard (48...57).contains(byte) else { return nil }
      total = total * 10 + Int(byte) - 48
    }
    position += width
    return total
  }

  /// One to nine decimals, in nanoseconds; more are read and dropped.
  mutating func fraction() -> Int? {
    var total = 0
    var width = 0
    while let digit = number(1) {
      if width < 9 { total = total * 10 + digit }
      width += 1
    }
    guard width > 0 else { return nil }
    for _ in 0..<max(0, 9 - width) { total *= 10 }
    return total
  }

  /// `Z` or `±hh:mm`, in seconds east.
  mutating func zone() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let isWest = skip("-")
    guard isWest || skip("+"), let hours = number(2), skip(":"), let minutes = number(2), hours < 24, minutes < 60
    else { return nil }
    return (isWest ? -1 : 1) * (hours * 3_600 + minutes * 60)
  }
}

/// Division that rounds down.
func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = "\(number)"
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// `.5` for 500 000 000 nanoseconds, nothing for 0.
private func fractionText(_ nanoseconds: Int32) -> String {
  guard nanoseconds != 0 else { return "" }
  var digits = padded(Int(nanoseconds), 9)
  while digits.last == "0" { digits.removeLast() }
  return "." + digits
}
