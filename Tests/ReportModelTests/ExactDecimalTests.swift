import ReportModel
import Testing

@Suite("Exact decimals")
struct ExactDecimalTests {
  @Test("A tenth and two tenths are three tenths")
  func tenths() throws {
    let sum = try #require(ExactDecimal("0.1")).adding(try #require(ExactDecimal("0.2")))
    #expect(sum == ExactDecimal("0.3"))
  }

  @Test(
    "Numbers are written back without superfluous zeros",
    arguments: [("1.50", "1.5"), ("-0.05", "-0.05"), ("100", "100"), ("0.000", "0"), ("12.345", "12.345")]
  )
  func writing(text: String, expected: String) throws {
    #expect(try #require(ExactDecimal(text)).description == expected)
  }

  @Test("What is not a plain number is refused", arguments: ["", ".5", "1.", "1,5", "1e3", "+1", "--1", "1.2.3"])
  func refused(text: String) {
    #expect(ExactDecimal(text) == nil)
  }

  @Test("Numbers of different scales compare by value, at the ends of the range too")
  func comparing() throws {
    let small = ExactDecimal(mantissa: .max, scale: 18)
    let large = ExactDecimal(.max)
    #expect(small.compared(to: large) < 0)
    #expect(large.compared(to: small) > 0)
    #expect(ExactDecimal(mantissa: 150, scale: 2).compared(to: ExactDecimal(mantissa: 15, scale: 1)) == 0)
  }

  @Test("A result outside the range is nil, never a wrong number")
  func overflow() {
    #expect(ExactDecimal(.max).adding(ExactDecimal(1)) == nil)
    #expect(ExactDecimal(.max).multiplied(by: ExactDecimal(2)) == nil)
  }
}
