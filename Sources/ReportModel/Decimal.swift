/// An exact decimal number, `mantissa × 10^-scale`, for hours, percentages and money in legal thresholds.
///
/// No binary floating point takes part, so 0.1 + 0.2 is 0.3. Operations that leave the range return `nil`.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits as one integer.
  public let mantissa: Int64
  /// How many of the digits stand after the point, 0–18.
  public let scale: Int32

  /// The number `mantissa × 10^-scale`, kept in lowest terms so that 1.50 equals 1.5.
  public init(mantissa: Int64, scale: Int32) {
    var digits = mantissa
    var places = scale
    while places > 0, digits.isMultiple(of: 10) {
      digits /= 10
      places -= 1
    }
    self.mantissa = digits
    self.scale = digits == 0 ? 0 : places
  }

  /// A whole number.
  public init(_ whole: Int64) {
    self.init(mantissa: whole, scale: 0)
  }

  /// Reads `-12.345`; the point is a full stop. `nil` for anything else or more than 18 digits.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var places: Int32 = 0
    var count = 0
    var seenPoint = false
    var negative = false
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where offset == 0: negative = true
      case UInt8(ascii: ".") where !seenPoint && count > 0: seenPoint = true
      case 48...57:
        count += 1
        guard count <= 18 else { return nil }
        digits = digits * 10 + Int64(byte - 48)
        if seenPoint { places += 1 }
      default: return nil
      }
    }
    guard count > 0, !(seenPoint && places == 0) else { return nil }
    self.init(mantissa: negative ? -digits : digits, scale: places)
  }

  /// Below zero, zero, or above zero when `self` is smaller than, equal to, or larger than `other`.
  public func compared(to other: ExactDecimal) -> Int {
    let (left, right) = Self.aligned(self, other)
    return left < right ? -1 : (left == right ? 0 : 1)
  }

  /// The sum, or `nil` outside the range.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let (left, right) = Self.aligned(self, other)
    return Self.narrowed(left + right, scale: max(scale, other.scale))
  }

  /// The difference, or `nil` outside the range.
  public func subtracting(_ other: ExactDecimal) -> ExactDecimal? {
    let (left, right) = Self.aligned(self, other)
    return Self.narrowed(left - right, scale: max(scale, other.scale))
  }

  /// The product, or `nil` outside the range.
  public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
    Self.narrowed(Int128(mantissa) * Int128(other.mantissa), scale: scale + other.scale)
  }

  private static func aligned(_ left: ExactDecimal, _ right: ExactDecimal) -> (Int128, Int128) {
    let scale = max(left.scale, right.scale)
    return (
      Int128(left.mantissa) * power(scale - left.scale), Int128(right.mantissa) * power(scale - right.scale)
    )
  }

  private static func power(_ exponent: Int32) -> Int128 {
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  private static func narrowed(_ wide: Int128, scale: Int32) -> ExactDecimal? {
    var digits = wide
    var places = scale
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    guard places <= 18, let mantissa = Int64(exactly: digits) else { return nil }
    return ExactDecimal(mantissa: mantissa, scale: places)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The plain form with a full stop, such as `-12.345`.
  public var description: String {
    let digits = String(mantissa.magnitude)
    let sign = mantissa < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    return sign + padded.dropLast(Int(scale)) + "." + padded.suffix(Int(scale))
  }
}
