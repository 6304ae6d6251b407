/// Readings that accept one spelling only; shared by the line formats of this module.
enum StrictText {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")

  /// An ASCII decimal without sign and without leading zeroes, not above `Int.max`; `nil` for anything else.
  static func decimal(_ text: some Collection<UInt8>) -> Int? {
    guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
    var value = 0
    for character in text {
      guard character >= UInt8(ascii: "0"), character <= UInt8(ascii: "9") else { return nil }
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(Int(character - UInt8(ascii: "0")))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  /// The lines of a text whose every line, the last included, ends in a newline; `nil` for another or empty text.
  static func lines(_ text: some Collection<UInt8>) -> [[UInt8]]? {
    let pieces = text.split(separator: newline, omittingEmptySubsequences: false)
    guard let rest = pieces.last, rest.isEmpty, pieces.count > 1 else { return nil }
    return pieces.dropLast().map { Array($0) }
  }

  /// The bytes as a text, if they are UTF-8.
  static func utf8(_ bytes: some Sequence<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)
  }

  /// Whether a text can stand on one line of a note: not empty, no control character.
  static func isLine(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= space }
  }
}

extension String {
  /// Equality of bytes. Swift's `==` also holds texts equal that Unicode only deems equivalent; signatures do not.
  func hasSameBytes(as other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
