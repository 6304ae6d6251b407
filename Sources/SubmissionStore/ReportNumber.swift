/// The number under which an accepted report is known, such as `3273-2025-00000017-4`.
///
/// Region (4 digits), period (4), serial in the store (at least 8) and a check digit (Luhn over all digits before it),
/// so that a slip of the pen is noticed. It fits the 23 characters that the form has for it.
public struct ReportNumber: Hashable, Sendable, CustomStringConvertible {
  /// The most characters that the form's fields for report numbers hold.
  public static let lengthMax = 23
  private static let regionDigits = 4
  private static let serialDigits = 8

  /// The number as it is written.
  public let text: String

  /// Makes the number of a submission.
  ///
  /// - Parameters:
  ///   - region: the region's code; only its digits count, cut or filled with zeroes to four.
  ///   - period: the year, 0…9999.
  ///   - serial: the submission's place in the store, from 1.
  init(region: String, period: Int, serial: Int64) {
    let digits = region.unicodeScalars.filter { ("0"..."9").contains($0) }.prefix(Self.regionDigits)
    let region = String(String.UnicodeScalarView(digits))
    let filled = region + String(repeating: "0", count: Self.regionDigits - digits.count)
    let parts = [filled, Self.padded(Int64(period), 4), Self.padded(serial, Self.serialDigits)]
    text = parts.joined(separator: "-") + "-\(Self.checkDigit(parts.joined()))"
  }

  /// Reads a number; `nil` when it is not of the form or the check digit does not fit.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 4, text.utf8.count <= Self.lengthMax, parts[0].count == Self.regionDigits,
      parts[1].count == 4, parts[2].count >= Self.serialDigits, parts[3].count == 1,
      parts.joined().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    let digits = String(decoding: parts.dropLast().joined(), as: UTF8.self)
    guard parts[3].first == UInt8(48 + Self.checkDigit(digits)) else { return nil }
    self.text = text
  }

  /// The number as it is written.
  public var description: String { text }

  /// The Luhn digit (ISO/IEC 7812-1) that follows these digits.
  private static func checkDigit(_ digits: String) -> Int {
    var sum = 0
    for (place, digit) in digits.utf8.reversed().enumerated() {
      let value = Int(digit) - 48
      sum += place.isMultiple(of: 2) ? (value > 4 ? 2 * value - 9 : 2 * value) : value
    }
    return (10 - sum % 10) % 10
  }

  static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
