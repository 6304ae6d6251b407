import ReportModel
import Testing

@Suite("Personal data")
struct PersonalTests {
  private let secret = "3273014101909901"

  @Test("Printing, interpolating, dumping and reflecting a personal value never shows it")
  func hidden() {
    let personal = Personal(secret, kind: .nik)
    var dumped = ""
    dump(personal, to: &dumped)
    for text in ["\(personal)", String(reflecting: personal), dumped, "\(FoundValue.personal(personal))"] {
      #expect(!text.contains(secret))
    }
  }

  @Test(
    "Masks leave what helps to find the cell and nothing more",
    arguments: [
      (PersonalKind.nik, "3273014101909901", "32••••••••••9901"), (.name, "Siti Rahma", "S•••••••••"),
      (.wage, "4250000", "••••"), (.birth, "01-01-1990", "••••"), (.nik, "123", "1••"),
    ]
  )
  func masks(kind: PersonalKind, value: String, expected: String) {
    #expect(FoundValue.personal(Personal(value, kind: kind)).masked == expected)
  }

  @Test("A message shows personal values only when asked to")
  func messages() {
    let wage = Bilingual(id: "1.000.000", en: "1,000,000")
    let message = Message(
      Bilingual(id: "Upah Rp{a} di {baris}", en: "Wage Rp{a} in {baris}"),
      values: ["a": Message.Value(wage, personal: .wage), "baris": Message.Value("7")]
    )
    #expect(message.text(.id) == "Upah Rp•••• di 7")
    #expect(message.text(.en, reveal: true) == "Wage Rp1,000,000 in 7")
  }
}
