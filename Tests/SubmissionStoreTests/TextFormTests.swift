import AuditLog
import ReportModel
import Testing

@testable import SubmissionStore

@Suite("Numbers, identities and canonical lines")
struct TextFormTests {
  @Test(
    "A report number has region, period, serial and a check digit",
    arguments: [
      ("3273", 2025, Int64(17), "3273-2025-00000017-"), ("32.73.01", 1981, 1, "3273-1981-00000001-"),
      ("32", 2025, 99_999_999, "3200-2025-99999999-"), ("", 2025, 99_999_999_999, "0000-2025-99999999999-"),
    ]
  )
  func numbers(_ region: String, _ period: Int, _ serial: Int64, _ start: String) {
    let number = ReportNumber(region: region, period: period, serial: serial)
    #expect(number.text.hasPrefix(start))
    #expect(number.text.utf8.count <= ReportNumber.lengthMax)
    #expect(ReportNumber(number.text) == number)
  }

  @Test("The check digit is Luhn's")
  func luhn() {
    // 7992739871 has the check digit 3 in every description of the method.
    #expect(ReportNumber("7992-7398-71000000-\(luhnDigit("7992739871000000"))") != nil)
    #expect(luhnDigit("7992739871") == 3)
  }

  private func luhnDigit(_ digits: String) -> Int {
    let doubled = digits.reversed().enumerated().map { place, digit in
      let value = digit.wholeNumberValue ?? 0
      return place % 2 == 0 ? (2 * value) / 10 + (2 * value) % 10 : value
    }
    return (10 - doubled.reduce(0, +) % 10) % 10
  }

  @Test("One wrong digit or two neighbours exchanged are noticed")
  func slips() {
    let number = ReportNumber(region: "3273", period: 2025, serial: 17).text
    let characters = Array(number)
    for place in characters.indices where characters[place].isNumber {
      for digit in "0123456789" where digit != characters[place] {
        var slip = characters
        slip[place] = digit
        #expect(ReportNumber(String(slip)) == nil)
      }
    }
    for text in ["", "3273-2025-17-4", number + "0", number.replacing("-", with: ""), " " + number] {
      #expect(ReportNumber(text) == nil)
    }
  }

  @Test(
    "Every text comes back from its line, and has one line only",
    arguments: ["", "-", "a b", "\\", "\\-", "\\0", "a\nb\r\n\t\u{0}", "\u{202E}\u{FEFF}", "é", "e\u{301}", "😀", " x "]
  )
  func escapes(_ text: String) throws {
    let escaped = LineText.escape(text)
    #expect(!escaped.utf8.contains { $0 < 0x20 })
    let back = try #require(LineText.unescape(escaped))
    #expect(back.utf8.elementsEqual(text.utf8))
    #expect(escaped != LineText.absent)
  }

  @Test(
    "Escapes that mean nothing are not read",
    arguments: ["\\", "\\x", "\\u", "\\u{", "\\u{}", "\\u{d800}", "\\u{zz}"]
  )
  func badEscapes(_ text: String) {
    #expect(LineText.unescape(text) == nil)
  }

  @Test("Names are compared without capitals and punctuation")
  func normalised() {
    #expect(SearchText.normalised(" PT. Contoh-Maju,  Tbk ") == "PT CONTOH MAJU TBK")
    #expect(SearchText.normalised("Café") == "CAFé")
    #expect(SearchText.normalised("||") == "")
  }

  @Test("NIB goes before NPWP, NPWP before the name")
  func identity() {
    func company(_ nib: String?, _ npwp: String?) -> String {
      UnitIdentity(nib: nib, npwp: npwp, companyName: "PT A", region: "3273", unit: "pusat").key
    }
    #expect(company("9120-0011", "01") == "nib:91200011|PUSAT")
    #expect(company("", "01.234.567.8-901.000") == "npwp:0012345678901000|PUSAT")
    #expect(company(nil, " ") == "nama:PT A@3273|PUSAT")
  }

  @Test("The twins of record and details come back from their lines; a changed line is not read")
  func canonical() throws {
    let details = SubmissionDetails(Sample().assessment, submitter: "a", receivedDay: CivilDate(dayNumber: 20434))
    #expect(SubmissionDetails(parsing: details.text) == details)
    for change in [details.text + "x 1\n", details.text.replacing("findings 2", with: "findings 02"), ""] {
      #expect(SubmissionDetails(parsing: change) == nil)
    }
    #expect(SubmissionDetails(parsing: String(details.text.dropLast())) == nil)
  }
}
