/// The number under which an accepted report is known, such as `3273-2025-00000017-4`.
///
/// Region (4 digits), period (4), serial in the store (at least 8) and a check digit (Luhn over all digits before it),
/// so that a slip of the pen is noticed. It fits the 23 characters that the form has for it.
public struct ReportNumber: Hashable, Sendable, CustomStringConvertible {
  /// The most characters that the form's fields for report numbers hold.
  public static let lengthMax = 23
  private static let regionDigits = 4
  private static let periodDigits = 4
  private static let serialDigits = 8
  private static let zero = UInt8(ascii: "0")
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  /// The number as it is written.
  public let text: String

  /// Makes the number of a submission.
  ///
  /// - Parameters:
  ///   - region: the region's code; only its digits count, cut or filled with zeroes to four.
  ///   - period: the year, 0…9999.
  ///   - serial: the submission's place in the store, from 1.
  init(region: String, period: Int, serial: Int64) {
    var written = TextBytes(room: Self.lengthMax)
    for byte in region.utf8 where Self.digits.contains(byte) && written.bytes.count < Self.regionDigits {
      written.add(byte: byte)
    }
    while written.bytes.count < Self.regionDigits { written.add(byte: Self.zero) }
    written.add("-")
    written.add(number: Int64(period), width: Self.periodDigits)
    written.add("-")
    written.add(number: serial, width: Self.serialDigits)
    let check = Self.checkDigit(written.bytes[...])
    written.add("-")
    written.add(number: Int64(check))
    text = written.text
  }

  /// Reads a number; `nil` when it is not of the form or the check digit does not fit.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 4, text.utf8.count <= Self.lengthMax, parts[0].count == Self.regionDigits,
      parts[1].count == Self.periodDigits, parts[2].count >= Self.serialDigits, parts[3].count == 1,
      parts.joined().allSatisfy(Self.digits.contains)
    else { return nil }
    let checked = Array(text.utf8.dropLast(2))
    guard parts[3].first == Self.zero + UInt8(Self.checkDigit(checked[...])) else { return nil }
    self.text = text
  }

  /// The number as it is written.
  public var description: String { text }

  /// The Luhn digit (ISO/IEC 7812-1) that follows the digits among these characters.
  private static func checkDigit(_ characters: ArraySlice<UInt8>) -> Int {
    var sum = 0
    var isDoubled = true
    for character in characters.reversed() where digits.contains(character) {
      let value = Int(character - zero)
      sum += isDoubled ? (value > 4 ? 2 * value - 9 : 2 * value) : value
      isDoubled.toggle()
    }
    return (10 - sum % 10) % 10
  }
}
