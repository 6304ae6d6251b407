import ReportModel

// Dates: what day is meant, and how sure that is.
extension CellRepair {
  static func date(
    _ bytes: UnsafeRawBufferPointer,
    _ field: FieldPlan,
    _ context: RepairContext
  ) -> CellRepair? {
    let birth = field.role == .workerBirth ? BirthInNIK(context.nik) : nil
    switch LenientDate(bytes) {
    case .day(let date, let isAmbiguous, _):
      if isAmbiguous { return ambiguous(date, birth, context) }
      return context.isStrict && Numerals.isoDate(bytes) == nil && !FillerDay.isFiller(date)
        ? CellRepair(date.description.utf8, .dateForm) : nil
    case .monthFirst(let date): return monthFirst(date, birth, context)
    case .serial(let date):
      return CellRepair(date.description.utf8, birth?.isOn(date) == true ? .dateForm : .serialDate)
    case .placeholder, .impossible, .shortYear, .malformed: return nil
    }
  }

  /// A date that could be read the other way. `date` is its day-first reading.
  private static func ambiguous(_ date: CivilDate, _ birth: BirthInNIK?, _ context: RepairContext) -> CellRepair? {
    let (year, month, day) = date.components
    guard let swapped = CivilDate(year: year, month: day, day: month) else { return nil }
    if birth?.isOn(swapped) == true, birth?.isOn(date) == false {
      // It may be what shows how to read dates that have no NIK beside them.
      let isAlone = context.dates.map { $0.isMonthFirst && $0.ambiguous <= 0 } ?? false
      return CellRepair(swapped.description.utf8, isAlone ? .dateForm : .monthFirst)
    }
    if birth?.isOn(date) == true { return context.isStrict ? CellRepair(date.description.utf8, .dateForm) : nil }
    if context.dates?.isMonthFirst == true { return CellRepair(swapped.description.utf8, .monthFirst) }
    // In XML the column must show that days come first; in CSV the cell is read so without a word.
    guard context.isStrict, let dates = context.dates, dates.dayFirst > 0, dates.monthFirst == 0 else { return nil }
    return CellRepair(date.description.utf8, .dateForm)
  }

  /// A date that only makes sense month first.
  ///
  /// While other dates of the column can be read both ways, it is the evidence of how to read them: it may change only
  /// together with them.
  private static func monthFirst(_ date: CivilDate, _ birth: BirthInNIK?, _ context: RepairContext) -> CellRepair? {
    guard let dates = context.dates else { return CellRepair(date.description.utf8, .monthFirst) }
    if dates.ambiguous <= 0 { return CellRepair(date.description.utf8, .dateForm) }
    return dates.isMonthFirst ? CellRepair(date.description.utf8, .monthFirst) : nil
  }
}

/// The birth date within a NIK: day (raised by 40 for women), month and year in the century.
struct BirthInNIK {
  let isWoman: Bool
  private let (day, month, year): (Int, Int, Int)

  /// Reads 16 digits; `nil` for anything else.
  init?(_ nik: [UInt8]) {
    guard nik.count == 16 else { return nil }
    let parts = nik.withUnsafeBytes { bytes in [6, 8, 10].map { Numerals.digits(bytes, $0, 2) } }
    guard let day = parts[0], let month = parts[1], let year = parts[2], (1...71).contains(day) else { return nil }
    isWoman = day > 40
    self.day = isWoman ? day - 40 : day
    self.month = month
    self.year = year
  }

  /// Whether it is this day, in whatever century.
  func isOn(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.components
    return (self.day, self.month, self.year) == (day, month, year % 100)
  }
}

extension Identifier {
  /// Whether the check digit of a taxpayer number of 15 digits fits: the ninth, by Luhn over the eight before it.
  static func passesTaxCheck(_ digits: [UInt8]) -> Bool {
    guard digits.count == 15 else { return false }
    var sum = 0
    for (index, byte) in digits.prefix(9).reversed().enumerated() {
      let digit = Int(byte &- 48)
      let doubled = index.isMultiple(of: 2) ? digit : digit * 2
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum.isMultiple(of: 10)
  }
}

extension SectionReading {
  /// The repair a finding of a cell can carry, as far as the cell alone shows it.
  func suggestedFix(_ problem: ReadingProblem, _ field: FieldPlan, _ bytes: UnsafeRawBufferPointer) -> SuggestedFix? {
    switch problem {
    case .tidied, .formulaCell, .totalLine, .datePlaceholder: return nil
    default: break
    }
    var context = RepairContext(isStrict: layout.sheetColumns.isEmpty, evidence: evidence)
    context.areLettersDoubled = false
    guard let repair = CellRepair.find(bytes, field, context, allowed: Set(FixKind.allCases)) else { return nil }
    let replacement = field.found(String(decoding: repair.text, as: UTF8.self))
    return SuggestedFix(replacement: replacement, isSafe: repair.kind.isSafe, kind: repair.kind)
  }
}
