import ReportModel

/// Numbers and dates in their one strict form, straight from bytes.
enum Numerals {
  /// The most digits a number may have: all of them fit into 64 bits.
  static let digitsMax = 18

  /// The number these bytes write when all of them are digits, at most 18; `nil` otherwise.
  @inline(__always)
  static func whole(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    guard bytes.count > 0, bytes.count <= digitsMax else { return nil }
    var value: Int64 = 0
    var index = 0
    while index < bytes.count {
      let digit = bytes[index] &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int64(digit)
      index &+= 1
    }
    return value
  }

  /// Whether all bytes are digits; true for none.
  @inline(__always)
  static func areDigits(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] &- 48 > 9 { return false }
      index &+= 1
    }
    return true
  }

  /// What a decimal comes to.
  enum Decimal: Equatable {
    /// The number times 10 to the power of the scale.
    case number(Int64)
    case malformed, tooManyDecimals, tooLarge
  }

  /// Reads `-12.5` with `point` as decimal mark, as a number with `scale` digits after it. Zeros that change nothing, in
  /// front or at the end, may be any number.
  static func decimal(
    _ bytes: UnsafeRawBufferPointer,
    precision: Int,
    scale: Int,
    point: UInt8 = UInt8(ascii: ".")
  ) -> Decimal {
    var value: Int64 = 0
    var (before, after) = (0, 0)
    var (seenZero, seenPoint) = (false, false)
    let negative = bytes.first == UInt8(ascii: "-")
    for byte in bytes.dropFirst(negative ? 1 : 0) {
      if byte == point && !seenPoint && (before > 0 || seenZero) {
        seenPoint = true
        continue
      }
      let digit = byte &- 48
      guard digit <= 9 else { return .malformed }
      if digit == 0 && before == 0 && !seenPoint {
        seenZero = true
        continue
      }
      if seenPoint { after += 1 } else { before += 1 }
      // A zero beyond the scale changes nothing; anything else would be lost.
      if after > scale {
        if digit != 0 { return .tooManyDecimals }
        continue
      }
      guard before + min(after, scale) <= digitsMax else { return .tooLarge }
      value = value * 10 + Int64(digit)
    }
    guard before > 0 || seenZero, !(seenPoint && after == 0) else { return .malformed }
    for _ in min(after, scale)..<scale {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return .tooLarge }
      value = product
    }
    guard value < power(precision) else { return .tooLarge }
    return .number(negative ? -value : value)
  }

  /// Ten to the power of `exponent`, 0–18.
  static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }

  /// The day that `YYYY-MM-DD` writes; `nil` for any other form and for days the calendar does not have.
  @inline(__always)
  static func isoDate(_ bytes: UnsafeRawBufferPointer) -> CivilDate? {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2), let day = digits(bytes, 8, 2)
    else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// The number of `count` digits from `start`; all must be in range.
  @inline(__always)
  static func digits(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    var index = start
    while index < start &+ count {
      let digit = bytes[index] &- 48
      if digit > 9 { return nil }
      value = value &* 10 &+ Int(digit)
      index &+= 1
    }
    return value
  }
}
