import ReportModel

/// The text of a number in a sheet, as a person would have typed it into a CSV.
///
/// A sheet stores `4250000`, `6.914744000000001` or `3.2730141019E+15`, and days as their number. What comes out has a
/// point as decimal mark, no exponent, and at most the 15 digits that a spreadsheet keeps; days are `2025-01-31`.
struct NumberCell {
  let countsFrom1904: Bool
  /// Whether the program that wrote the workbook keeps more digits than spreadsheets do: then zeros at the end of a long
  /// number are digits like any other.
  var keepsLongNumbers = false

  /// Digits that a spreadsheet keeps of a number; the rest is noise of its arithmetic.
  static let keptDigits = 15
  /// Larger exponents are no number of this form.
  private static let exponentMax = 40

  /// The text; `nil` when `raw` is no number.
  func text(_ raw: UnsafeRawBufferPointer, _ format: CellFormat) -> [UInt8]? {
    guard let number = Digits(raw) else { return nil }
    let text = number.text(exactly: keepsLongNumbers)
    switch format {
    case .number: return text
    case .date: return day(number) ?? text
    case .padded(let digits):
      guard number.isWhole, !number.isNegative, text.count < digits else { return text }
      return [UInt8](repeating: UInt8(ascii: "0"), count: digits - text.count) + text
    }
  }

  /// Whether this number has digits that no spreadsheet would have kept.
  static func isLongAndExact(_ raw: UnsafeRawBufferPointer) -> Bool {
    guard raw.count > keptDigits, let number = Digits(raw) else { return false }
    return number.isLong && !number.isRounded
  }

  /// The day with this number. Excel believes in 1900-02-29, so the numbers before it are off by one.
  private func day(_ number: Digits) -> [UInt8]? {
    guard !number.isNegative, let days = number.wholePart, days <= Self.lastDay else { return nil }
    if days == 0, !countsFrom1904 { return number.isWhole ? Array("1900-01-00".utf8) : nil }
    let origin =
      countsFrom1904
      ? CivilDate(year: 1904, month: 1, day: 1)
      : CivilDate(year: 1899, month: 12, day: days < 60 ? 31 : 30)
    return origin?.adding(days: days).map { Array($0.description.utf8) }
  }

  /// 9999-12-31, the last day that spreadsheets know.
  private static let lastDay = 2_958_465

  /// The digits of a number and the place of its point.
  private struct Digits {
    var isNegative = false
    /// Significant digits, without zeros at either end; empty for zero.
    private var digits: [UInt8] = []
    /// Digits before the point; may be negative or beyond the digits.
    private var point = 0
    /// Whether digits were lost before the number was written: more than 15, and nothing behind them.
    private(set) var isRounded = false

    init?(_ raw: UnsafeRawBufferPointer) {
      var rest = raw[...]
      if rest.first == UInt8(ascii: "-") {
        isNegative = true
        rest = rest.dropFirst()
      }
      var hasPoint = false
      var hasDigit = false
      while let byte = rest.first, byte != UInt8(ascii: "E"), byte != UInt8(ascii: "e") {
        rest = rest.dropFirst()
        if byte == UInt8(ascii: "."), !hasPoint {
          hasPoint = true
          continue
        }
        guard byte &- 48 <= 9, digits.count < 64 else { return nil }
        hasDigit = true
        if !hasPoint { point += 1 }
        if digits.isEmpty, byte == 48 { point -= 1 } else { digits.append(byte) }
      }
      guard hasDigit, takeExponent(rest) else { return nil }
      round()
    }

    private mutating func takeExponent(_ rest: Slice<UnsafeRawBufferPointer>) -> Bool {
      guard !rest.isEmpty else { return true }
      guard let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        abs(exponent) <= NumberCell.exponentMax
      else { return false }
      point += exponent
      return true
    }

    /// Drops zeros at the end, and what lies beyond the kept digits behind the point.
    private mutating func round() {
      if digits.count > NumberCell.keptDigits, point < digits.count, point <= NumberCell.keptDigits {
        let up = digits[NumberCell.keptDigits] >= 53
        digits.removeLast(digits.count - NumberCell.keptDigits)
        if up { increment() }
      }
      isRounded =
        point > NumberCell.keptDigits
        && digits.dropFirst(NumberCell.keptDigits).allSatisfy { $0 == 48 }
      while digits.last == 48 { digits.removeLast() }
      if digits.isEmpty { point = 0 }
    }

    private mutating func increment() {
      var place = digits.count - 1
      while place >= 0 {
        if digits[place] < 57 {
          digits[place] += 1
          return
        }
        digits[place] = 48
        place -= 1
      }
      digits.insert(49, at: 0)
      point += 1
    }

    /// Whether it has more digits before the point than a spreadsheet keeps.
    var isLong: Bool { point > NumberCell.keptDigits }

    var isWhole: Bool { digits.count <= point || digits.isEmpty }

    /// The number before the point; `nil` when it is too large to be a day.
    var wholePart: Int? {
      guard point <= 9 else { return nil }
      return Int(String(decoding: whole, as: UTF8.self))
    }

    private var whole: [UInt8] {
      guard point > 0 else { return [48] }
      return digits.prefix(point) + [UInt8](repeating: 48, count: max(0, point - digits.count))
    }

    /// The number as text. A number of more than 15 digits that ends in zeros is written as spreadsheets show it,
    /// because nobody can tell what its last digits were.
    func text(exactly: Bool) -> [UInt8] {
      let sign = isNegative && !digits.isEmpty ? [UInt8(ascii: "-")] : []
      if isRounded, !exactly { return sign + scientific }
      var text = whole
      if !isWhole {
        text.append(UInt8(ascii: "."))
        if point < 0 { text += [UInt8](repeating: 48, count: -point) }
        text += digits.dropFirst(max(0, point))
        // `1.234` could be thousands in a CSV; `01.234` could not.
        if point > 0, digits.count - point == 3 { text.insert(48, at: 0) }
      }
      return sign + text
    }

    private var scientific: [UInt8] {
      var text = [digits[0], UInt8(ascii: ".")]
      text += digits.dropFirst()
      text += [UInt8](repeating: 48, count: max(0, 2 - text.count + 1))
      return text + Array("E+\(point - 1)".utf8)
    }
  }
}
