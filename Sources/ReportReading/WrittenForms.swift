import ReportModel

/// The forms in which a file writes its dates, as far as its first rows show.
struct DateForms {
  /// Rows of a section that are looked at: the rest writes as they do, or a finding says so.
  static let sampledRows = 200

  private var counts: [String: Int] = [:]

  /// Looks at one cell of a date column.
  mutating func look(at cell: UnsafeRawBufferPointer) {
    if let form = Self.form(of: cell) { counts[form, default: 0] += 1 }
  }

  /// The forms seen, the most frequent first, such as `dd/mm/yyyy` or `yyyy-mm-dd, dd mmm yyyy`; `nil` when none was.
  var summary: String? {
    guard !counts.isEmpty else { return nil }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return order.prefix(3).map(\.key).joined(separator: ", ")
  }

  private static func form(of raw: UnsafeRawBufferPointer) -> String? {
    TidyCell(raw).withBytes(of: raw) { cell in
      guard cell.count >= 5, cell.count <= 32 else { return nil }
      if let number = Numerals.whole(cell), LenientDate.serials.contains(number) { return "serial" }
      // A time behind the date says nothing about its form.
      let parts = cell.split { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: " ")
          || byte == UInt8(ascii: "T")
      }
      guard parts.count >= 3 else { return nil }
      let mark = String(UnicodeScalar(cell[cell.startIndex + parts[0].count]))
      guard mark != "T", parts[0].allSatisfy({ $0 &- 48 <= 9 }), parts[2].allSatisfy({ $0 &- 48 <= 9 }) else {
        return nil
      }
      let month = parts[1].allSatisfy { $0 &- 48 <= 9 } ? "mm" : "mmm"
      return parts[0].count == 4 ? "yyyy\(mark)\(month)\(mark)dd" : "dd\(mark)\(month)\(mark)yyyy"
    }
  }
}

extension NumberConvention {
  /// An example that says it all.
  var example: String { self == .commaDecimal ? "1.234,5" : "1,234.5" }
}

extension FileSyntax {
  /// Adds how the file writes numbers and dates.
  mutating func add(_ evidence: ConventionEvidence, _ dates: DateForms) {
    numberForm = (evidence.wholeConvention ?? evidence.decimalConvention)?.example
    dateForm = dates.summary
  }

  /// Adds what the first bytes of a text show.
  mutating func add(beginning: UnsafeRawBufferPointer) {
    let marks: [[UInt8]] = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]]
    hasByteOrderMark = marks.contains { beginning.starts(with: $0) }
    guard let end = beginning.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return }
    if beginning[end] == 0x0A { return lineEnding = "lf" }
    // In UTF-16 a zero stands between the two.
    let next = beginning[(end + 1)...].first { $0 != 0 }
    lineEnding = next == 0x0A ? "crlf" : "cr"
  }
}
