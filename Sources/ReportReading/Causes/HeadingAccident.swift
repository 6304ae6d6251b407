import CSV
import ReportForm
import ReportModel

/// What is wrong with a whole line of headings.
enum HeadingAccident {
  /// They are set apart by another sign.
  case delimiter(UInt8)
  /// They belong to another section of the form.
  case section(SectionPlan)
  /// Most of them are not of this form.
  case foreign(unknown: Int, of: Int)

  /// The accident a result names.
  var cause: RootCause {
    switch self {
    case .delimiter: .wrongDelimiter
    case .section, .foreign: .foreignHeader
    }
  }

  /// Headings below which nothing is said of their origin: a short table may have two columns of its own.
  private static let headingsMin = 4

  /// Looks for an accident; `nil` when at least half of the headings are known.
  init?(_ row: borrowing CSVRow, _ columns: CSVColumns, _ plan: SectionPlan, _ form: FormPlan) {
    let total = CSVCells.filled(row)
    let known = columns.entries.count
    guard known * 2 < max(total, 2) else { return nil }
    if let sign = OtherDelimiter.ofHeading(row, plan, beating: known) {
      self = .delimiter(sign)
    } else if total >= Self.headingsMin, let other = Self.owner(of: row, total, besides: plan, form) {
      self = .section(other)
    } else if total >= Self.headingsMin {
      self = .foreign(unknown: total - known, of: total)
    } else {
      return nil
    }
  }

  /// The one section of the form that knows nearly all of the headings.
  private static func owner(
    of row: borrowing CSVRow,
    _ total: Int,
    besides plan: SectionPlan,
    _ form: FormPlan
  ) -> SectionPlan? {
    var owners: [SectionPlan] = []
    for section in form.sections where section !== plan {
      if CSVColumns(row, plan: section).entries.count * 10 >= total * 9 { owners.append(section) }
    }
    return owners.count == 1 ? owners[0] : nil
  }

  /// Names the accident.
  func note(_ section: CSVSection, delimiter: UInt8, _ ledger: FindingLedger) {
    let location = CSVCells.location(section.name, section.start)
    var values = ["bagian": Message.Value(section.name), "nilai": Message.Value(section.name)]
    switch self {
    case .delimiter(let sign):
      values["nilai"] = Message.Value(ReadingWords.delimiter(sign))
      let isSheet = ledger.table?.isSheet ?? false
      values["batas"] = Message.Value(ReadingWords.separation(delimiter, isSheet: isSheet))
      ledger.note(.wrongDelimiter) { Occurrence(location: location, values: values, affected: (1, true)) }
    case .section(let other):
      values["usulan"] = Message.Value(other.definition.csv)
      ledger.note(.headingOfSection) { Occurrence(location: location, values: values, affected: (1, true)) }
    case .foreign(let unknown, let total):
      values["jumlah"] = Message.Value(String(unknown))
      values["batas"] = Message.Value(String(total))
      ledger.note(.foreignHeading) { Occurrence(location: location, values: values, affected: (unknown, true)) }
    }
  }
}

/// Lines whose cells are set apart by another sign than the file's delimiter.
enum OtherDelimiter {
  /// The signs people use, the vertical bar among them.
  static let signs: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

  /// The sign that makes known headings of a line: at least two, half of all, and more than the file's own.
  static func ofHeading(_ row: borrowing CSVRow, _ plan: SectionPlan, beating known: Int) -> UInt8? {
    for sign in signs {
      let cells = split(row.bytes, by: sign)
      guard cells.count >= 2, cells.count > row.fieldCount else { continue }
      let hits = cells.count { plan.headings[NameKey.key($0)] != nil }
      if hits >= 2, hits * 2 >= cells.count, hits > known { return sign }
    }
    return nil
  }

  /// The sign that makes exactly `width` cells of a line that has at most half as many now.
  static func ofRow(_ row: borrowing CSVRow, width: Int) -> UInt8? {
    guard width >= 3, row.fieldCount * 2 <= width else { return nil }
    return signs.first { split(row.bytes, by: $0).count == width }
  }

  /// The cells between `sign`, their quotes kept and heeded.
  static func split(_ bytes: UnsafeRawBufferPointer, by sign: UInt8) -> [ArraySlice<UInt8>] {
    let line = Array(bytes)
    var cells: [ArraySlice<UInt8>] = []
    var start = 0
    var isQuoted = false
    for (index, byte) in line.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard byte == sign, !isQuoted else { continue }
      cells.append(line[start..<index])
      start = index + 1
    }
    return cells + [line[start...]]
  }
}
