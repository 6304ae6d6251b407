import ReportModel
import Testing

@testable import ReportReading

@Suite("What readers say to people")
struct MessageTests {
  @Test("Every problem has a rule of the pack and a sentence in both languages with the same placeholders")
  func sentences() {
    for problem in ReadingProblem.allCases {
      let sentence = problem.sentence
      #expect(problem.rule.hasPrefix("WL-BERKAS-0"))
      #expect(sentence.id.count >= 9 && sentence.en.count >= 9)
      #expect(placeholders(sentence.id) == placeholders(sentence.en), "\(problem)")
      #expect(placeholders(sentence.id).isSubset(of: known), "\(problem)")
    }
  }

  @Test("All rules of the area are reported by some problem")
  func rules() {
    let wanted = (1...22).map { "WL-BERKAS-0" + ($0 < 10 ? "0" : "") + String($0) }
    #expect(Set(ReadingProblem.allCases.map(\.rule)) == Set(wanted))
  }

  @Test(
    "Similar names are found, distant ones are not",
    arguments: [
      ("tenaga_kreja", "tenaga_kerja"), ("KEPALA", "kepala"), ("namaPerusahan", nil), ("rahasia", nil), ("", nil),
    ] as [(String, String?)]
  )
  func similar(name: String, nearest: String?) {
    #expect(SimilarName.nearest(toHeading: name, among: ["kepala", "tenaga_kerja", "mutasi"]) == nearest)
  }

  private let known: Set = [
    "baris", "field", "nilai", "usulan", "batas", "jumlah", "bagian", "daftar", "kalimat",
  ]

  private func placeholders(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
        part.firstIndex(of: "}").map { String(part[..<$0]) }
      }
    )
  }
}
