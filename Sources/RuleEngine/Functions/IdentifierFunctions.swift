import CEL
import ReportModel

/// Identity numbers for rules: digits, the Luhn check, and the parts of a NIK.
enum IdentifierFunctions {
  /// Declares `digits`, `isDigits`, `luhn`, `nikDate`, `nikDateOk` and `nikSex`.
  static func declare(in environment: inout Environment, types: HostTypes) {
    declareDigits(in: &environment)
    declareNIK(in: &environment, types)
  }

  private static func declareDigits(in environment: inout Environment) {
    var digits = Overload(id: "digits_string", parameter: .string, result: .string) { value in
      guard case .string(let text) = value else { return .failure(.noSuchOverload("digits", [])) }
      return .value(.string(String(decoding: text.utf8.filter { (48...57).contains($0) }, as: UTF8.self)))
    }
    digits.textOverText = { text, digits in
      for byte in text where byte &- 48 < 10 { digits.append(byte) }
      return .made
    }
    environment.declare(function: Function("digits", [digits]))
    var areDigits = Overload(id: "is_digits_string_int", parameters: .string, .int, result: .bool) { text, count in
      guard case .string(var text) = text, case .int(let count) = count else {
        return .failure(.noSuchOverload("isDigits", []))
      }
      return .value(.bool(text.withUTF8 { isDigits($0, count) }))
    }
    areDigits.overText = { isDigits($0, $1) }
    environment.declare(function: Function("isDigits", [areDigits]))
    environment.declare(
      function: Function(
        "luhn",
        [
          Overload(id: "luhn_string", parameter: .string, result: .bool) { value in
            guard case .string(let text) = value else { return .failure(.noSuchOverload("luhn", [])) }
            return .value(.bool(passesLuhn(text)))
          }
        ]
      )
    )
  }

  /// Whether a text is this many ASCII digits.
  private static func isDigits(_ text: UnsafeBufferPointer<UInt8>, _ count: Int64) -> Bool {
    text.count == count && text.allSatisfy { (48...57).contains($0) }
  }

  /// Whether the digits pass the Luhn check (ISO/IEC 7812-1 annex B); false when anything is not a digit.
  static func passesLuhn(_ text: String) -> Bool {
    var sum = 0
    var count = 0
    for byte in text.utf8.reversed() {
      guard byte >= 48, byte <= 57 else { return false }
      let digit = Int(byte - 48)
      let doubled = count.isMultiple(of: 2) ? digit : digit * 2
      sum += doubled > 9 ? doubled - 9 : doubled
      count += 1
    }
    return count > 0 && sum.isMultiple(of: 10)
  }

  private static func declareNIK(in environment: inout Environment, _ types: HostTypes) {
    var date = Overload(id: "nik_date_string_date", parameters: .string, .date, result: .date) { nik, day in
      guard case .string(let nik) = nik, let day = DateFunctions.day(day) else {
        return .failure(.noSuchOverload("nikDate", []))
      }
      return NIK(nik)?.birthDate(on: day).map { .value(types.value($0)) } ?? .unknown(UnknownSet(["nik"]))
    }
    date.numberOverText = { nik, day in
      NIK(bytes: nik)?.birthDate(on: DateFunctions.day(mantissa: day)).map { Int64($0.dayNumber) }
    }
    environment.declare(function: Function("nikDate", [date]))
    var hasDate = Overload(id: "nik_date_ok_string", parameter: .string, result: .bool) { nik in
      guard case .string(let nik) = nik else { return .failure(.noSuchOverload("nikDateOk", [])) }
      return .value(.bool(NIK(nik)?.hasPossibleDate ?? false))
    }
    hasDate.overText = { nik, _ in NIK(bytes: nik)?.hasPossibleDate ?? false }
    environment.declare(function: Function("nikDateOk", [hasDate]))
    var sex = Overload(id: "nik_sex_string", parameter: .string, result: .string) { nik in
      guard case .string(let nik) = nik else { return .failure(.noSuchOverload("nikSex", [])) }
      return NIK(nik).map { .value(.string($0.isWoman ? "P" : "L")) } ?? .unknown(UnknownSet(["nik"]))
    }
    sex.textOverText = { text, sex in
      guard let nik = NIK(bytes: text) else { return .none }
      sex.append(UInt8(ascii: nik.isWoman ? "P" : "L"))
      return .made
    }
    environment.declare(function: Function("nikSex", [sex]))
  }
}

/// The parts of a national identity number: `PPKKCC DDMMYY SSSS`, the day raised by 40 for women.
struct NIK {
  /// The day of the month as written, 1–31 or 41–71 when possible.
  let writtenDay: Int
  /// The month, 1–12 when possible.
  let month: Int
  /// The last two digits of the year.
  let yearInCentury: Int

  /// Reads 16 digits; `nil` for anything else.
  init?(_ text: String) {
    var text = text
    guard let nik = text.withUTF8({ NIK(bytes: $0) }) else { return nil }
    self = nik
  }

  /// Reads 16 digits from ASCII; `nil` for anything else.
  init?(bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 16, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    func pair(_ index: Int) -> Int { Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48) }
    writtenDay = pair(6)
    month = pair(8)
    yearInCentury = pair(10)
  }

  /// Whether the day is raised by 40.
  var isWoman: Bool { writtenDay > 40 }

  private var day: Int { isWoman ? writtenDay - 40 : writtenDay }

  /// Whether the day exists in 19YY or 20YY.
  var hasPossibleDate: Bool {
    CivilDate(year: 1900 + yearInCentury, month: month, day: day) != nil
      || CivilDate(year: 2000 + yearInCentury, month: month, day: day) != nil
  }

  /// The birth date in the century that gives an age of 10 to 100 on the day, the younger one when both do.
  func birthDate(on reference: CivilDate) -> CivilDate? {
    birthDate(in: 2000, on: reference) ?? birthDate(in: 1900, on: reference)
  }

  private func birthDate(in century: Int, on reference: CivilDate) -> CivilDate? {
    // Completed years are those between the two years of the calendar, or one less.
    let years = reference.year - century - yearInCentury
    guard (10...101).contains(years), let date = CivilDate(year: century + yearInCentury, month: month, day: day)
    else { return nil }
    if (11...100).contains(years) { return date }
    return (10...100).contains(date.completedYears(until: reference)) ? date : nil
  }
}
