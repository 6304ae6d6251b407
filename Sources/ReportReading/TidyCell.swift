/// A cell without what spreadsheets and copying leave around its value: spaces, non-breaking and zero-width ones,
/// an apostrophe in front, quotes around, `="…"` around.
struct TidyCell {
  /// Where the value lies in the raw cell, unless `rewritten` holds it.
  private(set) var range: Range<Int>
  /// The value when marks within it had to go, too.
  private(set) var rewritten: [UInt8]?
  /// Whether anything was taken away.
  private(set) var isChanged: Bool

  init(_ raw: UnsafeRawBufferPointer) {
    range = 0..<raw.count
    isChanged = false
    trim(raw)
    unwrap(raw)
    isChanged = range.count != raw.count
    if Self.hasInvisible(raw, range) {
      rewritten = Self.withoutInvisible(raw, range)
      isChanged = true
    }
  }

  /// Calls `body` with the value's bytes.
  func withBytes<Result>(of raw: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let rewritten else { return body(UnsafeRawBufferPointer(rebasing: raw[range])) }
    return rewritten.withUnsafeBytes(body)
  }

  private mutating func trim(_ raw: UnsafeRawBufferPointer) {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end {
      let count = Self.blank(raw, start, end)
      if count == 0 { break }
      start += count
    }
    while end > start {
      let count = Self.blankBefore(raw, start, end)
      if count == 0 { break }
      end -= count
    }
    range = start..<end
  }

  /// Takes off an apostrophe in front (a spreadsheet's mark for text) and marks around the whole.
  private mutating func unwrap(_ raw: UnsafeRawBufferPointer) {
    let quote = UInt8(ascii: "\"")
    if range.count >= 3, raw[range.lowerBound] == UInt8(ascii: "="), raw[range.lowerBound + 1] == quote,
      raw[range.upperBound - 1] == quote
    {
      range = range.lowerBound + 2..<range.upperBound - 1
      trim(raw)
    } else if range.count >= 2, raw[range.lowerBound] == quote, raw[range.upperBound - 1] == quote {
      range = range.lowerBound + 1..<range.upperBound - 1
      trim(raw)
    }
    if range.count >= 2, raw[range.lowerBound] == UInt8(ascii: "'") {
      range = range.lowerBound + 1..<range.upperBound
      trim(raw)
    }
  }

  /// Bytes of the blank or invisible character at `place`, 0 when there is none.
  private static func blank(_ raw: UnsafeRawBufferPointer, _ place: Int, _ end: Int) -> Int {
    switch raw[place] {
    case 0x09, 0x0A, 0x0D, 0x20: 1
    case 0xC2 where place + 1 < end && raw[place + 1] == 0xA0: 2
    case 0xE2, 0xEF: place + 2 < end && isInvisible(raw[place], raw[place + 1], raw[place + 2]) ? 3 : 0
    default: 0
    }
  }

  private static func blankBefore(_ raw: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int {
    switch raw[end - 1] {
    case 0x09, 0x0A, 0x0D, 0x20: return 1
    case 0xA0 where end - 2 >= start && raw[end - 2] == 0xC2: return 2
    case 0x80...0xBF:
      return end - 3 >= start && isInvisible(raw[end - 3], raw[end - 2], raw[end - 1]) ? 3 : 0
    default: return 0
    }
  }

  /// U+200B–200F, U+202F (narrow no-break space), U+2060 and U+FEFF.
  private static func isInvisible(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE2, 0x80): (0x8B...0x8F).contains(third) || third == 0xAF
    case (0xE2, 0x81): third == 0xA0
    case (0xEF, 0xBB): third == 0xBF
    default: false
    }
  }

  private static func hasInvisible(_ raw: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = raw[index]
      if byte >= 0x80 || byte < 0x20, blank(raw, index, range.upperBound) > 0 { return true }
      index += 1
    }
    return false
  }

  /// Non-breaking spaces, tabs and line ends become spaces; invisible characters go.
  private static func withoutInvisible(_ raw: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let count = blank(raw, index, range.upperBound)
      switch count {
      case 0:
        result.append(raw[index])
        index += 1
      case 3:
        // A narrow no-break space parts thousands in some programs; the others have no width at all.
        if raw[index + 1] == 0x80 && raw[index + 2] == 0xAF { result.append(0x20) }
        index += 3
      default:
        result.append(0x20)
        index += count
      }
    }
    return result
  }
}

/// What a whole cell can be instead of a value.
enum CellMark {
  /// Whether the cell says "nothing here": `-`, `n/a`, `nihil`, `tidak ada`, `kosong`, `xxx`.
  static func isEmptyMarker(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count > 0, bytes.count <= 12 else { return false }
    // Most cells begin otherwise, and the words need a table.
    switch bytes[0] | 0x20 {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "k"), UInt8(ascii: "x"), UInt8(ascii: "-") | 0x20,
      UInt8(ascii: ".") | 0x20, UInt8(ascii: "("):
      break
    default: return false
    }
    if bytes.allSatisfy({ $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }) { return true }
    let key = NameKey.key(bytes)
    // `NA` alone is Namibia.
    if bytes.count == 2 && key.count == 2 && key[0] == UInt8(ascii: "n") { return false }
    if key.count >= 2, key.allSatisfy({ $0 == UInt8(ascii: "x") }) { return true }
    return emptyWords.contains(key)
  }

  /// Whether the cell is the error text of a failed formula, `#REF!` and its kin.
  static func isSpreadsheetError(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.first == UInt8(ascii: "#"), bytes.count >= 4, bytes.count <= 13 else { return false }
    return errors.contains(bytes.map { $0 & 0xDF == $0 || $0 < 0x61 ? $0 : $0 & 0xDF })
  }

  /// Whether the cell is a number in the notation a spreadsheet gives to long ones, `3,27301E+15`.
  static func isScientific(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }), mark >= 1, mark < bytes.count - 1
    else { return false }
    let mantissa = bytes[..<mark]
    var exponent = bytes[(mark + 1)...]
    if exponent.first == UInt8(ascii: "+") { exponent = exponent.dropFirst() }
    guard (1...3).contains(exponent.count), exponent.allSatisfy({ $0 &- 48 <= 9 }), mantissa[0] &- 48 <= 9 else {
      return false
    }
    let rest = mantissa.dropFirst()
    guard let point = rest.first else { return true }
    return (point == UInt8(ascii: ",") || point == UInt8(ascii: ".")) && rest.count > 1
      && rest.dropFirst().allSatisfy { $0 &- 48 <= 9 }
  }

  /// Whether the text begins like a formula, which a spreadsheet would run when the value is exported.
  static func isFormula(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = bytes.first, bytes.count > 1 else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"): return true
    // A telephone number in its international form is no formula.
    case UInt8(ascii: "+"): return !bytes.dropFirst().allSatisfy { $0 &- 48 <= 9 || "-() .".utf8.contains($0) }
    default: return false
    }
  }

  private static let emptyWords = Set(
    ["na", "nihil", "tidakada", "tdkada", "kosong", "null", "none", "nil"].map { NameKey.key($0) }
  )
  private static let errors = Set(
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"].map { Array($0.utf8) }
  )
}
