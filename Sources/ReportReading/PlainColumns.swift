import ReportForm
import ReportModel

/// Reads the cells of a sheet's lines a column at a time: those in the most usual form of their field, which nothing
/// can be said about. It says of a cell exactly what ``SectionReading/readPlain(_:_:at:into:)`` says.
struct PlainColumns {
  /// The state of a cell that has another form and is still to be read.
  static let open: UInt8 = 0xFF

  private let cells: SheetColumn
  private let rows: Range<Int>
  /// Per row of the batch whether a cell of it is open.
  private let openRows: UnsafeMutablePointer<Bool>

  init(_ cells: SheetColumn, rows: Range<Int>, openRows: UnsafeMutablePointer<Bool>) {
    self.cells = cells
    self.rows = rows
    self.openRows = openRows
  }

  /// Reads the rows' cells as cells of `field`.
  func read(_ field: FieldPlan) {
    let (low, high) = (Int(field.plainLimits.low), Int(field.plainLimits.high))
    switch field.plain {
    case .text: readTexts(limit: high, isIdentity: field.identityMark != 0)
    case .identifier: readDigits(1...max(1, high))
    case .digits: readDigits(max(1, low)...max(1, low, high))
    case .capitals: readCapitals(low)
    case .whole: readNumbers(below: .max, times: 1)
    case .decimal: readNumbers(below: field.plainLimits.high, times: field.plainLimits.low)
    case .date: readDates()
    case .yesNo: readAnswers()
    case .code: field.exactCodes?._withUnsafeGuaranteedRef { readCodes($0) }
    case .none: each { _, _, _ in false }
    }
  }

  /// Calls `take` with row, start and end of each cell that is not empty; where it says false the cell stays open.
  @inline(__always)
  private func each(_ take: (_ row: Int, _ start: Int, _ end: Int) -> Bool) {
    for row in rows {
      let (start, end) = cells.content(row)
      if start == end { continue }
      if !take(row, start, end) {
        cells.states[row] = Self.open
        openRows[row] = true
      }
    }
  }

  private func readTexts(limit: Int, isIdentity: Bool) {
    let bytes = cells.bytes
    each { row, start, end in
      let first = bytes[start]
      guard (first | 0x20) &- 97 < 26 || first &- 48 <= 9, bytes[end &- 1] > 0x20, end &- start <= limit,
        Words.areASCII(bytes, start, end)
      else { return false }
      if isIdentity, CellMark.isEmptyMarker(UnsafeRawBufferPointer(start: bytes + start, count: end &- start)) {
        return false
      }
      cells.set(textAt: start, count: end &- start, row: row)
      return true
    }
  }

  private func readDigits(_ length: ClosedRange<Int>) {
    let bytes = cells.bytes
    let (low, high) = (length.lowerBound, length.upperBound)
    each { row, start, end in
      let count = end &- start
      guard count >= low, count <= high, Words.areDigits(bytes, start, end) else { return false }
      cells.set(textAt: start, count: count, row: row)
      return true
    }
  }

  private func readCapitals(_ length: Int) {
    let bytes = cells.bytes
    each { row, start, end in
      guard end &- start == length, PlainText.areCapitals(UnsafeRawBufferPointer(start: bytes + start, count: length))
      else { return false }
      cells.set(textAt: start, count: length, row: row)
      return true
    }
  }

  private func readNumbers(below limit: Int64, times factor: Int64) {
    let bytes = cells.bytes
    each { row, start, end in
      guard let number = Words.whole(bytes, start, end), number < limit else { return false }
      cells.set(number: number &* factor, row: row)
      return true
    }
  }

  private func readDates() {
    let bytes = cells.bytes
    DayTable.shared.withUnsafeBufferPointer { days in
      each { row, start, end in
        guard end &- start == 10, let day = Words.day(bytes, start, days) else { return false }
        cells.set(number: Int64(day), row: row)
        return true
      }
    }
  }

  private func readAnswers() {
    let bytes = cells.bytes
    each { row, start, end in
      let byte = bytes[start]
      guard end &- start == 1, byte == UInt8(ascii: "Y") || byte == UInt8(ascii: "T") else { return false }
      cells.set(number: byte == UInt8(ascii: "Y") ? 1 : 0, row: row)
      return true
    }
  }

  private func readCodes(_ codes: ByteTable) {
    let bytes = cells.bytes
    each { row, start, end in
      guard let index = codes.value(of: UnsafeRawBufferPointer(start: bytes + start, count: end &- start)) else {
        return false
      }
      cells.set(number: Int64(index), row: row)
      return true
    }
  }
}

/// Cells eight bytes at a time. A cell shorter than a word is read in the word that ends with it: eight bytes before
/// any cell must be readable.
enum Words {
  @inline(__always)
  private static func word(_ bytes: UnsafePointer<UInt8>, endingAt end: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes + (end &- 8)).loadUnaligned(as: UInt64.self))
  }

  /// Whether all eight bytes are digits.
  @inline(__always)
  private static func areDigits(_ word: UInt64) -> Bool {
    // Below '0' the high half is not 3; above '9' adding 6 carries into it.
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    return (word & high) | (((word &+ 0x0606_0606_0606_0606) & high) &>> 4) == 0x3333_3333_3333_3333
  }

  /// The last `count` (1–8) of the bytes before `end`, with zeros written as digits in front.
  @inline(__always)
  private static func digits(_ bytes: UnsafePointer<UInt8>, endingAt end: Int, count: Int) -> UInt64 {
    let kept = ~(0 as UInt64) &<< UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    return (word(bytes, endingAt: end) & kept) | (0x3030_3030_3030_3030 & ~kept)
  }

  /// The number eight digits write.
  @inline(__always)
  private static func number(_ digits: UInt64) -> Int64 {
    var value = digits &- 0x3030_3030_3030_3030
    value = value &* 10 &+ (value &>> 8)
    let pairs = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let others = ((value &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return Int64((pairs &+ others) &>> 32)
  }

  /// The number these digits write; `nil` unless they are one to eighteen digits.
  @inline(__always)
  static func whole(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    let count = end &- start
    if count <= 8 {
      let last = digits(bytes, endingAt: end, count: count)
      return areDigits(last) ? number(last) : nil
    }
    guard count <= 16 else {
      return Numerals.whole(UnsafeRawBufferPointer(start: bytes + start, count: count))
    }
    let last = word(bytes, endingAt: end)
    let first = digits(bytes, endingAt: end &- 8, count: count &- 8)
    guard areDigits(last), areDigits(first) else { return nil }
    return number(first) &* 100_000_000 &+ number(last)
  }

  /// Whether all bytes are digits; there is at least one.
  @inline(__always)
  static func areDigits(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var rest = end
    while rest &- start > 8 {
      if !areDigits(word(bytes, endingAt: rest)) { return false }
      rest &-= 8
    }
    return areDigits(digits(bytes, endingAt: rest, count: rest &- start))
  }

  /// Whether all bytes are ASCII; there is at least one.
  @inline(__always)
  static func areASCII(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var marks: UInt64 = 0
    var rest = end
    while rest &- start > 8 {
      marks |= word(bytes, endingAt: rest)
      rest &-= 8
    }
    let kept = ~(0 as UInt64) &<< UInt64(truncatingIfNeeded: (8 &- (rest &- start)) &* 8)
    marks |= word(bytes, endingAt: rest) & kept
    return marks & 0x8080_8080_8080_8080 == 0
  }

  /// The day number of `YYYY-MM-DD`; `nil` for another form, and for days that need a closer look.
  @inline(__always)
  static func day(
    _ bytes: UnsafePointer<UInt8>,
    _ start: Int,
    _ days: UnsafeBufferPointer<DayTable.Month>
  ) -> Int32? {
    let head = word(bytes, endingAt: start &+ 8)
    let tail = word(bytes, endingAt: start &+ 10)
    guard head & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000 else { return nil }
    let all = (head & 0xFFFF_FFFF) | (((head &>> 40) & 0xFFFF) &<< 32) | ((tail &>> 48) &<< 48)
    guard areDigits(all) else { return nil }
    let (rest, day) = number(all).quotientAndRemainder(dividingBy: 100)
    let (year, month) = rest.quotientAndRemainder(dividingBy: 100)
    let place = Int((year &- DayTable.firstYear) &* 12 &+ month &- 1)
    guard year >= DayTable.firstYear, month >= 1, month <= 12, place < days.count else { return nil }
    let found = days[place]
    guard day >= 1, day <= found.length, !(found.holdsFiller && day == 1) else { return nil }
    return found.before &+ Int32(day)
  }
}

/// The months in which people are born, work and report.
enum DayTable {
  /// One month.
  struct Month {
    /// The number of the day before its first.
    let before: Int32
    let length: Int8
    /// Whether its first day is one that programs write when they know none.
    let holdsFiller: Bool
  }

  static let firstYear: Int64 = 1900
  private static let lastYear: Int64 = 2100

  static let shared: [Month] = (firstYear...lastYear).flatMap { year in
    (1...12).compactMap { month in
      CivilDate(year: Int(year), month: month, day: 1).map { first in
        Month(
          before: first.dayNumber - 1,
          length: Int8(CivilDate.daysIn(month: month, year: Int(year))),
          holdsFiller: FillerDay.isFiller(first)
        )
      }
    }
  }
}
