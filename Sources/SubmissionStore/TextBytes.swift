import ReportModel

/// A text while it is put together: its bytes, which grow in one place.
///
/// A filing makes some two hundred short lines. Put together as `String`, each piece would be looked at and counted
/// several times, which cost more than compressing the report.
struct TextBytes {
  private(set) var bytes: [UInt8] = []

  /// - Parameter room: about how many bytes the text will have.
  init(room: Int) { bytes.reserveCapacity(room) }

  /// The text so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func add(byte: UInt8) { bytes.append(byte) }

  /// Adds bytes that are UTF-8.
  mutating func add(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  /// Adds a number in decimal digits, with zeros in front up to a width.
  mutating func add(number: Int64, width: Int = 1) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0 || bytes.count - start < width
    bytes[start...].reverse()
  }

  /// Adds a day as `YYYY-MM-DD`.
  mutating func add(day date: CivilDate) {
    let (year, month, day) = date.components
    guard year >= 0 else { return add(date.description) }
    add(number: Int64(year), width: 4)
    add(byte: UInt8(ascii: "-"))
    add(number: Int64(month), width: 2)
    add(byte: UInt8(ascii: "-"))
    add(number: Int64(day), width: 2)
  }

  /// Adds a day as `DD-MM-YYYY`, as it is read in Indonesia.
  mutating func add(dayFirst date: CivilDate) {
    let (year, month, day) = date.components
    guard year >= 0 else { return add(date.dayFirst) }
    add(number: Int64(day), width: 2)
    add(byte: UInt8(ascii: "-"))
    add(number: Int64(month), width: 2)
    add(byte: UInt8(ascii: "-"))
    add(number: Int64(year), width: 4)
  }
}
