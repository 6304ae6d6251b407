import ReportForm
import ReportModel
import Testing

@testable import ReportReading

@Suite("Numbers and dates straight from bytes")
struct NumeralTests {
  private func decimal(_ text: String, _ precision: Int, _ scale: Int) -> Numerals.Decimal {
    Array(text.utf8).withUnsafeBytes { Numerals.decimal($0, precision: precision, scale: scale) }
  }

  @Test("Decimals keep their scale and refuse what would be lost")
  func decimals() {
    #expect(decimal("7.5", 5, 2) == .number(750))
    #expect(decimal("-6.914744", 9, 6) == .number(-6_914_744))
    #expect(decimal("40", 5, 2) == .number(4_000))
    #expect(decimal("40.000", 5, 2) == .number(4_000))
    #expect(decimal("40.001", 5, 2) == .tooManyDecimals)
    #expect(decimal("1000", 5, 2) == .tooLarge)
    #expect(decimal("-0000000000000000000000012.5", 5, 2) == .number(-1_250))
    #expect(decimal("00000000000000000000000.25", 5, 2) == .number(25))
    #expect(decimal("0000000000000000000000000", 5, 2) == .number(0))
    #expect(decimal("999999999999999999", 18, 0) == .number(999_999_999_999_999_999))
    #expect(decimal("9999999999999999999", 18, 0) == .tooLarge)
    for malformed in ["", "-", ".", "1.", ".5", "1.2.3", "1e5", "+1", " 1", "--1"] {
      #expect(decimal(malformed, 5, 2) == .malformed, "\(malformed)")
    }
  }

  @Test("Every day of four years is read back from its ISO form, and no other day is")
  func dates() {
    for day in Int32(10_957)..<Int32(12_418) {
      let date = CivilDate(dayNumber: day)
      #expect(Array(date.description.utf8).withUnsafeBytes(Numerals.isoDate) == date)
    }
    for wrong in [
      "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-01", "2025/01/01", "20250101", "2025-01-011", "0000-01-01",
    ] {
      #expect(Array(wrong.utf8).withUnsafeBytes(Numerals.isoDate) == nil)
    }
  }

  @Test("Codes are found by their bytes, also in other spellings, but never by their digits alone")
  func codes() throws {
    let list = try #require(form.lists["MASA_KERJA"])
    let table = CodeTable(list)
    for (index, code) in list.codes.enumerated() {
      #expect(Array(code.code.utf8).withUnsafeBytes { table.index(of: $0) } == index)
      #expect(Array(code.code.lowercased().utf8).withUnsafeBytes { table.lenientIndex(of: $0) } == index)
    }
    #expect(Array("13".utf8).withUnsafeBytes { table.lenientIndex(of: $0) } == nil)
    #expect(Array("1-3".utf8).withUnsafeBytes { table.lenientIndex(of: $0) } == list.index(of: "1_3"))
  }
}
