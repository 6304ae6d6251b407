import ReportModel

/// Dates as people and spreadsheets write them.
enum LenientDate: Equatable {
  /// A day. `couldBeMonthFirst` says that swapping day and month would give another day, `isDayFirst` that the day
  /// stands first and can be nothing else.
  case day(CivilDate, couldBeMonthFirst: Bool, isDayFirst: Bool = false)
  /// A bare number that is the serial number of a day in a spreadsheet (days since 1899-12-30).
  case serial(CivilDate)
  /// 1900-01-01, 9999-12-31 and the like.
  case placeholder
  /// The month is above 12 and the day is not: the other order gives this day.
  case monthFirst(CivilDate)
  /// Well formed, but there is no such day.
  case impossible
  /// The year has two digits.
  case shortYear
  /// Nothing like a date.
  case malformed

  /// Serial numbers understood: 1927-05-18 to 2064-04-08.
  static let serials: ClosedRange<Int64> = 10_000...60_000

  private enum Order { case yearFirst, dayFirst }

  /// Reads a tidy cell.
  init(_ bytes: UnsafeRawBufferPointer) {
    if let usual = Self.ofUsualForm(bytes) {
      self = usual
    } else if let serial = Numerals.whole(bytes) {
      self = Self.ofNumber(serial)
    } else {
      self = Self.ofParts(bytes)
    }
  }

  /// `dd/mm/yyyy` with any of the usual marks: what most spreadsheets here write, read without taking it apart.
  private static func ofUsualForm(_ bytes: UnsafeRawBufferPointer) -> LenientDate? {
    guard bytes.count == 10, bytes[2] == bytes[5], isMark(bytes[2]), let dayOfMonth = Numerals.digits(bytes, 0, 2),
      let month = Numerals.digits(bytes, 3, 2), let year = Numerals.digits(bytes, 6, 4)
    else { return nil }
    return day(year: year, month: month, day: dayOfMonth, order: .dayFirst, named: false)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func ofNumber(_ number: Int64) -> LenientDate {
    if number == 0 { return .placeholder }
    guard serials.contains(number), let origin = CivilDate(year: 1899, month: 12, day: 30),
      let day = origin.adding(days: Int(number))
    else { return .malformed }
    return .serial(day)
  }

  private static func ofParts(_ bytes: UnsafeRawBufferPointer) -> LenientDate {
    guard let parts = Parts(bytes) else { return .malformed }
    let (first, second, third) = (parts.numbers[0], parts.numbers[1], parts.numbers[2])
    if parts.lengths[0] == 4 {
      guard parts.lengths[2] <= 2 else { return .malformed }
      return day(year: first, month: second, day: third, order: .yearFirst, named: parts.monthIsNamed)
    }
    if parts.lengths[2] == 2 || parts.lengths[2] == 1 { return .shortYear }
    guard parts.lengths[0] <= 2, parts.lengths[2] == 4 else { return .malformed }
    return day(year: third, month: second, day: first, order: .dayFirst, named: parts.monthIsNamed)
  }

  private static func day(year: Int, month: Int, day: Int, order: Order, named: Bool) -> LenientDate {
    if isPlaceholder(year: year, month: month, day: day) { return .placeholder }
    let canSwap = order == .dayFirst && !named
    if let date = CivilDate(year: year, month: month, day: day) {
      return .day(
        date,
        couldBeMonthFirst: canSwap && day <= 12 && day != month,
        isDayFirst: canSwap && day > 12
      )
    }
    if canSwap, month > 12, let swapped = CivilDate(year: year, month: day, day: month) { return .monthFirst(swapped) }
    return .impossible
  }

  private static func isPlaceholder(year: Int, month: Int, day: Int) -> Bool {
    switch (year, month, day) {
    case (0, 0, 0), (1900, 1, 0), (1900, 1, 1), (1970, 1, 1), (9999, 12, 31): true
    default: false
    }
  }

  /// Three numbers, the middle one possibly a month's name, and nothing else but a time of midnight.
  private struct Parts {
    var numbers: [Int] = []
    var lengths: [Int] = []
    var monthIsNamed = false

    init?(_ bytes: UnsafeRawBufferPointer) {
      guard bytes.count >= 6, bytes.count <= 40 else { return nil }
      var index = 0
      while index < bytes.count, numbers.count < 3 {
        let start = index
        if bytes[index] &- 48 <= 9 {
          while index < bytes.count, bytes[index] &- 48 <= 9 { index += 1 }
          guard index - start <= 4, let number = Numerals.digits(bytes, start, index - start) else { return nil }
          numbers.append(number)
        } else {
          while index < bytes.count, isLetter(bytes[index]) { index += 1 }
          guard index > start, numbers.count == 1, let month = monthNumber(bytes[start..<index]) else { return nil }
          numbers.append(month)
          monthIsNamed = true
        }
        lengths.append(index - start)
        if numbers.count < 3 { index = Self.afterSeparator(bytes, index) ?? bytes.count + 1 }
      }
      guard numbers.count == 3, index <= bytes.count, Self.isMidnight(bytes[index...]) else { return nil }
    }

    private static func afterSeparator(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int? {
      var place = index
      while place < bytes.count, place - index < 3, "/-. ".utf8.contains(bytes[place]) { place += 1 }
      return place > index ? place : nil
    }

    /// Programs that export dates with a time write `00:00` or `T00:00:00.000Z` behind them.
    private static func isMidnight(_ rest: Slice<UnsafeRawBufferPointer>) -> Bool {
      guard let first = rest.first else { return true }
      guard first == UInt8(ascii: " ") || first == UInt8(ascii: "T") else { return false }
      return rest.count >= 5 && rest.dropFirst().allSatisfy { "0:.Z".utf8.contains($0) }
    }
  }
}

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }

/// The month of an Indonesian (or English) name or its usual short form.
private func monthNumber(_ name: Slice<UnsafeRawBufferPointer>) -> Int? {
  let word = String(decoding: name.map { $0 | 0x20 }, as: UTF8.self)
  return monthNames[word]
}

private let monthNames: [String: Int] = {
  let names = [
    ["januari", "january"], ["februari", "february", "pebruari", "peb"], ["maret", "march"], ["april"],
    ["mei", "may"], ["juni", "june"], ["juli", "july"], ["agustus", "august", "agu", "agt", "ags", "agust"],
    ["september", "sept"], ["oktober", "october"], ["november", "nopember", "nop"], ["desember", "december"],
  ]
  var result: [String: Int] = [:]
  for (index, forms) in names.enumerated() {
    for form in forms {
      result[form] = index + 1
      result[String(form.prefix(3))] = index + 1
    }
  }
  return result
}()
